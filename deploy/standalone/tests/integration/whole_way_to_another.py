"""Steps of giving the case to another: it says no, another desk says yes, and it comes back."""

from .at_a_browser import Person
from .whole_way import MISSING, plan_first_step, refused
from .whole_way_to_close import fill_gate

WAITS = "Wacht op het antwoord."
HOLDER = "De casusregie ligt nu bij u of uw loket."


async def hand_over(person: Person, case: str, to: str) -> None:
    """The holder asks a desk to take it; not nobody, and not two at a time."""
    await person.open(case)
    await person.follow_main("Aan een ander overdragen")
    await person.look()
    await refused(person, "Overdragen", MISSING)
    await _choose(person, to)
    async with person.another_tab() as later:
        await later.open(f"{case}/handovers/new")
        await _choose(later, to)
        await person.press("Overdragen")
        await person.see("U hebt de overdracht gevraagd.")
        await person.look()
        await refused(later, "Overdragen", WAITS)


async def _choose(person: Person, to: str) -> None:
    await person.main.locator(".choice label", has_text=to).click()


async def leave(person: Person, case: str) -> None:
    """Somebody of that desk reads about it in its work, and leaves it where it is."""
    await person.see_arrive("/notifications/work", "Een traject overnemen")
    await person.open(case)
    await person.see("Neemt u dit traject over?")
    await person.look()
    await person.press("Nee, niet overnemen")
    await person.see("U neemt het traject niet over.")


async def take_over(person: Person, case: str) -> None:
    """Somebody of the other desk takes it, with a first step and its day."""
    async with person.another_tab() as later:
        await later.open(case)
        await person.open(case)
        await plan_first_step(person, "Ja, overnemen")
        await person.see(HOLDER)
        await person.look()
        await refused(later, "Ja, overnemen", "Deze overdracht staat niet meer open.")


async def pick_up(person: Person, case: str) -> None:
    """Somebody answers in person for what its desk took."""
    async with person.another_tab() as later:
        await later.open(case)
        await person.open(case)
        await person.press("Casusregie nemen")
        await person.see(HOLDER)
        await person.look()
        await refused(later, "Casusregie nemen", "Een collega heeft de casusregie al.")


async def wait_to_close(person: Person, case: str, today: str) -> None:
    """While another was asked, nobody closes it."""
    await person.open(f"{case}/closures/new")
    await fill_gate(person, today)
    await refused(person, "Sluiten", WAITS)
