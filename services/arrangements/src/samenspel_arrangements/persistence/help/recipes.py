"""Stored recipes, which help was given by them, and what came of it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Float, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.help.course import Works
from samenspel_arrangements.domain.help.forms import ArrangementKind
from samenspel_arrangements.domain.help.ids import RecipeId
from samenspel_arrangements.domain.help.question import Asked, AskedParty
from samenspel_arrangements.domain.help.recipe import NeedField, Recipe, Results
from samenspel_arrangements.persistence.help.tables import QuestionRow, RecipeRow, RecipeUseRow
from samenspel_arrangements.persistence.tables import ArrangementRow, PupilRow
from samenspel_kernel.ids import ArrangementId, PupilId
from samenspel_messaging.unit_of_work import SqlRepository

MOST_LINES = 100


class SqlRecipes(SqlRepository[Recipe, RecipeRow]):
    """The recipes of one alliance."""

    row_type = RecipeRow

    async def is_made_of(self, arrangement_id: UUID) -> bool:
        """Tell whether one was made of granted help."""
        use = RecipeUseRow
        query = select(use.recipe_id).where(
            use.alliance_id == self._uow.scope.alliance_id,
            use.arrangement_id == arrangement_id,
            use.made,
        )
        return await self._uow.session.scalar(query) is not None

    async def child(self, pupil_id: PupilId) -> str | None:
        """Give the name of a child, as far as it is known here."""
        row = PupilRow
        query = select(row.given_name, row.family_name).where(
            row.alliance_id == self._uow.scope.alliance_id, row.pupil_id == pupil_id
        )
        found = (await self._uow.session.execute(query)).one_or_none()
        return None if found is None else " ".join(filter(None, found))

    async def count(
        self, recipe_id: RecipeId, arrangement_id: ArrangementId, *, made: bool
    ) -> None:
        """Count help among the results of a recipe."""
        use = RecipeUseRow(
            alliance_id=self._uow.scope.alliance_id,
            recipe_id=recipe_id,
            arrangement_id=arrangement_id,
            made=made,
        )
        self._uow.session.add(use)

    def to_domain(self, row: RecipeRow) -> Recipe:
        """Build one."""
        return Recipe(
            id=RecipeId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            name=row.name,
            need=NeedField(row.need),
            level=row.level,
            kind=ArrangementKind(row.kind),
            measures=tuple(row.measures),
            weeks=row.weeks,
            made_on=row.made_on,
        )

    def fill(self, row: RecipeRow, aggregate: Recipe) -> None:
        """Write its state."""
        row.name, row.need, row.level = aggregate.name, aggregate.need.value, aggregate.level
        row.kind, row.measures = aggregate.kind.value, list(aggregate.measures)
        row.weeks, row.made_on = aggregate.weeks, aggregate.made_on


class RecipeQueries:
    """Finds recipes of one alliance, with what came of them."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def find(
        self, *, need: NeedField | None, level: int | None, kind: ArrangementKind | None
    ) -> Sequence[tuple[RecipeRow, Results]]:
        """Give those that fit, by name; what is None fits all."""
        row = RecipeRow
        query = select(row).where(row.alliance_id == self._alliance_id)
        for column, wanted in ((row.need, need), (row.level, level), (row.kind, kind)):
            if wanted is not None:
                query = query.where(column == wanted)
        found = await self._session.scalars(query.order_by(row.name, row.id).limit(MOST_LINES))
        recipes = list(found)
        ids = [recipe.id for recipe in recipes]
        works, teachers = await self._works(ids), await self._teachers(ids)
        return [
            (
                recipe,
                Results.of(
                    yes=works.get((recipe.id, Works.YES.value), 0),
                    partly=works.get((recipe.id, Works.PARTLY.value), 0),
                    no=works.get((recipe.id, Works.NO.value), 0),
                    teachers=teachers.get(recipe.id, (0, None))[0],
                    helped=teachers.get(recipe.id, (0, None))[1],
                ),
            )
            for recipe in recipes
        ]

    async def _works(self, ids: Sequence[UUID]) -> Mapping[tuple[UUID, str], int]:
        use, help_ = RecipeUseRow, ArrangementRow
        last: Any = help_.evaluations[-1]["works"].astext
        query = (
            select(use.recipe_id, last, func.count())
            .join(help_, help_.id == use.arrangement_id)
            .where(
                use.alliance_id == self._alliance_id,
                use.recipe_id.in_(ids),
                help_.alliance_id == use.alliance_id,
                help_.status == "ended",
                last.is_not(None),
            )
            .group_by(use.recipe_id, last)
        )
        return {(id_, found): n for id_, found, n in await self._session.execute(query)}

    async def _teachers(self, ids: Sequence[UUID]) -> Mapping[UUID, tuple[int, float | None]]:
        use, asked = RecipeUseRow, QuestionRow
        score = cast(asked.standing["scores"][Asked.HELPED_IN_CLASS.value].astext, Float)
        query = (
            select(use.recipe_id, func.count(score), func.avg(score))
            .join(asked, asked.arrangement_id == use.arrangement_id)
            .where(
                use.alliance_id == self._alliance_id,
                use.recipe_id.in_(ids),
                asked.alliance_id == use.alliance_id,
                asked.party == AskedParty.TEACHER.value,
                asked.status == "answered",
            )
            .group_by(use.recipe_id)
        )
        return {id_: (n, mean) for id_, n, mean in await self._session.execute(query)}
