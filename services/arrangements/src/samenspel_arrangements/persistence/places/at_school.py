"""At which school a child has a place, or one is kept for it."""

from uuid import UUID

from sqlalchemy import Uuid, case, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.application.letters.how_far import ChildsPlace
from samenspel_arrangements.domain.places.standing import Ended
from samenspel_arrangements.persistence.place_tables import PlacementRow, ProvisionRow
from samenspel_arrangements.persistence.tables import SchoolRow


class SqlChildrensPlaces:
    """The places of children of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def of_case(self, case_id: UUID, kind: str) -> ChildsPlace | None:
        """Give the newest of a kind: where it is or stays, or else where a seat is kept."""
        row, standing = PlacementRow, PlacementRow.standing
        kept = case(
            (standing["asked"]["seated"].astext == "true", ProvisionRow.school_id), else_=None
        )
        admits = cast(
            func.coalesce(standing["admission"]["school_id"].astext, standing["stays_at"].astext),
            Uuid,
        )
        at = func.coalesce(admits, kept)
        query = (
            select(SchoolRow.school_id, SchoolRow.name, admits.is_not(None).label("admitted"))
            .select_from(row)
            .outerjoin(ProvisionRow, ProvisionRow.id == row.provision_id)
            .join(SchoolRow, SchoolRow.school_id == at)
            .where(
                row.alliance_id == self._alliance_id,
                row.case_id == case_id,
                row.kind == kind,
                or_(row.status != Ended.status, standing["stays_at"].astext.is_not(None)),
            )
            .order_by(row.sought_at.desc())
        )
        found = (await self._session.execute(query.limit(1))).mappings().one_or_none()
        return ChildsPlace(**found) if found else None
