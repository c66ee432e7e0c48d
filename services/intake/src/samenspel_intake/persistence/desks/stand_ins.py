"""Stored deputies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from samenspel_intake.domain.stand_in import StandIn
from samenspel_intake.persistence.desk_tables import StandInRow
from samenspel_intake.persistence.tables import PersonRow
from samenspel_kernel.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class StandInLine:
    """Who acts for whom, by name."""

    id: UUID
    away: UUID
    away_name: str
    deputy: UUID
    deputy_name: str
    first_day: date
    last_day: date


class SqlStandIns:
    """The deputies of one alliance's people."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def add(self, id_: UUID, stand_in: StandIn, *, by: PersonId) -> None:
        """Write that somebody is away."""
        self._session.add(
            StandInRow(
                id=id_,
                alliance_id=self._alliance_id,
                away=stand_in.away,
                deputy=stand_in.deputy,
                first_day=stand_in.first_day,
                last_day=stand_in.last_day,
                set_by=by,
            )
        )
        await self._session.flush()

    async def of(self, away: PersonId, *, since: date) -> Sequence[StandIn]:
        """Give the deputies of a person from a day on, the first first."""
        row = StandInRow
        query = select(row).where(
            row.alliance_id == self._alliance_id, row.away == away, row.last_day >= since
        )
        found = await self._session.scalars(query.order_by(row.first_day, row.id))
        return [_stand_in(each) for each in found]

    async def remove(self, id_: UUID) -> StandIn | None:
        """Take one back; gives what it was, or None."""
        row = StandInRow
        mine = (row.alliance_id == self._alliance_id, row.id == id_)
        found = await self._session.scalar(select(row).where(*mine))
        if found is None:
            return None
        await self._session.execute(delete(row).where(*mine))
        return _stand_in(found)

    async def lines(self, *, since: date) -> Sequence[StandInLine]:
        """Give all from a day on, by their first day."""
        row, away, deputy = StandInRow, aliased(PersonRow), aliased(PersonRow)
        query = (
            select(
                row.id,
                row.away,
                away.name.label("away_name"),
                row.deputy,
                deputy.name.label("deputy_name"),
                row.first_day,
                row.last_day,
            )
            .join(away, away.id == row.away)
            .join(deputy, deputy.id == row.deputy)
            .where(row.alliance_id == self._alliance_id, row.last_day >= since)
            .order_by(row.first_day, row.id)
        )
        return [StandInLine(**each) for each in (await self._session.execute(query)).mappings()]


def _stand_in(row: StandInRow) -> StandIn:
    return StandIn(PersonId(row.away), PersonId(row.deputy), row.first_day, row.last_day)
