"""What signals need of the outside, beside what every use case has."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from samenspel_intake.application.families.ports import ChildEntries
from samenspel_intake.application.passwordless_ports import PasswordlessUnitOfWork
from samenspel_intake.application.ports import Collection
from samenspel_intake.application.registrations.ports import RegistrationUnitOfWork
from samenspel_intake.application.spells.ports import SpellUnitOfWork
from samenspel_intake.domain.sharing.partner_organisation import PartnerOrganisation
from samenspel_intake.domain.signal.family_desk import Bundle
from samenspel_intake.domain.signal.file_link import FileLink
from samenspel_intake.domain.signal.signal import Signal
from samenspel_kernel.ids import PersonId, PupilId


class Signals(Collection[Signal], Protocol):
    """The alliance's signals."""

    async def find_by_link(self, link_id: UUID) -> Signal | None:
        """Load the one to whose answer a mail leads."""
        ...

    async def of_family_desk(self, first_day: date, last_day: date) -> Sequence[Signal]:
        """Load what the family desk heard in a period, both Dutch days included."""
        ...


class FileLinks(Protocol):
    """Which files parents let the family desk look at."""

    async def add(self, link: FileLink) -> None:
        """Keep a new one."""
        ...

    async def of_pupil(self, pupil_id: PupilId) -> Sequence[FileLink]:
        """Give those for a child, the newest first."""
        ...

    async def note_end(self, link: FileLink) -> None:
        """Write that it was taken back."""
        ...


class BoardBundles(Protocol):
    """What the family desk told the board."""

    async def find(self, first_day: date) -> Bundle | None:
        """Give that of the quarter that begins on a day."""
        ...

    async def add(self, bundle: Bundle, *, by: PersonId, at: datetime) -> None:
        """Keep a new one."""
        ...


class LeaveToShare(Protocol):
    """Whether data of a child may go to a partner."""

    async def may_share(self, pupil_id: PupilId, partner_id: UUID, *, on: date) -> bool:
        """Tell whether anything of a child may go to a partner on a day."""
        ...


class KnownPartners(Protocol):
    """The partners of the alliance."""

    async def find(self, id_: UUID) -> PartnerOrganisation | None:
        """Give one, or None."""
        ...


class SignalUnitOfWork(PasswordlessUnitOfWork, SpellUnitOfWork, RegistrationUnitOfWork, Protocol):
    """One transaction with everything that signals may touch in it."""

    @property
    def pupils(self) -> ChildEntries:
        """The alliance's pupils."""
        ...

    @property
    def share_grants(self) -> LeaveToShare:
        """Whether data may go to a partner."""
        ...

    @property
    def partners(self) -> KnownPartners:
        """The partners of the alliance."""
        ...

    @property
    def signals(self) -> Signals:
        """The alliance's signals."""
        ...

    @property
    def file_links(self) -> FileLinks:
        """Which files parents let the family desk look at."""
        ...

    @property
    def board_bundles(self) -> BoardBundles:
        """What the family desk told the board."""
        ...
