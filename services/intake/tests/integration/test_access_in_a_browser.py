"""Integration: log-in with an account, and the pages of who has which role, in a real browser."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser
from pydantic import SecretStr

from samenspel_intake.domain.alliance import alliance_id_of
from samenspel_intake.settings import ClaimNames, IssuerSettings
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import PersonId, new_id
from samenspel_platform.cookies import COOKIE
from samenspel_platform.http_server import serve
from samenspel_testkit.browser import axe_violations
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.identity_provider import CLIENT, SmallProvider

OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def demo() -> bool:
    return False


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


@pytest.fixture
def public_url(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest_asyncio.fixture
async def provider(clock: FixedClock) -> AsyncIterator[SmallProvider]:
    """A federation of schools, of which everybody is at one."""
    account = {"sub": "u-1", "name": "Fatima El Amrani", "school": "99BB00"}
    with socket.create_server(("127.0.0.1", 0)) as made:
        issuer = f"http://127.0.0.1:{made.getsockname()[1]}"
        small = SmallProvider(issuer, clock, account)
        stop = asyncio.Event()
        serving = asyncio.create_task(serve(small.app, made, stop))
        yield small
        stop.set()
        await serving


@pytest.fixture
def issuers(provider: SmallProvider) -> tuple[IssuerSettings, ...]:
    return (
        IssuerSettings(
            id="entree",
            label="Inloggen met Entree",
            url=provider.issuer,
            client_id=CLIENT,
            client_secret=SecretStr("geheim"),
            claims=ClaimNames(organisation="school"),
            rule_claims=("groups",),
        ),
    )


@pytest_asyncio.fixture
async def address(intake: Any, listening: socket.socket, public_url: str) -> AsyncIterator[str]:
    """Where intake answers."""
    stop, started = asyncio.Event(), asyncio.Event()
    serving = asyncio.create_task(serve(intake.process.asgi, listening, stop, started=started.set))
    await started.wait()
    yield public_url
    stop.set()
    await serving


async def test_staff_log_in_and_administrators_give_roles_on_accessible_pages(
    browser: Browser, intake: Any, address: str, provider: SmallProvider
) -> None:
    said: list[str] = []
    wrong: list[str] = []
    context = await browser.new_context()
    page = await context.new_page()
    page.on("pageerror", lambda error: said.append(str(error)))

    async def look() -> None:
        for width in (1280, 360):
            await page.set_viewport_size({"width": width, "height": 800})
            found = await axe_violations(page)
            if (over := await page.evaluate(OVERFLOW)) > 0:
                found.append(f"scrolls sideways by {over}")
            wrong.extend(f"{page.url} at {width}: {each}" for each in found)

    await page.goto(f"{address}/intake/log-in")
    await look()
    await page.get_by_role("link", name="Inloggen met Entree").click()
    await page.wait_for_url(f"{address}/intake")
    await look()

    provider.account = {"sub": "u-3", "name": "Fatima", "school": "99CC00"}
    await page.goto(f"{address}/intake/accounts")
    await page.get_by_role("button", name="Inloggen met Entree").click()
    await look()
    await page.get_by_role("main").get_by_role("link", name="Inloggen met Entree").click()
    await page.get_by_text("Het account is gekoppeld.").wait_for()
    await look()

    provider.account = {"sub": "u-2", "name": "Iemand", "school": "88ZZ00"}
    await context.clear_cookies()
    await page.goto(f"{address}/intake/log-in/entree")
    await page.get_by_text("entree:u-2").wait_for()
    await look()

    alliance = alliance_id_of("PO9901")
    administrator = Actor(
        person_id=PersonId(new_id()), alliance_id=alliance, role=Role.ADMINISTRATOR
    )
    cookie = intake.actors.log_in(administrator)
    await context.add_cookies([{"name": COOKIE, "value": cookie, "url": address}])
    for path in ("/access", "/access/people/new", "/access/rules", "/access/systems"):
        await page.goto(f"{address}/intake{path}")
        await look()
    await page.goto(f"{address}/intake/access")
    await page.get_by_role("link", name="Fatima El Amrani").click()
    await page.get_by_label("Rol").select_option("director")
    await page.get_by_role("button", name="Rol geven").click()
    await page.get_by_text("De rollen zijn opgeslagen.").wait_for()
    await look()
    await context.close()

    assert (wrong, said) == ([], [])
