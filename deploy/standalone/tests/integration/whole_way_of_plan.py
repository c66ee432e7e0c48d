"""Steps of the plan of a school (OPP): written, talked about, answered by parents, established."""

from .at_a_browser import Person
from .whole_way import MISSING, OWN_WORDS, fill_form, in_days, refused

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
    await fill_form(
        person, {"on": in_days(1), "channel": "itself", "said": OWN_WORDS, "why_here": WHY_HERE}
    )
    await refused(person, "Opslaan", MISSING)
    await fill_form(person, {"influence": "Een vaste plek."})
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
    await person.press("Plan vaststellen")
    await person.see("Plan 1, vastgesteld op")
    await person.look()
