"""Integration: files of schools are brought, looked at and confirmed in a real browser."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from samenspel_intake.domain.alliance import school_id_of
from samenspel_kernel.actor import Actor, Role
from samenspel_platform.cookies import COOKIE
from samenspel_platform.http_server import serve
from samenspel_testkit.browser import axe_violations

from .conftest import DATA, Intake, an_actor
from .test_register_pages import A_YEAR_LATER

OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


@pytest.fixture
def public_url(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest_asyncio.fixture
async def served(intake: Intake, listening: socket.socket) -> AsyncIterator[Intake]:
    """The service, for browsers."""
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(intake.process.asgi, listening, stop))
    yield intake
    stop.set()
    await serving


async def page_of(browser: Browser, intake: Intake, url: str, actor: Actor) -> Page:
    context = await browser.new_context(viewport={"width": 360, "height": 800}, locale="nl-NL")
    value = intake.actors.log_in(actor)
    await context.add_cookies([{"name": COOKIE, "value": value, "url": url}])
    return await context.new_page()


async def look(page: Page) -> None:
    """Check that everybody can read it, on a small screen too."""
    assert await axe_violations(page) == []
    assert await page.evaluate(OVERFLOW) <= 0


async def test_a_register_is_brought_and_confirmed(
    browser: Browser, served: Intake, public_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "vestigingen.csv"
    file.write_bytes(A_YEAR_LATER)
    page = await page_of(browser, served, public_url, an_actor(Role.ADMINISTRATOR))
    await page.goto(f"{public_url}/intake/access/schools")
    await look(page)
    await page.get_by_role("button", name="Bekijk wat verandert").click()
    await page.get_by_role("link", name="Kies een bestand.").wait_for()
    await page.get_by_label("Bestand met scholen").set_input_files(file)
    await page.get_by_role("button", name="Bekijk wat verandert").click()
    await page.get_by_role("heading", name="Wat er verandert").wait_for()
    await look(page)
    await page.get_by_label("99CC00").select_option("99BB00")
    await page.get_by_label("Laatste dag").fill("2026-07-31")
    await page.get_by_role("button", name="Akkoord, verwerk dit").click()
    await page.get_by_text("Dit wordt nu verwerkt.").wait_for()
    await look(page)


async def test_a_dossier_is_brought_and_confirmed(
    browser: Browser, served: Intake, public_url: str
) -> None:
    coordinator = an_actor(Role.SCHOOL_COORDINATOR, school_id=school_id_of("99AA00"))
    page = await page_of(browser, served, public_url, coordinator)
    await page.goto(f"{public_url}/intake/dossiers")
    await look(page)
    await page.get_by_label("Dossier").set_input_files(DATA / "swv-dossier.xml")
    await page.get_by_role("button", name="Bekijk het dossier").click()
    await page.get_by_role("heading", name="Dit nemen wij over").wait_for()
    await look(page)
    await page.get_by_role("button", name="Neem over en schrijf de vraag").click()
    await page.wait_for_url("**/support-requests/new**")
