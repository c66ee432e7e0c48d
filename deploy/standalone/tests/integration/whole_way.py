"""Steps of the whole way of one child, from an offered case to a closed one, as people click them.

Each ends with a look: no rule of accessibility is broken, nothing scrolls sideways.
"""

from playwright.async_api import FilePayload, Page, expect

from .at_a_browser import Person

OWN_WORDS = "Ik wil buiten spelen en niet schrikken van lawaai."
PLAN = "Elke ochtend een rustige start, met een vaste plek."
HELP = "Een specialist oefent elke week met Sam en de leraar."
WORDS_OF_CHILD = "Het is nu rustig in de klas."
WORDS_OF_PARENTS = "Sam gaat weer graag naar school."


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
        {"on": today, "channel": "itself", "said": OWN_WORDS, "influence": "Een vaste plek."},
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
    await fill_form(person, {"title": "Verslag van de groep"})
    file = FilePayload(name="verslag.txt", mimeType="text/plain", buffer=b"Sam bouwt graag torens.")
    await person.main.locator('[name="file"]').set_input_files(file)
    await person.press("Document toevoegen")
    await person.see("Verslag van de groep")
    await person.look()


async def seek_no_place(person: Person, case: str) -> None:
    """The holder says that no place is sought: the child stays where it is."""
    await person.open(case)
    link = person.main.locator('a[href^="/arrangements/placements/"]').first
    await person.follow_to(await link.get_attribute("href") or "")
    await person.look()
    reason = '[name="reason"][value="not-needed"]'
    if not await person.main.locator(reason).is_visible():
        await person.main.locator("summary").last.click()
    await choice(person, reason)
    await person.main.locator('form[action$="/endings"] button').click()
    await person.see("Er is geen plek meer nodig")
    await person.look()


async def close(person: Person, case: str, today: str) -> None:
    """The holder closes by the words of child and parents, and not without."""
    await person.open(case)
    await person.follow_main("Traject sluiten")
    await person.look()
    await fill_form(person, {"reason": "goal-reached"})
    await refused(person, "Sluiten", "kind")
    for who, words in (("child", WORDS_OF_CHILD), ("parents", WORDS_OF_PARENTS)):
        await fill_form(person, {f"{who}_heard_on": today, f"{who}_words": words})
    await person.press("Sluiten")
    await person.see("Gesloten op", "Het doel is bereikt", "Vragen hoe het nu gaat")
    await person.look()


async def look_again(person: Person, case: str) -> None:
    """After ninety days the holder has it to do to ask how it goes."""
    await person.see_arrive("/notifications/work?group=overdue", "Vragen hoe het nu gaat")
    await person.open(case)
    await person.see("Vragen hoe het nu gaat")
    await person.look()
    await person.follow_main("Vragen hoe het gaat")
    await person.look()
