"""What signals need of the outside, beside what every use case has."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from samenspel_intake.application.passwordless_ports import PasswordlessUnitOfWork
from samenspel_intake.application.ports import Collection
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


class SignalUnitOfWork(PasswordlessUnitOfWork, Protocol):
    """One transaction with everything that signals may touch in it."""

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
