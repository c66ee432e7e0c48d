"""Stored rule records: what begins by them, and how a last day came about."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import CheckConstraint, false, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from samenspel_kernel.counting import Pause
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import PersonId
from samenspel_kernel.running_terms import RunningTerm, Suspension
from samenspel_kernel.school_calendar import SchoolCalendar
from samenspel_kernel.term import Term
from samenspel_kernel.terms import Explanation, KnownVersion, RuleRecord, TermUnit, rule_in_force


class Calendars(Protocol):
    """The calendars of one alliance."""

    async def of(self, school_id: UUID | None = None) -> SchoolCalendar:
        """Give the calendar of a school, or of the alliance."""
        ...


class RuleRecordColumns:
    """One version of one term of one alliance; a declarative mixin."""

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[int]
    unit: Mapped[str]
    moves_to_working_day: Mapped[bool]
    source: Mapped[str]
    valid_from: Mapped[date]
    starts_at: Mapped[str] = mapped_column(server_default="")
    counts_back: Mapped[bool] = mapped_column(server_default=false())
    recorded_by: Mapped[UUID | None]
    recorded_at: Mapped[datetime | None]

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - SQLAlchemy passes the class
        """Check what a record may say."""
        return (
            CheckConstraint("value >= 1", name="value"),
            CheckConstraint("NOT (counts_back AND moves_to_working_day)", name="moves"),
        )


class SqlTerms:
    """The terms of one alliance; no query here leaves out the alliance.

    The records are read once a transaction. Of a rule of which the alliance has no version,
    those of `defaults` count.
    """

    def __init__(
        self,
        session: AsyncSession,
        alliance_id: UUID,
        calendars: Calendars,
        *,
        row_type: type[Any],
        defaults: Sequence[RuleRecord] = (),
    ) -> None:
        self._session, self._alliance_id = session, alliance_id
        self._calendars, self._row_type = calendars, row_type
        self._defaults = defaults
        self._read: dict[tuple[str, int], Any] | None = None

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
        records = [known.record for known in await self.all()]
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
        known = (each.record for each in await self.all())
        return next((r for r in known if (r.key, r.version) == (rule, version)), None)

    async def all(self) -> list[KnownVersion]:
        """Give all versions of all terms, by rule and version."""
        rows = await self._rows()
        stored = [
            KnownVersion(_record(row), row.recorded_by, row.recorded_at) for row in rows.values()
        ]
        own = {known.record.key for known in stored}
        came = [KnownVersion(record) for record in self._defaults if record.key not in own]
        return sorted([*stored, *came], key=lambda k: (k.record.key, k.record.version))

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
        """Write new versions, and who brought them when.

        Of a rule that the alliance had from the defaults, those are written too: what began by
        them keeps its record.
        """
        keys = {record.key for record in records} - {key for key, _ in await self._rows()}
        for default in self._defaults:
            if default.key in keys:
                self._session.add(self._row_of(default))
        for record in records:
            row = self._row_of(record)
            row.recorded_by, row.recorded_at = by, at
            self._session.add(row)
        self._read = None

    async def _rows(self) -> dict[tuple[str, int], Any]:
        if self._read is None:
            row_type = self._row_type
            mine = row_type.alliance_id == self._alliance_id
            rows = await self._session.scalars(select(row_type).where(mine))
            self._read = {(row.key, row.version): row for row in rows}
        return self._read

    def _row_of(self, record: RuleRecord) -> Any:
        row = self._row_type(alliance_id=self._alliance_id, key=record.key, version=record.version)
        _fill(row, record)
        return row


def _fill(row: RuleRecordColumns, record: RuleRecord) -> None:
    row.value, row.unit, row.source = record.value, record.unit.value, record.source
    row.moves_to_working_day, row.counts_back = record.moves_to_working_day, record.counts_back
    row.valid_from, row.starts_at = record.valid_from, record.starts_at


def _record(row: RuleRecordColumns) -> RuleRecord:
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
