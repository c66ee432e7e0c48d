"""Stored decisions of desks, and the second readings of some."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.desks.criteria import DecisionKind
from samenspel_intake.domain.desks.decision import Decision, SecondReading
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.desk_tables import DecisionRow
from samenspel_intake.persistence.request_tables import SupportRequestRow
from samenspel_intake.persistence.tables import SchoolRow
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import NotFound, StaleVersion
from samenspel_kernel.ids import PersonId, SupportRequestId, UnitId
from samenspel_platform.visibility import RelationColumns, permitted


@dataclass(frozen=True, slots=True, kw_only=True)
class ToReadAgain:
    """A decision that waits for its second reader, without what was decided."""

    id: UUID
    support_request_id: UUID
    kind: str
    age_band: str
    school_name: str | None


class SqlDecisions:
    """The decisions of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def add(self, decision: Decision) -> None:
        """Note a decision."""
        self._session.add(
            DecisionRow(
                id=decision.id,
                alliance_id=self._alliance_id,
                support_request_id=decision.support_request_id,
                unit_id=decision.unit_id,
                kind=decision.kind.value,
                criteria_version=decision.criteria_version,
                points=list(decision.points),
                decided_by=decision.by,
                decided_at=decision.at,
                is_read_twice=decision.is_read_twice,
            )
        )

    async def get(self, id_: UUID) -> Decision:
        """Give one; NotFound if there is none."""
        row = await self._session.scalar(self._mine().where(DecisionRow.id == id_))
        if row is None:
            raise NotFound
        return _decision(row)

    async def read_again(self, decision: Decision) -> None:
        """Write its second reading; StaleVersion if another came first."""
        row, second = DecisionRow, decision.second
        if second is None:
            return
        written = await self._session.execute(
            update(row)
            .where(row.alliance_id == self._alliance_id, row.id == decision.id)
            .where(row.second_by.is_(None))
            .values(second_kind=second.kind.value, second_by=second.by, second_at=second.at)
            .returning(row.id)
        )
        if written.scalar() is None:
            raise StaleVersion

    async def of_request(self, support_request_id: UUID) -> Sequence[Decision]:
        """Give what was decided on a request, the newest first."""
        row = DecisionRow
        query = self._mine().where(row.support_request_id == support_request_id)
        found = await self._session.scalars(query.order_by(row.decided_at.desc(), row.id))
        return [_decision(each) for each in found]

    async def read_twice(self, actor: Actor) -> Sequence[Decision]:
        """Give those with two readings that an actor may compare, the newest first."""
        row = DecisionRow
        query = self._mine().where(row.second_by.is_not(None), self._in_reach(actor))
        found = await self._session.scalars(query.order_by(row.second_at.desc(), row.id))
        return [_decision(each) for each in found]

    async def to_read_again(self, actor: Actor, *, limit: int) -> Sequence[ToReadAgain]:
        """Give what an actor can read again: drawn, not by itself, not yet read, oldest first."""
        row, request = DecisionRow, SupportRequestRow
        columns = (row.id, row.support_request_id, request.kind, request.age_band)
        query = (
            select(*columns, SchoolRow.name.label("school_name"))
            .join(request, request.id == row.support_request_id)
            .outerjoin(SchoolRow, SchoolRow.id == request.school_id)
            .where(row.alliance_id == self._alliance_id, row.is_read_twice)
            .where(row.second_by.is_(None), row.decided_by != actor.person_id)
            .where(
                permitted(
                    POLICY,
                    actor,
                    Deed.DECIDE,
                    RelationColumns(alliance_id=request.alliance_id, unit_id=request.unit_id),
                )
            )
            .order_by(row.decided_at, row.id)
            .limit(limit)
        )
        return [ToReadAgain(**each) for each in (await self._session.execute(query)).mappings()]

    def _mine(self) -> Select[DecisionRow]:
        return select(DecisionRow).where(DecisionRow.alliance_id == self._alliance_id)

    def _in_reach(self, actor: Actor) -> ColumnElement[bool]:
        columns = RelationColumns(alliance_id=DecisionRow.alliance_id, unit_id=DecisionRow.unit_id)
        return permitted(POLICY, actor, Deed.SEE_AGREEMENT, columns)


def _decision(row: DecisionRow) -> Decision:
    second = None
    if row.second_kind is not None and row.second_by is not None and row.second_at is not None:
        second = SecondReading(
            kind=DecisionKind(row.second_kind), by=PersonId(row.second_by), at=row.second_at
        )
    return Decision(
        id=row.id,
        support_request_id=SupportRequestId(row.support_request_id),
        unit_id=UnitId(row.unit_id) if row.unit_id else None,
        kind=DecisionKind(row.kind),
        criteria_version=row.criteria_version,
        points=tuple(row.points),
        by=PersonId(row.decided_by),
        at=row.decided_at,
        is_read_twice=row.is_read_twice,
        second=second,
    )
