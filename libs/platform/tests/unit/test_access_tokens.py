"""Unit: which access tokens let a system in, and which attacks on them fail."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from fastapi import Depends, FastAPI, Request
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey
from starlette.types import ASGIApp

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, GrantId, PersonId
from samenspel_kernel.session import Session
from samenspel_platform import problems
from samenspel_platform.access_tokens import (
    TokenReader,
    TokenRefused,
    TokenSigner,
    audience_of,
    issuer_of,
)
from samenspel_platform.bearer import BearerTokens
from samenspel_platform.cookies import COOKIE, CookieSeal
from samenspel_platform.edge import NotLoggedIn
from samenspel_platform.http_rules import SameOrigin
from samenspel_platform.sessions import SessionMiddleware, know_actor
from samenspel_platform.settings import ServiceSettings
from samenspel_platform.token_keys import GivenKeys, KeysAway, PublishedKeys
from samenspel_testkit.access import KnownActors, a_session
from samenspel_testkit.clocks import FixedClock

KEY = "a-key-of-at-least-thirty-two-characters"
OTHER = "another-key-of-thirty-two-characters-or-so"
URL = "https://samenspel.example"
NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)
SESSION = Session(
    id="a-random-secret-of-the-token",
    person_id=PersonId(uuid4()),
    alliance_id=AllianceId(uuid4()),
    grant_id=GrantId(uuid4()),
    began_at=NOON,
    ends_at=NOON + timedelta(minutes=10),
)
SYSTEM = Actor(
    person_id=SESSION.person_id, alliance_id=SESSION.alliance_id, role=Role.YOUTH_CONSULTANT
)
SIGNER = TokenSigner(KEY, other=None, public_url=URL)
OURS = ECKey.derive_key(f"access-tokens:{KEY}", parameters={"alg": "ES256", "use": "sig"})
KID = str(next(iter(SIGNER.public_keys)).kid)
CLAIMS: dict[str, Any] = {
    "iss": issuer_of(URL),
    "aud": audience_of(URL),
    "sub": str(SESSION.person_id),
    "iat": int(NOON.timestamp()),
    "exp": int(NOON.timestamp()) + 600,
    "jti": "another-secret",
    "alliance": str(SESSION.alliance_id),
    "grant": str(SESSION.grant_id),
}
HEADER = {"alg": "ES256", "typ": "at+jwt", "kid": KID}


class Systems:
    """A service that knows one system, until it is revoked."""

    def __init__(self) -> None:
        self.revoked = False

    async def actor_of(self, session: Session) -> Actor | None:
        known = session.person_id == SYSTEM.person_id and not self.revoked
        return SYSTEM if known else None


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def reader(clock: FixedClock) -> TokenReader:
    return TokenReader(GivenKeys(SIGNER.public_keys), public_url=URL, clock=clock)


@pytest.fixture
def systems() -> Systems:
    return Systems()


@pytest.fixture
def actors(clock: FixedClock) -> KnownActors:
    return KnownActors(KEY, clock=clock)


@pytest.fixture
async def http(
    clock: FixedClock, reader: TokenReader, systems: Systems, actors: KnownActors
) -> AsyncIterator[httpx2.AsyncClient]:
    app = FastAPI(openapi_url=None, dependencies=[Depends(know_actor)])
    app.state.access = actors(systems)
    problems.install(app, problems.refuse_as_problem)

    @app.api_route("/who", methods=["GET", "POST"])
    async def who(request: Request) -> str:
        if request.state.actor is None:
            raise NotLoggedIn
        return str(request.state.actor.role)

    seal = CookieSeal(KEY, clock=clock, secure=False)
    whole: ASGIApp = SessionMiddleware(BearerTokens(app, reader), seal=seal)
    transport = httpx2.ASGITransport(SameOrigin(whole, tokens=True))
    async with httpx2.AsyncClient(transport=transport, base_url=URL) as client:
        yield client


def bearing(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def signed(
    key: Any = OURS, header: dict[str, Any] | None = None, algorithm: str = "ES256", **claims: Any
) -> str:
    whole = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not None}
    return jwt.encode({**HEADER, **(header or {})}, whole, key, algorithms=[algorithm])


def unsigned(algorithm: str = "none") -> str:
    parts = ({**HEADER, "alg": algorithm}, CLAIMS)
    return ".".join(_written(json.dumps(part).encode()) for part in parts)


def confused() -> str:
    """Sign as with a shared secret, with what everybody can read."""
    rest = unsigned("HS256")
    return f"{rest}.{_written(hmac.digest(OURS.as_pem(private=False), rest.encode(), 'sha256'))}"


def _written(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


async def test_a_token_says_which_system_by_which_grant_and_until_when(
    reader: TokenReader,
) -> None:
    assert await reader.session_of(SIGNER.sign(SESSION)) == SESSION


async def test_a_system_comes_in_by_its_token(http: httpx2.AsyncClient) -> None:
    answer = await http.get("/who", headers=bearing(SIGNER.sign(SESSION)))

    assert (answer.status_code, answer.json()) == (200, "youth-consultant")
    assert "set-cookie" not in answer.headers


async def test_a_system_may_write_from_anywhere(http: httpx2.AsyncClient) -> None:
    headers = bearing(SIGNER.sign(SESSION)) | {"origin": "https://elsewhere.example"}

    assert (await http.post("/who", headers=headers)).status_code == 200


FORGER = ECKey.generate_key("P-256", {"kid": KID})
ATTACKS = {
    "forged": signed(FORGER),
    "forged, with its key in the header": signed(
        FORGER, {"jwk": FORGER.as_dict(private=False), "kid": "forger"}
    ),
    "forged, with its key elsewhere": signed(
        FORGER, {"jku": "https://forger.example/keys", "kid": "forger"}
    ),
    "changed": SIGNER.sign(SESSION)[:-12] + "AAAAAAAAAAAA",
    "without a signature": f"{unsigned()}.",
    "unsigned, with a signature": f"{unsigned()}.AAAA",
    "signed with the public key as a secret": confused(),
    "of another algorithm": signed(
        ECKey.generate_key("P-384", {"kid": KID}), {"alg": "ES384"}, "ES384"
    ),
    "of an unknown key": signed(header={"kid": "unknown"}),
    "without a key's id": signed(header={"kid": ""}),
    "of another issuer": signed(iss="https://elsewhere.example"),
    "for another audience": signed(aud="https://elsewhere.example"),
    "without an audience": signed(aud=None),
    "expired": signed(exp=int(NOON.timestamp()) - 60),
    "that never expires": signed(exp=None),
    "of the future": signed(iat=int(NOON.timestamp()) + 3600),
    "an ID token": signed(header={"typ": "JWT"}),
    "an assertion": signed(header={"typ": "client-authentication+jwt"}),
    "of no alliance": signed(alliance=None),
    "of nobody": signed(sub="somebody"),
    "no token at all": "geheim",
    "of other letters": "é.é.é",
}


@pytest.mark.parametrize("attack", ATTACKS)
async def test_no_other_token_lets_anybody_in(http: httpx2.AsyncClient, attack: str) -> None:
    header = f"Bearer {ATTACKS[attack]}".encode("latin-1")
    answer = await http.get("/who", headers=[(b"authorization", header)])

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == 'Bearer realm="samenspel", error="invalid_token"'


async def test_a_token_is_good_for_ten_minutes(http: httpx2.AsyncClient, clock: FixedClock) -> None:
    token = SIGNER.sign(SESSION)
    clock.advance(minutes=9)
    assert (await http.get("/who", headers=bearing(token))).status_code == 200

    clock.advance(minutes=2)
    assert (await http.get("/who", headers=bearing(token))).status_code == 401


async def test_a_revoked_system_is_out_before_its_token_ends(
    http: httpx2.AsyncClient, systems: Systems
) -> None:
    systems.revoked = True
    answer = await http.get("/who", headers=bearing(SIGNER.sign(SESSION)))

    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


async def test_who_comes_with_nothing_is_told_how_to_come_in(http: httpx2.AsyncClient) -> None:
    for headers in ({}, {"authorization": "Basic YTpi"}):
        answer = await http.get("/who", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == 'Bearer realm="samenspel"'


async def test_a_token_in_the_address_is_not_looked_at(http: httpx2.AsyncClient) -> None:
    answer = await http.get("/who", params={"access_token": SIGNER.sign(SESSION)})

    assert answer.status_code == 401


async def test_nobody_comes_in_as_two_at_once(
    http: httpx2.AsyncClient, actors: KnownActors, clock: FixedClock
) -> None:
    token = SIGNER.sign(SESSION)
    two = [("authorization", f"Bearer {token}"), ("authorization", f"Bearer {token}")]
    assert (await http.get("/who", headers=two)).status_code == 400

    http.cookies.set(COOKIE, actors.log_in(SYSTEM))
    answer = await http.get("/who", headers=bearing(token))
    assert (answer.status_code, answer.json()["code"]) == (400, "authentication.ambiguous")
    assert 'error="invalid_request"' in answer.headers["www-authenticate"]

    foreign = {"origin": "https://elsewhere.example"}
    assert (await http.post("/who", headers=bearing("x") | foreign)).status_code == 400
    assert (await http.post("/who", headers=foreign)).status_code == 403


async def test_without_keys_no_token_is_good(clock: FixedClock) -> None:
    app = SessionMiddleware(
        BearerTokens(FastAPI(), None), seal=CookieSeal(KEY, clock=clock, secure=False)
    )
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url=URL) as client:
        answer = await client.get("/", headers=bearing(SIGNER.sign(SESSION)))

    assert answer.status_code == 401


async def test_after_a_change_of_keys_both_are_good(clock: FixedClock) -> None:
    after = TokenSigner(OTHER, other=KEY, public_url=URL)
    reader = TokenReader(GivenKeys(after.public_keys), public_url=URL, clock=clock)

    assert await reader.session_of(SIGNER.sign(SESSION)) == SESSION
    assert await reader.session_of(after.sign(SESSION)) == SESSION
    assert len(list(after.public_keys)) == 2


def test_what_is_published_is_public() -> None:
    published = TokenSigner(KEY, other=OTHER, public_url=URL).public_keys.as_dict()

    assert [set(key) & {"d", "k"} for key in published["keys"]] == [set(), set()]


class Publisher:
    """Publishes keys, and counts who asks; away while it has none."""

    def __init__(self, keys: KeySet | None) -> None:
        self.keys, self.asked = keys, 0

    async def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked += 1
        if self.keys is None:
            raise httpx2.ConnectError("away", request=request)
        return httpx2.Response(200, json=self.keys.as_dict())


class Secrets(KeySet):
    """Keys that are published with all that should not be."""

    def as_dict(self, private: bool = False, **params: Any) -> Any:
        del private
        return super().as_dict(private=True, **params)


def reading(publisher: Publisher, clock: FixedClock) -> TokenReader:
    keys = PublishedKeys("http://intake/keys", httpx2.MockTransport(publisher))
    return TokenReader(keys, public_url=URL, clock=clock)


async def test_keys_are_read_once_an_hour_and_for_an_unknown_one_once_a_minute(
    clock: FixedClock,
) -> None:
    publisher = Publisher(SIGNER.public_keys)
    reader = reading(publisher, clock)
    for _ in range(3):
        assert await reader.session_of(SIGNER.sign(SESSION)) == SESSION
    assert publisher.asked == 1

    after = TokenSigner(OTHER, other=None, public_url=URL)
    publisher.keys = after.public_keys
    for _ in range(3):
        with pytest.raises(TokenRefused):
            await reader.session_of(after.sign(SESSION))
    assert publisher.asked == 1

    clock.advance(minutes=1)
    assert await reader.session_of(after.sign(SESSION)) == SESSION
    assert publisher.asked == 2


async def test_known_keys_go_on_while_nobody_publishes_them(clock: FixedClock) -> None:
    publisher = Publisher(None)
    reader = reading(publisher, clock)
    with pytest.raises(KeysAway):
        await reader.session_of(SIGNER.sign(SESSION))

    clock.advance(minutes=1)
    publisher.keys = SIGNER.public_keys
    lasting = Session(
        id="x",
        person_id=SESSION.person_id,
        alliance_id=SESSION.alliance_id,
        grant_id=SESSION.grant_id,
        began_at=NOON,
        ends_at=NOON + timedelta(days=1),
    )
    assert await reader.session_of(SIGNER.sign(lasting)) == lasting

    publisher.keys = None
    clock.advance(hours=2)
    assert await reader.session_of(SIGNER.sign(lasting)) == lasting


async def test_a_shared_secret_among_the_keys_is_left_out(clock: FixedClock) -> None:
    secret = OctKey.generate_key(256, {"kid": KID})
    reader = reading(Publisher(Secrets([secret])), clock)

    with pytest.raises(TokenRefused):
        await reader.session_of(signed(secret, {"alg": "HS256"}, "HS256"))


def test_a_session_that_goes_on_has_no_token(clock: FixedClock) -> None:
    with pytest.raises(ValueError, match="no token"):
        SIGNER.sign(a_session(SYSTEM, at=clock.now()))


async def test_a_service_is_given_keys_or_reads_them_or_accepts_no_token() -> None:
    given = ServiceSettings(jwks=json.dumps(SIGNER.public_keys.as_dict())).token_key_source()

    assert given is not None
    assert await given.find(KID, NOON) is not None
    assert await given.find("unknown", NOON) is None
    read = ServiceSettings(jwks_url="http://intake/keys").token_key_source()
    assert isinstance(read, PublishedKeys)
    assert ServiceSettings().token_key_source() is None
