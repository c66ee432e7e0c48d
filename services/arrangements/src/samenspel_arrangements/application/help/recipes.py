"""Use case: what worked becomes a recipe, by somebody's choice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.help.follow_course import Which, load_help
from samenspel_arrangements.application.help.ports import HelpUnitOfWork
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.help.ids import RecipeId
from samenspel_arrangements.domain.help.recipe import NeedField, Recipe
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import ArrangementId, PupilId, new_id


class Recipes(Protocol):
    """The recipes of one alliance, and which help was given by which."""

    async def get(self, id_: UUID) -> Recipe:
        """Load one; NotFound if there is none."""
        ...

    async def is_made_of(self, arrangement_id: UUID) -> bool:
        """Tell whether one was made of granted help."""
        ...

    async def child(self, pupil_id: PupilId) -> str | None:
        """Give the name of a child, as far as it is known here."""
        ...

    async def count(
        self, recipe_id: RecipeId, arrangement_id: ArrangementId, *, made: bool
    ) -> None:
        """Count help among the results of a recipe; `made`: it was made of this help."""
        ...

    def save(self, aggregate: Recipe) -> None:
        """Have it written at the end of the unit of work."""
        ...


class RecipesUnitOfWork(HelpUnitOfWork, Protocol):
    """One transaction with granted help and recipes in it."""

    @property
    def recipes(self) -> Recipes:
        """The recipes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeRecipe:
    """Of which help, its name, for what need and how much of it, what is done, how many weeks."""

    which: Which
    name: str
    need: NeedField
    level: int
    measures: Sequence[str]
    weeks: int


async def make_recipe(
    command: MakeRecipe, *, actor: Actor, uow: RecipesUnitOfWork, clock: Clock
) -> tuple[Case, Recipe]:
    """Make it; RuleViolation `recipe.made-before` where one was made of this help."""
    case, granted = await load_help(command.which, actor, uow)
    if await uow.recipes.is_made_of(granted.id):
        raise RuleViolation("recipe.made-before")
    recipe = Recipe.make(
        granted,
        id_=RecipeId(new_id()),
        name=command.name,
        need=command.need,
        level=command.level,
        measures=command.measures,
        weeks=command.weeks,
        child=await uow.recipes.child(granted.pupil_id),
        on=dutch_date(clock.now()),
    )
    uow.recipes.save(recipe)
    await uow.recipes.count(recipe.id, granted.id, made=True)
    return case, recipe
