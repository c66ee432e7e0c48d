"""The terms of one alliance: its own versions, and the defaults where it has none."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.persistence.default_rules import default_terms
from samenspel_arrangements.persistence.school_calendars import SqlSchoolCalendars
from samenspel_arrangements.persistence.tables import RuleRecordRow
from samenspel_platform.rule_records import SqlTerms


def terms_of(session: AsyncSession, alliance_id: UUID, calendars: SqlSchoolCalendars) -> SqlTerms:
    """Give the terms of an alliance."""
    return SqlTerms(
        session,
        alliance_id,
        calendars,
        row_type=RuleRecordRow,
        defaults=default_terms(),
    )
