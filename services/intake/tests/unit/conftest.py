"""Use cases run against ports in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import pytest

from samenspel_intake.domain.alliance import Alliance, school_id_of, unit_id_of
from samenspel_intake.domain.contact import Contact
from samenspel_intake.domain.desks.criteria import Criteria, DecisionKind, in_force
from samenspel_intake.domain.desks.decision import Decision
from samenspel_intake.domain.family.likeness import LIKELY, Child, likeness
from samenspel_intake.domain.log_in import (
    KeyTaken,
    LinkedAccount,
    LogIn,
    LogInKeyKind,
    LogOutOrder,
)
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.school import School
from samenspel_intake.domain.school_location import Address, SchoolLocation
from samenspel_intake.domain.sharing.share_grant import ShareGrant
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.domain.term_rules import REQUIRED_RULES
from samenspel_intake.domain.unit import Area, Unit
from samenspel_intake.persistence.desks.criteria import default_criteria
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.aggregate import Aggregate
from samenspel_kernel.errors import NotFound, RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId, PupilId, new_id
from samenspel_kernel.running_terms import RunningTerm, Suspension
from samenspel_kernel.term import Term
from samenspel_kernel.terms import RuleRecord, TermUnit, rule_in_force
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_testkit.clocks import FixedClock

AggregateT = TypeVar("AggregateT", bound=Aggregate[Any])
MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
ALLIANCE = Alliance.numbered("PO9901", "De Waterkant")


class MemoryCollection(Generic[AggregateT]):
    def __init__(self) -> None:
        self.kept: dict[UUID, AggregateT] = {}

    async def find(self, id_: UUID) -> AggregateT | None:
        return self.kept.get(id_)

    async def get(self, id_: UUID) -> AggregateT:
        if id_ not in self.kept:
            raise NotFound
        return self.kept[id_]

    def save(self, aggregate: AggregateT) -> None:
        self.kept[aggregate.id] = aggregate

    async def all(self) -> list[AggregateT]:
        return list(self.kept.values())


class MemoryUnits(MemoryCollection[Unit]):
    def __init__(self) -> None:
        super().__init__()
        self.taken: set[str] = set()

    async def claimed_elsewhere(self, codes: Iterable[str]) -> set[str]:
        return self.taken & set(codes)


class MemoryPeople(MemoryCollection[Person]):
    async def find_alone(self, id_: UUID) -> Person | None:
        return await self.find(id_)


class MemoryAlliances:
    def __init__(self) -> None:
        self.kept: dict[UUID, Alliance] = {}

    async def find(self, id_: UUID) -> Alliance | None:
        return self.kept.get(id_)

    async def put(self, alliance: Alliance) -> bool:
        changed = self.kept.get(alliance.id) != alliance
        self.kept[alliance.id] = alliance
        return changed


class MemoryLocations:
    def __init__(self) -> None:
        self.kept: dict[str, SchoolLocation] = {}

    async def all(self) -> Mapping[str, SchoolLocation]:
        return dict(self.kept)

    async def put(self, locations: Sequence[SchoolLocation]) -> None:
        self.kept |= {location.code: location for location in locations}


@dataclass
class MemoryTerms:
    records: list[RuleRecord] = field(default_factory=list)

    async def begin(self, rule: str, on: date, *, school_id: UUID | None = None) -> Term:
        return Term.by(await self.in_force(rule, on), on, DutchWorkingDays())

    async def again(
        self, term: Term, suspensions: Sequence[Suspension], *, school_id: UUID | None = None
    ) -> Term:
        rule = await self.in_force(term.rule, term.starts_on)
        running = RunningTerm(rule=rule, starts_on=term.starts_on, suspensions=tuple(suspensions))
        return replace(term, last_day=running.last_day(DutchWorkingDays()))

    async def in_force(self, rule: str, on: date) -> RuleRecord:
        try:
            return rule_in_force(self.records, rule, on)
        except KeyError:
            raise RuleViolation("alliance.term-missing") from None

    async def put(self, records: Sequence[RuleRecord]) -> int:
        new = [record for record in records if record not in self.records]
        self.records.extend(new)
        return len(new)


@dataclass
class MemoryLogIns:
    kept: dict[str, LogIn] = field(default_factory=dict)

    async def add(self, log_in: LogIn) -> None:
        self.kept[log_in.session_hash] = log_in

    async def get(self, session_hash: str) -> LogIn:
        if session_hash not in self.kept:
            raise NotFound
        return self.kept[session_hash]

    async def open_of(self, person_id: PersonId, *, since: datetime) -> list[LogIn]:
        mine = [known for known in self.kept.values() if known.person_id == person_id]
        return [known for known in mine if known.ended_at is None and known.began_at >= since]

    async def end(self, session_hash: str, *, of: PersonId, at: datetime) -> bool:
        known = self.kept.get(session_hash)
        if known is None or known.person_id != of or known.ended_at is not None:
            return False
        self.kept[session_hash] = replace(known, ended_at=at)
        return True

    async def end_all(self, of: PersonId, *, at: datetime) -> None:
        for known in list(self.kept):
            await self.end(known, of=of, at=at)

    async def end_by_account(self, key: str, of: PersonId, *, at: datetime) -> Sequence[str]:
        began = [h for h, known in self.kept.items() if _account_of(known) == key]
        return [h for h in began if await self.end(h, of=of, at=at)]

    async def named_by(self, order: LogOutOrder) -> Sequence[PersonId]:
        return sorted({self.kept[hash_].person_id for hash_ in self._named_by(order)})

    async def end_named_by(
        self, order: LogOutOrder, of: PersonId, *, at: datetime
    ) -> Sequence[str]:
        return [h for h in self._named_by(order) if await self.end(h, of=of, at=at)]

    def _named_by(self, order: LogOutOrder) -> list[str]:
        known = [(h, each.proof.account) for h, each in self.kept.items() if each.ended_at is None]
        return [
            hash_
            for hash_, account in known
            if account is not None
            and account.issuer == order.issuer
            and order.account_key in (None, account.key)
            and order.provider_session in (None, account.provider_session)
        ]


@dataclass
class MemoryLogInKeys:
    kept: set[tuple[LogInKeyKind, str, PersonId]] = field(default_factory=set)
    added: dict[str, tuple[str, datetime | None]] = field(default_factory=dict)

    async def find(self, kind: LogInKeyKind, value: str) -> list[tuple[AllianceId, PersonId]]:
        return [(ALLIANCE.id, person) for k, v, person in self.kept if (k, v) == (kind, value)]

    async def led_to(
        self, digest: str, kind: LogInKeyKind = LogInKeyKind.EMAIL
    ) -> list[tuple[AllianceId, PersonId]]:
        return await self.find(kind, digest.removeprefix("hash of "))

    async def put(
        self,
        kind: LogInKeyKind,
        value: str,
        person_id: PersonId,
        *,
        issuer: str | None = None,
        at: datetime | None = None,
    ) -> None:
        if any((k, v) == (kind, value) and person != person_id for k, v, person in self.kept):
            raise KeyTaken
        self.kept.add((kind, value, person_id))
        self.added[value] = (issuer or "", at)

    async def accounts_of(self, person_id: PersonId) -> list[LinkedAccount]:
        mine = [v for k, v, p in self.kept if k is LogInKeyKind.OIDC and p == person_id]
        return [LinkedAccount(self.digest(LogInKeyKind.OIDC, v), *self.added[v]) for v in mine]

    async def remove_account(self, key: str, person_id: PersonId) -> bool:
        before = set(self.kept)
        await self.remove(LogInKeyKind.OIDC, key.removeprefix("hash of "), person_id)
        return self.kept != before

    def digest(self, kind: LogInKeyKind, value: str) -> str:
        return f"hash of {value}"

    async def remove(self, kind: LogInKeyKind, value: str, person_id: PersonId) -> None:
        self.kept.discard((kind, value, person_id))


@dataclass
class MemoryFamilies:
    pupils: MemoryCollection[Pupil]

    async def alike(self, pupil: Pupil) -> list[tuple[PupilId, int]]:
        found = [(p.id, likeness(_child(p), _child(pupil))) for p in await self.pupils.all()]
        return [(id_, score) for id_, score in found if score >= LIKELY and id_ != pupil.id]


@dataclass
class MemoryMatches:
    kept: dict[frozenset[PupilId], str] = field(default_factory=dict)

    async def suggest(
        self, pupil_id: PupilId, found: Iterable[tuple[PupilId, int]], *, at: datetime
    ) -> None:
        for other, _ in found:
            self.kept.setdefault(frozenset({pupil_id, other}), "suggested")

    async def decide(
        self, pupil_id: PupilId, other: PupilId, state: str, *, by: PersonId, at: datetime
    ) -> None:
        self.kept[frozenset({pupil_id, other})] = state


def _child(pupil: Pupil) -> Child:
    return Child(
        given_name=pupil.given_name, family_name=pupil.family_name, birth_date=pupil.birth_date
    )


class MemoryCriteria:
    async def in_force(self, kind: DecisionKind, on: date) -> Criteria:
        return in_force(default_criteria(), kind, on)


class MemoryShareGrants(MemoryCollection[ShareGrant]):
    async def open_of(self, pupil_id: PupilId) -> list[ShareGrant]:
        return [grant for grant in await self.all() if grant.pupil_id == pupil_id]


class MemoryDecisions:
    def __init__(self) -> None:
        self.kept: list[Decision] = []

    async def add(self, decision: Decision) -> None:
        self.kept.append(decision)


@dataclass
class MemoryUnitOfWork:
    alliances: MemoryAlliances = field(default_factory=MemoryAlliances)
    terms: MemoryTerms = field(default_factory=MemoryTerms)
    units: MemoryUnits = field(default_factory=MemoryUnits)
    schools: MemoryCollection[School] = field(default_factory=MemoryCollection)
    locations: MemoryLocations = field(default_factory=MemoryLocations)
    pupils: MemoryCollection[Pupil] = field(default_factory=MemoryCollection)
    contacts: MemoryCollection[Contact] = field(default_factory=MemoryCollection)
    matches: MemoryMatches = field(default_factory=MemoryMatches)
    support_requests: MemoryCollection[SupportRequest] = field(default_factory=MemoryCollection)
    people: MemoryPeople = field(default_factory=MemoryPeople)
    log_ins: MemoryLogIns = field(default_factory=MemoryLogIns)
    log_in_keys: MemoryLogInKeys = field(default_factory=MemoryLogInKeys)
    criteria: MemoryCriteria = field(default_factory=MemoryCriteria)
    decisions: MemoryDecisions = field(default_factory=MemoryDecisions)
    share_grants: MemoryShareGrants = field(default_factory=MemoryShareGrants)

    @property
    def families(self) -> MemoryFamilies:
        return MemoryFamilies(self.pupils)


def _account_of(log_in: LogIn) -> str | None:
    return log_in.proof.account.key if log_in.proof.account else None


def a_rule(key: str, value: int) -> RuleRecord:
    return RuleRecord(
        key=key,
        version=1,
        value=value,
        unit=TermUnit.WORKING_DAYS,
        moves_to_working_day=False,
        source="p. 14",
        valid_from=date(2024, 8, 1),
    )


def a_location(code: str, municipality: str = "9901") -> SchoolLocation:
    address = Address("Dorpsstraat", "1", "1234 AB", "Waterdorp")
    return SchoolLocation(
        code=code,
        name="De Brug",
        board_number="40001",
        visiting=address,
        correspondence=address,
        municipality_code=municipality,
        municipality_name="WATERDORP",
        denomination="Openbaar",
        phone="0201234567",
        website="",
    )


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY)


@pytest.fixture
def uow() -> MemoryUnitOfWork:
    """An alliance with its terms, one unit, and one school in it (99AA00)."""
    made = MemoryUnitOfWork()
    made.terms.records = [
        a_rule(key, n) for key, n in zip(REQUIRED_RULES, (15, 5, 10), strict=True)
    ]
    unit = Unit(
        id=unit_id_of(ALLIANCE.number, "noord"),
        alliance_id=ALLIANCE.id,
        slug="noord",
        name="Steunpunt Noord",
        alliance_name=ALLIANCE.name,
        area=Area(frozenset({"9901"})),
    )
    made.units.save(unit)
    made.schools.save(
        School.at_location(
            a_location("99AA00"), alliance_id=ALLIANCE.id, unit_id=unit.id, at=MONDAY
        )
    )
    return made


@pytest.fixture
def coordinator() -> Actor:
    """The coordinator of the school."""
    return _actor(Role.SCHOOL_COORDINATOR, school_id=school_id_of("99AA00"))


@pytest.fixture
def unit_coordinator() -> Actor:
    """The coordinator of the unit."""
    return _actor(Role.UNIT_COORDINATOR, unit_id=unit_id_of(ALLIANCE.number, "noord"))


@pytest.fixture
def stranger() -> Actor:
    """The coordinator of another school."""
    return _actor(Role.SCHOOL_COORDINATOR, school_id=new_id())


def _actor(role: Role, *, school_id: UUID | None = None, unit_id: UUID | None = None) -> Actor:
    return Actor(
        person_id=PersonId(new_id()),
        alliance_id=ALLIANCE.id,
        role=role,
        name="Fatima",
        school_id=school_id,
        unit_id=unit_id,
    )
