"""Stored rules of what claims grant."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.claim_rule import ClaimRule
from samenspel_intake.persistence.account_tables import ClaimRuleRow
from samenspel_kernel.actor import Role
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import AllianceId, PersonId, UnitId


class SqlClaimRules:
    """The rules of one alliance; no query here leaves out the alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def all(self) -> list[ClaimRule]:
        """Give them by issuer, claim and value."""
        row = ClaimRuleRow
        query = select(row).where(row.alliance_id == self._alliance_id)
        query = query.order_by(row.issuer, row.claim, row.value, row.role, row.id)
        return [_rule(found) for found in await self._session.scalars(query)]

    def add(self, rule: ClaimRule, *, by: PersonId, at: datetime) -> None:
        """Write one, and who made it when."""
        self._session.add(
            ClaimRuleRow(
                id=rule.id,
                alliance_id=rule.alliance_id,
                issuer=rule.issuer,
                claim=rule.claim,
                value=rule.value,
                role=rule.role.value,
                unit_id=rule.unit_id,
                made_by=by,
                made_at=at,
            )
        )

    async def remove(self, id_: UUID) -> None:
        """Take one away; NotFound if there is none."""
        row = ClaimRuleRow
        query = select(row).where(row.id == id_, row.alliance_id == self._alliance_id)
        found = (await self._session.scalars(query)).one_or_none()
        if found is None:
            raise NotFound
        await self._session.delete(found)


def _rule(row: ClaimRuleRow) -> ClaimRule:
    return ClaimRule(
        id=row.id,
        alliance_id=AllianceId(row.alliance_id),
        issuer=row.issuer,
        claim=row.claim,
        value=row.value,
        role=Role(row.role),
        unit_id=UnitId(row.unit_id) if row.unit_id else None,
    )
