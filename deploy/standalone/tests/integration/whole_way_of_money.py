"""Steps of money: what a holder may not commit itself waits, is refused, is asked again, is there."""

from .at_a_browser import Person
from .whole_way import AMOUNT, MISSING, fill_form, in_days, refused

WAITS = "Wacht op een besluit"
COMMITTED = "Het geld is toegezegd"
NO_MONEY = "Het geld komt er niet"
INSTEAD = "Vraag de gemeente wat zij betaalt."
NO_AMOUNT = "Vul een bedrag in"
TOO_LITTLE = "Er is te weinig geld vrij."
MONEY = "/arrangements/money"


async def see_it_wait(person: Person, case: str) -> str:
    """The holder sees that its question waits, and writes what another pays; gives the page."""
    await person.open(case)
    await person.follow_main("Naar het geld van deze hulp")
    await person.see(WAITS, AMOUNT)
    await person.look()
    await refused(person, "Opschrijven", MISSING)
    await fill_form(person, {"payer": "municipality", "purpose": "guidance", "decision": "granted"})
    await refused(person, "Opschrijven", "Vul een dag in als er een besluit is.")
    days = {"starts_on": in_days(2), "ends_on": in_days(1)}
    await fill_form(person, {"decided_on": in_days(1), **days})
    await refused(person, "Opschrijven", "Deze dag moet nog komen.", "na de eerste dag")
    await fill_form(person, {"decided_on": "", "ends_on": in_days(30), "paid": "iets"})
    await refused(person, "Opschrijven", NO_AMOUNT)
    await fill_form(person, {"decision": "awaited", "paid": ""})
    await person.press("Opschrijven")
    await person.see("Nog niets")
    return person.path.partition("?")[0]


async def refuse(person: Person, child: str) -> None:
    """Who decides finds no money for it and says no, with what can be done; and no longer yes."""
    await person.open(MONEY)
    await person.look()
    await person.follow_main(child)
    await person.look()
    await refused(person, "Geld geven", TOO_LITTLE)
    await refused(person, "Niet geven", MISSING)
    await fill_form(person, {"reason": "other-payer", "note": INSTEAD})
    async with person.another_tab() as later:
        await later.open(person.path.removesuffix("/refusals"))
        await person.press("Niet geven")
        await person.see("U hebt gezegd waarom het geld er niet komt.")
        await refused(later, "Geld geven", "Op deze vraag is al geantwoord.")


async def ask_again(person: Person, of_help: str) -> None:
    """The holder reads why not, and asks once more; not twice at a time."""
    await person.open(of_help)
    await person.see(NO_MONEY)
    await person.follow_main(AMOUNT)
    await person.see(INSTEAD)
    await person.look()
    await person.open(of_help)
    await refused(person, "Geld toezeggen", NO_AMOUNT)
    await fill_form(person, {"asked": AMOUNT})
    async with person.another_tab() as later:
        await later.open(of_help)
        await fill_form(later, {"asked": "100"})
        await person.press("Geld toezeggen")
        await person.see(WAITS)
        await refused(later, "Geld toezeggen", "Er wacht al een vraag om geld voor deze hulp.")


async def give(person: Person, child: str, unit: str) -> None:
    """Who decides gives the unit money, and then what was asked of it."""
    await person.open(MONEY)
    await refused(person, "Geld geven", MISSING)
    await fill_form(person, {"amount": "min tien"})
    await person.main.locator('[name="unit"]').select_option(label=unit)
    await refused(person, "Geld geven", NO_AMOUNT)
    for to, because in ((unit, "Kies twee verschillende"), ("Steunpunt Zuid", TOO_LITTLE)):
        await person.main.locator('[name="from_unit"]').select_option(label=unit)
        await person.main.locator('[name="to_unit"]').select_option(label=to)
        await fill_form(person, {"moved": "900.000"})
        await refused(person, "Geld verplaatsen", because)
    await person.main.locator('[name="unit"]').select_option(label=unit)
    await fill_form(person, {"amount": "60.000"})
    await person.press("Geld geven")
    await person.see("Het geld is gegeven.", unit)
    await person.look()
    await person.follow_main(child)
    await person.press("Geld geven")
    await person.see("Het geld is toegezegd.")


async def set_mandate(person: Person) -> None:
    """Who decides says who may commit how much; not for days that are over."""
    await person.open(f"{MONEY}/mandates")
    await person.look()
    said = {"role": "unit-coordinator", "limit": "6.000", "source": "Besluit 12"}
    await refused(person, "Opslaan", MISSING)
    await fill_form(person, said | {"valid_from": in_days(-1)})
    await refused(person, "Opslaan", "Kies vandaag of een latere dag.")
    await fill_form(person, {"valid_from": in_days(0)})
    await person.press("Opslaan")
    await person.see("De nieuwe grens staat erin.")
    await fill_form(person, said | {"valid_from": in_days(0)})
    await refused(person, "Opslaan", "Kies een dag na het begin van de grens die er al is.")


async def pay(person: Person, of_help: str) -> None:
    """The holder books what was paid; not more than there is."""
    await person.open(of_help)
    await person.see(COMMITTED)
    await fill_form(person, {"spent": "99.999"})
    await refused(person, "Betaling boeken", "Er is minder toegezegd dan dit bedrag.")
    await fill_form(person, {"spent": "250"})
    await person.press("Betaling boeken")
    await person.see("De betaling is geboekt.", "40.250,00")
    await person.look()
