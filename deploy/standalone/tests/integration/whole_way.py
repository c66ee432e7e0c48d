"""Steps of the whole way of one child, from an offered case to a closed one, as people click them.

Each ends with a look: no rule of accessibility is broken, nothing scrolls sideways.
"""

from playwright.async_api import FilePayload, Page, expect

from .at_a_browser import Person

OWN_WORDS = "Ik wil buiten spelen en niet schrikken van lawaai."
PLAN = "Elke ochtend een rustige start, met een vaste plek."
HELP = "Een specialist oefent elke week met Sam en de leraar."
NOT_SHARED = "Thuis gaat hij al op tijd naar bed."
DOCUMENT = "Verslag van de groep"
VIEW = "Thuis bouwt hij ook."
IN_THE_DOCUMENT = b"Sam bouwt graag torens."


async def fill_form(person: Person, fields: dict[str, str]) -> None:
    """Fill fields by their names: choose from lists and among choices, and type in the others."""
    for name, value in fields.items():
        field = person.main.locator(f'[name="{name}"]')
        kind = await field.first.evaluate("it => it.type")
        if kind in ("radio", "checkbox"):
            await choice(person, f'[name="{name}"][value="{value}"]')
        elif kind == "select-one":
            await field.select_option(value)
        else:
            await field.fill(value)


async def choice(person: Person, field: str) -> None:
    """Choose among choices, by the words beside it, as fingers do."""
    await person.main.locator(f".choice:has({field}) label").first.click()


async def refused(person: Person, button: str, because: str) -> None:
    """Press a button, read why it can't be so, and forget what the browser says of the status."""
    await person.press(button)
    await expect(person.page.get_by_role("alert").first).to_contain_text(because)
    await person.look()
    person.said[:] = [each for each in person.said if "status of 4" not in each]


async def accept(person: Person, child: str) -> str:
    """The unit offers what waits at its desk, and somebody of it takes it on; gives the case."""
    await person.follow("Vragen")
    await person.follow_main(child)
    await person.follow("Bekijk de hele vraag")
    await person.press("Overdracht aanbieden")
    await person.see_arrive("/arrangements/cases", child)
    await person.follow_main(child)
    await person.look()
    await person.press("Traject aannemen")
    await person.see("De casusregie ligt nu bij u.", "Contact opnemen met ouders en school")
    return person.path


async def write_perspective(person: Person, case: str) -> None:
    """The holder writes it down in the words of the child, after a goal that lacked."""
    await person.see_arrive(case, "Perspectief")
    await person.follow_main("Perspectief")
    await person.follow_main("Perspectief schrijven")
    await person.look()
    goal = await _first_goal(person.page)
    await fill_form(
        person,
        {
            "own_words": OWN_WORDS,
            "told_by": "child",
            "now": "Een rustige plek in de klas.",
            "education": "Elke dag een rustige start",
            "care_not_needed": "Er is al hulp.",
            "home": "Op tijd naar bed",
        },
    )
    await refused(person, "Opslaan", "doel")
    await expect(person.main.locator('[name="own_words"]')).to_have_value(OWN_WORDS)
    goal = await _first_goal(person.page)
    await fill_form(
        person,
        {
            f"{goal}.whom": "teacher",
            f"{goal}.text": "De leraar begint de dag rustig.",
            f"{goal}.seen_by": "Sam huilt niet meer bij de deur.",
        },
    )
    await person.press("Opslaan")
    await person.see(OWN_WORDS, "Nog niet iedereen deelt deze versie.")
    await person.look()


async def _first_goal(page: Page) -> str:
    name = await page.locator('[name^="goals."]').first.get_attribute("name") or ""
    return name.rpartition(".")[0]


async def write_at_a_time(one: Person, other: Person, perspective: str) -> None:
    """Two people change the same answer: the second sees both texts, and nothing is lost."""
    for each, text in ((one, "Een vaste plek bij het raam."), (other, "Elke dag even buiten.")):
        await each.open(f"{perspective}/edit")
        await fill_form(each, {"now": text})
    await fill_form(other, {"adult": "Bakker worden."})
    await one.press("Opslaan")
    await one.see("Een vaste plek bij het raam.")
    await other.press("Opslaan")
    await other.see("Een vaste plek bij het raam.", "Elke dag even buiten.", "Er is niets kwijt.")
    await other.look()
    other.said[:] = [each for each in other.said if "status of 4" not in each]
    await other.press("Opslaan")
    await other.see("Een vaste plek bij het raam.", "Elke dag even buiten.", "Bakker worden.")
    await other.look()


async def agree(person: Person, perspective: str) -> None:
    """One of those who are asked says that it shares the perspective."""
    await person.see_arrive(perspective, OWN_WORDS)
    await person.look()
    await fill_form(person, {"view": "agrees"})
    await person.press("Opslaan")
    await person.see("Deelt het")


async def disagree(person: Person, perspective: str) -> None:
    """One of those who are asked does not share it, and says with what; a no alone won't do."""
    await person.see_arrive(perspective, OWN_WORDS)
    await fill_form(person, {"view": "disagrees"})
    await refused(person, "Opslaan", "Vul dit in")
    await fill_form(person, {"with_what": NOT_SHARED})
    await person.press("Opslaan")
    await person.see("Deelt het niet", NOT_SHARED)
    await person.look()


async def say_with_faces(person: Person) -> None:
    """A child says what it thinks, by faces, and chooses who reads it."""
    await person.open("/arrangements/voice")
    await person.look()
    await person.follow_main("Begin")
    for number in range(1, 8):
        await person.see(f"{number} van 7")
        if number in (1, 7):
            await person.look()
        await person.press("Best wel" if number < 7 else "Helemaal wel")
    await person.look()
    await person.press("Verder")
    await person.look()
    await fill_form(person, {"parents": "true"})
    await person.press("Klaar")
    await person.see("Best wel")
    await person.look()


async def write_plan(person: Person, case: str, today: str) -> None:
    """A school writes its plan, hears the child and talks with the parents."""
    await person.see_arrive(case, "Ontwikkelingsplan")
    if await person.page.get_by_role("button", name="Ontwikkelingsplan beginnen").count():
        await person.press("Ontwikkelingsplan beginnen")
    else:
        await person.follow_main("Ontwikkelingsplan")
    await person.look()
    await person.follow_main("Plan schrijven")
    await person.look()
    await fill_form(
        person,
        {
            "promoting": "Sam kan goed bouwen.",
            "impeding": "Veel geluid put hem uit.",
            "outflow": "vmbo-gt",
            "substantiation": "Dat past bij hoe hij leert.",
            "support": PLAN,
        },
    )
    await person.press("Opslaan")
    await refused(person, "Plan vaststellen", "kind")
    await person.follow_main("Het kind horen")
    await person.look()
    await fill_form(
        person,
        {
            "on": today,
            "channel": "itself",
            "said": OWN_WORDS,
            "influence": "Een vaste plek.",
            "why_here": "Sam vertelde het ons ook zelf.",
        },
    )
    await person.press("Opslaan")
    await person.follow_main("Gesprek met ouders")
    await fill_form(person, {"on": today, "parents_came": "true"})
    await person.look()
    await person.press("Opslaan")
    await refused(person, "Plan vaststellen", "ouder")


async def answer_plan(person: Person, case: str, *, yes: bool) -> None:
    """A parent says yes or no to what the school will do."""
    await person.open(case)
    await person.follow_main("Ontwikkelingsplan")
    await person.look()
    await person.follow_main("Vindt u dit goed?")
    await person.see(PLAN)
    await person.look()
    await fill_form(person, {"is_given": "true" if yes else "false"})
    await person.press("Opslaan")
    await person.see("Ontwikkelingsplan van Sam")


async def establish(person: Person, case: str, *, but: str = "") -> None:
    """The school lets its plan count; `but` is why it can't."""
    await person.open(f"{case}/opp")
    if but:
        await refused(person, "Plan vaststellen", but)
        return
    await person.press("Plan vaststellen")
    await person.see("Plan 1, vastgesteld op")
    await person.look()


async def grant_help(person: Person, case: str) -> None:
    """The holder grants what helps."""
    await person.open(case)
    await person.follow_main("Hulp toekennen")
    await person.look()
    await refused(person, "Hulp toekennen", "Vul dit in")
    await person.page.get_by_text("Begeleiding voor dit kind").click()
    await person.fill("Wat houdt de hulp in?", HELP)
    await person.press("Hulp toekennen")
    await person.see(HELP)
    await person.look()


async def add_document(person: Person, case: str) -> None:
    """A school adds what was found before, as a file."""
    await person.open(case)
    await person.follow_main("Documenten")
    await person.look()
    await person.follow_main("Document toevoegen")
    await person.look()
    await choice(person, '[name="kind"]')
    await fill_form(person, {"title": DOCUMENT})
    file = FilePayload(name="verslag.txt", mimeType="text/plain", buffer=IN_THE_DOCUMENT)
    await person.main.locator('[name="file"]').set_input_files(file)
    await person.press("Document toevoegen")
    await person.see(DOCUMENT)
    await person.look()


async def read_document(person: Person, case: str) -> None:
    """A parent keeps the file, and writes what it thinks beside it."""
    await person.open(f"{case}/documents")
    await person.look()
    await person.follow_main(DOCUMENT)
    await person.see_arrive(person.path, "Versie 1 openen")
    async with person.page.expect_download() as coming:
        await person.main.get_by_role("link", name="Versie 1 openen").click()
    kept = await (await coming.value).path()
    assert kept.read_bytes() == IN_THE_DOCUMENT
    await fill_form(person, {"text": VIEW})
    await person.press("Mijn mening opslaan")
    await person.see(VIEW)
    await person.look()
