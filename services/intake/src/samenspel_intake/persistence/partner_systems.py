"""Stored systems of partners, and the proofs that they used."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.partner_system import PartnerSystem, UsedProof
from samenspel_intake.persistence.system_tables import PartnerSystemRow, UsedAssertionRow
from samenspel_kernel.ids import AllianceId, PersonId


class SqlPartnerSystems:
    """The systems of one alliance; no query here leaves out the alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._mine = session, PartnerSystemRow.alliance_id == alliance_id

    async def all(self) -> Sequence[PartnerSystem]:
        """Give them, the last one registered first."""
        row = PartnerSystemRow
        query = select(row).where(self._mine).order_by(row.registered_at.desc(), row.id)
        return [_system(found) for found in await self._session.scalars(query)]

    async def find(self, id_: PersonId) -> PartnerSystem | None:
        """Give one; nobody else can change it meanwhile."""
        query = select(PartnerSystemRow).where(self._mine, PartnerSystemRow.id == id_)
        row = (await self._session.scalars(query.with_for_update())).one_or_none()
        return None if row is None else _system(row)

    async def put(self, system: PartnerSystem) -> None:
        """Write one, new or changed."""
        await self._session.flush()  # its person may be new
        await self._session.merge(
            PartnerSystemRow(
                id=system.id,
                alliance_id=system.alliance_id,
                keys=dict(system.keys),
                registered_by=system.registered_by,
                registered_at=system.registered_at,
                revoked_at=system.revoked_at,
            )
        )


class SqlUsedProofs:
    """Proofs that were used, of all alliances; digests only."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def use(self, proof: UsedProof) -> bool:
        """Use one; False if it was used before."""
        row = insert(UsedAssertionRow).values(hash=proof.digest, expires_at=proof.expires_at)
        used = row.on_conflict_do_nothing().returning(UsedAssertionRow.hash)
        return await self._session.scalar(used) is not None

    async def forget(self, *, before: datetime) -> None:
        """Delete those that expired before a moment; they are refused for that."""
        row = UsedAssertionRow
        await self._session.execute(delete(row).where(row.expires_at < before))


def _system(row: PartnerSystemRow) -> PartnerSystem:
    return PartnerSystem(
        id=PersonId(row.id),
        alliance_id=AllianceId(row.alliance_id),
        keys=row.keys,
        registered_by=PersonId(row.registered_by),
        registered_at=row.registered_at,
        revoked_at=row.revoked_at,
    )
