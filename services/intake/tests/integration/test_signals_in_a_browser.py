"""Integration: worries told without an account, by a child, and read by the family desk, in a browser."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from samenspel_kernel.actor import Actor, Role
from samenspel_platform.cookies import COOKIE
from samenspel_platform.http_server import serve
from samenspel_platform.letter_secrets import Purpose
from samenspel_testkit.browser import axe_violations

from .conftest import an_actor
from .passwordless import a_pupil
from .test_signals import MAIL, SIGNAL, WORRY, stored, ticket
from .test_signals_of_people import say

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
async def address(intake: Any, listening: socket.socket, public_url: str) -> AsyncIterator[str]:
    """Where intake answers."""
    stop, started = asyncio.Event(), asyncio.Event()
    serving = asyncio.create_task(serve(intake.process.asgi, listening, stop, started=started.set))
    await started.wait()
    yield public_url
    stop.set()
    await serving


class Looker:
    """Looks at each page at both widths; `wrong` is what it found."""

    def __init__(self, page: Page) -> None:
        self.page, self.wrong = page, list[str]()
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    async def look(self) -> None:
        for width in (1280, 360):
            await self.page.set_viewport_size({"width": width, "height": 900})
            found = await axe_violations(self.page)
            if (over := await self.page.evaluate(OVERFLOW)) > 0:
                found.append(f"scrolls sideways by {over}")
            self.wrong.extend(f"{self.page.url} at {width}: {each}" for each in found)

    async def press(self, button: str) -> None:
        async with self.page.expect_navigation():
            await self.page.get_by_role("button", name=button).click()
        await self.look()


async def be(page: Page, intake: Any, address: str, actor: Actor) -> None:
    """Log in as somebody."""
    cookie = intake.actors.log_in(actor)
    await page.context.add_cookies([{"name": COOKIE, "value": cookie, "url": address}])


async def test_a_worry_goes_from_a_stranger_to_the_family_desk_and_back(
    browser: Browser, intake: Any, address: str
) -> None:
    context = await browser.new_context(locale="nl-NL")
    page = await context.new_page()
    one = Looker(page)

    await page.goto(f"{address}/intake/log-in")
    await page.get_by_role("link", name="Stuur een nieuw bericht").click()
    await one.look()
    await page.get_by_role("link", name="Iemand anders").click()
    await expect(page.get_by_text("Noem geen naam van een kind")).to_be_visible()
    assert await page.get_by_label("Waar maakt u zich zorgen over?").count() == 0
    await one.look()
    await page.goto(f"{address}{SIGNAL}?wie=parent")
    await page.get_by_label("Waar maakt u zich zorgen over?").fill(WORRY)
    await page.get_by_label("E-mailadres").fill("geen adres")
    await one.press("Versturen")
    await expect(page.get_by_role("alert")).to_contain_text("geen e-mailadres")
    await page.goto(f"{address}{SIGNAL}/veilig-thuis")  # one leaves, and comes back
    await one.look()
    await page.goto(f"{address}{SIGNAL}?wie=parent")
    await expect(page.get_by_label("Waar maakt u zich zorgen over?")).to_have_value(WORRY)
    await page.get_by_label("E-mailadres").fill(MAIL)
    await one.press("Versturen")
    await expect(page.get_by_text("Kijk in uw e-mail")).to_be_visible()
    await page.goto(f"{address}{SIGNAL}?wie=parent")
    await expect(page.get_by_label("Waar maakt u zich zorgen over?")).to_have_value("")

    [(id_,)] = await stored(intake, "id")
    link = ticket(Purpose.SIGNAL, str(id_))
    await page.goto(f"{address}{SIGNAL}/bevestigen?ticket={link}")
    await one.look()
    await one.press("Ja, dit adres is van mij")
    await expect(page.get_by_text("Uw adres is bevestigd")).to_be_visible()

    await be(page, intake, address, an_actor(Role.FAMILY_DESK))
    await page.goto(f"{address}/intake/family-desk")
    await one.look()
    await page.get_by_role("main").get_by_role("table").get_by_role("link").click()
    await expect(page.get_by_text(WORRY)).to_be_visible()
    await one.look()
    await page.get_by_label("Uw antwoord").fill("Zullen wij morgen bellen?")
    await page.get_by_label("Waar gaat het over?").first.select_option("not-heard")
    await one.press("Antwoord versturen")
    await expect(page.get_by_text("Het antwoord is verstuurd.")).to_be_visible()
    await page.goto(f"{address}/intake/family-desk/bundles")
    await one.look()
    await context.clear_cookies()

    [(link_id,)] = await stored(intake, "answer_link_id")
    link = ticket(Purpose.SIGNAL_ANSWER, str(link_id))
    await page.goto(f"{address}{SIGNAL}/antwoord?ticket={link}")
    await one.press("Lees het antwoord")
    await expect(page.get_by_text("Zullen wij morgen bellen?")).to_be_visible()
    await context.close()

    assert one.wrong == []


async def test_a_child_and_its_parent_say_it_in_two_clicks_and_the_desk_hands_it_over(
    browser: Browser, intake: Any, address: str, unit_coordinator: Actor
) -> None:
    pupils = frozenset({await a_pupil(intake)})
    child = replace(an_actor(Role.PUPIL), pupil_ids=pupils, name="Sem")
    parent = replace(an_actor(Role.PARENT), pupil_ids=pupils)
    context = await browser.new_context(locale="nl-NL")
    page = await context.new_page()
    one = Looker(page)

    await be(page, intake, address, child)
    await page.goto(f"{address}/intake")
    await one.look()
    await page.get_by_role("link", name="Ik wil iets vertellen").click()
    await one.look()
    await page.locator("label", has_text="Niet fijn").click()
    await one.press("Vertel het")
    await expect(page.get_by_text("Goed dat je het vertelt")).to_be_visible()

    await be(page, intake, address, parent)
    await page.goto(f"{address}/intake")
    await page.get_by_role("main").get_by_role("link", name="Zorgen om een kind").click()
    await one.look()
    await page.get_by_label("Waar maakt u zich zorgen over?").fill(WORRY)
    await page.locator("label", has_text="De mensen die hulp regelen").click()
    await page.locator("label", has_text="Ik denk aan mishandeling").click()
    await one.press("Versturen")
    await expect(page.get_by_text("0800-2000")).to_be_visible()
    await page.goto(f"{address}/intake")
    await page.get_by_role("link", name="Mag het steunpunt meekijken bij Sem?").click()
    await one.look()
    await page.locator("label", has_text="Vier weken").click()
    await one.press("Laat het steunpunt meekijken")

    await be(page, intake, address, unit_coordinator)
    await page.goto(f"{address}/intake/signals")
    await one.look()
    await page.get_by_role("main").get_by_role("table").get_by_role("link").click()
    await one.look()
    await page.get_by_label("Aan wie?").select_option("family-desk")
    await one.press("Aanbieden")

    await be(page, intake, address, an_actor(Role.FAMILY_DESK))
    await page.goto(f"{address}/intake/family-desk")
    await one.look()
    await page.get_by_role("main").get_by_role("link", name="Sem").click()
    await expect(page.get_by_text("Dossier van Sem").first).to_be_visible()
    await one.look()
    await page.go_back()
    row = page.get_by_role("row").filter(has_text="Aangeboden")
    await row.get_by_role("link").click()
    await one.look()
    await one.press("Niet aannemen")
    await context.close()

    assert one.wrong == []
    assert len(await stored(intake, "id")) == 2


async def test_a_desk_finds_the_child_asks_a_partner_and_makes_it_a_spell(
    browser: Browser, intake: Any, address: str, coordinator: Actor, unit_coordinator: Actor
) -> None:
    await a_pupil(intake)
    administrator = an_actor(Role.ADMINISTRATOR)
    async with intake.client(administrator) as client:
        body = {"name": "Jeugdteam Zuid", "kind": "youth-care"}
        assert (await client.post("/intake/v1/partners", json=body)).status_code == 201
    signal = await say(intake, coordinator)
    context = await browser.new_context(locale="nl-NL")
    page = await context.new_page()
    one = Looker(page)

    await be(page, intake, address, unit_coordinator)
    await page.goto(f"{address}/intake/signals/{signal}")
    await page.get_by_text("Aan een partner geven").click()
    await page.get_by_label("Welke partner?").select_option("Jeugdteam Zuid")
    await page.get_by_role("button", name="Aanbieden").nth(1).click()
    await expect(page.get_by_text("Vraag de schrijver eerst of dit mag.").first).to_be_visible()
    await one.look()
    await page.locator("label", has_text="De schrijver vindt het goed").click()
    await page.get_by_role("button", name="Aanbieden").nth(1).click()
    await expect(page.get_by_text("Het is aangeboden aan Jeugdteam Zuid.")).to_be_visible()
    await one.look()
    await page.get_by_text("Nee", exact=True).click()
    await one.press("Antwoord vastleggen")

    await page.get_by_text("Kind opzoeken").click()
    await page.get_by_label("Naam of geboortedatum").fill("sem")
    await one.press("Zoeken")
    await one.press("Kies Sem Jansen (geboortedatum niet bekend, Skoalle De Fûgel)")
    await expect(page.get_by_text("Het gaat om Sem Jansen.")).to_be_visible()
    await page.get_by_label("Uw antwoord").fill("Wij zoeken een plek.")
    await page.locator("#theme").select_option("no-place")
    await page.locator("label", has_text="Het kind zit thuis, of dat dreigt").click()
    await page.get_by_text("Gegevens over het thuiszitten").click()
    await page.get_by_label("Eerste dag").fill("2026-09-01")
    await one.look()
    await one.press("Antwoord versturen")
    await page.get_by_role("link", name="Het kind staat bij de kinderen zonder onderwijs").click()
    await expect(page.get_by_role("link", name="Hierover kwam een signaal")).to_be_visible()
    await one.look()
    await context.close()

    assert one.wrong == []
