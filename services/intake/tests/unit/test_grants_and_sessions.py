"""Unit: which roles a person has on a day, and how sessions begin and end."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from samenspel_intake.application.end_sessions import end_all_sessions, end_session
from samenspel_intake.application.start_session import start_session, switch_role
from samenspel_intake.domain.alliance import alliance_id_of
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.log_in import NEED_TWO_FACTORS, AccountProof, LogInMethod, Proof
from samenspel_intake.domain.person import AccessChanged, Person, SessionsEnded
from samenspel_kernel.actor import Role
from samenspel_kernel.aggregate import DomainEvent
from samenspel_kernel.errors import InvalidInput, NotFound, RuleViolation
from samenspel_kernel.ids import GrantId, PersonId, PupilId, UnitId, new_id
from samenspel_testkit.clocks import FixedClock

MONDAY = date(2026, 9, 7)
NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)
UNIT = UnitId(UUID(int=5))
DIRECTS = Grant(id=GrantId(UUID(int=1)), role=Role.DIRECTOR, since=MONDAY)
COORDINATES = Grant(id=GrantId(UUID(int=2)), role=Role.UNIT_COORDINATOR, since=MONDAY, unit_id=UNIT)
IS_PARENT = Grant(
    id=GrantId(UUID(int=3)),
    role=Role.PARENT,
    since=MONDAY,
    pupil_ids=frozenset({PupilId(UUID(int=7))}),
)
IS_PUPIL = replace(IS_PARENT, id=GrantId(UUID(int=4)), role=Role.PUPIL)

STRONG = AccountProof(issuer="waterkant", key="k", is_strong=True)


def a_person(*grants: Grant) -> Person:
    """Register someone; what was recorded of it is taken off."""
    person = Person.register(
        PersonId(new_id()),
        alliance_id=alliance_id_of("PO9901"),
        name="Sanne Hofman",
        email=None,
        grants=grants,
        at=NOON,
    )
    person.take_events()
    return person


def told(person: Person) -> tuple[DomainEvent, ...]:
    return person.take_events()


def test_who_is_registered_is_told_with_all_its_roles_at_once() -> None:
    person = Person.register(
        PersonId(new_id()),
        alliance_id=alliance_id_of("PO9901"),
        name="Sanne Hofman",
        email=None,
        grants=(DIRECTS, COORDINATES),
        at=NOON,
    )
    assert told(person) == (
        AccessChanged(occurred_at=NOON, person_id=person.id, grants=(DIRECTS, COORDINATES)),
    )
    assert person.unit_id == UNIT


def test_a_role_that_is_given_comes_beside_the_others() -> None:
    person = a_person(DIRECTS)
    person.give(COORDINATES, at=NOON)
    (event,) = told(person)
    assert isinstance(event, AccessChanged)
    assert event.grants == (DIRECTS, COORDINATES)


def test_the_same_role_twice_is_one() -> None:
    person = a_person(DIRECTS)
    again = Grant(id=GrantId(new_id()), role=Role.DIRECTOR, since=MONDAY + timedelta(days=1))
    person.give(again, at=NOON)
    assert (person.grants, told(person)) == ((DIRECTS,), ())


def test_a_role_without_what_bounds_it_is_refused() -> None:
    person = a_person(DIRECTS)
    with pytest.raises(InvalidInput):
        person.give(Grant(id=GrantId(new_id()), role=Role.UNIT_COORDINATOR, since=MONDAY), at=NOON)


def test_a_role_that_is_taken_away_is_over_the_same_day_and_remembered() -> None:
    person = a_person(DIRECTS, COORDINATES)
    person.take_away(DIRECTS.id, at=NOON)
    assert person.grants_on(MONDAY) == (COORDINATES,)
    (event,) = told(person)
    assert isinstance(event, AccessChanged)
    assert event.grants == (COORDINATES,)
    assert [grant.until for grant in person.grants] == [MONDAY, None]
    with pytest.raises(NotFound):
        person.take_away(DIRECTS.id, at=NOON)


@pytest.mark.parametrize(
    ("day", "in_force"), [(6, False), (7, True), (9, True), (10, False), (11, False)]
)
def test_a_role_lasts_from_its_first_day_until_before_its_last(day: int, in_force: bool) -> None:
    grant = Grant(id=GrantId(new_id()), role=Role.COMMITTEE, since=MONDAY, until=date(2026, 9, 10))
    assert grant.is_in_force(date(2026, 9, day)) is in_force


def test_a_day_begins_at_midnight_in_the_netherlands() -> None:
    person = a_person(DIRECTS)
    person.take_away(DIRECTS.id, at=datetime(2026, 9, 6, 22, 30, tzinfo=UTC))
    assert person.grants_on(MONDAY) == ()


@pytest.mark.parametrize("method", LogInMethod)
async def test_each_log_in_has_a_secret_of_its_own_and_is_kept_by_its_hash(
    uow: Any, method: LogInMethod
) -> None:
    clock, person = FixedClock(NOON), a_person(DIRECTS, IS_PARENT, IS_PUPIL)
    one, two = [await start_session(person, method=method, uow=uow, clock=clock) for _ in range(2)]
    assert min(len(one.id), len(two.id)) >= 43, "32 random bytes"
    assert one.id != two.id
    assert set(uow.log_ins.kept) == {one.hash, two.hash}
    assert one.id not in repr(uow.log_ins.kept)


async def test_who_has_no_role_any_more_does_not_get_in(uow: Any) -> None:
    person = a_person(DIRECTS)
    person.take_away(DIRECTS.id, at=NOON)
    with pytest.raises(RuleViolation, match=r"person\.no-access"):
        await start_session(person, method=LogInMethod.OIDC, uow=uow, clock=FixedClock(NOON))


async def test_one_goes_on_in_another_role_for_no_longer_than_before(uow: Any) -> None:
    clock, person = FixedClock(NOON), a_person(DIRECTS, COORDINATES)
    uow.people.save(person)
    first = await start_session(
        person, method=LogInMethod.OIDC, uow=uow, clock=clock, account=STRONG
    )
    clock.advance(hours=3)
    second = await switch_role(first, COORDINATES.id, uow=uow, clock=clock)

    assert (second.grant_id, second.began_at) == (COORDINATES.id, first.began_at)
    assert second.id != first.id
    assert uow.log_ins.kept[first.hash].ended_at == clock.now()
    assert told(person) == (
        SessionsEnded(occurred_at=clock.now(), person_id=person.id, session_hashes=(first.hash,)),
    )


async def test_nobody_goes_on_in_the_role_of_another(uow: Any) -> None:
    clock, person = FixedClock(NOON), a_person(DIRECTS)
    uow.people.save(person)
    session = await start_session(person, method=LogInMethod.OIDC, uow=uow, clock=clock)
    with pytest.raises(RuleViolation):
        await switch_role(session, COORDINATES.id, uow=uow, clock=clock)


async def test_a_session_ends_once_and_only_for_its_own_person(uow: Any) -> None:
    clock, person, other = FixedClock(NOON), a_person(DIRECTS), a_person(DIRECTS)
    uow.people.save(person)
    session = await start_session(person, method=LogInMethod.OIDC, uow=uow, clock=clock)
    await end_session(session.hash, of=other.id, uow=uow, clock=clock)
    assert uow.log_ins.kept[session.hash].ended_at is None
    for _ in range(2):
        await end_session(session.hash, of=person.id, uow=uow, clock=clock)
    assert len(told(person)) == 1


async def test_who_logs_out_everywhere_ends_all_that_began_until_then(uow: Any) -> None:
    clock, person = FixedClock(NOON), a_person(DIRECTS)
    uow.people.save(person)
    await start_session(person, method=LogInMethod.OIDC, uow=uow, clock=clock)
    await start_session(person, method=LogInMethod.OIDC, uow=uow, clock=clock)
    await end_all_sessions(of=person.id, uow=uow, clock=clock)
    assert await uow.log_ins.open_of(person.id, since=NOON) == []
    assert told(person) == (
        SessionsEnded(occurred_at=NOON, person_id=person.id, session_hashes=()),
    )


@pytest.mark.parametrize("role", list(Role))
def test_some_roles_ask_for_two_factors_of_an_account(role: Role) -> None:
    weak = Proof(method=LogInMethod.OIDC, account=replace(STRONG, is_strong=False))
    assert weak.is_too_weak_for(role) is (role in NEED_TWO_FACTORS)
    assert weak.admits(role) is (role not in NEED_TWO_FACTORS)
    assert Proof(method=LogInMethod.OIDC, account=STRONG).admits(role)
    assert Proof(method=LogInMethod.OIDC).admits(role) is weak.admits(role)


async def test_with_one_factor_one_comes_in_by_a_role_that_needs_no_two(uow: Any) -> None:
    clock, person = FixedClock(NOON), a_person(COORDINATES, DIRECTS)
    uow.people.save(person)
    session = await start_session(person, method=LogInMethod.OIDC, uow=uow, clock=clock)
    assert session.grant_id == DIRECTS.id
    with pytest.raises(RuleViolation, match=r"person\.two-factors"):
        await switch_role(session, COORDINATES.id, uow=uow, clock=clock)


async def test_who_has_only_roles_that_need_two_factors_is_told_so(uow: Any) -> None:
    with pytest.raises(RuleViolation, match=r"person\.two-factors"):
        await start_session(
            a_person(COORDINATES), method=LogInMethod.OIDC, uow=uow, clock=FixedClock(NOON)
        )
