"""What the pages of a plan show, and what their reader may do."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from samenspel_arrangements.application.opp.begin_opp import opp_for
from samenspel_arrangements.domain.opp.consent import ParentId, ParentSays, Way
from samenspel_arrangements.domain.opp.content import Content, OppField, Outflow
from samenspel_arrangements.domain.opp.heard_in_voice import hearing_in, waits
from samenspel_arrangements.domain.opp.opp import Opp
from samenspel_arrangements.domain.opp.standing import (
    OPP_STATES,
    Adjusting,
    Drafting,
    EndReason,
    EvaluationOutcome,
)
from samenspel_arrangements.domain.perspective.parents import Parent
from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.domain.voice.hearing import Channel, WaiverReason
from samenspel_arrangements.web.pages import ArrangementsEdge, address_of, pages
from samenspel_arrangements.web.perspective.goals import goal_fields
from samenspel_arrangements.web.words import Words
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart

HERE = "/cases/{caseId}/opp"


async def shown(
    edge: ArrangementsEdge,
    case_id: UUID,
    action: Action = Action.SEE_OPP,
    *,
    command: str = "",
) -> dict[str, Any]:
    """Give what a page shows of the plan of a case to who may do this with it.

    NotFound where there is none for the reader; RuleViolation when it stands so that the command
    is not there.
    """
    async with edge.transaction() as uow:
        _, opp = await opp_for(CaseId(case_id), action, actor=edge.actor, uow=uow)
        if command:
            OPP_STATES.require(opp.standing, command)
        case = await uow.queries.case(case_id, edge.actor)
        await edge.saw(uow, case, FilePart.CASE)
        parents = await uow.parents.deciding_for(opp.pupil_id)
        moments = await uow.voices.of_case(opp.case_id)
        perspective = await uow.perspectives.of_case(opp.case_id)
    today = dutch_date(edge.clock.now())
    writes = may(edge.actor, Action.WRITE_OPP, case)
    in_writing = isinstance(opp.standing, Drafting | Adjusting)
    return {
        "case": case,
        "case_address": address_of(case_id),
        "address": f"{address_of(case_id)}/opp",
        "words": Words(pages.texts),
        "opp": opp,
        "draft": opp.draft if in_writing else None,
        "missing": opp.missing if in_writing else (),
        "actions": opp.responsibility.actions if opp.responsibility else (),
        "answers": _answers(opp, parents) if in_writing and writes else [],
        "deciding": len(parents),
        "answered": len(opp.draft.consent.answers) if in_writing else 0,
        "parent_choices": [(parent.contact_id, parent.name) for parent in parents],
        "fields": list(OppField),
        "outflows": _choices("outflow", Outflow),
        "reasons": _reasons(),
        "channels": _choices("opp-channel", Channel),
        "why_not": _choices("opp-waiver", WaiverReason),
        "outcomes": _choices("opp-outcome", EvaluationOutcome),
        "ways": _choices("opp-way", [Way.IN_TALK, Way.ON_PAPER]),
        **goal_fields(perspective, reads=may(edge.actor, Action.SEE_PERSPECTIVE, case)),
        "voice_waits": waits(moments, opp.moment),
        "voice_says": hearing_in(moments, opp.moment, used=opp.heard_at, today=today),
        "may_write": writes,
        "may_read": may(edge.actor, Action.READ_TEXT, case),
        "may_answer": in_writing and may(edge.actor, Action.ANSWER_OPP, case),
        "may": {
            command: writes and OPP_STATES.may(opp.standing, command)
            for command in ("write", "establish", "evaluate", "adjust", "tell-child")
        },
    }


def said(content: Content, field: OppField) -> str:
    """Give what a field of a plan says, as people read it."""
    if field is OppField.OUTFLOW:
        outflow = content.outflow
        return pages.texts.text(f"outflow.{outflow.value}") if outflow else ""
    return str(getattr(content, field.value))


def _answers(opp: Opp, parents: Sequence[Parent]) -> list[tuple[Parent, ParentSays | None]]:
    given = {answer.parent: answer for answer in opp.draft.consent.answers}
    return [(parent, given.get(ParentId(parent.contact_id))) for parent in parents]


def _reasons() -> list[tuple[str, str]]:
    return _choices("opp-end", [each for each in EndReason if each is not EndReason.DIED])


def _choices(prefix: str, codes: Iterable[StrEnum]) -> list[tuple[str, str]]:
    return [(code.value, pages.texts.text(f"{prefix}.{code.value}")) for code in codes]
