"""HTTP: help that is granted in a case."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.money.views import Amount
from samenspel_arrangements.api.views import ArrangementsView, ArrangementView
from samenspel_arrangements.application.grant_arrangement import GrantArrangement
from samenspel_arrangements.application.money.grant_with_money import grant_with_money
from samenspel_arrangements.domain.arrangement import ArrangementKind, Period
from samenspel_arrangements.domain.help.forms import FreeForm, HelpForm, Observation, Setting
from samenspel_arrangements.domain.help.ids import RecipeId
from samenspel_arrangements.domain.help.ladder import Ladder, Place, WhyFurther
from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, IsoDate
from samenspel_platform.edge import check_if_match

router = APIRouter(prefix="/cases/{caseId}/arrangements", tags=["arrangements"])


class SkippedBody(Body):
    """A nearer place that does not do: why, in a code and a sentence."""

    place: Place
    why: WhyFurther
    words: str


class SettingBody(Body):
    """Who gives education and care, when a child can begin and go back, and the day of return."""

    education_by: str
    care_by: str
    entry_when: str
    exit_when: str
    return_on: IsoDate


class ObservationBody(Body):
    """Where a child is observed, and why that can't be at its own school."""

    observed_at: str
    why_elsewhere: str


class GrantBody(Body):
    """What help, described in plain words, and its dates; `amountCents` is what it may cost.

    `place` is where it is given, with a reason in `skippedPlaces` for each nearer one.
    `recipeId` is the recipe that it follows, among whose results it counts.
    """

    kind: ArrangementKind
    description: str
    starts_on: IsoDate
    planned_end_on: IsoDate
    evaluation_on: IsoDate
    amount_cents: Amount | None = None
    place: Place = Place.OWN_GROUP
    skipped_places: list[SkippedBody] = []
    setting: SettingBody | None = None
    observation: ObservationBody | None = None
    why_other_form: str | None = None
    recipe_id: UUID | None = None

    @property
    def form(self) -> HelpForm | None:
        """Give what the kind needs; the first of what was sent."""
        if self.setting:
            return Setting(**dict(self.setting))
        if self.observation:
            return Observation(**dict(self.observation))
        return None if self.why_other_form is None else FreeForm(why_other=self.why_other_form)

    @property
    def ladder(self) -> Ladder:
        """Build it; InvalidInput where a nearer place has no reason."""
        return Ladder.climbed(
            self.place, {each.place: (each.why, each.words) for each in self.skipped_places}
        )


@router.get("", operation_id="listArrangements", summary="List the help granted in a case")
async def list_arrangements(case_id: CaseIdInPath, edge: ArrangementsEdge) -> ArrangementsView:
    """List it, the latest start first."""
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        await edge.saw(uow, case, FilePart.CASE)
        found = await uow.queries.arrangements_of(case, edge.actor)
    return ArrangementsView(items=[ArrangementView.of_summary(one) for one in found])


@router.post(
    "",
    operation_id="grantArrangement",
    summary="Grant help in an open case",
    status_code=201,
    response_model=ArrangementView,
)
async def grant(
    case_id: CaseIdInPath, body: GrantBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Grant it; its evaluation becomes what is next in the case. `If-Match` is the case's."""
    period = Period(
        starts_on=body.starts_on,
        planned_end_on=body.planned_end_on,
        evaluation_on=body.evaluation_on,
    )
    command = GrantArrangement(
        case_id=CaseId(case_id),
        kind=body.kind,
        description=body.description,
        period=period,
        ladder=body.ladder,
        form=body.form,
        recipe_id=RecipeId(body.recipe_id) if body.recipe_id else None,
    )

    amount = None if body.amount_cents is None else Cents(body.amount_cents)

    async def do(uow: SqlArrangementsUnitOfWork) -> ArrangementView:
        case, granted = await grant_with_money(
            command, amount, actor=edge.actor, uow=uow, clock=edge.clock
        )
        check_if_match(request, case.row_version)
        await edge.saw(uow, case, FilePart.CASE)
        return ArrangementView.of(granted)

    return await edge.answer_once(request, 201, do)
