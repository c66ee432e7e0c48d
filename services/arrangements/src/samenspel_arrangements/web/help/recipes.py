"""Pages: what helped others; and what worked becomes a recipe."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.help.recipes import MakeRecipe, make_recipe
from samenspel_arrangements.domain.arrangement import ArrangementKind
from samenspel_arrangements.domain.help.recipe import LEVELS, NeedField
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.help.course import ArrangementIdInPath, done, which_of
from samenspel_arrangements.web.help.recipe_words import recipe_choices
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath, address_of, pages
from samenspel_arrangements.web.words import Words

router = APIRouter()
Asked = Annotated[str, Query(max_length=100)]


class RecipeForm(BaseModel):
    """A name, for what need and how much of it, what is done on a line each, for how long."""

    name: str = ""
    need: NeedField
    level: int
    measures: str = ""
    weeks: int


@router.get("/recipes")
async def find(
    request: Request,
    edge: ArrangementsEdge,
    need: Asked = "",
    level: Asked = "",
    kind: Asked = "",
    case: Asked = "",
) -> Response:
    """Show what helped others; what is no choice asks for nothing. `case`: what it is for."""
    POLICY.require_somewhere(edge.actor, Action.FIND_RECIPES)
    async with edge.transaction() as uow:
        found = await uow.recipe_lines.find(
            need=NeedField(need) if need in set(NeedField) else None,
            level=int(level) if level in map(str, LEVELS) else None,
            kind=ArrangementKind(kind) if kind in set(ArrangementKind) else None,
        )
    words = Words(pages.texts)
    return pages.render(
        request,
        "help/recipes.html",
        found=found,
        asked={"need": need, "level": level, "kind": kind},
        kinds=[(code, word) for code, word, _ in words.arrangement_kinds()],
        words=words,
        case_address=_case(case),
        case=case if _case(case) else "",
        **recipe_choices(),
    )


@router.post("/cases/{caseId}/arrangements/{arrangementId}/recipes")
async def make(
    request: Request,
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    edge: ArrangementsEdge,
) -> Response:
    """Make a recipe of help that ended."""
    which = which_of(case_id, arrangement_id)

    async def do(uow: SqlArrangementsUnitOfWork, typed: dict[str, str]) -> object:
        form = RecipeForm.model_validate(typed)
        command = MakeRecipe(
            which=which,
            name=form.name,
            need=form.need,
            level=form.level,
            measures=form.measures.splitlines(),
            weeks=form.weeks,
        )
        return await make_recipe(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await done(request, which, edge, do, "recipe.made")


def _case(asked: str) -> str:
    try:
        return address_of(UUID(asked))
    except ValueError:
        return ""
