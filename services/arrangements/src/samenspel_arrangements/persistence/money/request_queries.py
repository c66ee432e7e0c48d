"""What screens and API show of requests for money, and of what one arrangement costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.money.standing import Waiting
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.money_tables import (
    CommitmentRow,
    LedgerRow,
    MoneyRequestRow,
)
from samenspel_arrangements.persistence.tables import (
    ArrangementRow,
    PupilRow,
    SchoolRow,
    UnitRow,
)
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import NotFound
from samenspel_platform.visibility import RelationColumns, permitted

MOST_LINES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request for money, with the names that belong to it; amounts in cents."""

    id: UUID
    version: int
    alliance_id: UUID
    unit_id: UUID | None
    school_id: UUID | None
    pupil_id: UUID
    case_id: UUID
    arrangement_id: UUID
    status: str
    amount: int
    obstacle: str
    school_year: int
    asked_at: datetime
    due_on: date | None
    kind: str
    unit_name: str | None
    given_name: str | None
    family_name: str | None
    free: int | None

    @property
    def child(self) -> str:
        """The child's whole name; empty while it is not known."""
        return f"{self.given_name or ''} {self.family_name or ''}".strip()

    @property
    def is_waiting(self) -> bool:
        """Whether a decider must still answer."""
        return self.status == Waiting.status


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpMoney:
    """What an arrangement costs, in cents; with the child that it is for."""

    arrangement_id: UUID
    alliance_id: UUID
    unit_id: UUID | None
    school_id: UUID | None
    pupil_id: UUID
    case_id: UUID
    kind: str
    starts_on: date
    given_name: str | None
    family_name: str | None
    school_name: str | None
    open: int
    spent: int

    @property
    def child(self) -> str:
        """The child's whole name; empty while it is not known."""
        return f"{self.given_name or ''} {self.family_name or ''}".strip()


class MoneyRequestQueries:
    """Reads the requests for money of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def requests(self, actor: Actor) -> Sequence[RequestLine]:
        """Give those that wait, the first to be answered in front."""
        row = MoneyRequestRow
        query = self._requests(actor).where(row.status == Waiting.status)
        query = query.order_by(row.next_action_due_on, row.id).limit(MOST_LINES)
        return [RequestLine(**line) for line in (await self._session.execute(query)).mappings()]

    async def request(self, actor: Actor, id_: UUID) -> RequestLine:
        """Give one; NotFound if there is none that the actor may see."""
        query = self._requests(actor).where(MoneyRequestRow.id == id_)
        found = (await self._session.execute(query)).mappings().one_or_none()
        if found is None:
            raise NotFound(await self._whose(MoneyRequestRow, id_))
        return RequestLine(**found)

    async def requests_of(self, actor: Actor, arrangement_id: UUID) -> Sequence[RequestLine]:
        """Give those of an arrangement, the newest first."""
        row = MoneyRequestRow
        query = self._requests(actor).where(row.arrangement_id == arrangement_id)
        query = query.order_by(row.asked_at.desc(), row.id).limit(MOST_LINES)
        return [RequestLine(**line) for line in (await self._session.execute(query)).mappings()]

    async def of_help(self, actor: Actor, arrangement_id: UUID) -> HelpMoney:
        """Give what an arrangement costs; NotFound if there is none that the actor may see."""
        row = ArrangementRow
        mine = and_(
            CommitmentRow.arrangement_id == row.id, CommitmentRow.alliance_id == self._alliance_id
        )
        columns = RelationColumns(alliance_id=row.alliance_id, unit_id=row.unit_id)
        query = (
            select(
                row.id.label("arrangement_id"),
                row.alliance_id,
                row.unit_id,
                row.school_id,
                row.pupil_id,
                row.case_id,
                row.kind,
                row.starts_on,
                PupilRow.given_name,
                PupilRow.family_name,
                SchoolRow.name.label("school_name"),
                func.coalesce(CommitmentRow.open_cents, 0).label("open"),
                func.coalesce(CommitmentRow.spent_cents, 0).label("spent"),
            )
            .outerjoin(CommitmentRow, mine)
            .outerjoin(PupilRow, PupilRow.pupil_id == row.pupil_id)
            .outerjoin(SchoolRow, SchoolRow.school_id == row.school_id)
            .where(
                row.alliance_id == self._alliance_id,
                row.id == arrangement_id,
                permitted(POLICY, actor, Action.SEE_BUDGET, columns),
            )
        )
        found = (await self._session.execute(query)).mappings().one_or_none()
        if found is None:
            raise NotFound(await self._whose(ArrangementRow, arrangement_id))
        return HelpMoney(**found)

    async def _whose(
        self, row: type[ArrangementRow] | type[MoneyRequestRow], id_: UUID
    ) -> UUID | None:
        query = select(row.pupil_id).where(row.id == id_, row.alliance_id == self._alliance_id)
        return await self._session.scalar(query)

    def _requests(self, actor: Actor) -> Select[*tuple[Any, ...]]:
        row = MoneyRequestRow
        columns = RelationColumns(alliance_id=row.alliance_id, unit_id=row.unit_id)
        purse = and_(
            LedgerRow.alliance_id == row.alliance_id,
            LedgerRow.unit_id.is_not_distinct_from(row.unit_id),
            LedgerRow.school_year == row.school_year,
        )
        return (
            select(
                row.id,
                row.row_version.label("version"),
                row.alliance_id,
                row.unit_id,
                row.school_id,
                row.pupil_id,
                row.case_id,
                row.arrangement_id,
                row.status,
                row.amount_cents.label("amount"),
                row.obstacle,
                row.school_year,
                row.asked_at,
                row.next_action_due_on.label("due_on"),
                ArrangementRow.kind,
                UnitRow.name.label("unit_name"),
                PupilRow.given_name,
                PupilRow.family_name,
                LedgerRow.free_cents.label("free"),
            )
            .join(ArrangementRow, ArrangementRow.id == row.arrangement_id)
            .outerjoin(UnitRow, UnitRow.unit_id == row.unit_id)
            .outerjoin(PupilRow, PupilRow.pupil_id == row.pupil_id)
            .outerjoin(LedgerRow, purse)
            .where(
                row.alliance_id == self._alliance_id,
                permitted(POLICY, actor, Action.SEE_BUDGET, columns),
            )
        )
