"""Use case: a child died, whoever told it; all that waits for it in intake closes at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.registration.registration import Registration
from samenspel_intake.domain.sharing.share_grant import ShareGrant
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.domain.standing import WithdrawalReason
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_kernel.ids import PupilId

ItemT = TypeVar("ItemT")


class OpenItems(Protocol[ItemT]):
    """What is open of one kind in one alliance."""

    async def open_about(self, *pupil_ids: PupilId) -> Sequence[ItemT]:
        """Load what is open about a child, under whichever of its ids, for change."""
        ...

    def save(self, aggregate: ItemT) -> None:
        """Have it written at the end of the unit of work."""
        ...


class Spells(Protocol):
    """Time without education in one alliance."""

    async def open_of(self, *pupil_ids: PupilId) -> OutOfEducationSpell | None:
        """Load the open spell of a child; None if it has none."""
        ...

    def save(self, aggregate: OutOfEducationSpell) -> None:
        """Have it written at the end of the unit of work."""
        ...


class Children(Protocol):
    """The children of one alliance."""

    async def used(self, id_: PupilId) -> Pupil:
        """Load the entry that is used for a child, under whichever of its ids; or NotFound."""
        ...

    async def merged_with(self, id_: PupilId) -> Sequence[PupilId]:
        """Give all ids of the child of a used entry, that one first."""
        ...


class DeathUnitOfWork(Protocol):
    """One transaction with all that can wait for a child."""

    @property
    def pupils(self) -> Children:
        """The children."""
        ...

    @property
    def registrations(self) -> OpenItems[Registration]:
        """The registrations."""
        ...

    @property
    def spells(self) -> Spells:
        """Time without education."""
        ...

    @property
    def share_grants(self) -> OpenItems[ShareGrant]:
        """Leave to share."""
        ...

    @property
    def support_requests(self) -> OpenItems[SupportRequest]:
        """The support requests."""
        ...


async def note_death_of(pupil_id: PupilId, *, at: datetime, uow: DeathUnitOfWork) -> None:
    """Close all of it; the second time changes nothing.

    Nothing is shared any more, no school decides, and no desk answers a request.
    """
    child = await uow.pupils.used(pupil_id)
    ids = await uow.pupils.merged_with(child.id)
    for registration in await uow.registrations.open_about(*ids):
        registration.died(at=at)
        uow.registrations.save(registration)
    if (spell := await uow.spells.open_of(*ids)) is not None:
        spell.died(at=at)
        uow.spells.save(spell)
    for share in await uow.share_grants.open_about(*ids):
        share.died(at=at)
        uow.share_grants.save(share)
    for request in await uow.support_requests.open_about(*ids):
        request.withdraw(WithdrawalReason.OTHER, at=at)
        uow.support_requests.save(request)
