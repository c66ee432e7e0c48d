"""Finds pupils, requests and schools of one alliance, as far as the actor may see them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.expression import SQLColumnExpression

from samenspel_intake.domain.search import BETWEEN_WORDS, IdRange, Search
from samenspel_intake.persistence.request_tables import SupportRequestRow
from samenspel_intake.persistence.tables import PupilRow, SchoolRow
from samenspel_intake.persistence.visibility import seen_by
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import reference_of

AT_MOST = 20
MARKS = "[\u0300-\u036f]"
"""The marks that Unicode puts after a letter (combining diacritical marks)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPupil:
    """A pupil, with the newest request for it that the actor may see."""

    id: UUID
    given_name: str
    family_name: str
    birth_date: date | None
    school_name: str | None
    request_id: UUID | None

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRequest:
    """A request, found by its own number or by that of its case."""

    id: UUID
    case_id: UUID | None
    status: str
    asked_for: str
    given_name: str | None
    family_name: str | None
    school_name: str | None

    @property
    def name(self) -> str:
        """The child's whole name; nothing of a request that is about none."""
        return f"{self.given_name or ''} {self.family_name or ''}".strip()

    @property
    def reference(self) -> str:
        """Its number, as people say it."""
        return reference_of(self.id)

    @property
    def case_reference(self) -> str:
        """The number of its case; nothing while there is none."""
        return reference_of(self.case_id) if self.case_id else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSchool:
    """A school; public."""

    id: UUID
    name: str
    location_code: str
    place: str


@dataclass(frozen=True, slots=True)
class Found:
    """At most `AT_MOST` of each; `is_cut` tells that there are more of one of them."""

    pupils: tuple[FoundPupil, ...]
    requests: tuple[FoundRequest, ...]
    schools: tuple[FoundSchool, ...]
    is_cut: bool

    def __bool__(self) -> bool:
        return bool(self.pupils or self.requests or self.schools)


class SearchQueries:
    """Searches in one alliance; lists are cut by the same rules as all others."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def find(self, search: Search, actor: Actor) -> Found:
        """Give what fits, pupils and schools by name."""
        pupils = await self._pupils(search, actor)
        requests = await self._requests(search.ids, actor) if search.ids else []
        schools = await self._schools(search)
        is_cut = any(len(found) > AT_MOST for found in (pupils, requests, schools))
        return Found(
            tuple(pupils[:AT_MOST]), tuple(requests[:AT_MOST]), tuple(schools[:AT_MOST]), is_cut
        )

    async def _pupils(self, search: Search, actor: Actor) -> list[FoundPupil]:
        row, asked = PupilRow, SupportRequestRow
        newest = (
            select(asked.id)
            .where(
                asked.pupil_id == row.id,
                asked.alliance_id == self._alliance_id,
                seen_by(actor, asked, asked.pupil_id),
            )
            .order_by(asked.submitted_at.desc(), asked.id)
            .limit(1)
            .scalar_subquery()
        )
        query = (
            select(
                row.id,
                row.given_name,
                row.family_name,
                row.birth_date,
                SchoolRow.name.label("school_name"),
                newest.label("request_id"),
            )
            .outerjoin(SchoolRow, SchoolRow.id == row.school_id)
            .where(row.alliance_id == self._alliance_id, seen_by(actor, row, row.id))
            .where(_fits_pupil(search))
            .order_by(row.given_name, row.family_name, row.id)
            .limit(AT_MOST + 1)
        )
        return [FoundPupil(**found) for found in await self._read(query)]

    async def _requests(self, ids: IdRange, actor: Actor) -> list[FoundRequest]:
        row = SupportRequestRow
        query = (
            select(
                row.id,
                row.case_id,
                row.status,
                row.asked_for,
                PupilRow.given_name,
                PupilRow.family_name,
                SchoolRow.name.label("school_name"),
            )
            .outerjoin(PupilRow, PupilRow.id == row.pupil_id)
            .outerjoin(SchoolRow, SchoolRow.id == row.school_id)
            .where(row.alliance_id == self._alliance_id, seen_by(actor, row, row.pupil_id))
            .where(or_(_within(row.id, ids), _within(row.case_id, ids)))
            .order_by(row.submitted_at.desc(), row.id)
            .limit(AT_MOST + 1)
        )
        return [FoundRequest(**found) for found in await self._read(query)]

    async def _schools(self, search: Search) -> list[FoundSchool]:
        row = SchoolRow
        by_name = _fits_names(row.name, search.words)
        by_code = (
            row.location_code.startswith(search.school_code, autoescape=True)
            if search.school_code
            else false()
        )
        query = (
            select(row.id, row.name, row.location_code, row.place)
            .where(row.alliance_id == self._alliance_id, or_(by_name, by_code))
            .order_by(row.name, row.id)
            .limit(AT_MOST + 1)
        )
        return [FoundSchool(**found) for found in await self._read(query)]

    async def _read(self, query: Any) -> list[dict[str, Any]]:
        return [dict(line) for line in (await self._session.execute(query)).mappings()]


def _fits_pupil(search: Search) -> ColumnElement[bool]:
    if search.born_on is not None:
        return PupilRow.birth_date == search.born_on
    return _fits_names(PupilRow.given_name + " " + PupilRow.family_name, search.words)


def _fits_names(name: SQLColumnExpression[str], words: tuple[str, ...]) -> ColumnElement[bool]:
    """Tell whether each word begins a word of the name, in the database's folding of it."""
    if not words:
        return false()
    decomposed = func.pg_catalog.normalize(name, "NFD")  # bare, `normalize` is a keyword
    plain = func.lower(func.regexp_replace(decomposed, MARKS, "", "g"))
    spaced = func.concat(" ", func.regexp_replace(plain, f"[{BETWEEN_WORDS}]+", " ", "g"))
    return and_(*(spaced.contains(f" {word}", autoescape=True) for word in words))


def _within(id_: SQLColumnExpression[Any], ids: IdRange) -> ColumnElement[bool]:
    return id_.between(ids.first, ids.last)
