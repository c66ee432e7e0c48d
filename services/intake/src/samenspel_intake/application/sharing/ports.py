"""What the use cases of sharing need of storage."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from samenspel_intake.application.families.deciding import KnowsParents
from samenspel_intake.application.families.ports import FamilyUnitOfWork
from samenspel_intake.application.ports import Collection
from samenspel_intake.domain.sharing.partner_organisation import PartnerOrganisation
from samenspel_intake.domain.sharing.share_grant import ShareGrant
from samenspel_kernel.ids import PersonId, PupilId


class ShareGrants(Collection[ShareGrant], Protocol):
    """The leave to share of the alliance."""

    async def open_of(self, pupil_id: PupilId) -> Sequence[ShareGrant]:
        """Load what is open for a child, for change."""
        ...

    async def may_share(self, pupil_id: PupilId, partner_id: UUID, *, on: date) -> bool:
        """Tell whether anything of a child may go to a partner on a day."""
        ...


class Partners(Protocol):
    """The partners of the alliance."""

    async def find(self, id_: UUID) -> PartnerOrganisation | None:
        """Give one, or None."""
        ...

    async def add(self, partner: PartnerOrganisation) -> None:
        """Keep one."""
        ...

    async def decider(self) -> PersonId | None:
        """Give who decides when a parent stays silent."""
        ...

    async def name_decider(self, person_id: PersonId, *, by: PersonId, at: datetime) -> None:
        """Name who decides from now on."""
        ...


class Lookers(Protocol):
    """Who looks along by a share."""

    async def people_by(self, share_id: UUID) -> list[UUID]:
        """Give who has a role that hangs on a share."""
        ...


class SharingUnitOfWork(FamilyUnitOfWork, KnowsParents, Protocol):
    """One transaction about leave to share."""

    @property
    def share_grants(self) -> ShareGrants:
        """The leave to share."""
        ...

    @property
    def partners(self) -> Partners:
        """The partners."""
        ...

    @property
    def shares(self) -> Lookers:
        """Who looks along."""
        ...
