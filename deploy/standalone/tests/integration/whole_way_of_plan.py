"""Steps of the plan of a school (OPP): written, talked about, answered by parents, established."""

from .at_a_browser import Person
from .whole_way import MISSING, OWN_WORDS, choice, fill_form, in_days, refused

WHY_HERE = "Sam vertelde het ons ook zelf."
PLAN = "Elke ochtend een rustige start, met een vaste plek."


async def write_plan(person: Person, case: str, today: str) -> None:
    """A school writes its plan, hears the child and talks with the parents."""
    await person.see_arrive(case, "Ontwikkelingsplan")
    if await person.page.get_by_role("button", name="Ontwikkelingsplan beginnen").count():
        await person.press("Ontwikkelingsplan beginnen")
    else:
        await person.follow_main("Ontwikkelingsplan")
    await person.look()
    await refused(person, "Plan vaststellen", "Vul dit nog in.")
    await person.follow_main("Antwoord van een ouder opschrijven")
    await person.look()
    await fill_form(person, {"is_given": "true"})
    await refused(person, "Opslaan", "Kies welke ouder dit zei.")
    await choice(person, '[name="parent_id"]')
    await refused(person, "Opslaan", "Schrijf eerst wat de school gaat doen.")
    await write(
        person,
        case,
        {
            "promoting": "Sam kan goed bouwen.",
            "impeding": "Veel geluid put hem uit.",
            "outflow": "vmbo-gt",
            "substantiation": "Dat past bij hoe hij leert.",
            "support": PLAN,
        },
    )
    await refused(person, "Plan vaststellen", "Schrijf eerst op wat het kind zei.")
    await person.follow_main("Het kind horen")
    await person.look()
    await fill_form(person, {"on": in_days(1), "channel": "itself", "said": OWN_WORDS})
    await refused(person, "Opslaan", MISSING)
    await fill_form(person, {"influence": "Een vaste plek."})
    await refused(person, "Opslaan", "Het kind vertelt dit op een eigen moment.")
    await fill_form(person, {"why_here": WHY_HERE})
    await refused(person, "Opslaan", "Deze dag moet nog komen.")
    await fill_form(person, {"on": today})
    await person.press("Opslaan")
    await refused(person, "Plan vaststellen", "Praat eerst met de ouders over het plan.")
    await person.follow_main("Gesprek met ouders")
    await fill_form(person, {"on": today, "parents_came": "false"})
    await refused(person, "Opslaan", "Vul twee dagen in waarop u de ouders vroeg.", MISSING)
    await fill_form(person, {"parents_came": "true"})
    await person.press("Opslaan")
    await refused(person, "Plan vaststellen", "Nog niet elke ouder met gezag zei ja.")


async def write(person: Person, case: str, fields: dict[str, str]) -> None:
    """The school writes in its plan."""
    await person.open(f"{case}/opp")
    await person.follow_main("Plan schrijven")
    await person.look()
    await fill_form(person, fields)
    await person.press("Opslaan")


async def answer_too_late(parent: Person, school: Person, case: str) -> None:
    """A parent answers while the school writes something else: it reads that first."""
    await parent.open(f"{case}/opp/consent")
    await refused(parent, "Opslaan", MISSING)
    await write(school, case, {"support": f"{PLAN} Elke dag even buiten."})
    await fill_form(parent, {"is_given": "true"})
    await refused(parent, "Opslaan", "De tekst is net veranderd. Lees hem nog eens.")
    await write(school, case, {"support": PLAN})


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
    async with person.another_tab() as later:
        await later.open(f"{case}/opp")
        await person.press("Plan vaststellen")
        await person.see("Plan 1, vastgesteld op")
        await person.look()
        await refused(later, "Plan vaststellen", "Dat kan nu niet met dit plan.")


async def bring_to_committee(person: Person, case: str) -> None:
    """A parent that does not agree says that it asked the national committee; once."""
    async with person.another_tab() as later:
        for each in (person, later):
            await each.open(f"{case}/opp")
            await each.page.locator("summary", has_text="Komt u er samen niet uit?").click()
        await person.press("Het ligt bij de commissie")
        await refused(later, "Het ligt bij de commissie", "Het ligt al bij de commissie.")


async def follow_up(person: Person, case: str) -> None:
    """The school does what a plan that counts asks of it: each thing once, and as it can be."""
    await person.open(f"{case}/opp")
    for done, because in (
        ("Het kind weet wat ermee gebeurd is", "Het kind wist dit al."),
        ("De begindatum staat in het register", "De begindatum stond al in het register."),
    ):
        async with person.another_tab() as later:
            await later.open(f"{case}/opp")
            await person.press(done)
            await refused(later, done, because)
    await person.follow_main("Terugkijken")
    await person.look()
    await refused(person, "Opslaan", MISSING)
    looked_back = {"on": in_days(0), "note": "Het gaat beter.", "parents_came": "true"}
    await fill_form(person, looked_back | {"outcome": "stop"})
    await refused(person, "Opslaan", "Kies waarom het plan stopt.")
    await fill_form(person, {"outcome": "go-on"})
    await refused(person, "Opslaan", MISSING)
