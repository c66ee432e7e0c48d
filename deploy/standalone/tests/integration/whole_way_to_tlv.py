"""Steps of the way to a TLV: a school asks, two experts advise, the committee decides."""

from .at_a_browser import Person
from .whole_way import MISSING, choice, fill_form, in_days, refused

FIRST_ADVICE = "Sam leert het best in een kleine groep, waar het rustig is en alles vast verloopt."
SECOND_ADVICE = "Onderzoek laat zien dat prikkels hem uitputten; speciaal basisonderwijs past hem."
REASON = "Een kleine groep past bij Sam."
WHY_LATER = "De school zoekt nog een dag om te kijken."
LACKS = "Wanneer sprak u de ouders?"
MOTIVATION = "De groep moet kleiner zijn."
COMPLETE = "Alles is er: adviezen vragen"
SEND_ADVICE = "Advies geven"
ASK_SCHOOL = "Aan de school vragen"


async def apply_tlv(person: Person, case: str, today: str, *, talk: str = "") -> str:
    """A school asks for a declaration, and may leave out what parents say; gives its page."""
    await person.open(case)
    await person.follow_main("TLV aanvragen")
    await person.look()
    await refused(person, "Versturen", MISSING)
    asked = {"kind": "sbo", "reason": REASON, "receiving_school": "SBO De Wissel"}
    await fill_form(person, asked | {"consulted_on": in_days(1), "home_alliance": "hier"})
    await refused(
        person, "Versturen", "Deze dag moet nog komen.", "Vul een nummer in zoals PO2703."
    )
    await fill_form(person, {"consulted_on": today, "home_alliance": ""})
    if talk:
        await fill_form(person, {"talked_on": today, "talk": talk})
    await person.press("Versturen")
    await person.see("TLV")
    await person.look()
    return person.path


async def ask_what_lacks(person: Person, tlv: str) -> None:
    """The committee sees that the talk with the parents is missing, and asks for it."""
    await person.open(tlv)
    await refused(person, COMPLETE, "Er ontbreekt nog iets. Vraag het aan de school.")
    await person.page.locator("summary", has_text="Er ontbreekt iets").click()
    await refused(person, ASK_SCHOOL, MISSING)
    await person.page.locator("summary", has_text="Doorsturen").click()
    await fill_form(person, {"alliance": "PO2703"})
    await refused(person, "Doorsturen", "Dit samenwerkingsverband beslist zelf over deze aanvraag.")
    await unfold(person, "Er ontbreekt iets")
    await fill_form(person, {"words": LACKS})
    await person.press(ASK_SCHOOL)
    await person.see(LACKS)
    await person.look()
    await refused(person, "Niet behandelen", "De school heeft nog tijd om aan te vullen.")


async def unfold(person: Person, summary: str) -> None:
    """Open what is folded away, if it is."""
    folded = person.page.locator("details:not([open]) > summary", has_text=summary)
    if await folded.count():
        await folded.click()


async def supply(person: Person, tlv: str, today: str) -> None:
    """The school reads what lacks, and adds it."""
    await person.open(tlv)
    await person.see(LACKS)
    await person.follow_main("Aanvraag aanvullen")
    await person.look()
    await fill_form(person, {"talked_on": today, "talk": "De ouders denken mee."})
    await person.press("Versturen")
    await person.see(REASON)


async def ask_for_advice(person: Person, tlv: str) -> None:
    """The committee sees that all is there; nobody decides before the advices are."""
    async with person.another_tab() as later:
        await later.open(tlv)
        await person.open(tlv)
        await person.press(COMPLETE)
        await person.see("Deskundigen adviseren")
        await refused(later, COMPLETE, "Dit kan nu niet.")
    await person.open(f"{tlv}/decisions/new")
    await person.look()


async def let_it_wait(person: Person, tlv: str) -> None:
    """The committee says that the decision waits for some days, as it can be; then no longer."""
    wait, title, run_on = "Laten wachten", "Het besluit kan nog niet komen", "De termijn loopt weer"
    await person.open(tlv)
    await unfold(person, title)
    await refused(person, wait, MISSING)
    days = {"agreed_on": in_days(3), "from_day": in_days(2), "until": in_days(1)}
    await fill_form(person, {"ground": "agreed", "why": WHY_LATER} | days)
    over = "Kies een dag na het begin, en niet in het verleden."
    await refused(person, wait, over, "Deze dag moet nog komen.")
    days = {"agreed_on": in_days(0), "from_day": in_days(-1), "until": in_days(800)}
    await fill_form(person, days)
    later_than_agreed = "De termijn staat pas stil als de school het goed vindt."
    await refused(person, wait, "Kies een dag binnen een jaar.", later_than_agreed)
    await fill_form(person, {"from_day": in_days(300), "until": in_days(310)})
    await refused(person, wait, "Kies een dag die in de termijn valt.")
    await fill_form(person, {"from_day": in_days(3), "until": in_days(6)})
    await person.press(wait)
    await unfold(person, title)
    await fill_form(person, {"ground": "force-majeure", "why": WHY_LATER})
    await fill_form(person, {"from_day": in_days(3), "until": in_days(6)})
    await refused(person, wait, "Op deze dag staat de termijn al stil.")
    async with person.another_tab() as later:
        await later.open(tlv)
        await person.press(run_on)
        await refused(later, run_on, "De termijn loopt al.")


async def advise(
    person: Person, tlv: str, profession: str, text: str, *, verdict: str = "sbo", copied: str = ""
) -> None:
    """An expert writes what it advises.

    Not when it works for the school that asks, nor in another's name or words.
    """
    await person.open(tlv)
    await refused(person, SEND_ADVICE, MISSING)
    said = {
        "profession": profession,
        "employment": "applicant-school",
        "verdict": verdict,
        "text": text,
    }
    await fill_form(person, said)
    await refused(person, SEND_ADVICE, "Wie voor de school of het bestuur werkt")
    await fill_form(person, {"employment": "alliance"})
    await refused(person, SEND_ADVICE, "Een advies is van één deskundige.")
    await fill_form(person, {"alone": "true"})
    if copied:
        await fill_form(person, {"profession": "psychologist"})
        await refused(person, SEND_ADVICE, "Dit advies is aan een ander gevraagd.")
        await fill_form(person, {"profession": profession, "text": copied})
        await refused(person, SEND_ADVICE, "Dit lijkt te veel op het andere advies.")
    await fill_form(person, {"text": text})
    await person.press(SEND_ADVICE)
    await person.see("TLV")
    await person.look()


async def decide_tlv(person: Person, tlv: str) -> None:
    """The committee decides on two advices, and makes it known."""
    await person.open(tlv)
    await person.see(FIRST_ADVICE, SECOND_ADVICE)
    await person.look()
    await person.follow_main("Beslissen over de aanvraag")
    await person.look()
    await fill_form(person, {"decision": "grant", "motivation": MOTIVATION})
    await refused(person, "Besluit vastleggen", "Kies waarop de commissie let.")
    await choice(person, '[name="criteria"]')
    ends_on = await person.main.locator('[name="ends_on"]').input_value()
    year = int(ends_on[:4])
    for day, because in (
        (in_days(-400), "Een TLV eindigt op 31 juli."),
        (f"{year - 1}-07-31", "Een TLV geldt minstens een heel schooljaar."),
        (f"{year + 12}-07-31", "Kies een eerder einde."),
    ):
        await fill_form(person, {"ends_on": day})
        await refused(person, "Besluit vastleggen", because)
    await fill_form(person, {"ends_on": ends_on, "motivation": FIRST_ADVICE})
    await refused(person, "Besluit vastleggen", "Dit lijkt te veel op een advies.")
    await fill_form(person, {"motivation": MOTIVATION})
    async with person.another_tab() as later:
        await later.open(f"{tlv}/decisions/new")
        await fill_form(later, {"decision": "grant", "motivation": MOTIVATION})
        await choice(later, '[name="criteria"]')
        await person.press("Besluit vastleggen")
        await person.press("Besluit bekendmaken")
        await person.see("Geldig")
        await person.look()
        await refused(later, "Besluit vastleggen", "Dit kan nu niet.")
