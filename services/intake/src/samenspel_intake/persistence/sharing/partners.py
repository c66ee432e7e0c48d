"""Stored partners, and who decides on silence."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.sharing.partner_organisation import PartnerKind, PartnerOrganisation
from samenspel_intake.persistence.share_tables import PartnerOrganisationRow, SilenceDeciderRow
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_kernel.responsibility import Partner


class SqlPartners:
    """The partners of one alliance; no query here leaves out the alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def all(self) -> list[PartnerOrganisation]:
        """Give them by name."""
        row = PartnerOrganisationRow
        query = select(row).where(row.alliance_id == self._alliance_id).order_by(row.name, row.id)
        return [_partner(each) for each in await self._session.scalars(query)]

    async def find(self, id_: UUID) -> PartnerOrganisation | None:
        """Give one, or None."""
        row = PartnerOrganisationRow
        query = select(row).where(row.alliance_id == self._alliance_id, row.id == id_)
        found = (await self._session.scalars(query)).one_or_none()
        return _partner(found) if found else None

    async def add(self, partner: PartnerOrganisation) -> None:
        """Keep one."""
        self._session.add(
            PartnerOrganisationRow(
                id=partner.partner.id,
                alliance_id=partner.alliance_id,
                name=partner.name,
                kind=partner.kind.value,
            )
        )
        await self._session.flush()  # leave to share refers to it

    async def decider(self) -> PersonId | None:
        """Give who decides when a parent stays silent; None while nobody was named."""
        row = await self._session.get(SilenceDeciderRow, self._alliance_id)
        return PersonId(row.person_id) if row else None

    async def name_decider(self, person_id: PersonId, *, by: PersonId, at: datetime) -> None:
        """Name who decides from now on."""
        values = {"person_id": person_id, "named_by": by, "named_at": at}
        await self._session.execute(
            insert(SilenceDeciderRow)
            .values(alliance_id=self._alliance_id, **values)
            .on_conflict_do_update(index_elements=["alliance_id"], set_=values)
        )


def _partner(row: PartnerOrganisationRow) -> PartnerOrganisation:
    return PartnerOrganisation(
        partner=Partner(row.id),
        alliance_id=AllianceId(row.alliance_id),
        name=row.name,
        kind=PartnerKind(row.kind),
    )
