"""Integration: log-in with an account, and the pages of who has which role, in a real browser."""

import socket
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from pydantic import SecretStr

from samenspel_intake.domain.alliance import alliance_id_of
from samenspel_intake.settings import ClaimNames, IssuerSettings
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import PersonId, new_id
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.identity_provider import CLIENT, SmallProvider

from .conftest import answering
from .looking import Looker


@pytest.fixture
def demo() -> bool:
    return False


@pytest_asyncio.fixture
async def provider(clock: FixedClock) -> AsyncIterator[SmallProvider]:
    """A federation of schools, of which everybody is at one."""
    account = {"sub": "u-1", "name": "Fatima El Amrani", "school": "99BB00"}
    with socket.create_server(("127.0.0.1", 0)) as made:
        issuer = f"http://127.0.0.1:{made.getsockname()[1]}"
        small = SmallProvider(issuer, clock, account)
        async with answering(small.app, made):
            yield small


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


async def test_staff_log_in_and_administrators_give_roles_on_accessible_pages(
    looker: Looker, address: str, provider: SmallProvider
) -> None:
    page = looker.page

    await page.goto(f"{address}/intake/log-in")
    await looker.look()
    await page.get_by_role("link", name="Inloggen met Entree").click()
    await page.wait_for_url(f"{address}/intake")
    await looker.look()

    provider.account = {"sub": "u-3", "name": "Fatima", "school": "99CC00"}
    await page.goto(f"{address}/intake/accounts")
    await page.get_by_role("button", name="Inloggen met Entree").click()
    await looker.look()
    await page.get_by_role("main").get_by_role("link", name="Inloggen met Entree").click()
    await page.get_by_text("Het account is gekoppeld.").wait_for()
    await looker.look()

    provider.account = {"sub": "u-2", "name": "Iemand", "school": "88ZZ00"}
    await page.context.clear_cookies()
    await page.goto(f"{address}/intake/log-in/entree")
    await page.get_by_text("entree:u-2").wait_for()
    await looker.look()

    alliance = alliance_id_of("PO9901")
    administrator = Actor(
        person_id=PersonId(new_id()), alliance_id=alliance, role=Role.ADMINISTRATOR
    )
    await looker.be(administrator)
    for path in ("/access", "/access/people/new", "/access/rules", "/access/systems"):
        await page.goto(f"{address}/intake{path}")
        await looker.look()
    await page.goto(f"{address}/intake/access")
    await page.get_by_role("link", name="Fatima El Amrani").click()
    await page.get_by_label("Rol").select_option("director")
    await page.get_by_role("button", name="Rol geven").click()
    await page.get_by_text("De rollen zijn opgeslagen.").wait_for()
    await looker.look()

    assert looker.wrong == []
