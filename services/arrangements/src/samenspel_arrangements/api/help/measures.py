"""HTTP: what granted help is made of: measures, each for a goal."""

from typing import Self
from uuid import UUID

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.help.courses import ArrangementIdInPath, which_of
from samenspel_arrangements.application.help.compose_help import ComposeHelp, compose_help
from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.help.composition import Line
from samenspel_arrangements.domain.help.ladder import Place, Skipped, WhyFurther
from samenspel_arrangements.domain.perspective.content import GoalFor
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, View

router = APIRouter(
    prefix="/cases/{caseId}/arrangements/{arrangementId}/measures", tags=["arrangements"]
)


class MeasureBody(Body):
    """What is done; `goalKey` names a goal of the shared perspective.

    Where that has no goals: `whom` a goal is for, and which `goal`.
    """

    text: str
    goal_key: str = ""
    whom: GoalFor | None = None
    goal: str = ""


class MeasuresBody(Body):
    """All measures, and why no goal is for the surroundings, if none is."""

    measures: list[MeasureBody]
    no_goal_for_surroundings: str = ""


class GoalView(View):
    """A goal, and whom it is for."""

    key: str
    whom: GoalFor
    text: str


class MeasureView(View):
    """What is done, for which goal."""

    text: str
    goal_key: str


class SkippedView(View):
    """Why a nearer place does not do."""

    place: Place
    why: WhyFurther
    words: str

    @classmethod
    def of(cls, skipped: Skipped) -> Self:
        """Show it."""
        return cls(place=skipped.place, why=skipped.why, words=skipped.words)


class MadeOfView(View):
    """What the help is made of, and where it is given; no goals and measures before it was said."""

    arrangement_id: UUID
    goals: list[GoalView]
    measures: list[MeasureView]
    no_goal_for_surroundings: str
    place: Place
    skipped_places: list[SkippedView]

    @classmethod
    def of(cls, granted: Arrangement) -> Self:
        """Show it."""
        made_of, ladder = granted.composition, granted.ladder
        goals = made_of.goals if made_of else ()
        measures = made_of.measures if made_of else ()
        return cls(
            arrangement_id=granted.id,
            goals=[GoalView(key=each.key, whom=each.whom, text=each.text) for each in goals],
            measures=[MeasureView(text=each.text, goal_key=each.goal_key) for each in measures],
            no_goal_for_surroundings=made_of.no_goal_for_surroundings if made_of else "",
            place=ladder.at,
            skipped_places=[SkippedView.of(each) for each in ladder.skipped],
        )


@router.get("", operation_id="getMeasures", summary="Show what granted help is made of")
async def show(
    case_id: CaseIdInPath, arrangement_id: ArrangementIdInPath, edge: ArrangementsEdge
) -> MadeOfView:
    """Show it to who may read how the help is described."""
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        require(edge.actor, Action.READ_TEXT, case)
        granted = await uow.arrangements.in_case(case.case_id, arrangement_id, case.pupil_id)
        await edge.saw(uow, case, FilePart.CASE)
    return MadeOfView.of(granted)


@router.post(
    "",
    operation_id="composeHelp",
    summary="Say what granted help is made of",
    status_code=201,
    response_model=MadeOfView,
)
async def compose(
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    body: MeasuresBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Say it, in the place of what was said before."""
    command = ComposeHelp(
        which=which_of(case_id, arrangement_id),
        lines=[
            Line(text=each.text, goal_key=each.goal_key, whom=each.whom, goal=each.goal)
            for each in body.measures
        ],
        no_goal_for_surroundings=body.no_goal_for_surroundings,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> MadeOfView:
        case, granted = await compose_help(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, case, FilePart.CASE)
        return MadeOfView.of(granted)

    return await edge.answer_once(request, 201, do)
