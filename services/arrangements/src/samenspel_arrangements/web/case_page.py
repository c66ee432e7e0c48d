"""Page: one case. Who holds it, what is next, until when; and accepting it."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.accept_case import AcceptCase, accept_case
from samenspel_arrangements.domain.case import ActionKind, CaseState
from samenspel_arrangements.domain.gates.gates import CasePart, gate_of
from samenspel_arrangements.domain.handing_over import is_offered_to
from samenspel_arrangements.domain.perspective.standing import Phase
from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.closing_words import ClosingWords
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath, address_of, pages
from samenspel_arrangements.web.places.shown import PlaceWords
from samenspel_arrangements.web.team.shown import team_shown
from samenspel_arrangements.web.timeline_words import TimelineWords
from samenspel_arrangements.web.tlvs.words import TlvWords
from samenspel_arrangements.web.transitions.shown import TransitionWords
from samenspel_arrangements.web.words import Words
from samenspel_kernel.accountability import HolderKind
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import CaseId
from samenspel_kernel.terms import add_working_days
from samenspel_platform.access_log import FilePart
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, Refusal, TypedForm, filled

router = APIRouter(prefix="/cases/{caseId}")
WORKING_DAYS_FOR_FIRST_STEP = 10


class AcceptForm(BaseModel):
    """What the new holder does first, and until when."""

    next_action: ActionKind
    due_on: date


@router.get("")
async def show_case(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Show the case to whoever may see it, with what that person may do."""
    return pages.render(request, "case.html", **await _content(case_id, edge))


@router.post("/acceptances")
async def accept(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Make the reader the holder of the case."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        typed = AcceptForm.model_validate(filled(form))
        command = AcceptCase(
            case_id=CaseId(case_id), next_action=typed.next_action, due_on=typed.due_on
        )
        await accept_case(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return address_of(case_id)

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        return await show_again(request, case_id, edge, refusal, form)
    return pages.redirect(request, url, notice="case.accepted")


async def show_again(
    request: Request,
    case_id: UUID,
    edge: ArrangementsEdge,
    refusal: Refusal,
    typed: TypedForm,
) -> Response:
    """Show the case with what was wrong in a form on it."""
    content = await _content(case_id, edge)
    return pages.refuse(request, "case.html", refusal, typed=typed, **content)


async def _content(case_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        await edge.saw(uow, case, FilePart.CASE)
        arrangements = await uow.queries.arrangements_of(case, edge.actor)
        timeline = await uow.timeline.of_request(case.support_request_id, edge.actor)
        opp = await uow.opps.of_case(CaseId(case_id))
        placements = await uow.placement_lines.of_case(edge.actor, case_id)
        transitions = await uow.transition_lines.of_case(edge.actor, case_id)
        tlvs = await uow.tlv_queries.of_case(edge.actor, case_id)
        perspective = await uow.perspectives.of_case(CaseId(case_id))
        others = await uow.other_payers.of_case(case_id)
        team = await team_shown(case, uow, edge)
    may_share = may(edge.actor, Action.SEE_PERSPECTIVE, case) and perspective is not None
    today = dutch_date(edge.clock.now())
    asks_opp = gate_of(case.kind).asks(CasePart.OPP)
    offered, opened = (case.state == state for state in (CaseState.OFFERED, CaseState.OPENED))
    return {
        "case": case,
        "address": address_of(case_id),
        "arrangements": arrangements,
        "timeline": timeline,
        "childs": perspective.current if may_share and perspective else None,
        "may_share": may_share,
        "phase": perspective.phase if may_share and perspective else None,
        "phases": list(Phase),
        "team": team,
        "may_hear": may_share and may(edge.actor, Action.SEE_VOICE, case),
        "timeline_words": TimelineWords(pages.texts),
        "words": Words(pages.texts),
        "may_answer": offered and may(edge.actor, Action.ANSWER, case),
        "may_follow_up": case.is_file_closed and may(edge.actor, Action.WORK, case),
        "closing_words": ClosingWords(pages.texts),
        "may_read": may(edge.actor, Action.READ_TEXT, case),
        "may_work": opened and may(edge.actor, Action.WORK, case),
        "may_take": case.offer_to is not None and is_offered_to(edge.actor, case.offer_to),
        "is_at_desk": case.holder_kind not in (None, HolderKind.PERSON),
        "others": others,
        "may_see_budget": may(edge.actor, Action.SEE_BUDGET, case),
        "may_read_documents": may(edge.actor, Action.READ_DOCUMENT, case),
        "may_apply_tlv": opened and may(edge.actor, Action.APPLY_TLV, case),
        "may_bring_in_tlv": opened and may(edge.actor, Action.HANDLE_TLV, case),
        "may_see_opp": opened and asks_opp and may(edge.actor, Action.SEE_OPP, case),
        "may_begin_opp": opened and asks_opp and may(edge.actor, Action.WRITE_OPP, case),
        "opp": opp,
        "placements": placements,
        "place_words": PlaceWords(),
        "may_see_places": bool(placements) or (opened and may(edge.actor, Action.FIND_PLACE, case)),
        "transitions": transitions,
        "transition_words": TransitionWords(),
        "may_plan_transition": opened
        and all(line.end_reason for line in transitions)
        and may(edge.actor, Action.PREPARE_TRANSITION, case),
        "may_see_meetings": may(edge.actor, Action.SEE_MEETING, case),
        "tlvs": tlvs,
        "tlv_words": TlvWords(pages.texts),
        "may_read_letters": may(edge.actor, Action.READ_LETTER, case),
        "may_see_readers": may(edge.actor, Action.SEE_READERS, case),
        "first_step_by": add_working_days(today, WORKING_DAYS_FOR_FIRST_STEP, DutchWorkingDays()),
    }
