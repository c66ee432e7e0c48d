"""What screens and API show of families, and which entries look like one child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.sql.expression import SQLColumnExpression

from samenspel_intake.domain.family.likeness import LIKELY, Child, likeness
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.persistence.family_tables import MatchRow
from samenspel_intake.persistence.tables import ContactRow, PupilRow, SchoolRow, UnitRow
from samenspel_intake.persistence.visibility import seen_by
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import PupilId

MOST_COMPARED = 300
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a child, as it is put beside another."""

    id: UUID
    given_name: str
    family_name: str
    birth_date: date | None
    school_name: str | None

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two entries that look like one child; `score` is how much, from 0 to 100."""

    one: Entry
    other: Entry
    score: int


class FamilyQueries:
    """Reads families of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def alike(self, pupil: Pupil) -> list[tuple[PupilId, int]]:
        """Give the other entries that look like this child, the most alike first."""
        row = PupilRow
        query = (
            select(row.id, row.given_name, row.family_name, row.birth_date)
            .where(
                row.alliance_id == self._alliance_id,
                row.id != pupil.id,
                row.merged_into.is_(None),
                _may_be(pupil),
            )
            .limit(MOST_COMPARED)
        )
        found = (await self._session.execute(query)).all()
        postcodes = await self._postcodes([pupil.id, *(each.id for each in found)])
        child = Child(
            given_name=pupil.given_name,
            family_name=pupil.family_name,
            birth_date=pupil.birth_date,
            postcodes=postcodes.get(pupil.id, frozenset()),
        )
        scored = [
            (
                PupilId(each.id),
                likeness(
                    child,
                    Child(
                        given_name=each.given_name,
                        family_name=each.family_name,
                        birth_date=each.birth_date,
                        postcodes=postcodes.get(each.id, frozenset()),
                    ),
                ),
            )
            for each in found
        ]
        likely = [pair for pair in scored if pair[1] >= LIKELY]
        return sorted(likely, key=lambda pair: -pair[1])

    async def pairs(self, actor: Actor, pupil_id: UUID | None = None) -> list[Pair]:
        """Give pairs of which the actor may see both, and nobody said yet what they are."""
        one, other = aliased(PupilRow), aliased(PupilRow)
        at_one, at_other = aliased(SchoolRow), aliased(SchoolRow)
        query = (
            select(MatchRow.score, *_entry(one, at_one, "one"), *_entry(other, at_other, "other"))
            .join(one, one.id == MatchRow.one_id)
            .join(other, other.id == MatchRow.other_id)
            .outerjoin(at_one, at_one.id == one.school_id)
            .outerjoin(at_other, at_other.id == other.school_id)
            .where(
                MatchRow.alliance_id == self._alliance_id,
                MatchRow.state == "suggested",
                one.merged_into.is_(None),
                other.merged_into.is_(None),
                seen_by(actor, one, one.id),
                seen_by(actor, other, other.id),
            )
            .order_by(MatchRow.score.desc(), MatchRow.suggested_at, MatchRow.one_id)
            .limit(MOST_SHOWN)
        )
        if pupil_id is not None:
            query = query.where(or_(MatchRow.one_id == pupil_id, MatchRow.other_id == pupil_id))
        lines = (await self._session.execute(query)).mappings()
        return [
            Pair(one=_read(line, "one"), other=_read(line, "other"), score=line["score"])
            for line in lines
        ]

    async def place_names(
        self, school_ids: Sequence[UUID | None], unit_ids: Sequence[UUID | None]
    ) -> dict[UUID, str]:
        """Give the names of schools and units of the alliance by id."""
        names: dict[UUID, str] = {}
        for row, ids in ((SchoolRow, school_ids), (UnitRow, unit_ids)):
            query = select(row.id, row.name).where(
                row.alliance_id == self._alliance_id, row.id.in_([id_ for id_ in ids if id_])
            )
            names |= {id_: name for id_, name in await self._session.execute(query)}
        return names

    async def _postcodes(self, pupil_ids: Sequence[UUID]) -> dict[UUID, frozenset[str]]:
        row = ContactRow
        query = select(row.pupil_id, row.postcode).where(
            row.alliance_id == self._alliance_id,
            row.pupil_id.in_(pupil_ids),
            row.postcode.is_not(None),
            row.child_lives_here,
        )
        found: dict[UUID, frozenset[str]] = {}
        for pupil_id, postcode in await self._session.execute(query):
            if pupil_id is not None and postcode is not None:
                found[pupil_id] = found.get(pupil_id, frozenset()) | {postcode}
        return found


def _may_be(pupil: Pupil) -> ColumnElement[bool]:
    """Say which entries are worth comparing: the index on birth dates finds most."""
    row, born = PupilRow, pupil.birth_date
    given = func.lower(row.given_name) == pupil.given_name.lower()
    family = func.lower(row.family_name) == pupil.family_name.lower()
    same_name = and_(given, family) if pupil.family_name else given
    if born is None:
        return same_name
    days = [born]
    if born.day <= 12:  # month and day may have changed places
        days.append(date(born.year, born.day, born.month))
    return or_(row.birth_date.in_(days), same_name, and_(row.birth_date.is_(None), given))


def _entry(pupil: Any, school: Any, prefix: str) -> list[SQLColumnExpression[Any]]:
    names = ("id", "given_name", "family_name", "birth_date")
    columns = [getattr(pupil, name).label(f"{prefix}_{name}") for name in names]
    return [*columns, school.name.label(f"{prefix}_school_name")]


def _read(line: Any, prefix: str) -> Entry:
    return Entry(**{name: line[f"{prefix}_{name}"] for name in Entry.__dataclass_fields__})
