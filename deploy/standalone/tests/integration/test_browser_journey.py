"""Integration: what each of ten people comes for, clicked through in a browser.

Each lands where there is something to do, sees what is theirs and not what isn't, and logs out.
"""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from samenspel_testkit.installation import Installation

from .at_a_browser import WIDTHS, Person, somebody

QUESTION = "Robin kijkt de hele dag naar buiten. Hoe krijgen wij contact?"
HELP = "Een specialist komt elke week in de klas."
PARENT = "kim@ouders.example"
OF_NOOR = "Noor praat op school nog bijna niet."
HELP_FOR_NOOR = "Een specialist van het steunpunt komt elke week een dagdeel in de klas."
WORK = "/notifications/work"


@pytest.fixture(params=WIDTHS)
async def person(
    request: pytest.FixtureRequest, browser: Browser, running: Installation
) -> AsyncIterator[Person]:
    """Somebody, at a desk or on a phone; the browser has nothing to complain of."""
    async with somebody(browser, running.address, width=request.param) as one:
        yield one
        assert one.said == []


async def _ask(person: Person, child: str) -> None:
    """A school's coordinator asks, after a mistake that costs nothing of what was typed."""
    page = person.page
    await person.sign_in("Marieke Vink")
    assert person.path == "/intake"
    await person.look()
    await person.follow("Nieuwe vraag")
    await page.get_by_label("Voornaam").fill(child)
    await page.get_by_label("Geboortedatum").fill("2999-01-01")
    await page.get_by_label("Wat gaat goed?").fill("Robin bouwt graag.")
    await page.get_by_label("Wat is lastig?").fill("Meedoen in de kring.")
    await page.get_by_label("Wat hebt u al geprobeerd?").fill("Een vaste plek.")
    await page.get_by_label("Wat wil het kind zelf?").fill("Ik wil naar buiten.")
    await page.get_by_label("Wat is uw vraag?").fill(QUESTION)
    await page.get_by_text("Nee, de ouders zijn niet bereikt").click()
    await page.get_by_label("Waarom kan dat niet?").fill("Twee keer gebeld.")
    await person.press("Verder")
    await expect(page.get_by_role("alert")).to_contain_text("toekomst")
    await person.look()
    person.said.clear()  # a browser tells of every answer 422
    await expect(page.get_by_label("Wat is uw vraag?")).to_have_value(QUESTION)
    await page.get_by_label("Geboortedatum").fill("2018-05-04")
    await page.get_by_label("Naam van de ouder").fill("Kim Robijn")
    await page.get_by_label("E-mailadres van de ouder").fill(PARENT)
    await person.press("Verder")
    await person.see("Steunpunt Noord")
    await person.look()
    await person.follow("Zoeken")
    await page.get_by_label("Wat zoekt u?").fill("Milan")
    await person.press("Zoek")
    await person.see("Niets gevonden")  # he goes to another school
    await page.get_by_label("Wat zoekt u?").fill(child)
    await person.press("Zoek")
    await person.look()
    await person.follow_main(child)
    await person.see(QUESTION)
    await person.sign_out()


async def _accept(person: Person, child: str) -> None:
    """A unit's coordinator offers and accepts, says what is next, and grants help."""
    page = person.page
    await person.sign_in("Fatima Aydin")
    assert person.path == WORK
    await person.see("Te laat", "Nieuw")
    await person.look()
    await person.open("/intake/desk")
    await person.not_see("Kees")  # of another unit
    await person.follow_main(child)
    await person.see(QUESTION)
    await person.look()
    await person.follow("Bekijk de hele vraag")
    await person.look()
    await person.press("Overdracht aanbieden")
    await person.see_arrive("/arrangements/cases", child)
    await person.follow_main(child)
    await person.see(QUESTION)  # the fragment that intake serves
    await person.look()
    await person.press("Traject aannemen")
    await person.see("Fatima Aydin")
    case = page.url
    await person.follow("Hulp toekennen")
    await person.look()
    await page.get_by_text("Begeleiding voor dit kind").click()
    await page.get_by_label("Wat houdt de hulp in?").fill(HELP)
    await person.press("Hulp toekennen")
    await person.see(HELP)
    assert page.url == case
    await person.look()
    await person.sign_out()


async def test_a_request_is_asked_accepted_granted_mailed_and_counted(person: Person) -> None:
    child = f"Robin van {person.width}"
    await _ask(person, child)
    await _accept(person, child)

    await person.sign_in("Marieke Vink")
    await person.see_arrive("/intake/support-requests", child)
    await person.look()

    await person.sign_in("Bert Admiraal")
    assert person.path == WORK
    await person.see_arrive("/notifications/mailbox", PARENT)
    await person.look()
    await person.follow("Toegang")
    await person.follow_main("Ilse Jonker")
    await person.see("Basisschool De Regenboog")
    await person.sign_out()

    await person.sign_in("Anneke Sluis")
    assert person.path == "/reporting"
    await person.not_see(child)
    await person.look()
    await person.follow("Steunpunt Noord")
    await person.look()
    await person.sign_out()


async def test_a_parent_reads_who_is_to_act_and_who_read_and_nobody_elses_child(
    person: Person,
) -> None:
    await person.sign_in("Eva de Graaf")
    assert person.path == "/intake"
    await person.see("Sam", "Steunpunt Noord")
    await person.not_see("Noor Bakker")
    await person.look()
    await person.follow("Vraag voor Sam")
    await person.see("Sam raakt vaak overprikkeld", "Basisschool De Regenboog")
    await person.look()
    await person.follow("Bekijk wie dit dossier zag")
    await person.see("Wie zag het dossier van Sam?", "Ouder", "Hoort bij het kind")
    await person.follow("Te doen")
    await person.see("Te doen", "U hoeft nu niets te doen.")
    await person.sign_out()


async def test_a_child_comes_in_by_the_code_of_the_adult_it_chose(
    person: Person, browser: Browser, running: Installation
) -> None:
    await person.sign_in("Eva de Graaf")
    await person.follow("Vraag voor Sam")
    await person.follow("Laat Sam meedoen")
    await person.press("Maak de code")
    await person.look()
    shown = person.main.get_by_role("link", name="Open de pagina van Sam op dit apparaat")
    code = await shown.get_attribute("href") or ""

    async with somebody(browser, running.address, width=person.width) as child:
        await child.open(code.removeprefix(running.address))
        await child.look()
        await child.press("Begin")
        assert child.path == "/intake"
        await child.see("Hoi Sam!")
        await child.look()
        assert await child.page.get_by_role("navigation").get_by_role("link").count() == 1
        assert child.said == []
        assert await child.open("/intake/search") == 403
        await child.open("/intake/support-requests")
        await child.not_see("Sam de Graaf")
        await child.open("/intake")
        await child.press("Ik ben klaar")
        await child.open("/intake")
        assert child.path == "/intake/personas"


async def test_a_teacher_sees_what_is_next_for_the_own_pupils_and_not_what_was_written(
    person: Person,
) -> None:
    await person.sign_in("Ilse Jonker")
    assert person.path == "/intake"
    await person.see("Sam de Graaf", "Noor Bakker")
    await person.not_see("Isa de Wit")  # of the same school
    await person.look()
    await person.follow("Naar het traject")
    await person.see("Casusregie", "Begeleiding voor dit kind", "Samen bekijken of de hulp werkt")
    await person.not_see(OF_NOOR, HELP_FOR_NOOR, "Volgende stap wijzigen", "None")
    await person.look()
    await person.sign_out()


async def test_an_expert_reads_the_file_of_the_child_that_it_helps(person: Person) -> None:
    await person.sign_in("Karin Postma")
    assert person.path == WORK
    await person.not_see("Daan")
    await person.follow("Trajecten")
    await person.follow_main("Noor Bakker")
    await person.see(OF_NOOR, HELP_FOR_NOOR)
    await person.not_see("Volgende stap wijzigen")
    await person.look()
    await person.sign_out()


async def test_the_committee_reads_the_cases_of_all_units_and_works_on_none(
    person: Person,
) -> None:
    await person.sign_in("Willem Dekker")
    assert person.path == WORK
    await person.see_arrive(WORK, "Zorgen dat er een plek is")
    await person.follow("TLV")
    await person.follow_main("Julia Maas")
    await person.see("Geldig", "Lidwien Vos", "Peter Stam")
    await person.look()
    await person.follow("Trajecten")
    await person.see("Steunpunt Noord", "Steunpunt Midden", "Steunpunt Zuid")
    await person.look()
    await person.follow_main("Daan Mulder")
    await person.see("Daan loopt vaak weg uit de klas.", "Antwoord geven op de overdracht")
    await expect(person.page.get_by_role("button", name="Traject aannemen")).to_have_count(0)
    await person.sign_out()


async def test_a_youth_consultant_follows_some_children_and_not_their_stories(
    person: Person,
) -> None:
    await person.sign_in("Nadia Haddad")
    assert person.path == WORK
    await person.see("Sam,", "Ravi")
    await person.not_see("Noor")
    await person.look()
    await person.page.get_by_role("row", name="Sam,").get_by_role("link").first.click()
    await person.see("Zorgplicht", "Steunpunt Noord")
    await person.not_see("Sam raakt vaak overprikkeld")
    await person.look()
    await person.sign_out()
