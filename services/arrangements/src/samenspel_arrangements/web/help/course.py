"""Page: one arrangement, where it stands, and what can be done with it."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.help.follow_course import (
    EndHelp,
    EvaluateHelp,
    ExtendHelp,
    Which,
    end_help,
    evaluate_help,
    extend_help,
    start_help,
)
from samenspel_arrangements.domain.case import CaseState
from samenspel_arrangements.domain.help.course import (
    BY_ITSELF,
    MAX_WORDS,
    EndReason,
    Works,
)
from samenspel_arrangements.domain.help.question_readers import read_by
from samenspel_arrangements.domain.help.session import Hindrance, Missed, Planned
from samenspel_arrangements.domain.help.skipping import BY_LAW, HelpStep, WhySkipped
from samenspel_arrangements.domain.perspective.findings import said_in
from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.help.recipe_words import recipe_choices
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath, address_of, pages
from samenspel_arrangements.web.perspective.goals import goal_fields
from samenspel_arrangements.web.words import Words
from samenspel_kernel.ids import ArrangementId, CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.filters import FILTERS
from samenspel_web.forms import REFUSALS, filled

EVERY = (1, 2, 3, 4)
"""Weeks between two sessions, to choose from."""
router = APIRouter(prefix="/cases/{caseId}/arrangements/{arrangementId}")
ArrangementIdInPath = Annotated[UUID, Path(alias="arrangementId")]
Do = Callable[[SqlArrangementsUnitOfWork, dict[str, str]], Awaitable[object]]


class StartForm(BaseModel):
    """Since when the help goes on."""

    started_on: date


class EvaluationForm(BaseModel):
    """What people found together, and on which day."""

    evaluated_on: date
    works: Works
    words: str = ""


class ExtensionForm(BaseModel):
    """Until when it goes on, and when people look again."""

    extended_until: date
    evaluate_again_on: date


class EndForm(BaseModel):
    """Why it is over, and since when."""

    end_reason: EndReason
    ended_on: date


@router.get("")
async def show_help(
    request: Request,
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    edge: ArrangementsEdge,
) -> Response:
    """Show the help to whoever may see the case, with what that person may do."""
    content = await _content(case_id, arrangement_id, edge)
    return pages.render(request, "help_course.html", **content)


@router.post("/starts")
async def start(
    request: Request,
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    edge: ArrangementsEdge,
) -> Response:
    """Begin it."""
    which = which_of(case_id, arrangement_id)

    async def do(uow: SqlArrangementsUnitOfWork, typed: dict[str, str]) -> object:
        on = StartForm.model_validate(typed).started_on
        return await start_help(which, on, actor=edge.actor, uow=uow, clock=edge.clock)

    return await done(request, which, edge, do, "help.started")


@router.post("/evaluations")
async def evaluate(
    request: Request,
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    edge: ArrangementsEdge,
) -> Response:
    """Write down whether it works."""
    which = which_of(case_id, arrangement_id)

    async def do(uow: SqlArrangementsUnitOfWork, typed: dict[str, str]) -> object:
        form = EvaluationForm.model_validate(typed)
        command = EvaluateHelp(
            which=which,
            on=form.evaluated_on,
            works=form.works,
            words=form.words,
            said=said_in(typed),
        )
        return await evaluate_help(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await done(request, which, edge, do, "help.evaluated")


@router.post("/extensions")
async def extend(
    request: Request,
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    edge: ArrangementsEdge,
) -> Response:
    """Go on longer."""
    which = which_of(case_id, arrangement_id)

    async def do(uow: SqlArrangementsUnitOfWork, typed: dict[str, str]) -> object:
        form = ExtensionForm.model_validate(typed)
        command = ExtendHelp(
            which=which, until=form.extended_until, evaluation_on=form.evaluate_again_on
        )
        return await extend_help(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await done(request, which, edge, do, "help.extended")


@router.post("/ends")
async def end(
    request: Request,
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    edge: ArrangementsEdge,
) -> Response:
    """End it."""
    which = which_of(case_id, arrangement_id)

    async def do(uow: SqlArrangementsUnitOfWork, typed: dict[str, str]) -> object:
        form = EndForm.model_validate(typed)
        command = EndHelp(which=which, reason=form.end_reason, on=form.ended_on)
        return await end_help(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await done(request, which, edge, do, "help.ended")


def which_of(case_id: UUID, arrangement_id: UUID) -> Which:
    """Name the help of a path."""
    return Which(case_id=CaseId(case_id), arrangement_id=ArrangementId(arrangement_id))


async def done(
    request: Request, which: Which, edge: ArrangementsEdge, do: Do, notice: str
) -> Response:
    """Do what was typed, and come back to the page of the help; with what was wrong, if it was."""
    form = await read_form(request)
    address = f"{address_of(which.case_id)}/arrangements/{which.arrangement_id}"

    async def do_it(uow: SqlArrangementsUnitOfWork) -> str:
        await do(uow, filled(form))
        return address

    try:
        url = await edge.redirect_once(request, form, do_it)
    except REFUSALS as refusal:
        content = await _content(which.case_id, which.arrangement_id, edge)
        return pages.refuse(request, "help_course.html", refusal, typed=form, **content)
    return pages.redirect(request, url, notice=notice)


async def _content(case_id: UUID, arrangement_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        granted = await uow.arrangements.in_case(case.case_id, arrangement_id, case.pupil_id)
        await edge.saw(uow, case, FilePart.CASE)
        sessions = await uow.session_lines.of_help(arrangement_id)
        questions = await uow.questions.of_help(arrangement_id)
        is_recipe = await uow.recipes.is_made_of(arrangement_id)
        in_groups = [
            (await uow.help_groups.get(group_id), joined_on, left_on)
            for group_id, joined_on, left_on in await uow.group_lines.of_help(arrangement_id)
        ]
        groups = await uow.group_lines.all(edge.actor, since=granted.first_day)
        perspective = await uow.perspectives.of_case(CaseId(case_id))
    text, day = pages.texts.text, FILTERS["short_day"]
    reads = any(may(edge.actor, each, case) for each in (Action.SEE_PERSPECTIVE, Action.READ_TEXT))
    planned = [one for one in sessions if one.status == Planned.status]
    opened = case.state == CaseState.OPENED
    return {
        "case": case,
        "help": granted,
        "address": f"{address_of(case_id)}/arrangements/{arrangement_id}",
        "case_address": address_of(case_id),
        "words": Words(pages.texts),
        "may_read": may(edge.actor, Action.READ_TEXT, case),
        "may_work": opened and may(edge.actor, Action.WORK, case),
        "may_give": opened and may(edge.actor, Action.GIVE_HELP, case),
        "sessions": sessions,
        "to_move": [(str(one.id), day(one.on)) for one in planned if one.group_id is None],
        "to_call_off": [(str(one.id), day(one.on)) for one in planned],
        "hindrances": [(why.value, text(f"session.hindrance.{why.value}")) for why in Hindrance],
        "in_groups": in_groups,
        "may_make_recipe": opened and may(edge.actor, Action.WORK, case) and not is_recipe,
        **recipe_choices(),
        "groups": [(str(line.id), line.name) for line in groups],
        "skippable": [
            (step.value, text(f"help.day.{step.value}")) for step in HelpStep if step not in BY_LAW
        ],
        "whys": [(why.value, text(f"skip.why.{why.value}")) for why in WhySkipped],
        "asked_of": read_by(edge.actor, questions),
        "counted": Counter(session.status for session in sessions),
        "missed": [reason.value for reason in Missed],
        "weeks": [(str(n), text(f"session.weeks-{n}")) for n in EVERY],
        "works": [(code.value, text(f"help.works.{code.value}")) for code in Works],
        "reasons": [
            (code.value, text(f"help.end-reason.{code.value}"))
            for code in EndReason
            if code not in BY_ITSELF
        ],
        "max_words": MAX_WORDS,
        **goal_fields(perspective, reads=reads, only=granted.composition),
    }
