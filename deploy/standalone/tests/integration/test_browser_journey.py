"""Integration: the first journey, clicked through in a browser by each of its people."""

import pytest
from playwright.async_api import Browser, Page, expect

from samenspel_testkit.browser import axe_violations
from samenspel_testkit.installation import Installation
from samenspel_testkit.probes import eventually

QUESTION = "Robin kijkt de hele dag naar buiten. Hoe krijgen wij contact?"
HELP = "Een specialist komt elke week in de klas."
PARENT = "kim@ouders.example"


class Person:
    """One of the demo's people at a browser."""

    def __init__(self, page: Page, address: str, width: int) -> None:
        self.page, self.width, self._address = page, width, address

    async def sign_in(self, name: str) -> None:
        """Choose to be someone."""
        await self.page.goto(f"{self._address}/intake/personas")
        await self.press(f"Verder als {name}")

    async def press(self, button: str) -> None:
        """Press a button, and wait for the page that comes of it."""
        async with self.page.expect_navigation():
            await self.page.get_by_role("button", name=button).click()

    async def follow(self, link: str) -> None:
        """Click a link, and wait for the page that it leads to."""
        async with self.page.expect_navigation():
            await self.page.get_by_role("link", name=link, exact=True).click()

    async def open(self, path: str) -> None:
        """Go to a page, and see that it is well made."""
        await self.page.goto(f"{self._address}{path}")
        await self.look()

    async def look(self) -> None:
        """No accessibility rule is broken, and nothing scrolls sideways."""
        assert await axe_violations(self.page) == []
        wide = "document.documentElement.scrollWidth > innerWidth"
        assert not await self.page.evaluate(wide), self.page.url

    async def see_arrive(self, path: str, text: str) -> None:
        """Open a page until an event has made its way to it."""

        async def arrived() -> bool:
            await self.page.goto(f"{self._address}{path}")
            return text in await self.page.get_by_role("main").inner_text()

        await eventually(arrived, within=20, every=0.3, because=f"{path} shows it")


@pytest.fixture(params=[1280, 360])
async def person(request: pytest.FixtureRequest, browser: Browser, running: Installation) -> Person:
    """Somebody, at a desk or on a phone."""
    width: int = request.param
    page = await browser.new_page(viewport={"width": width, "height": 900}, locale="nl-NL")
    return Person(page, running.address, width)


async def test_a_request_is_asked_accepted_granted_mailed_and_counted(person: Person) -> None:
    page, main = person.page, person.page.get_by_role("main")
    child = f"Robin van {person.width}"

    await person.sign_in("Marieke Vink")
    await person.look()
    await person.open("/intake/support-requests/new")
    await page.get_by_label("Voornaam").fill(child)
    await page.get_by_label("Geboortedatum").fill("2999-01-01")
    await page.get_by_label("Wat is uw vraag?").fill(QUESTION)
    await person.press("Vraag versturen")
    await expect(page.get_by_role("alert")).to_contain_text("toekomst")
    await person.look()
    await expect(page.get_by_label("Wat is uw vraag?")).to_have_value(QUESTION)
    await page.get_by_label("Geboortedatum").fill("2018-05-04")
    await page.get_by_label("Naam van de ouder").fill("Kim Robijn")
    await page.get_by_label("E-mailadres van de ouder").fill(PARENT)
    await person.press("Vraag versturen")
    await expect(main).to_contain_text("Steunpunt Noord")
    await person.look()

    await person.sign_in("Fatima Aydin")
    await person.open("/intake/desk")
    await page.get_by_role("link", name=child).click()
    await expect(main).to_contain_text(QUESTION)
    await person.look()
    await person.press("Overdracht aanbieden")
    await person.see_arrive("/arrangements/cases", child)
    await person.look()
    await page.get_by_role("link", name=child).click()
    await expect(main).to_contain_text(QUESTION)  # the fragment that intake serves
    await person.look()
    await person.press("Traject aannemen")
    await expect(main).to_contain_text("Fatima Aydin")
    case = page.url
    await person.follow("Hulp toekennen")
    await person.look()
    await page.get_by_text("Begeleiding voor dit kind").click()
    await page.get_by_label("Wat houdt de hulp in?").fill(HELP)
    await person.press("Hulp toekennen")
    await expect(main).to_contain_text(HELP)
    assert page.url == case
    await person.look()

    await person.sign_in("Marieke Vink")
    await person.see_arrive("/intake/support-requests", child)
    await person.look()

    await person.sign_in("Bert Admiraal")
    await person.see_arrive("/notifications/mailbox", PARENT)
    await person.look()

    await person.sign_in("Anneke Sluis")
    await person.look()
    await person.follow("Steunpunt Noord")
    await person.look()


async def test_a_parent_sees_who_is_to_act_and_nobody_elses_child(person: Person) -> None:
    await person.sign_in("Eva de Graaf")
    await person.look()
    main = person.page.get_by_role("main")
    await expect(main).to_contain_text("Sam")
    await expect(main).to_contain_text("Steunpunt Noord")
    await expect(main).not_to_contain_text("Noor Bakker")
