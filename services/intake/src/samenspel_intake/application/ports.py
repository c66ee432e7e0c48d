"""What the use cases need of the outside; the adapters fit themselves to this."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from samenspel_intake.domain.alliance import Alliance
from samenspel_intake.domain.contact import Contact
from samenspel_intake.domain.log_in import LinkedAccount, LogIn, LogInKeyKind, LogOutOrder
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.school import School
from samenspel_intake.domain.school_location import SchoolLocation
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.domain.unit import Unit
from samenspel_kernel.aggregate import Aggregate
from samenspel_kernel.ids import AllianceId, PersonId, PupilId
from samenspel_kernel.running_terms import Suspension
from samenspel_kernel.term import Term
from samenspel_kernel.terms import RuleRecord

AggregateT = TypeVar("AggregateT", bound=Aggregate[Any])


class Collection(Protocol[AggregateT]):
    """The aggregates of one kind, of the alliance that the transaction is for."""

    async def find(self, id_: UUID) -> AggregateT | None:
        """Load one for change, or None."""
        ...

    async def get(self, id_: UUID) -> AggregateT:
        """Load one for change; NotFound if there is none."""
        ...

    def save(self, aggregate: AggregateT) -> None:
        """Have it written at the end; StaleVersion comes then if someone else was first."""
        ...


class Alliances(Protocol):
    """The alliances that exist; public."""

    async def find(self, id_: UUID) -> Alliance | None:
        """Give one."""
        ...

    async def put(self, alliance: Alliance) -> bool:
        """Write one; tells whether anything changed."""
        ...


class Terms(Protocol):
    """The alliance's terms, each a dated and versioned record."""

    async def begin(self, rule: str, on: date, *, school_id: UUID | None = None) -> Term:
        """Compute a term that starts on a day, by the days of a school if it names one.

        RuleViolation if the alliance has no such rule.
        """
        ...

    async def again(
        self, term: Term, suspensions: Sequence[Suspension], *, school_id: UUID | None = None
    ) -> Term:
        """Compute a term that stood still anew: by the version of its rule, from its own start."""
        ...

    async def in_force(self, rule: str, on: date) -> RuleRecord:
        """Give the version of a rule that counts on a day; RuleViolation if there is none."""
        ...

    async def put(self, records: Sequence[RuleRecord]) -> int:
        """Add or correct records; gives how many changed."""
        ...


class Units(Collection[Unit], Protocol):
    """The alliance's units."""

    async def all(self) -> list[Unit]:
        """Load them all for change."""
        ...

    async def claimed_elsewhere(self, codes: Iterable[str]) -> set[str]:
        """Give which municipalities and BRINs belong to a unit of another alliance."""
        ...


class Schools(Collection[School], Protocol):
    """The alliance's schools."""

    async def all(self) -> list[School]:
        """Load them all for change."""
        ...


class SchoolLocations(Protocol):
    """The national register of school locations; public."""

    async def all(self) -> Mapping[str, SchoolLocation]:
        """Give every location by its code."""
        ...

    async def put(self, locations: Sequence[SchoolLocation]) -> None:
        """Write locations, each whole."""
        ...


class People(Collection[Person], Protocol):
    """The alliance's people."""

    async def find_alone(self, id_: UUID) -> Person | None:
        """Load one for change, and have others wait with theirs; or None."""
        ...


class LogIns(Protocol):
    """The sessions of the alliance's people, also those that ended."""

    async def add(self, log_in: LogIn) -> None:
        """Write one that starts."""
        ...

    async def get(self, session_hash: str) -> LogIn:
        """Give one; NotFound if there is none."""
        ...

    async def open_of(self, person_id: PersonId, *, since: datetime) -> list[LogIn]:
        """Give those of a person that began since and did not end, the newest first."""
        ...

    async def end(self, session_hash: str, *, of: PersonId, at: datetime) -> bool:
        """End one of a person; tells whether it went on until now."""
        ...

    async def end_all(self, of: PersonId, *, at: datetime) -> None:
        """End all of a person."""
        ...

    async def end_by_account(self, key: str, of: PersonId, *, at: datetime) -> Sequence[str]:
        """End those of a person that began with an account; gives their hashes."""
        ...

    async def named_by(self, order: LogOutOrder) -> Sequence[PersonId]:
        """Give whose sessions an issuer wants ended."""
        ...

    async def end_named_by(
        self, order: LogOutOrder, of: PersonId, *, at: datetime
    ) -> Sequence[str]:
        """End those of a person that an issuer wants ended; gives their hashes."""
        ...


class LogInKeys(Protocol):
    """By what people are found who log in; of all alliances, and nothing of it can be read back."""

    async def find(self, kind: LogInKeyKind, value: str) -> list[tuple[AllianceId, PersonId]]:
        """Give whom a value leads to; the same person may be known in several alliances."""
        ...

    async def led_to(
        self, digest: str, kind: LogInKeyKind = LogInKeyKind.EMAIL
    ) -> list[tuple[AllianceId, PersonId]]:
        """Give whom a value leads to of which only the digest is known."""
        ...

    async def put(
        self,
        kind: LogInKeyKind,
        value: str,
        person_id: PersonId,
        *,
        issuer: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """Let a value lead to a person of this alliance; once is enough.

        KeyTaken if it leads to another person of this alliance already.
        """
        ...

    async def accounts_of(self, person_id: PersonId) -> list[LinkedAccount]:
        """Give the organisations' accounts by which a person of this alliance is found."""
        ...

    async def remove_account(self, key: str, person_id: PersonId) -> bool:
        """Let an account no longer lead to a person; tells whether it did."""
        ...

    def digest(self, kind: LogInKeyKind, value: str) -> str:
        """Give what stands for a value here."""
        ...

    async def remove(self, kind: LogInKeyKind, value: str, person_id: PersonId) -> None:
        """Let it no longer lead there."""
        ...


class Families(Protocol):
    """What is known of the families of one alliance."""

    async def alike(self, pupil: Pupil) -> Sequence[tuple[PupilId, int]]:
        """Give the entries that look like this child, and how much, the most alike first."""
        ...


class Matches(Protocol):
    """Entries that look like one child, and what people said of them."""

    async def suggest(
        self, pupil_id: PupilId, found: Iterable[tuple[PupilId, int]], *, at: datetime
    ) -> None:
        """Put pairs before people; what they said of a pair before stays."""
        ...

    async def decide(
        self, pupil_id: PupilId, other: PupilId, state: str, *, by: PersonId, at: datetime
    ) -> None:
        """Note what somebody said of a pair: `merged` or `different`."""
        ...


class IntakeUnitOfWork(Protocol):
    """One transaction with everything that a use case may touch in it."""

    @property
    def alliances(self) -> Alliances:
        """The alliances."""
        ...

    @property
    def terms(self) -> Terms:
        """The alliance's terms."""
        ...

    @property
    def units(self) -> Units:
        """The alliance's units."""
        ...

    @property
    def schools(self) -> Schools:
        """The alliance's schools."""
        ...

    @property
    def locations(self) -> SchoolLocations:
        """The national register."""
        ...

    @property
    def pupils(self) -> Collection[Pupil]:
        """The alliance's pupils."""
        ...

    @property
    def families(self) -> Families:
        """What is known of families."""
        ...

    @property
    def matches(self) -> Matches:
        """Entries that look like one child."""
        ...

    @property
    def contacts(self) -> Collection[Contact]:
        """The alliance's contacts."""
        ...

    @property
    def support_requests(self) -> Collection[SupportRequest]:
        """The alliance's requests."""
        ...

    @property
    def people(self) -> People:
        """The alliance's people."""
        ...

    @property
    def log_ins(self) -> LogIns:
        """The sessions of the alliance's people."""
        ...

    @property
    def log_in_keys(self) -> LogInKeys:
        """By what people are found."""
        ...
