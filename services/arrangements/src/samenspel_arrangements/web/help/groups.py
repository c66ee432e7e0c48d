"""Pages: groups of help, for who runs them; who leads one records its session once for all."""

from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.help.group_sessions import (
    RecordGroup,
    plan_group_sessions,
    record_group,
)
from samenspel_arrangements.application.help.groups import (
    EvaluateGroup,
    MakeGroup,
    evaluate_group,
    make_group,
    require_leads,
)
from samenspel_arrangements.domain.help.course import MAX_WORDS, Works
from samenspel_arrangements.domain.help.group import (
    LONGEST_GOAL,
    LONGEST_NAME,
    MOST_CHILDREN,
    MOST_GOALS,
    WhyClosed,
)
from samenspel_arrangements.domain.help.ids import HelpGroupId, SessionId
from samenspel_arrangements.domain.help.session import Hindrance
from samenspel_arrangements.domain.help.session_row import Row
from samenspel_arrangements.domain.people.profile import Helper, Wanted
from samenspel_arrangements.domain.policies import POLICY, Action, may
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.acting import act, choices
from samenspel_arrangements.web.help.course import EVERY, EvaluationForm
from samenspel_arrangements.web.help.sessions import TODAY, RecordForm, RowForm, today_content
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import PersonId, UnitId
from samenspel_platform.forms import Form
from samenspel_web.filters import FILTERS
from samenspel_web.forms import filled

router = APIRouter(prefix="/help-groups")
HERE = "/arrangements/help-groups"
LIST, ONE = "help/groups.html", "help/group.html"
GroupIdInPath = Annotated[UUID, Path(alias="helpGroupId")]
ABSENT = "absent_"


class GroupForm(BaseModel):
    """What for, from when until when, who leads it, of which unit if one is of none; for how many."""

    name: str = ""
    goals: str = ""
    leader_id: UUID | None = None
    starts_on: date
    ends_on: date
    places: int = MOST_CHILDREN
    unit_id: UUID | None = None


class GroupRecordForm(RecordForm):
    """The day of which it is said."""

    on: date


@router.get("")
async def show_all(request: Request, edge: ArrangementsEdge) -> Response:
    """Show the groups, and ask what a new one is for."""
    return pages.render(request, LIST, **await _list(edge))


@router.post("")
async def make(request: Request, edge: ArrangementsEdge) -> Response:
    """Make one."""
    POLICY.require_somewhere(edge.actor, Action.RUN_GROUPS)

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        typed = GroupForm.model_validate(filled(form))
        unit_id = typed.unit_id or edge.actor.unit_id
        command = MakeGroup(
            unit_id=UnitId(unit_id) if unit_id else None,
            name=typed.name,
            goals=typed.goals.splitlines(),
            leader_id=PersonId(typed.leader_id) if typed.leader_id else None,
            starts_on=typed.starts_on,
            ends_on=typed.ends_on,
            places=typed.places,
        )
        group = await make_group(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/{group.id}"

    return await act(request, edge, LIST, partial(_list, edge), do, "group.made")


@router.get("/{helpGroupId}")
async def show(request: Request, group_id: GroupIdInPath, edge: ArrangementsEdge) -> Response:
    """Show a group, the children in it whose cases the reader works on, and its days."""
    return pages.render(request, ONE, **await group_content(edge, group_id))


@router.post("/{helpGroupId}/sessions")
async def plan(request: Request, group_id: GroupIdInPath, edge: ArrangementsEdge) -> Response:
    """Plan a row of sessions for all who are in it."""

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> object:
        typed = RowForm.model_validate(filled(form))
        row = Row(first_on=typed.first_on, until=typed.until, weeks=typed.weeks)
        return await plan_group_sessions(HelpGroupId(group_id), row, actor=edge.actor, uow=uow)

    return await of_one_group(request, edge, group_id, do, "session.planned")


@router.post("/{helpGroupId}/evaluations")
async def evaluate(request: Request, group_id: GroupIdInPath, edge: ArrangementsEdge) -> Response:
    """Write down whether it works as a whole."""

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> object:
        typed = EvaluationForm.model_validate(filled(form))
        command = EvaluateGroup(
            group_id=HelpGroupId(group_id),
            on=typed.evaluated_on,
            works=typed.works,
            words=typed.words,
        )
        return await evaluate_group(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await of_one_group(request, edge, group_id, do, "group.evaluated")


@router.post("/{helpGroupId}/records")
async def record(request: Request, group_id: GroupIdInPath, edge: ArrangementsEdge) -> Response:
    """Write down once for all what became of its session, but for who was absent."""

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        typed = GroupRecordForm.model_validate(filled(form))
        absent = (name.removeprefix(ABSENT) for name in form if name.startswith(ABSENT))
        command = RecordGroup(
            group_id=HelpGroupId(group_id),
            on=typed.on,
            absent=frozenset(SessionId(found) for each in absent if (found := _id(each))),
            missed=typed.missed,
        )
        await record_group(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return TODAY

    content = partial(today_content, edge)
    return await act(request, edge, "help/today.html", content, do, "session.recorded")


async def of_one_group(
    request: Request,
    edge: ArrangementsEdge,
    group_id: UUID,
    do: Callable[[SqlArrangementsUnitOfWork, Form], Awaitable[object]],
    notice: str,
) -> Response:
    """Do what a form on the page of a group asks, and show that page again."""

    async def done(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        await do(uow, form)
        return f"{HERE}/{group_id}"

    return await act(request, edge, ONE, partial(group_content, edge, group_id), done, notice)


async def _list(edge: ArrangementsEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Action.RUN_GROUPS)
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        groups = await uow.group_lines.all(edge.actor)
        helpers = await uow.helpers.find(Wanted(), on=today)
        units = [] if edge.actor.unit_id else await uow.provision_lines.units()
    others = [one for one in helpers if one.person_id != edge.actor.person_id]
    return {
        "groups": groups,
        "leaders": [(str(one.person_id), _named(one)) for one in others],
        "units": [(str(id_), name) for id_, name in units],
        "most_children": MOST_CHILDREN,
        "most_goals": MOST_GOALS,
        "longest_name": LONGEST_NAME,
        "longest_goals": MOST_GOALS * (LONGEST_GOAL + 1),
    }


async def group_content(edge: ArrangementsEdge, group_id: UUID) -> dict[str, Any]:
    """Give what the page of a group shows to who runs it, or leads it."""
    async with edge.transaction() as uow:
        group = await uow.help_groups.get(group_id)
        require_leads(group, edge.actor)
        children = await uow.group_lines.children(edge.actor, group_id)
        days = await uow.group_lines.days(group_id)
        helpers = await uow.helpers.find(Wanted(), on=dutch_date(edge.clock.now()))
    text = pages.texts.text
    return {
        "group": group,
        "may_run": may(edge.actor, Action.RUN_GROUPS, group),
        "address": f"{HERE}/{group_id}",
        "children": children,
        "days": days,
        "planned": [
            (day.on.isoformat(), FILTERS["short_day"](day.on)) for day in days if day.planned
        ],
        "hindrances": choices("session.hindrance", Hindrance),
        "weeks": [(str(n), text(f"session.weeks-{n}")) for n in EVERY],
        "works": choices("help.works", Works),
        "leaders": [
            (str(one.person_id), _named(one)) for one in helpers if one.person_id != group.leader_id
        ],
        "whys_closed": choices("group.why-closed", WhyClosed),
        "most_goals": MOST_GOALS,
        "longest_name": LONGEST_NAME,
        "longest_goals": MOST_GOALS * (LONGEST_GOAL + 1),
        "max_words": MAX_WORDS,
    }


def _named(helper: Helper) -> str:
    name = helper.name or pages.texts.text("holder.colleague")
    return pages.texts.text("group.leader-has", name=name, help=helper.load.help)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
