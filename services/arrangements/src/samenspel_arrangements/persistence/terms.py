"""The terms of one alliance: its own versions, and the defaults where it has none."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.persistence.default_rules import default_terms
from samenspel_arrangements.persistence.tables import RuleRecordRow
from samenspel_kernel.school_calendar import SchoolCalendar
from samenspel_platform.calendar_files import FreeTime
from samenspel_platform.rule_records import SqlTerms


class NationalCalendar:
    """The calendar of every school: the days off of the whole country.

    Holidays and days off of schools are intake's. Without them a term in school days ends too
    early, never too late.
    """

    def __init__(self) -> None:
        self._calendar = FreeTime.of(()).of_school(None, "")

    async def of(self, school_id: UUID | None = None) -> SchoolCalendar:
        """Give it, whatever the school."""
        return self._calendar


def terms_of(session: AsyncSession, alliance_id: UUID) -> SqlTerms:
    """Give the terms of an alliance."""
    return SqlTerms(
        session,
        alliance_id,
        NationalCalendar(),
        row_type=RuleRecordRow,
        defaults=default_terms(),
    )
