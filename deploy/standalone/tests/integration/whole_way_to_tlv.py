"""Steps of the way to a TLV: a school asks, two experts advise, the committee decides."""

from .at_a_browser import Person
from .whole_way import choice, fill_form, refused

FIRST_ADVICE = "Sam leert het best in een kleine groep, waar het rustig is en alles vast verloopt."
SECOND_ADVICE = "Onderzoek laat zien dat prikkels hem uitputten; speciaal basisonderwijs past hem."


async def apply_tlv(person: Person, case: str, today: str) -> str:
    """A school asks for a declaration; gives its page."""
    await person.open(case)
    await person.follow_main("TLV aanvragen")
    await person.look()
    await fill_form(
        person,
        {
            "kind": "sbo",
            "reason": "Een kleine groep past bij Sam.",
            "talked_on": today,
            "talk": "De ouders denken mee.",
            "receiving_school": "SBO De Wissel",
            "consulted_on": today,
        },
    )
    await person.press("Versturen")
    await person.see("TLV")
    await person.look()
    return person.path


async def ask_for_advice(person: Person, tlv: str) -> None:
    """The committee sees that all is there."""
    await person.open(tlv)
    await person.press("Alles is er: adviezen vragen")
    await person.see("Deskundigen adviseren")


async def advise(
    person: Person, tlv: str, profession: str, text: str, *, employment: str = "alliance"
) -> None:
    """An expert writes what it advises; not when it works for the school that asks."""
    await person.open(tlv)
    await fill_form(
        person,
        {
            "profession": profession,
            "employment": employment,
            "verdict": "sbo",
            "text": text,
            "alone": "true",
        },
    )
    if employment == "applicant-school":
        await refused(person, "Advies geven", "school")
        return
    await person.press("Advies geven")
    await person.see("TLV")
    await person.look()


async def decide_tlv(person: Person, tlv: str) -> None:
    """The committee decides on two advices, and makes it known."""
    await person.open(tlv)
    await person.see(FIRST_ADVICE, SECOND_ADVICE)
    await person.look()
    await person.follow_main("Beslissen over de aanvraag")
    await person.look()
    await fill_form(person, {"decision": "grant", "motivation": "De groep moet kleiner zijn."})
    await refused(person, "Besluit vastleggen", "Kies")
    await choice(person, '[name="criteria"]')
    await person.press("Besluit vastleggen")
    await person.press("Besluit bekendmaken")
    await person.see("Geldig")
    await person.look()
