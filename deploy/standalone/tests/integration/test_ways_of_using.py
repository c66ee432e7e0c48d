"""Integration: the main journey without JavaScript and by keyboard alone; what pages weigh."""

from playwright.async_api import Browser, expect

from samenspel_testkit.installation import Installation

from .at_a_browser import AtKeys, Person, somebody

QUESTION = "Kijkt naar buiten. <img src=x onerror=alert(1)><script>alert(2)</script> {{ 7 * 7 }}"
"""What somebody may type who means harm: it stays what was typed, and nothing of it happens."""
LONGEST_FIRST_VISIT = 150_000
LONGEST_NEXT_PAGE = 30_000
LATER_PAGES = {
    "Eva de Graaf": ("/intake", "/notifications/work"),
    "Fatima Aydin": ("/notifications/work", "/intake/desk", "/arrangements/cases", "/reporting"),
}
"""A start page, lists of work, and others; the case page is looked at after them."""


async def test_without_javascript_a_draft_is_kept(browser: Browser, running: Installation) -> None:
    async with somebody(browser, running.address, scripts=False) as person:
        await person.sign_in("Marieke Vink")
        await person.follow("Nieuwe vraag")
        await person.fill("Voornaam", "Robin zonder script")
        await person.press("Bewaar als concept")
        await person.see("Uw concept is bewaard.")
        await person.sign_out()

        await person.sign_in("Marieke Vink")
        await person.follow("Verder met het concept")
        await expect(person.page.get_by_label("Voornaam")).to_have_value("Robin zonder script")
        await person.press("Concept weggooien")


async def from_question_to_parent(person: Person, child: str, parent: str, *, cases: int) -> None:
    """A school asks for a child, the unit takes the case, and a parent reads whose turn it is.

    `cases` is how many of the child the unit has then.
    """
    await person.sign_in("Marieke Vink")
    await person.follow("Nieuwe vraag")
    await person.follow("Kies de leerling")
    await person.choose("Om welke leerling gaat het?", child)
    await person.fill("Wat gaat goed?", "Samen bouwen.")
    await person.fill("Wat is lastig?", "Praten in de kring.")
    await person.fill("Wat hebt u al geprobeerd?", "Een vast maatje.")
    await person.fill("Wat wil het kind zelf?", "Samen spelen.")
    await person.fill("Wat is uw vraag?", QUESTION)
    await person.page.get_by_label("Nee, de ouders zijn niet bereikt").press("Space")
    await person.fill("Waarom kan dat niet?", "Twee keer gebeld.")
    await person.press("Verder")
    await person.see("Wij hebben uw vraag")
    await person.follow("Bekijk de vraag")
    asked = person.path
    await person.sign_out()

    await person.sign_in("Fatima Aydin")
    await person.follow("Vragen")
    await person.follow_to(f"{asked}/decision")
    await person.see(QUESTION)
    await person.follow_to(asked)
    await person.press("Overdracht aanbieden")
    await person.see("U blijft verantwoordelijk")
    await person.see_arrive("/arrangements/cases", child, times=cases)
    await person.follow_main(child)
    await person.press("Traject aannemen")
    await person.see("De casusregie ligt nu bij u.")
    case = person.path
    await person.sign_out()

    await person.sign_in(parent)
    await person.see_arrive("/intake", "Hulp voor", times=cases)
    await person.follow_to(case)
    await person.see("Fatima Aydin", "Contact opnemen met ouders en school")


async def test_without_javascript_a_question_becomes_a_case_that_a_parent_reads(
    browser: Browser, running: Installation
) -> None:
    async with somebody(browser, running.address, scripts=False) as person:
        await from_question_to_parent(person, "Noor Bakker", "Youssef Bakker", cases=2)
        await person.follow("Lees de vraag van de school")
        await person.see(QUESTION)


async def test_by_keyboard_alone_a_question_becomes_a_case_that_a_parent_reads(
    browser: Browser, running: Installation
) -> None:
    async with somebody(browser, running.address, kind=AtKeys) as person:
        await from_question_to_parent(person, "Sam de Graaf", "Eva de Graaf", cases=1)
        await person.see(QUESTION)
        assert person.said == []


async def test_pages_weigh_150_kb_at_first_and_30_from_then_on(
    browser: Browser, running: Installation
) -> None:
    async with somebody(browser, running.address) as person:
        network = await person.page.context.new_cdp_session(person.page)
        await network.send("Network.enable")
        sent: list[float] = []
        network.on("Network.loadingFinished", lambda it: sent.append(it["encodedDataLength"]))

        await person.open("/intake/personas")
        assert 0 < sum(sent) <= LONGEST_FIRST_VISIT
        await person.sign_in("Marieke Vink")
        await person.open("/intake/support-requests/new")
        for name, paths in LATER_PAGES.items():
            await person.sign_in(name)
            for path in paths:
                sent.clear()
                await person.open(path)
                assert 0 < sum(sent) <= LONGEST_NEXT_PAGE, path
        await person.open("/arrangements/cases")
        sent.clear()
        await person.follow_main("Noor Bakker")
        await person.see("Wat de school al heeft geprobeerd")
        assert 0 < sum(sent) <= LONGEST_NEXT_PAGE


async def test_when_a_service_is_away_its_part_says_so_and_the_rest_works(
    browser: Browser, running: Installation
) -> None:
    async with somebody(browser, running.address) as person:
        await person.sign_in("Fatima Aydin")
        await person.page.route("**/intake/fragments/**", lambda route: route.fulfill(status=503))
        await person.follow("Trajecten")
        await person.follow_main("Noor Bakker")

        await person.see("Dit deel is even niet bereikbaar.", "Casusregie")
        link = person.page.get_by_role("link", name="Lees de vraag van de school")
        await expect(link).to_be_visible()
        await person.look()
