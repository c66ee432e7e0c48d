"""Unit: the sealed session cookie."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
from joserfc import jwe, jws
from joserfc.jwk import OctKey

from samenspel_kernel.ids import AllianceId, GrantId, PersonId
from samenspel_kernel.session import Session
from samenspel_platform.cookies import CookieSeal, OpenedCookie
from samenspel_testkit.clocks import FixedClock

KEY = "a-key-of-at-least-thirty-two-characters"
MONDAY = datetime(2026, 9, 7, 8, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(at=MONDAY)


@pytest.fixture
def seal(clock: FixedClock) -> CookieSeal:
    return CookieSeal(KEY, clock=clock, secure=True)


def a_session(secret: str = "secret") -> Session:
    return Session(
        id=secret,
        person_id=PersonId(uuid4()),
        alliance_id=AllianceId(uuid4()),
        grant_id=GrantId(uuid4()),
        began_at=MONDAY,
        name="Noor de Wit",
        alliance_name="De Waterkant",
    )


def opened(seal: CookieSeal, value: str) -> OpenedCookie:
    cookie = seal.open(value)
    assert cookie is not None
    return cookie


def test_what_was_sealed_is_read_back_whole(seal: CookieSeal) -> None:
    session = a_session()
    assert opened(seal, seal.seal(session)).session == session


def test_nothing_of_the_person_can_be_read_in_it(seal: CookieSeal) -> None:
    assert "Noor" not in seal.seal(a_session())


def test_its_secret_is_in_no_text_about_the_session() -> None:
    session = a_session("the-secret")
    assert "the-secret" not in repr(session) + session.hash


@pytest.mark.parametrize("value", ["", "x", "a.b.c.d.e", "ey..a.b.c"])
def test_what_is_not_ours_is_no_session(seal: CookieSeal, value: str) -> None:
    assert seal.open(value) is None


def test_a_changed_cookie_is_no_session(seal: CookieSeal) -> None:
    value = seal.seal(a_session())
    head, rest = value[:-30], value[-30:]
    assert seal.open(head + ("A" if rest[0] != "A" else "B") + rest[1:]) is None


def test_another_key_does_not_open_it(seal: CookieSeal, clock: FixedClock) -> None:
    before = CookieSeal(KEY[::-1], clock=clock, secure=True)
    assert seal.open(before.seal(a_session())) is None


@pytest.mark.parametrize("changes", [{"sid": None}, {"grant": "x"}, {"began": "2026-09-07T08:00"}])
def test_a_sealed_text_that_is_no_session_is_none(
    seal: CookieSeal, changes: dict[str, str | None]
) -> None:
    key = OctKey.import_key(sha256(KEY.encode()).digest())
    header = {"alg": "dir", "enc": "A256GCM"}
    content = json.loads(jwe.decrypt_compact(seal.seal(a_session()), key).plaintext or b"")
    content = {name: value for name, value in (content | changes).items() if value is not None}
    assert seal.open(jwe.encrypt_compact(header, json.dumps(content).encode(), key)) is None


def test_a_signature_is_no_seal(seal: CookieSeal) -> None:
    content = json.dumps({"sid": "mine"}).encode()
    key = OctKey.import_key(sha256(KEY.encode()).digest())
    assert seal.open(jws.serialize_compact({"alg": "HS256"}, content, key)) is None
    assert seal.open("eyJhbGciOiJub25lIn0.eyJzaWQiOiJtaW5lIn0.") is None


def test_it_ends_after_half_an_hour(seal: CookieSeal, clock: FixedClock) -> None:
    value = seal.seal(a_session())
    clock.advance(timedelta(minutes=30))
    assert seal.open(value) is not None
    clock.advance(timedelta(seconds=1))
    assert seal.open(value) is None


def test_who_goes_on_working_is_logged_out_after_twelve_hours(
    seal: CookieSeal, clock: FixedClock
) -> None:
    value = seal.seal(a_session())
    for _ in range(36):
        clock.advance(minutes=20)
        value = seal.seal(opened(seal, value).session)
    clock.advance(timedelta(seconds=1))
    assert seal.open(value) is None


def test_a_session_with_an_end_of_its_own_ends_then_whatever_happens_in_it(
    seal: CookieSeal, clock: FixedClock
) -> None:
    session = replace(a_session(), ends_at=a_session().began_at + timedelta(hours=1))
    value = seal.seal(session)
    for _ in range(3):
        clock.advance(minutes=20)
        cookie = opened(seal, value)
        value = seal.seal(cookie.session)
    assert seal.seconds_left(cookie) == 0
    clock.advance(timedelta(seconds=1))
    assert seal.open(value) is None


def test_a_cookie_of_tomorrow_is_none(seal: CookieSeal, clock: FixedClock) -> None:
    value = seal.seal(a_session())
    clock.advance(days=-1)
    assert seal.open(value) is None


def test_who_goes_on_working_gets_a_fresh_one_of_the_same_session(
    seal: CookieSeal, clock: FixedClock
) -> None:
    cookie = opened(seal, seal.seal(a_session()))
    assert seal.renewed(cookie) is None
    clock.advance(timedelta(minutes=16))
    header = seal.renewed(cookie)
    assert header is not None
    fresh = opened(seal, header.split(";")[0].partition("=")[2])
    assert fresh.session == cookie.session
    assert seal.csrf_token(fresh.session) == seal.csrf_token(cookie.session)


def test_it_is_kept_from_scripts_and_other_sites(seal: CookieSeal) -> None:
    header = seal.header("x")
    assert all(word in header for word in ("HttpOnly", "SameSite=Lax", "Secure", "Path=/"))


def test_two_sessions_have_different_tokens(seal: CookieSeal) -> None:
    assert seal.csrf_token(a_session("one")) != seal.csrf_token(a_session("two"))
