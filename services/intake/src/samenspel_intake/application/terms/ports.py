"""What the use cases about terms and calendars need of the outside."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from samenspel_intake.domain.terms.calendar import AllianceCalendar
from samenspel_kernel.free_days import FreePeriod
from samenspel_kernel.ids import PersonId
from samenspel_kernel.school_calendar import HolidayRegion
from samenspel_kernel.terms import KnownVersion, RuleRecord


class Brought(StrEnum):
    """What is brought in a file."""

    TERMS = "terms"
    FREE_DAYS = "free-days"
    HOLIDAY_REGIONS = "holiday-regions"


@dataclass(frozen=True, slots=True)
class HolidayPlace:
    """In which region a school, or the schools of a municipality, have their holidays.

    `code` is a school's (BRIN and location) or a municipality's.
    """

    code: str
    region: HolidayRegion
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleImport:
    """Who brought what, when, and how much came and went by it."""

    id: UUID
    what: Brought
    added: int
    removed: int
    by: PersonId
    at: datetime


class StoredTerms(Protocol):
    """The alliance's terms."""

    async def all(self) -> list[KnownVersion]:
        """Give all versions."""
        ...

    async def put(self, records: Sequence[RuleRecord]) -> int:
        """Add or correct records; gives how many changed."""
        ...

    async def add(self, records: Sequence[RuleRecord], *, by: PersonId, at: datetime) -> None:
        """Write new versions, and who brought them when."""
        ...


class Calendars(Protocol):
    """The alliance's calendars."""

    async def periods(self) -> list[FreePeriod]:
        """Give all free days."""
        ...

    async def change(
        self,
        *,
        added: Collection[FreePeriod],
        removed: Collection[FreePeriod],
        by: PersonId | None,
        at: datetime,
    ) -> None:
        """Take periods away and write others."""
        ...

    async def places(self) -> list[HolidayPlace]:
        """Give which schools are in which region."""
        ...

    async def put_places(
        self, places: Sequence[HolidayPlace], *, by: PersonId | None, at: datetime
    ) -> None:
        """Write them; codes that are not named stay."""
        ...


class SchoolCalendars(Protocol):
    """What others are told of the calendar of an alliance."""

    async def mine(self) -> AllianceCalendar:
        """Load that of the alliance for change, or begin it."""
        ...

    def save(self, aggregate: AllianceCalendar) -> None:
        """Have it written at the end of the unit of work."""
        ...


class RuleImports(Protocol):
    """Who brought what."""

    def add(self, done: RuleImport) -> None:
        """Write one."""
        ...


class RulesUnitOfWork(Protocol):
    """One transaction with terms and calendars."""

    @property
    def terms(self) -> StoredTerms:
        """The alliance's terms."""
        ...

    @property
    def calendars(self) -> Calendars:
        """The alliance's calendars."""
        ...

    @property
    def school_calendars(self) -> SchoolCalendars:
        """What others are told of the calendar."""
        ...

    @property
    def rule_imports(self) -> RuleImports:
        """Who brought what."""
        ...
