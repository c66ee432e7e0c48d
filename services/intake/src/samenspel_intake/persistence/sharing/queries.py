"""What screens and API show of leave to share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.share_tables import PartnerOrganisationRow, ShareGrantRow
from samenspel_intake.persistence.tables import ContactRow, GrantRow, PersonRow
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import PupilId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLine:
    """One leave to share, as a list shows it."""

    id: UUID
    row_version: int
    pupil_id: UUID
    partner_id: UUID
    partner_name: str
    purpose: str
    parts: list[str]
    basis: str
    status: str
    first_day: date
    last_day: date
    next_action_kind: str | None
    next_action_due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looker:
    """Somebody of a partner who looks along, or could."""

    id: UUID
    name: str
    role: Role
    looks: bool


class ShareQueries:
    """Leave to share of one alliance; who may see it is decided by the pupil."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def of_pupil(self, pupil_id: PupilId) -> Sequence[ShareLine]:
        """Give all of a child, the last to end on top."""
        return await self._read(ShareGrantRow.pupil_id == pupil_id)

    async def line(self, id_: UUID) -> ShareLine | None:
        """Give one, or None."""
        return next(iter(await self._read(ShareGrantRow.id == id_)), None)

    async def contact_names(self, pupil_id: PupilId) -> dict[UUID, str]:
        """Give the names of a child's parents, by contact."""
        row = ContactRow
        query = select(row.id, row.name).where(
            row.alliance_id == self._alliance_id, row.pupil_id == pupil_id
        )
        return {id_: name for id_, name in await self._session.execute(query)}

    async def lookers(self, share_id: UUID, *, on: date) -> list[Looker]:
        """Give the outside professionals of the alliance, and which of them look along by it."""
        roles = (Role.EXPERT.value, Role.YOUTH_CONSULTANT.value)
        query = (
            select(PersonRow.id, PersonRow.name, GrantRow.role, GrantRow.share_id, GrantRow.until)
            .join(GrantRow, GrantRow.person_id == PersonRow.id)
            .where(PersonRow.alliance_id == self._alliance_id, GrantRow.role.in_(roles))
            .order_by(PersonRow.name, PersonRow.id)
        )
        found: dict[UUID, Looker] = {}
        for row in await self._session.execute(query):
            looks = row.share_id == share_id and (row.until is None or row.until > on)
            before = found.get(row.id)
            looked = looks or (before is not None and before.looks)
            found[row.id] = Looker(id=row.id, name=row.name, role=Role(row.role), looks=looked)
        return list(found.values())

    async def deciders(self) -> list[tuple[UUID, str]]:
        """Give who may be named to decide on silence: their ids and names."""
        roles = [
            role.value for role in Role if POLICY.relation(role, Deed.DECIDE_ON_SILENCE) is not None
        ]
        query = (
            select(PersonRow.id, PersonRow.name)
            .join(GrantRow, GrantRow.person_id == PersonRow.id)
            .where(
                PersonRow.alliance_id == self._alliance_id,
                GrantRow.role.in_(roles),
                GrantRow.until.is_(None),
            )
            .distinct()
            .order_by(PersonRow.name, PersonRow.id)
        )
        return [(id_, name) for id_, name in await self._session.execute(query)]

    async def people_by(self, share_id: UUID) -> list[UUID]:
        """Give who has a role that hangs on a share."""
        query = select(GrantRow.person_id).where(
            GrantRow.alliance_id == self._alliance_id, GrantRow.share_id == share_id
        )
        return list(await self._session.scalars(query.distinct()))

    async def _read(self, condition: ColumnElement[bool]) -> list[ShareLine]:
        row = ShareGrantRow
        own = [
            getattr(row, name)
            for name in ShareLine.__dataclass_fields__
            if name in row.__table__.columns
        ]
        query = (
            select(*own, PartnerOrganisationRow.name.label("partner_name"))
            .join(PartnerOrganisationRow, PartnerOrganisationRow.id == row.partner_id)
            .where(row.alliance_id == self._alliance_id, condition)
            .order_by(row.last_day.desc(), row.id)
        )
        return [ShareLine(**line) for line in (await self._session.execute(query)).mappings()]
