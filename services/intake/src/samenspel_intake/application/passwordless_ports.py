"""What log-in without a password needs of the outside, beside what every use case has."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from samenspel_intake.application.ports import Collection, IntakeUnitOfWork
from samenspel_intake.domain.child_ticket import ChildTicket
from samenspel_intake.domain.contact import Contact
from samenspel_intake.domain.invitation import Invitation
from samenspel_intake.domain.log_in_code import LogInCode, LogInCodeId
from samenspel_intake.domain.passkey import Passkey
from samenspel_kernel.ids import PersonId, PupilId


class Invitations(Collection[Invitation], Protocol):
    """The alliance's invitations."""

    async def contact_of(self, person_id: PersonId) -> Contact | None:
        """Give where a person that was invited is reached, for change."""
        ...

    async def household_of(self, pupil_id: PupilId) -> frozenset[PupilId]:
        """Give a pupil with those who have a parent at an address of one of its own parents."""
        ...


class LogInCodes(Protocol):
    """Codes that were asked for, of all alliances and of none; no name and no address."""

    async def add(self, code: LogInCode) -> None:
        """Keep a new one; it is to be sent."""
        ...

    async def newest_of(self, browser: bytes) -> LogInCode | None:
        """Give the last that a browser asked for; nobody else can change it meanwhile."""
        ...

    async def find(self, id_: LogInCodeId) -> LogInCode | None:
        """Give one; nobody else can change it meanwhile."""
        ...

    async def note(self, code: LogInCode) -> None:
        """Write what became of it."""
        ...

    async def unsent(self, *, at: datetime, limit: int) -> Sequence[LogInCode]:
        """Give those that are still to be sent, or to be found to be for nobody."""
        ...

    async def claim(self, id_: LogInCodeId) -> bool:
        """Take one to send; False if it was taken before."""
        ...

    async def forget(self, *, before: datetime) -> int:
        """Delete those that expired before a moment; gives how many."""
        ...


class ChildTickets(Protocol):
    """The alliance's tickets for children."""

    async def add(self, ticket: ChildTicket) -> None:
        """Keep a new one."""
        ...

    async def find(self, id_: UUID) -> ChildTicket | None:
        """Give one; nobody else can change it meanwhile."""
        ...

    async def note_used(self, ticket: ChildTicket) -> None:
        """Write that it was used."""
        ...


class Passkeys(Protocol):
    """The alliance's passkeys."""

    async def of(self, person_id: PersonId) -> Sequence[Passkey]:
        """Give a person's, oldest first."""
        ...

    async def find(self, credential_id: bytes) -> Passkey | None:
        """Give one; nobody else can change it meanwhile."""
        ...

    async def add(self, passkey: Passkey) -> None:
        """Keep a new one."""
        ...

    async def note_use(self, passkey: Passkey) -> None:
        """Write its counter, and when it was used."""
        ...

    async def remove(self, passkey: Passkey) -> None:
        """Forget it."""
        ...


class Challenges(Protocol):
    """Challenges that a browser must sign, each once."""

    async def put(self, browser: bytes, challenge: bytes, *, expires_at: datetime) -> None:
        """Keep the one that a browser must sign now; an earlier one is void."""
        ...

    async def take(self, browser: bytes, *, at: datetime) -> bytes | None:
        """Give it once; None if there is none, or it is too late."""
        ...


class Tries(Protocol):
    """How often something was tried, by what stands for an address or a network."""

    async def count(self, what: str, who: bytes, *, at: datetime, window: timedelta) -> int:
        """Count one more; gives how many it is in the window that began with the first."""
        ...

    async def so_far(self, what: str, who: bytes, *, at: datetime, window: timedelta) -> int:
        """Give how many there were in the window, without counting one."""
        ...


class PasswordlessUnitOfWork(IntakeUnitOfWork, Protocol):
    """One transaction with everything that log-in without a password may touch in it."""

    @property
    def invitations(self) -> Invitations:
        """The alliance's invitations."""
        ...

    @property
    def log_in_codes(self) -> LogInCodes:
        """Codes that were asked for."""
        ...

    @property
    def child_tickets(self) -> ChildTickets:
        """The alliance's tickets for children."""
        ...

    @property
    def passkeys(self) -> Passkeys:
        """The alliance's passkeys."""
        ...

    @property
    def challenges(self) -> Challenges:
        """Challenges to be signed."""
        ...

    @property
    def tries(self) -> Tries:
        """How often something was tried."""
        ...
