"""Steps of the end of the way: no place is sought, the case closes, somebody looks again."""

from playwright.async_api import expect

from .at_a_browser import Person
from .whole_way import MISSING, choice, fill_form, in_days, refused

WORDS_OF_CHILD = "Het is nu rustig in de klas."
WORDS_OF_PARENTS = "Sam gaat weer graag naar school."
TO_DO = "Vragen hoe het nu gaat"
CLOSED = "Gesloten op"
SOUGHT = "Wij zoeken een plek"


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


async def fill_gate(person: Person, today: str) -> None:
    """Say why it can be closed, and what child and parents say."""
    await fill_form(person, {"reason": "goal-reached"})
    for who, words in (("child", WORDS_OF_CHILD), ("parents", WORDS_OF_PARENTS)):
        await fill_form(person, {f"{who}_heard_on": today, f"{who}_words": words})


async def seek_first(person: Person, case: str, today: str) -> None:
    """Who is on its way to a place, is not let go of."""
    await person.see_arrive(case, SOUGHT)
    await person.follow_main("Traject sluiten")
    await fill_gate(person, today)
    await refused(person, "Sluiten", "Het kind heeft nog geen plek.")


async def close(person: Person, case: str, today: str) -> None:
    """The holder closes by the words of child and parents, and not without."""
    await person.open(case)
    await person.follow_main("Traject sluiten")
    await person.look()
    await refused(person, "Sluiten", MISSING)
    await fill_form(person, {"reason": "goal-reached"})
    await refused(person, "Sluiten", MISSING)
    await fill_gate(person, today)
    for day, because in ((-400, "nadat het traject begon"), (1, "Kies vandaag of een eerdere")):
        await fill_form(person, {"child_heard_on": in_days(day)})
        await refused(person, "Sluiten", because)
    await fill_gate(person, today)
    await fill_form(person, {"parents_heard_on": "", "parents_words": ""})
    await person.main.locator('details:has([name="parents_first_try"]) summary').click()
    tried = {
        "parents_first_try": today,
        "parents_second_try": today,
        "parents_reason": "Geen tijd.",
    }
    await fill_form(person, tried)
    await refused(person, "Sluiten", "Kies een dag na de eerste keer.")
    await fill_form(person, dict.fromkeys(tried, ""))
    await fill_gate(person, today)
    async with person.another_tab() as later:
        await later.open(f"{case}/closures/new")
        await fill_gate(later, today)
        await person.press("Sluiten")
        await person.see(CLOSED, "Het doel is bereikt", TO_DO)
        await person.look()
        await refused(later, "Sluiten", "Dit kan alleen in een traject dat loopt.")
    await person.follow_main("Vragen hoe het gaat")
    await fill_form(person, {"how": "going-well", "told_by": "parent"})
    await refused(person, "Opslaan", "Het is nog te vroeg.")


async def look_again(person: Person, case: str) -> None:
    """After ninety days the holder has it to do to ask how it goes; it goes well."""
    await person.see_arrive("/notifications/work?group=overdue", TO_DO)
    await person.open(case)
    await person.see(TO_DO)
    await person.look()
    await person.follow_main("Vragen hoe het gaat")
    await person.look()
    await refused(person, "Opslaan", MISSING)
    await fill_form(person, {"how": "not-well", "told_by": "parent"})
    await refused(person, "Opslaan", MISSING)
    await fill_form(person, {"next_action": "contact-family", "due_on": in_days(100)})
    await refused(person, "Opslaan", MISSING)
    await expect(person.main.locator("#words-error")).to_contain_text(MISSING)
    await fill_form(person, {"how": "going-well", "next_action": "", "due_on": ""})
    async with person.another_tab() as later:
        await later.open(f"{case}/aftercare-checks/new")
        await fill_form(later, {"how": "going-well", "told_by": "child"})
        await person.press("Opslaan")
        await person.see("Opgeslagen hoe het gaat.", CLOSED)
        await person.not_see(TO_DO)
        await person.look()
        await refused(later, "Opslaan", "hoeft nu niemand te vragen hoe het gaat")


async def read_how_it_ended(person: Person, case: str) -> None:
    """A parent reads that it is closed, and has nothing to do about it."""
    await person.open(case)
    await person.see(CLOSED, "Het doel is bereikt")
    await person.not_see(TO_DO)
    await person.look()
