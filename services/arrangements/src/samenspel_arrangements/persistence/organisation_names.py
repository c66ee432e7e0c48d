"""Names of schools and units, for screens that know their ids."""

from collections.abc import Mapping, Set
from uuid import UUID

from sqlalchemy import select, union_all

from samenspel_arrangements.persistence.tables import SchoolRow, UnitRow
from samenspel_messaging.unit_of_work import SqlUnitOfWork


async def names_of(uow: SqlUnitOfWork, ids: Set[UUID]) -> Mapping[UUID, str]:
    """Give the names of these schools and units; those that nobody told of are left out."""
    query = union_all(
        select(SchoolRow.school_id, SchoolRow.name).where(SchoolRow.school_id.in_(ids)),
        select(UnitRow.unit_id, UnitRow.name).where(UnitRow.unit_id.in_(ids)),
    )
    return {id_: name for id_, name in await uow.session.execute(query)}
