"""What screens and API show of registrations, filtered by what the actor may see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.registration_tables import RegistrationRow
from samenspel_intake.persistence.tables import AllianceRow, PupilRow, SchoolRow, UnitRow
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_kernel.ids import reference_of
from samenspel_platform.visibility import RelationColumns, permitted


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationLine:
    """One registration as a list shows it; names are there to be read.

    `at_desk` is the name of the unit, or of the alliance where there is none.
    """

    id: UUID
    row_version: int
    alliance_id: UUID
    unit_id: UUID | None
    school_id: UUID | None
    pupil_id: UUID
    status: str
    received_on: date
    confirmed_on: date | None
    holder_kind: str | None
    holder_id: UUID | None
    next_action_kind: str | None
    next_action_due_on: date | None
    given_name: str
    family_name: str
    birth_date: date | None
    school_name: str | None
    unit_name: str | None
    alliance_name: str

    @property
    def reference(self) -> str:
        """The short form of the id, for people."""
        return reference_of(self.id)

    @property
    def child(self) -> str:
        """The child's whole name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def desk_name(self) -> str:
        """Whose desk looks for a school when no school has to care."""
        return self.unit_name or self.alliance_name

    @property
    def holder_name(self) -> str:
        """Who answers for it now."""
        return (self.school_name or "") if self.holder_kind == "school" else self.desk_name

    @property
    def is_open(self) -> bool:
        """Whether somebody still answers for it."""
        return self.holder_id is not None


class RegistrationQueries:
    """Registrations of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def newest(
        self,
        actor: Actor,
        *,
        limit: int,
        after: Sequence[Any] | None = None,
        status: str | None = None,
    ) -> list[RegistrationLine]:
        """Give at most `limit` + 1, newest first, after the (`received_on`, id) of a cursor."""
        row = RegistrationRow
        query = self._lines(actor)
        if status is not None:
            query = query.where(row.status == status)
        if after is not None:
            query = query.where(tuple_(row.received_on, row.id) < tuple_(*_position(after)))
        query = query.order_by(row.received_on.desc(), row.id.desc()).limit(limit + 1)
        return await self._read(query)

    async def get(self, actor: Actor, id_: UUID) -> RegistrationLine:
        """Give one; NotFound if there is none, or none that the actor may know of."""
        found = await self._read(self._lines(actor).where(RegistrationRow.id == id_))
        if not found:
            raise NotFound(await self._whose(id_))
        return found[0]

    async def open_of(self, actor: Actor, pupil_ids: Collection[UUID]) -> list[RegistrationLine]:
        """Give the open ones of a child, under whichever of its ids, newest first."""
        row = RegistrationRow
        query = self._lines(actor).where(row.pupil_id.in_(pupil_ids), row.holder_id.is_not(None))
        return await self._read(query.order_by(row.received_on.desc(), row.id.desc()))

    def _lines(self, actor: Actor) -> Select[Any]:
        row = RegistrationRow
        own = [
            getattr(source, name)
            for name in RegistrationLine.__dataclass_fields__
            for source in (row, PupilRow)
            if name in source.__table__.columns
            and (source is row or name not in row.__table__.columns)
        ]
        return (
            select(
                *own,
                SchoolRow.name.label("school_name"),
                UnitRow.name.label("unit_name"),
                AllianceRow.name.label("alliance_name"),
            )
            .join(PupilRow, PupilRow.id == row.pupil_id)
            .join(AllianceRow, AllianceRow.id == row.alliance_id)
            .outerjoin(SchoolRow, SchoolRow.id == row.school_id)
            .outerjoin(UnitRow, UnitRow.id == row.unit_id)
            .where(row.alliance_id == self._alliance_id, _seen_by(actor))
        )

    async def _whose(self, id_: UUID) -> UUID | None:
        row = RegistrationRow
        query = select(row.pupil_id).where(row.id == id_, row.alliance_id == self._alliance_id)
        return await self._session.scalar(query)

    async def _read(self, query: Select[Any]) -> list[RegistrationLine]:
        rows = (await self._session.execute(query)).mappings()
        return [RegistrationLine(**row) for row in rows]


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    row = RegistrationRow
    columns = RelationColumns(
        alliance_id=row.alliance_id,
        unit_id=row.unit_id,
        school_id=row.school_id,
        pupil_id=row.pupil_id,
    )
    return permitted(POLICY, actor, Deed.SEE_REGISTRATION, columns)


def _position(after: Sequence[Any]) -> tuple[date, UUID]:
    try:
        received_on, id_ = after
        return date.fromisoformat(received_on), UUID(id_)
    except (ValueError, TypeError):
        raise InvalidInput(FieldError("cursor", "cursor.invalid")) from None
