"""What the pages of meetings show: the preparation, the day itself, and what was agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from samenspel_arrangements.application.meeting.plan_meeting import (
    MAX_LINE,
    MAX_SUBJECT,
    meeting_for,
)
from samenspel_arrangements.domain.documents.document import Document
from samenspel_arrangements.domain.documents.reading import may_see
from samenspel_arrangements.domain.documents.standing import Shared
from samenspel_arrangements.domain.meeting.agenda import MAX_POINT, MAX_REASON, MAX_SAID
from samenspel_arrangements.domain.meeting.ids import MeetingId
from samenspel_arrangements.domain.meeting.joint_action import MAX_WHAT, MAX_WHO, Doer
from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_arrangements.domain.meeting.people import Came
from samenspel_arrangements.domain.meeting.readers import invites_child, knows_parents
from samenspel_arrangements.domain.meeting.standing import Cancelled, Planned
from samenspel_arrangements.domain.policies import Action, may, require
from samenspel_arrangements.web.meeting.names import invitee_name
from samenspel_arrangements.web.meeting.regrets import regrets_shown
from samenspel_arrangements.web.pages import ArrangementsEdge, address_of, pages
from samenspel_arrangements.web.words import Words
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPaper:
    """A paper as one reader sees it; `title` is empty where it may not know of it."""

    title: str
    href: str
    added_on: Any
    is_late: bool
    why: str


async def shown(meeting_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    """Give what the page of a meeting needs; refuses who may not see it."""
    async with edge.transaction() as uow:
        meeting = await meeting_for(
            MeetingId(meeting_id), Action.SEE_MEETING, actor=edge.actor, uow=uow
        )
        case = await uow.queries.case(meeting.case_id, edge.actor)
        await edge.saw(uow, case, FilePart.CASE)
        documents = await uow.documents.of_case(meeting.case_id)
        parents = await uow.parents.deciding_for(meeting.pupil_id)
        perspective = await uow.perspectives.of_case(CaseId(meeting.case_id))
        others = await uow.meetings.of_case(CaseId(meeting.case_id))
    names = {each.contact_id: each.name for each in parents} if knows_parents(edge.actor) else {}
    sees = may(edge.actor, Action.SEE_PERSPECTIVE, case) and perspective is not None
    current = perspective.current if sees and perspective else None
    standing, today = meeting.standing, dutch_date(edge.clock.now())
    leads = may(edge.actor, Action.WORK_ON_MEETING, case)
    planned = isinstance(standing, Planned)
    noted = {each.place: Came.DECLINED for each in meeting.regrets.said} | dict(meeting.notes.came)
    record = meeting.record
    return {
        "meeting": meeting,
        "case": case,
        "words": Words(pages.texts),
        "address": f"/arrangements/meetings/{meeting.id}",
        "list_address": f"{address_of(case.case_id)}/meetings",
        "case_address": address_of(case.case_id),
        "stage": standing.status,
        "record": record,
        "is_planned": planned,
        "record_by": standing.record.last_day if isinstance(standing, Planned) else None,
        "cancelled": standing if isinstance(standing, Cancelled) else None,
        "invited": [
            (
                number,
                invitee_name(each, names),
                record.came[number - 1].value if record else None,
                noted[number].value if number in noted else "",
            )
            for number, each in enumerate(meeting.invited, 1)
        ],
        "papers": [_paper(meeting, each, documents, edge) for each in meeting.papers],
        "current": current,
        "earlier": [
            action for each in others if each.id != meeting.id for action in each.still_to_do
        ],
        "may_lead": leads and planned,
        "may_record": leads and planned and today >= meeting.when.on,
        "may_add": planned and not leads and may(edge.actor, Action.ADD_TO_AGENDA, case),
        "may_settle": leads and bool(meeting.still_to_do) and not planned,
        "documents": _to_choose(meeting, documents, edge),
        "came": options("came", Came),
        "may_read_with_child": invites_child(meeting.invited)
        and may(edge.actor, Action.READ_WITH_CHILD, case),
        **regrets_shown(meeting, edge.actor, parents, names, today),
        "doers": options("doer", Doer),
        "open_actions": [(each.number, each.what) for each in meeting.still_to_do],
        **LIMITS,
    }


async def listed(case_id: UUID, action: Action, edge: ArrangementsEdge) -> dict[str, Any]:
    """Give what the pages of all meetings of a case need; refuses who may not do this."""
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        require(edge.actor, action, case)
        await edge.saw(uow, case, FilePart.CASE)
        found = await uow.meetings.of_case(CaseId(case_id))
    opened = case.holder_id is not None
    return {
        "case": case,
        "words": Words(pages.texts),
        "address": f"{address_of(case_id)}/meetings",
        "case_address": address_of(case_id),
        "meetings": found,
        "may_plan": opened and may(edge.actor, Action.WORK_ON_MEETING, case),
        **LIMITS,
    }


def options(group: str, codes: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """Give codes with their words."""
    return [(code.value, pages.texts.text(f"meeting.{group}.{code.value}")) for code in codes]


def _paper(
    meeting: Meeting, paper: Any, documents: Iterable[Document], edge: ArrangementsEdge
) -> ShownPaper:
    today = dutch_date(edge.clock.now())
    found = next((each for each in documents if each.id == paper.document_id), None)
    there = found is not None and may_see(edge.actor, found, today=today)
    # a newer version that parents had no time for is as late as a newer paper
    newest = dutch_date(found.versions[-1].added_at) if found and found.versions else None
    changed = newest is not None and newest > meeting.when.papers.last_day
    return ShownPaper(
        title=found.title if there and found else "",
        href=f"{address_of(meeting.case_id)}/documents/{paper.document_id}" if there else "",
        added_on=paper.added_on,
        is_late=meeting.is_late(paper) or changed,
        why=paper.late_because,
    )


def _to_choose(
    meeting: Meeting, documents: Iterable[Document], edge: ArrangementsEdge
) -> list[tuple[str, str]]:
    today, there = dutch_date(edge.clock.now()), {each.document_id for each in meeting.papers}
    return [
        (str(each.id), each.title)
        for each in documents
        if each.id not in there
        and isinstance(each.standing, Shared)
        and may_see(edge.actor, each, today=today)
    ]


LIMITS = {
    "max_line": MAX_LINE,
    "max_subject": MAX_SUBJECT,
    "max_point": MAX_POINT,
    "max_said": MAX_SAID,
    "max_reason": MAX_REASON,
    "max_what": MAX_WHAT,
    "max_who": MAX_WHO,
}
