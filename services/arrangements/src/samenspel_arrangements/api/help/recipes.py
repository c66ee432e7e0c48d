"""HTTP: what helped others, with its results; and what worked becomes a recipe."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.help.courses import ArrangementIdInPath, which_of
from samenspel_arrangements.application.help.recipes import MakeRecipe, make_recipe
from samenspel_arrangements.domain.arrangement import ArrangementKind
from samenspel_arrangements.domain.help.recipe import LEVELS, NeedField, Results
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.help.tables import RecipeRow
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, View

router = APIRouter(tags=["recipes"])
LevelInQuery = Annotated[int | None, Query(ge=LEVELS[0], le=LEVELS[-1])]


class RecipeBody(Body):
    """For what need and how much of it (1 to 3), what is done, for how many weeks; name no child."""

    name: str
    need: NeedField
    level: int
    measures: Annotated[list[str], Field(max_length=20)]
    weeks: int


class ResultsView(View):
    """What came of help by the recipe; null where it would be of fewer than five."""

    n: int | None
    yes: int | None
    partly: int | None
    no: int | None
    helped_in_class: float | None

    @classmethod
    def of(cls, results: Results) -> Self:
        """Show them."""
        return cls(
            n=results.n,
            yes=results.yes,
            partly=results.partly,
            no=results.no,
            helped_in_class=results.helped_in_class,
        )


class RecipeView(View):
    """Help that can be given again."""

    id: UUID
    name: str
    need: NeedField
    level: int
    kind: ArrangementKind
    measures: list[str]
    weeks: int


class FoundRecipeView(RecipeView):
    """A recipe, and what came of it."""

    results: ResultsView

    @classmethod
    def of(cls, row: RecipeRow, results: Results) -> Self:
        """Show one that was found."""
        return cls(
            id=row.id,
            name=row.name,
            need=NeedField(row.need),
            level=row.level,
            kind=ArrangementKind(row.kind),
            measures=row.measures,
            weeks=row.weeks,
            results=ResultsView.of(results),
        )


class RecipesView(View):
    """Recipes by name; 100 at most."""

    items: list[FoundRecipeView]


@router.get("/recipes", operation_id="listRecipes", summary="Find what helped others")
async def find(
    edge: ArrangementsEdge,
    need: NeedField | None = None,
    level: LevelInQuery = None,
    kind: ArrangementKind | None = None,
) -> RecipesView:
    """Find recipes of the alliance; what is left out fits all."""
    POLICY.require_somewhere(edge.actor, Action.FIND_RECIPES)
    async with edge.transaction() as uow:
        found = await uow.recipe_lines.find(need=need, level=level, kind=kind)
    return RecipesView(items=[FoundRecipeView.of(row, results) for row, results in found])


@router.post(
    "/cases/{caseId}/arrangements/{arrangementId}/recipes",
    operation_id="makeRecipe",
    summary="Make a recipe of help that ended",
    status_code=201,
    response_model=RecipeView,
)
async def make(
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    body: RecipeBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Make it, once; who the help was for is not in it."""
    command = MakeRecipe(which=which_of(case_id, arrangement_id), **dict(body))

    async def do(uow: SqlArrangementsUnitOfWork) -> RecipeView:
        case, recipe = await make_recipe(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, case, FilePart.CASE)
        return RecipeView(
            id=recipe.id,
            name=recipe.name,
            need=recipe.need,
            level=recipe.level,
            kind=recipe.kind,
            measures=list(recipe.measures),
            weeks=recipe.weeks,
        )

    return await edge.answer_once(request, 201, do)
