"""Stored terms: what begins by them, and how a last day came about."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.term import Term
from samenspel_intake.domain.terms.versions import KnownVersion
from samenspel_intake.persistence.calendars import SqlCalendars
from samenspel_intake.persistence.tables import RuleRecordRow
from samenspel_kernel.counting import Pause
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import PersonId
from samenspel_kernel.running_terms import RunningTerm, Suspension
from samenspel_kernel.terms import Explanation, RuleRecord, TermUnit, rule_in_force


class SqlTerms:
    """The terms of one alliance; no query here leaves out the alliance.

    The records are read once a transaction.
    """

    def __init__(self, session: AsyncSession, alliance_id: UUID, calendars: SqlCalendars) -> None:
        self._session, self._alliance_id = session, alliance_id
        self._calendars = calendars
        self._read: dict[tuple[str, int], RuleRecordRow] | None = None

    async def begin(self, rule: str, on: date, *, school_id: UUID | None = None) -> Term:
        """Compute a term that starts on a day, by the days of a school if it names one.

        RuleViolation if the alliance has no such rule.
        """
        record = await self.in_force(rule, on)
        return Term.by(record, on, await self._calendars.of(school_id))

    async def again(
        self, term: Term, suspensions: Sequence[Suspension], *, school_id: UUID | None = None
    ) -> Term:
        """Compute a term that stood still anew: by the version of its rule, from its own start."""
        record = await self.record(term.rule, term.rule_version)
        if record is None:
            raise RuleViolation("alliance.term-missing")
        running = RunningTerm(rule=record, starts_on=term.starts_on, suspensions=tuple(suspensions))
        last_day = running.last_day(await self._calendars.of(school_id))
        return Term(term.rule, term.rule_version, term.starts_on, last_day)

    async def in_force(self, rule: str, on: date) -> RuleRecord:
        """Give the version of a rule that counts on a day; RuleViolation if there is none."""
        records = [_record(row) for row in (await self._rows()).values()]
        try:
            return rule_in_force(records, rule, on)
        except KeyError:
            raise RuleViolation("alliance.term-missing") from None

    async def explain(
        self,
        term: Term,
        *,
        school_id: UUID | None = None,
        pauses: Sequence[Pause] = (),
        extended_by: int = 0,
    ) -> Explanation | None:
        """Say how a term was computed; None if its rule is not known any more.

        `extended_by` is in the unit of the rule. It is computed by the calendar of now: where
        that changed since, its last day differs from the term's, which stays the one that counts.
        """
        record = await self.record(term.rule, term.rule_version)
        if record is None:
            return None
        return record.explain(
            term.starts_on,
            await self._calendars.of(school_id),
            extended_by=extended_by,
            pauses=tuple(pauses),
        )

    async def record(self, rule: str, version: int) -> RuleRecord | None:
        """Give one version of one term."""
        row = (await self._rows()).get((rule, version))
        return _record(row) if row else None

    async def all(self) -> list[KnownVersion]:
        """Give all versions of all terms, by rule and version."""
        rows = await self._rows()
        return [
            KnownVersion(_record(row), row.recorded_by, row.recorded_at)
            for _, row in sorted(rows.items())
        ]

    async def put(self, records: Sequence[RuleRecord]) -> int:
        """Add or correct records; versions that are not named stay. Gives how many changed."""
        known, changed = await self._rows(), 0
        for record in records:
            row = known.get((record.key, record.version))
            if row is None:
                self._session.add(self._row_of(record))
            elif _record(row) == record:
                continue
            else:
                _fill(row, record)
            changed += 1
        self._read = None
        return changed

    async def add(self, records: Sequence[RuleRecord], *, by: PersonId, at: datetime) -> None:
        """Write new versions, and who brought them when."""
        for record in records:
            row = self._row_of(record)
            row.recorded_by, row.recorded_at = by, at
            self._session.add(row)
        self._read = None

    async def _rows(self) -> dict[tuple[str, int], RuleRecordRow]:
        if self._read is None:
            mine = RuleRecordRow.alliance_id == self._alliance_id
            rows = await self._session.scalars(select(RuleRecordRow).where(mine))
            self._read = {(row.key, row.version): row for row in rows}
        return self._read

    def _row_of(self, record: RuleRecord) -> RuleRecordRow:
        row = RuleRecordRow(alliance_id=self._alliance_id, key=record.key, version=record.version)
        _fill(row, record)
        return row


def _fill(row: RuleRecordRow, record: RuleRecord) -> None:
    row.value, row.unit, row.source = record.value, record.unit.value, record.source
    row.moves_to_working_day, row.counts_back = record.moves_to_working_day, record.counts_back
    row.valid_from, row.starts_at = record.valid_from, record.starts_at


def _record(row: RuleRecordRow) -> RuleRecord:
    return RuleRecord(
        key=row.key,
        version=row.version,
        value=row.value,
        unit=TermUnit(row.unit),
        moves_to_working_day=row.moves_to_working_day,
        source=row.source,
        valid_from=row.valid_from,
        starts_at=row.starts_at,
        counts_back=row.counts_back,
    )
