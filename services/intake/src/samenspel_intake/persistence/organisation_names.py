"""Names of schools and units, for screens that know their ids."""

from collections.abc import Mapping, Set
from uuid import UUID

from sqlalchemy import select, union_all

from samenspel_intake.persistence.tables import SchoolRow, UnitRow
from samenspel_messaging.unit_of_work import SqlUnitOfWork


async def names_of(uow: SqlUnitOfWork, ids: Set[UUID]) -> Mapping[UUID, str]:
    """Give the names of these schools and units of the alliance."""
    mine = uow.scope.alliance_id
    query = union_all(
        select(SchoolRow.id, SchoolRow.name).where(
            SchoolRow.id.in_(ids), SchoolRow.alliance_id == mine
        ),
        select(UnitRow.id, UnitRow.name).where(UnitRow.id.in_(ids), UnitRow.alliance_id == mine),
    )
    return {id_: name for id_, name in await uow.session.execute(query)}
