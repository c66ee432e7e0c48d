"""What screens and API show of signals, and who may see which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.signal_tables import SignalRow
from samenspel_intake.persistence.tables import SchoolRow
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PersonId, reference_of
from samenspel_platform.visibility import RelationColumns, permitted

MOST_OWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalLine:
    """One signal in a list; nothing of what was said."""

    id: UUID
    status: str
    raiser_role: str
    raised_at: datetime
    school_id: UUID | None
    school_name: str | None
    unit_id: UUID | None
    holder_kind: str | None
    holder_id: UUID | None
    next_action_kind: str | None
    next_action_due_on: date | None
    offered_to: UUID | None
    theme: str | None
    forget_after: date | None
    term_last_day: date
    row_version: int

    @property
    def reference(self) -> str:
        """The short form of its id, as people say it on the telephone."""
        return reference_of(self.id)

    @property
    def is_unconfirmed(self) -> bool:
        """Whether its raiser, who can't be called, has still to confirm the address."""
        return self.forget_after is not None


class SignalQueries:
    """The signals of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def open_by_term(
        self, actor: Actor, deed: Deed, *, limit: int, after: Sequence[Any] | None = None
    ) -> list[SignalLine]:
        """Give at most `limit` + 1 open ones that somebody may answer, the first to end on top."""
        row = SignalRow
        conditions = [row.status == "heard", answered_by(actor, deed)]
        if after is not None:
            conditions.append(tuple_(row.term_last_day, row.id) > tuple_(*_position(after)))
        return await self._lines(*conditions, by=(row.term_last_day, row.id), limit=limit + 1)

    async def raised_by(self, person_id: PersonId) -> list[SignalLine]:
        """Give what somebody raised, the newest first."""
        row = SignalRow
        newest = (row.raised_at.desc(), row.id)
        return await self._lines(row.raised_by == person_id, by=newest, limit=MOST_OWN)

    async def that_became(self, actor: Actor, id_: UUID) -> list[SignalLine]:
        """Give those that led to a request, spell or registration, for who answers signals."""
        row = SignalRow
        conditions = (row.became_id == id_, answered_by(actor, Deed.ANSWER_SIGNAL))
        return await self._lines(*conditions, by=(row.raised_at, row.id), limit=MOST_OWN)

    async def line(self, id_: UUID) -> SignalLine | None:
        """Give one, whoever may see it."""
        row = SignalRow
        return next(iter(await self._lines(row.id == id_, by=(row.id,), limit=1)), None)

    async def _lines(
        self, *conditions: ColumnElement[bool], by: Sequence[Any], limit: int
    ) -> list[SignalLine]:
        row, school = SignalRow, SchoolRow
        own = (name for name in SignalLine.__dataclass_fields__ if name != "school_name")
        query = (
            select(*(getattr(row, name) for name in own), school.name.label("school_name"))
            .outerjoin(
                school, and_(school.id == row.school_id, school.alliance_id == self._alliance_id)
            )
            .where(row.alliance_id == self._alliance_id, *conditions)
            .order_by(*by)
            .limit(limit)
        )
        return [SignalLine(**found) for found in (await self._session.execute(query)).mappings()]


def answered_by(actor: Actor, deed: Deed) -> ColumnElement[bool]:
    """Give the condition on signals that somebody may answer, or that are offered to its desk."""
    row = SignalRow
    columns = RelationColumns(alliance_id=row.alliance_id, unit_id=row.unit_id)
    is_secret = deed is Deed.ANSWER_FAMILY
    mine = and_(permitted(POLICY, actor, deed, columns), row.is_confidential == is_secret)
    desk = actor.alliance_id if is_secret else actor.unit_id
    allowed = POLICY.may_somewhere(actor, deed)
    return or_(mine, row.offered_to == desk) if desk is not None and allowed else mine


def _position(after: Sequence[Any]) -> tuple[date, UUID]:
    try:
        last_day, id_ = after
        return date.fromisoformat(last_day), UUID(id_)
    except (ValueError, TypeError):
        raise InvalidInput(FieldError("cursor", "cursor.invalid")) from None
