"""Integration: logging out at an organisation too, and because it says so."""

from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from sqlalchemy import text

from samenspel_intake.domain.limits import FAILED_LOG_INS, LOG_INS_FROM_A_NETWORK
from samenspel_intake.settings import IssuerSettings
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import new_id
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.identity_provider import CLIENT, SmallProvider, new_key, signed, unsigned

from .organisations import (
    JOOST,
    Visitor,
    a_provider,
    link_to,
    links_of,
    make_known,
    vouching,
)

ORDER = "/intake/log-in/waterkant/back-channel-log-out"
EVENT = "http://schemas.openid.net/event/backchannel-logout"
ROLES = "/intake/roles"


@pytest.fixture
async def own(clock: FixedClock) -> AsyncIterator[SmallProvider]:
    async for provider in a_provider(clock, {**JOOST, "sid": "session 1"}):
        provider.in_token |= {"sid"}
        provider.metadata = {"end_session_endpoint": f"{provider.issuer}/end?tenant=a"}
        yield provider


@pytest.fixture
def demo() -> bool:
    return False


@pytest.fixture
def issuers(entree: SmallProvider, own: SmallProvider) -> tuple[IssuerSettings, ...]:
    return vouching(entree, own)


@pytest.fixture
async def joost(intake: Any) -> AsyncIterator[Visitor]:
    """Somebody of the alliance itself, who is logged in."""
    await make_known(intake, "waterkant:joost", Role.DIRECTOR)
    async with intake.client(None) as ours:
        visitor = Visitor(intake, ours, "waterkant")
        await visitor.log_in()
        yield visitor


async def is_in(visitor: Visitor) -> bool:
    return (await visitor.ours.get(ROLES)).status_code == 200


def order(own: SmallProvider, **changed: Any) -> dict[str, Any]:
    """Give the claims of a log-out token; a claim that is None is left out."""
    now = int(own.clock.now().timestamp())
    claims = {
        "iss": own.issuer,
        "aud": CLIENT,
        "iat": now,
        "exp": now + 120,
        "jti": str(new_id()),
        "sub": "joost",
        "events": {EVENT: {}},
        **changed,
    }
    return {name: value for name, value in claims.items() if value is not None}


async def send(intake: Any, token: str, to: str = ORDER) -> httpx2.Response:
    async with intake.client(None) as provider:
        answer: httpx2.Response = await provider.post(to, data={"logout_token": token})
    return answer


async def test_one_may_log_out_at_the_organisation_too(joost: Visitor, own: SmallProvider) -> None:
    left = await joost.press(ROLES, "/intake/sign-out")
    page = await joost.ours.get(left.headers["location"])
    assert not await is_in(joost)
    assert "U bent uitgelogd bij Samenspel" in page.text
    (url,) = [url for url in links_of(page.text) if url.startswith(own.issuer)]
    assert parse_qs(urlsplit(url).query) == {
        "tenant": ["a"],
        "client_id": [CLIENT],
        "post_logout_redirect_uri": ["http://127.0.0.1:8000/intake/log-in"],
    }


async def test_where_an_organisation_has_no_log_out_one_is_just_out(
    intake: Any, joost: Visitor, own: SmallProvider
) -> None:
    async with intake.client(None) as ours:
        fatima = Visitor(intake, ours)
        await fatima.log_in()
        left = await fatima.press(ROLES, "/intake/sign-out")
        assert (await ours.get(left.headers["location"])).headers["location"] == "/intake"
        assert not await is_in(fatima)
        assert (await ours.get("/intake/logged-out/nobody")).status_code == 404


@pytest.mark.parametrize(
    "named",
    [{}, {"sid": "session 1"}, {"sub": None, "sid": "session 1"}],
)
async def test_what_the_issuer_ends_is_over_and_all_services_hear_of_it(
    intake: Any, joost: Visitor, own: SmallProvider, named: dict[str, Any]
) -> None:
    answer = await send(intake, signed(order(own, **named), own.keys[-1]))

    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert not await is_in(joost)
    async with intake.process.job_context.transactions(intake.scope) as uow:
        told = await uow.session.scalars(
            text("SELECT data FROM bus.outbox WHERE type LIKE '%.sessions-ended.v1'")
        )
        ((hash_,),) = [event["sessionHashes"] for event in told]
    assert len(hash_) == 64


async def test_only_what_is_named_ends(intake: Any, joost: Visitor, own: SmallProvider) -> None:
    own.account["sid"] = "session 2"
    async with intake.client(None) as ours:
        second = Visitor(intake, ours, "waterkant")
        await second.log_in()
        for named in (
            {"sid": "session 3"},
            {"sub": "piet"},
            {"sub": "piet", "sid": "session 1"},
            {"sub": None, "sid": "elsewhere"},
        ):
            answer = await send(intake, signed(order(own, **named), own.keys[-1]))
            assert answer.status_code == 200
        assert await is_in(joost)
        await send(intake, signed(order(own, sid="session 1"), own.keys[-1]))
        assert not await is_in(joost)
        assert await is_in(second)
        await send(intake, signed(order(own), own.keys[-1]))
        assert not await is_in(second)


async def test_a_session_by_another_account_of_the_same_person_goes_on(
    intake: Any, joost: Visitor, own: SmallProvider
) -> None:
    await link_to(intake, "entree:9f2c@school.example", await joost.person())
    async with intake.client(None) as ours:
        by_school = Visitor(intake, ours)
        await by_school.log_in()
        assert (await by_school.person()).id == (await joost.person()).id
        await send(intake, signed(order(own), own.keys[-1]))
        assert await is_in(by_school)
        assert not await is_in(joost)


async def test_an_order_counts_once_and_not_for_what_began_later(
    intake: Any, joost: Visitor, own: SmallProvider
) -> None:
    claims = order(own)
    token = signed(claims, own.keys[-1])
    assert (await send(intake, token)).status_code == 200
    intake.clock.advance(minutes=2)
    await joost.log_in()
    assert (await send(intake, token)).status_code == 400
    late = signed(claims | {"jti": "other", "exp": claims["exp"] + 300}, own.keys[-1])
    assert (await send(intake, late)).status_code == 200
    assert await is_in(joost)


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://elders.example"},
        {"aud": "another"},
        {"iat": None},
        {"exp": None},
        {"exp": 1},
        {"jti": None},
        {"events": None},
        {"events": {}},
        {"events": [EVENT]},
        {"events": {EVENT: "yes"}},
        {"sub": None},
        {"sub": 7},
        {"nonce": "n"},
        {"iat": 1_700_000_000},
    ],
)
async def test_what_is_no_right_order_ends_nothing(
    intake: Any, joost: Visitor, own: SmallProvider, changed: dict[str, Any]
) -> None:
    answer = await send(intake, signed(order(own, **changed), own.keys[-1]))

    assert answer.status_code == 400
    assert await is_in(joost)


def by_shared_secret(claims: dict[str, Any], kid: str | None) -> str:
    """Sign with the secret by which we prove ourselves; an issuer's key it is not."""
    key = OctKey.import_key("a secret of the tests, long enough")
    return jwt.encode({"alg": "HS256", "kid": kid}, claims, key, algorithms=["HS256"])


async def test_a_forged_order_ends_nothing(
    intake: Any, joost: Visitor, own: SmallProvider, entree: SmallProvider
) -> None:
    claims = order(own)
    for token in (
        unsigned(claims),
        signed(claims, new_key("first")),
        by_shared_secret(claims, own.keys[-1].kid),
        "",
        "a.b.c",
        urlsafe_b64encode(b"[" * 100_000).decode() + ".b.c",
    ):
        assert (await send(intake, token)).status_code == 400
    wrong_place = ORDER.replace("waterkant", "entree")
    assert (await send(intake, signed(claims, own.keys[-1]), wrong_place)).status_code == 400
    assert (await send(intake, signed(claims, own.keys[-1]), ORDER + "x")).status_code == 404
    own.away = True
    assert await is_in(joost)


async def test_who_sends_too_much_nonsense_is_answered_no_more(intake: Any) -> None:
    for _ in range(FAILED_LOG_INS.most):
        assert (await send(intake, "nonsense")).status_code == 400
    assert (await send(intake, "nonsense")).status_code == 429
    async with intake.client(None) as client:
        answer = await client.get("/intake/log-in/entree/callback?state=x&code=y")
        assert answer.status_code == 429
        intake.clock.advance(FAILED_LOG_INS.window)
        answer = await client.get("/intake/log-in/entree/callback?state=x&code=y")
        assert answer.status_code == 400


async def test_a_network_begins_so_many_log_ins_and_another_goes_on(intake: Any) -> None:
    async with intake.process.job_context.transactions(intake.scope) as uow:
        await uow.session.execute(text("DELETE FROM try_count"))
    async with intake.client(None) as client:
        assert (await client.get("/intake/log-in/entree")).status_code == 303
        async with intake.process.job_context.transactions(intake.scope) as uow:
            full = {"most": LOG_INS_FROM_A_NETWORK.most, "what": LOG_INS_FROM_A_NETWORK.what}
            await uow.session.execute(
                text("UPDATE try_count SET count = :most WHERE what = :what"), full
            )
        assert (await client.get("/intake/log-in/entree")).status_code == 429
    elsewhere = httpx2.ASGITransport(intake.process.asgi, client=("198.51.100.7", 1234))
    async with httpx2.AsyncClient(transport=elsewhere, base_url=client.base_url) as other:
        assert (await other.get("/intake/log-in/entree")).status_code == 303
