"""Steps of the way of a no: a unit that takes no case, a TLV that is refused, and an objection."""

from pathlib import Path

from playwright.async_api import Locator, expect
from pypdf import PdfReader

from .at_a_browser import Person
from .whole_way import BSN, MISSING, choice, fill_form, in_days, refused
from .whole_way_to_tlv import FIRST_ADVICE, SECOND_ADVICE, unfold

NO_ROOM = "Er is deze maand geen plek."
TALK = "De ouders denken mee."
AGAINST = "Een gewone klas kan dit bieden."
OF_SCHOOL = "Wij zien dat Sam het zo niet redt."
OF_PARENTS = "Wij willen dat hij rust krijgt."
WHY_NOT = "Nog niet alle hulp in de klas is geprobeerd."
GROUNDS = "Thuis is hij elke dag op. Zo kan het niet langer."
WHY_YET = "Thuis en in de klas is het te zwaar."
TOO_SHORT = "Wij vroegen om een langere tijd."
YOU_ARE_RIGHT = "De commissie las te weinig over thuis."
NO = "Er komt geen TLV"
LATER = "Deze dag moet nog komen."
NOT_NOW = "Dit kan nu niet. Lees hoe het met de TLV staat."
HEAR_FIRST = "Hoor eerst de school en de ouders."
ANSWER = "Beslissen over het bezwaar"
OBJECT = "Bezwaar versturen"


async def decline(person: Person, case: str) -> None:
    """Somebody of the unit does not take it on, and says why; it does so once."""
    not_taken = "Niet aannemen"
    async with person.another_tab() as later:
        for tab in (later, person):
            await tab.open(f"{case}/refusals/new")
            await fill_form(tab, {"reason": "other", "note": NO_ROOM})
        await person.press(not_taken)
        await person.see("Dit traject is niet aangenomen", NO_ROOM)
        await person.look()
        await refused(later, not_taken, "De vraag ligt weer bij het loket.")


async def see_it_back(person: Person, child: str) -> None:
    """The desk that offered it answers for it again, and has a day to look at it."""
    await person.see_arrive("/intake/desk", child)
    await person.follow_main(child)
    await person.follow("Bekijk de hele vraag")
    await person.see_arrive(person.path, "de overdracht is niet aangenomen")
    await who_acts(person, "Steunpunt Noord")
    await person.look()


async def confer(person: Person, tlv: str) -> None:
    """Where two advices differ, the experts talk first; nobody decides before they did."""
    await person.open(f"{tlv}/decisions/new")
    await person.see("De commissie kan nu niet beslissen.", FIRST_ADVICE, SECOND_ADVICE)
    await person.open(tlv)
    await person.see("Adviezen verschillen")
    await person.look()
    held = _form(person, "hold-mdo").get_by_role("button")
    await fill_form(person, {"held_on": in_days(1)})
    await person.be_refused(held, LATER)
    await fill_form(person, {"held_on": in_days(0)})
    await person.go(held)
    await person.see("Commissie beslist")


async def intend(person: Person, tlv: str) -> None:
    """The committee tells that it means to say no, and why; it can't say so at once."""
    wants = "De commissie wil nee zeggen"
    await person.open(f"{tlv}/decisions/new")
    await person.not_see(NO)
    async with person.another_tab() as later:
        for tab in (later, person):
            await tab.open(tlv)
            await unfold(tab, wants)
        await refused(person, wants, MISSING)
        for tab in (later, person):
            await fill_form(tab, {"grounds": AGAINST})
        await person.press(wants)
        await person.see("Eerst horen", AGAINST)
        await person.look()
        await refused(later, wants, NOT_NOW)


async def hear(person: Person, tlv: str) -> None:
    """School and parents are heard, both, before the committee says no."""
    save = _form(person, "hear").get_by_role("button")
    await _say_no(person, tlv, HEAR_FIRST)
    await person.open(tlv)
    await person.be_refused(save, MISSING)
    said = {"party": "school", "held_on": in_days(0), "words": OF_SCHOOL}
    await fill_form(person, said | {"held_on": in_days(1)})
    await person.be_refused(save, LATER)
    await fill_form(person, said | {"words": f"{OF_SCHOOL} {BSN}"})
    await person.be_refused(save, "burgerservicenummer")
    await fill_form(person, said)
    await person.go(save)
    await _say_no(person, tlv, HEAR_FIRST)
    await person.open(tlv)
    await fill_form(person, said | {"party": "parents", "words": OF_PARENTS})
    await person.go(save)


async def refuse_tlv(person: Person, tlv: str) -> None:
    """The committee says no in its own words, by its criteria, and makes it known."""
    keep = "Besluit vastleggen"
    await person.open(f"{tlv}/decisions/new")
    await fill_form(person, {"decision": "refuse", "motivation": SECOND_ADVICE})
    await refused(person, keep, "Kies waarop de commissie let.", "Schrijf uw eigen redenen.")
    await _say_no(person, tlv)
    await person.see("Besloten", NO, WHY_NOT)
    await person.look()
    await person.press("Besluit bekendmaken")
    await person.see("Geen TLV", "Wachten of iemand bezwaar maakt")
    await person.look()


async def _say_no(person: Person, tlv: str, *because: str) -> None:
    await person.open(f"{tlv}/decisions/new")
    await fill_form(person, {"decision": "refuse", "motivation": WHY_NOT})
    await choice(person, '[name="criteria"][value="extra-support-tried"]')
    if because:
        await refused(person, "Besluit vastleggen", *because)
    else:
        await person.press("Besluit vastleggen")


async def wait_for_it(person: Person, tlv: str) -> None:
    """Who waits for a decision reads that it will be heard, and can't object to what is not."""
    await person.open(tlv)
    await person.see("Eerst horen", AGAINST)
    await person.not_see(NO, "Bezwaar maken")
    await person.look()


async def read_letter(person: Person, case: str) -> None:
    """A parent keeps the letter, which tells how and until when to object."""
    about = "Besluit: geen plek in het speciaal onderwijs, "
    await person.see_arrive(f"{case}/letters", about)
    await person.look()
    async with person.page.expect_download() as coming:
        await person.main.get_by_role("link", name=about).click()
    kept: Path = await (await coming.value).path()
    words = " ".join(page.extract_text() for page in PdfReader(kept).pages)
    assert "U kunt bezwaar maken. Doe dat uiterlijk op" in " ".join(words.split())


async def object_to_it(person: Person, tlv: str) -> None:
    """A parent reads why not, and until when it can object; it does, and says why."""
    await person.open(tlv)
    await person.see(NO, WHY_NOT, "Extra hulp op school is geprobeerd", "Maak bezwaar, uiterlijk")
    await person.look()
    await unfold(person, "Bezwaar maken")
    await refused(person, OBJECT, MISSING)
    await fill_form(person, {"grounds": f"{GROUNDS} {BSN}"})
    await refused(person, OBJECT, "burgerservicenummer")
    await fill_form(person, {"grounds": GROUNDS})
    await person.press(OBJECT)
    await person.see("Uw bezwaar is binnen.", "Bezwaar van de ouders", GROUNDS)
    await person.look()


async def ask_lbt(person: Person, tlv: str) -> None:
    """The committee gives no second no by itself: it asks the national committee first."""
    ask = "De landelijke commissie is gevraagd, met ons verweer"
    await person.open(tlv)
    await person.see(GROUNDS, "Landelijke commissie om advies vragen")
    await unfold(person, ANSWER)
    await refused(person, ANSWER, MISSING)
    for outcome, because in (
        ("inadmissible", "Dit bezwaar was op tijd."),
        ("rejected", "Vraag eerst de landelijke commissie om advies."),
    ):
        await fill_form(person, {"outcome": outcome, "words": WHY_NOT})
        await refused(person, ANSWER, because)
    async with person.another_tab() as later:
        for tab in (later, person):
            await tab.open(tlv)
        await person.press(ask)
        await person.see("Bij de landelijke commissie")
        await person.look()
        await refused(later, ask, "Dit kan nu niet met dit bezwaar.")


async def uphold(person: Person, tlv: str) -> None:
    """The national committee agrees with the parents, and then the committee does."""
    came = _form(person, "lbt-advised").get_by_role("button")
    await person.open(tlv)
    await person.be_refused(came, MISSING)
    await fill_form(person, {"advised_on": in_days(1), "upholds": "true"})
    await person.be_refused(came, LATER)
    await fill_form(person, {"advised_on": in_days(0)})
    await person.go(came)
    await person.see("Advies is er")
    await unfold(person, ANSWER)
    await fill_form(person, {"outcome": "upheld"})
    await refused(person, ANSWER, MISSING)
    await fill_form(person, {"words": YOU_ARE_RIGHT})
    await person.press(ANSWER)
    await person.see("Commissie beslist", "Ja: er komt een nieuw besluit", YOU_ARE_RIGHT)
    await person.look()


async def decide_anew(person: Person, tlv: str) -> None:
    """On the same advices the committee now says yes, and makes it known."""
    await person.open(f"{tlv}/decisions/new")
    await person.see(FIRST_ADVICE, SECOND_ADVICE)
    await fill_form(person, {"decision": "grant", "motivation": WHY_YET})
    await choice(person, '[name="criteria"]')
    await person.press("Besluit vastleggen")
    await person.press("Besluit bekendmaken")
    await person.see("Geldig", WHY_YET)
    await person.look()


async def object_too(person: Person, tlv: str) -> None:
    """A school may object as well, also to a yes."""
    await person.open(tlv)
    await unfold(person, "Bezwaar maken")
    await fill_form(person, {"grounds": TOO_SHORT})
    await person.press(OBJECT)
    await person.see("Bezwaar van de school", TOO_SHORT)
    await person.look()


async def wait_for_objection(person: Person, tlv: str) -> None:
    """What somebody objects to is not over, until that is answered."""
    what_next = _form(person, "succeed")
    await person.open(tlv)
    await person.see(TOO_SHORT)
    await unfold(person, "Wat komt er hierna?")
    await fill_form(person, {"next_step": "moved", "from_day": in_days(1)})
    button = what_next.get_by_role("button")
    await person.be_refused(button, "Beslis eerst over het bezwaar.")


async def object_to_nothing(old: Person) -> None:
    """Who objects on an old page to a decision that is gone, reads so; its words stay."""
    await fill_form(old, {"grounds": GROUNDS})
    await refused(old, OBJECT, "Er is nog geen besluit om bezwaar tegen te maken.")


async def who_acts(person: Person, holder: str) -> None:
    """It is plain who is to do something, and until when."""
    to_do = person.main.locator(".next-action").first
    await expect(to_do).to_contain_text(holder)
    await expect(to_do.locator("time[datetime]")).to_be_visible()


async def read_where_it_stands(person: Person, tlv: str) -> None:
    """Each of those whom it is about reads who decides anew, and until when."""
    await person.open(tlv)
    await person.see("Commissie beslist", "Ja: er komt een nieuw besluit", YOU_ARE_RIGHT)
    await person.not_see(NO)
    await who_acts(person, "Loket van het samenwerkingsverband")
    await person.look()


def _form(person: Person, step: str) -> Locator:
    return person.main.locator(f'form:has([name="step"][value="{step}"])')
