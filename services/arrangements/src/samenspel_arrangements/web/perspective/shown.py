"""What the pages of a perspective show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from samenspel_arrangements.application.perspective.read_goals import read_goals
from samenspel_arrangements.application.perspective.write_perspective import perspective_for
from samenspel_arrangements.domain.gates.gates import CasePart, gate_of
from samenspel_arrangements.domain.perspective.agreement import (
    Party,
    PartyKind,
    in_order,
    parties_of,
)
from samenspel_arrangements.domain.perspective.content import GoalFor, StrandKind, ToldBy
from samenspel_arrangements.domain.perspective.draft import (
    MAX_LENGTH,
    draft_of,
    goal_keys,
)
from samenspel_arrangements.domain.perspective.parents import (
    RECORDS_FOR_ALL,
    Parent,
    speaks_for,
)
from samenspel_arrangements.domain.perspective.standing import Ended, Following, Outcome, Phase
from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.web.pages import ArrangementsEdge, address_of, pages
from samenspel_arrangements.web.words import Words
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import CaseId, new_id
from samenspel_platform.access_log import FilePart

NEW_GOALS = 2
"""So many empty goals a form has beside those that are there."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one party thinks of the newest version."""

    key: str
    name: str
    view: str
    with_what: str


async def shown(edge: ArrangementsEdge, case_id: UUID, action: Action) -> dict[str, Any]:
    """Give what every page of a perspective needs; refuses who may not do this."""
    async with edge.transaction() as uow:
        case, perspective = await perspective_for(
            CaseId(case_id), action, actor=edge.actor, uow=uow
        )
        await edge.saw(uow, case, FilePart.CASE)
        parents = await uow.parents.deciding_for(case.pupil_id)
        courses = await read_goals(case, perspective, actor=edge.actor, uow=uow)
        if edge.actor.role is Role.PUPIL:
            name = edge.actor.name
        else:
            name = Words(pages.texts).pupil(await uow.queries.case(case_id, edge.actor))
    asked = parties_of(parent.contact_id for parent in parents)
    views = perspective.views()
    open_ = not isinstance(perspective.standing, Ended | Following)
    can_say = speaks_for(edge.actor, asked, parents) if perspective.version and open_ else ()
    lines = [
        Line(
            key_of(party),
            name_of(party, parents, edge.actor),
            views[party].view.status if party in views else "awaited",
            getattr(views[party].view, "with_what", "") if party in views else "",
        )
        for party in in_order(asked)
    ]
    return {
        "case": case,
        "may_read": may(edge.actor, Action.READ_TEXT, case),
        "perspective": perspective,
        "current": perspective.current,
        "goal_courses": courses,
        "name": name,
        "address": f"{address_of(case_id)}/perspective",
        "case_address": "" if edge.actor.role is Role.PUPIL else address_of(case_id),
        "lines": lines,
        "is_shared": perspective.is_shared_by(asked),
        "parties": [(key_of(p), name_of(p, parents, edge.actor)) for p in in_order(can_say)],
        "may_write": open_ and may(edge.actor, Action.WRITE_PERSPECTIVE, case),
        "may_steer": open_ and may(edge.actor, Action.STEER_PERSPECTIVE, case),
        "may_check": may(edge.actor, Action.STEER_PERSPECTIVE, case),
        "asks_strands": gate_of(case.kind).asks(CasePart.STRANDS),
        "strand_kinds": list(StrandKind),
        "phases": options("phase", Phase),
        "outcomes": options("outcome", Outcome),
        "max_length": MAX_LENGTH,
    }


def form_of(
    draft: Mapping[str, str], keys: Sequence[str], base_version: int, *, more: int = NEW_GOALS
) -> dict[str, Any]:
    """Give what the form of a perspective needs: its fields, and some goals more."""
    return {
        "draft": draft,
        "keys": [*keys, *(new_id().hex[:8] for _ in range(more))],
        "base_version": base_version,
        "told_by": options("told-by", ToldBy),
        "whom": options("goal-for", GoalFor),
    }


def form_of_newest(content: dict[str, Any]) -> dict[str, Any]:
    """Give the form as it is when nobody typed in it."""
    current = content["current"]
    draft = draft_of(current.content) if current else {}
    return form_of(draft, goal_keys(draft), content["perspective"].version)


def options(group: str, codes: Any) -> list[tuple[str, str]]:
    """Give codes with their words."""
    return [(code.value, pages.texts.text(f"{group}.{code.value}")) for code in codes]


def key_of(party: Party) -> str:
    """Write a party as a form sends it."""
    return f"{party.kind.value} {party.contact_id or ''}".strip()


def party_of(key: str) -> Party:
    """Read it again; ValueError for what is none."""
    kind, _, contact_id = key.partition(" ")
    return Party(PartyKind(kind), UUID(contact_id) if contact_id else None)


def label_of(field: str) -> str:
    """Name a field of the form."""
    if field.startswith("goals."):
        return pages.texts.text(f"perspective.field.goal-{field.rpartition('.')[2]}")
    return pages.texts.text(f"perspective.field.{field}")


def name_of(party: Party, parents: Sequence[Parent], reader: Actor) -> str:
    """Name a party; parents by name only for the staff who write down what they say."""
    known = {parent.contact_id: parent.name for parent in parents}
    if party.contact_id in known and reader.role in RECORDS_FOR_ALL:
        return known[party.contact_id]
    return pages.texts.text(f"party.{party.kind.value}")
