"""Stored units."""

from collections.abc import Iterable

from sqlalchemy import Text, cast, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from samenspel_intake.domain.unit import Area, Unit
from samenspel_intake.persistence.tables import UnitRow
from samenspel_kernel.ids import UnitId
from samenspel_messaging.unit_of_work import SqlRepository


class SqlUnits(SqlRepository[Unit, UnitRow]):
    """The units of one alliance."""

    row_type = UnitRow

    def to_domain(self, row: UnitRow) -> Unit:
        """Build a unit."""
        return Unit(
            id=UnitId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            slug=row.slug,
            name=row.name,
            alliance_name=row.alliance_name,
            area=Area(frozenset(row.municipalities), frozenset(row.brins)),
        )

    def fill(self, row: UnitRow, aggregate: Unit) -> None:
        """Write a unit's state."""
        row.slug, row.name, row.alliance_name = (
            aggregate.slug,
            aggregate.name,
            aggregate.alliance_name,
        )
        row.municipalities = sorted(aggregate.area.municipalities)
        row.brins = sorted(aggregate.area.brins)

    async def all(self) -> list[Unit]:
        """Load them all for change, by name."""
        mine = UnitRow.alliance_id == self._uow.scope.alliance_id
        rows = await self._uow.session.scalars(select(UnitRow).where(mine).order_by(UnitRow.name))
        return [self._loaded(row) for row in rows]

    async def claimed_elsewhere(self, codes: Iterable[str]) -> set[str]:
        """Give which municipalities and BRINs belong to a unit of another alliance."""
        wanted = set(codes)
        if not wanted:
            return set()
        listed = cast(sorted(wanted), ARRAY(Text()))
        theirs = select(UnitRow).where(
            UnitRow.alliance_id != self._uow.scope.alliance_id,
            or_(UnitRow.municipalities.overlap(listed), UnitRow.brins.overlap(listed)),
        )
        rows = await self._uow.session.scalars(theirs)
        return wanted & {code for row in rows for code in (*row.municipalities, *row.brins)}

    def _loaded(self, row: UnitRow) -> Unit:
        self._rows[row.id] = row
        unit = self.to_domain(row)
        unit.row_version = row.row_version
        return unit
