"""Stored alliances and their terms."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.alliance import Alliance
from samenspel_intake.domain.term import Term
from samenspel_intake.persistence.tables import AllianceRow, RuleRecordRow
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import AllianceId
from samenspel_kernel.terms import RuleRecord, TermUnit, WorkingDays, rule_in_force


class SqlAlliances:
    """All alliances; public."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all(self) -> list[Alliance]:
        """Give them by number."""
        rows = await self._session.scalars(select(AllianceRow).order_by(AllianceRow.number))
        return [_alliance(row) for row in rows]

    async def find(self, id_: UUID) -> Alliance | None:
        """Give one."""
        row = await self._session.get(AllianceRow, id_)
        return _alliance(row) if row else None

    async def put(self, alliance: Alliance) -> bool:
        """Write one; tells whether anything changed."""
        row = await self._session.get(AllianceRow, alliance.id)
        if row is None:
            self._session.add(
                AllianceRow(id=alliance.id, number=alliance.number, name=alliance.name)
            )
        elif row.name == alliance.name:
            return False
        else:
            row.name = alliance.name
        await self._session.flush()  # terms and units refer to it
        return True


class SqlTerms:
    """The terms of one alliance; no query here leaves out the alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID, working_days: WorkingDays) -> None:
        self._session, self._alliance_id = session, alliance_id
        self._working_days = working_days

    async def begin(self, rule: str, on: date) -> Term:
        """Compute a term that starts on a day; RuleViolation if the alliance has no such rule."""
        records = [_record(row) for row in await self._rows()]
        try:
            record = rule_in_force(records, rule, on)
        except KeyError:
            raise RuleViolation("alliance.term-missing") from None
        return Term.by(record, on, self._working_days)

    async def record(self, rule: str, version: int) -> RuleRecord | None:
        """Give one version of one term, to show how a date was computed."""
        row = await self._session.get(RuleRecordRow, (self._alliance_id, rule, version))
        return _record(row) if row else None

    async def put(self, records: Sequence[RuleRecord]) -> int:
        """Add or correct records; versions that are not named stay. Gives how many changed."""
        known = {(row.key, row.version): row for row in await self._rows()}
        changed = 0
        for record in records:
            row = known.get((record.key, record.version))
            if row is None:
                row = RuleRecordRow(
                    alliance_id=self._alliance_id, key=record.key, version=record.version
                )
                self._session.add(row)
            elif _record(row) == record:
                continue
            row.value, row.unit, row.source = record.value, record.unit.value, record.source
            row.moves_to_working_day = record.moves_to_working_day
            row.valid_from = record.valid_from
            changed += 1
        return changed

    async def _rows(self) -> list[RuleRecordRow]:
        mine = RuleRecordRow.alliance_id == self._alliance_id
        return list(await self._session.scalars(select(RuleRecordRow).where(mine)))


def _alliance(row: AllianceRow) -> Alliance:
    return Alliance(AllianceId(row.id), row.number, row.name)


def _record(row: RuleRecordRow) -> RuleRecord:
    return RuleRecord(
        key=row.key,
        version=row.version,
        value=row.value,
        unit=TermUnit(row.unit),
        moves_to_working_day=row.moves_to_working_day,
        source=row.source,
        valid_from=row.valid_from,
    )
