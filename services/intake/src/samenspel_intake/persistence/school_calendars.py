"""The stored calendar of an alliance, of which others are told."""

from samenspel_intake.domain.terms.calendar import AllianceCalendar, CalendarId, calendar_of
from samenspel_intake.persistence.calendar_tables import SchoolCalendarRow
from samenspel_messaging.unit_of_work import SqlRepository


class SqlSchoolCalendars(SqlRepository[AllianceCalendar, SchoolCalendarRow]):
    """The calendar of one alliance."""

    row_type = SchoolCalendarRow

    async def mine(self) -> AllianceCalendar:
        """Load it for change, or begin it."""
        alliance_id = self._uow.scope.alliance_id
        id_ = calendar_of(alliance_id)
        return await self.find(id_) or AllianceCalendar(id=id_, alliance_id=alliance_id)

    def to_domain(self, row: SchoolCalendarRow) -> AllianceCalendar:
        """Build it."""
        return AllianceCalendar(id=CalendarId(row.id), alliance_id=row.alliance_id)

    def fill(self, row: SchoolCalendarRow, aggregate: AllianceCalendar) -> None:
        """Nothing of its own is written; its days are rows of their own."""
