"""Stored schools."""

from sqlalchemy import select

from samenspel_intake.domain.school import Closure, School
from samenspel_intake.persistence.tables import SchoolRow
from samenspel_kernel.ids import SchoolId
from samenspel_messaging.unit_of_work import SqlRepository


class SqlSchools(SqlRepository[School, SchoolRow]):
    """The schools of one alliance."""

    row_type = SchoolRow

    def to_domain(self, row: SchoolRow) -> School:
        """Build a school."""
        return School(
            id=SchoolId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            location_code=row.location_code,
            name=row.name,
            municipality_code=row.municipality_code,
            place=row.place,
            postcode4=row.postcode4,
            valid_from=row.valid_from,
            closure=Closure(row.valid_until, row.successor_code) if row.valid_until else None,
        )

    def fill(self, row: SchoolRow, aggregate: School) -> None:
        """Write a school's state."""
        row.location_code, row.name = aggregate.location_code, aggregate.name
        row.municipality_code, row.place = aggregate.municipality_code, aggregate.place
        row.postcode4 = aggregate.postcode4
        closure = aggregate.closure
        row.valid_from = aggregate.valid_from
        row.valid_until = closure.until if closure else None
        row.successor_code = closure.successor_code if closure else None

    async def all(self) -> list[School]:
        """Load them all for change."""
        mine = SchoolRow.alliance_id == self._uow.scope.alliance_id
        schools = []
        for row in await self._uow.session.scalars(select(SchoolRow).where(mine)):
            self._rows[row.id] = row
            school = self.to_domain(row)
            school.row_version = row.row_version
            schools.append(school)
        return schools
