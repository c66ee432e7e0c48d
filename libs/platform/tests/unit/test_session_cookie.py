"""Unit: the sealed session cookie."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_platform.cookies import CookieSeal
from samenspel_testkit.clocks import FixedClock

KEY = "a-key-of-at-least-thirty-two-characters"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(at=datetime(2026, 9, 7, 8, tzinfo=UTC))


@pytest.fixture
def seal(clock: FixedClock) -> CookieSeal:
    return CookieSeal(KEY, clock=clock, secure=True)


def a_parent() -> Actor:
    return Actor(
        person_id=PersonId(uuid4()),
        alliance_id=AllianceId(uuid4()),
        role=Role.PARENT,
        name="Noor de Wit",
        alliance_name="De Waterkant",
        pupil_ids=frozenset({uuid4(), uuid4()}),
    )


def test_what_was_sealed_is_read_back_whole(seal: CookieSeal) -> None:
    actor = a_parent()
    session = seal.open(seal.seal(actor))
    assert session is not None
    assert session.actor == actor


def test_nothing_of_the_person_can_be_read_in_it(seal: CookieSeal) -> None:
    assert "Noor" not in seal.seal(a_parent())


@pytest.mark.parametrize("value", ["", "x", "a.b.c.d.e", "ey..a.b.c"])
def test_what_is_not_ours_is_no_session(seal: CookieSeal, value: str) -> None:
    assert seal.open(value) is None


def test_a_changed_cookie_is_no_session(seal: CookieSeal) -> None:
    value = seal.seal(a_parent())
    head, rest = value[:-30], value[-30:]
    assert seal.open(head + ("A" if rest[0] != "A" else "B") + rest[1:]) is None


def test_another_key_does_not_open_it(seal: CookieSeal, clock: FixedClock) -> None:
    other = CookieSeal(KEY[::-1], clock=clock, secure=True)
    assert other.open(seal.seal(a_parent())) is None


def test_it_ends_after_half_an_hour(seal: CookieSeal, clock: FixedClock) -> None:
    value = seal.seal(a_parent())
    clock.advance(timedelta(minutes=30))
    assert seal.open(value) is not None
    clock.advance(timedelta(seconds=1))
    assert seal.open(value) is None


def test_who_goes_on_working_gets_a_fresh_one_of_the_same_session(
    seal: CookieSeal, clock: FixedClock
) -> None:
    session = seal.open(seal.seal(a_parent()))
    assert session is not None
    assert seal.renewed(session) is None
    clock.advance(timedelta(minutes=16))
    header = seal.renewed(session)
    assert header is not None
    fresh = seal.open(header.split(";")[0].partition("=")[2])
    assert fresh is not None
    assert fresh.id == session.id
    assert seal.csrf_token(fresh) == seal.csrf_token(session)


def test_it_is_kept_from_scripts_and_other_sites(seal: CookieSeal) -> None:
    header = seal.header("x")
    assert all(word in header for word in ("HttpOnly", "SameSite=Lax", "Secure", "Path=/"))


def test_two_sessions_have_different_tokens(seal: CookieSeal) -> None:
    actor = a_parent()
    one, two = seal.open(seal.seal(actor)), seal.open(seal.seal(actor))
    assert one is not None
    assert two is not None
    assert seal.csrf_token(one) != seal.csrf_token(two)
