"""Steps of the whole way of one child, from an offered case to a closed one, as people click them.

Each ends with a look: no rule of accessibility is broken, nothing scrolls sideways.
"""

from datetime import timedelta

from playwright.async_api import FilePayload, Page, expect

from samenspel_kernel.clock import SystemClock, dutch_date

from .at_a_browser import Person

OWN_WORDS = "Ik wil buiten spelen en niet schrikken van lawaai."
HELP = "Een specialist oefent elke week met Sam en de leraar."
NOT_SHARED = "Thuis gaat hij al op tijd naar bed."
DOCUMENT = "Verslag van de groep"
VIEW = "Thuis bouwt hij ook."
MISSING = "Vul dit in."
BSN = "Het BSN is 111222333."
AMOUNT = "40.500,00"
"""What the help costs, in euros: more than a holder may commit itself, and more than there is."""
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


async def refused(person: Person, button: str, *because: str) -> None:
    """Press a button, and read why it can't be so."""
    await person.be_refused(button, *because)


def in_days(number: int) -> str:
    """Give the day that comes so many days after today, or was before it, as forms send it."""
    return (dutch_date(SystemClock().now()) + timedelta(days=number)).isoformat()


async def offer(person: Person, child: str) -> str:
    """The unit offers what waits at its desk; gives the case."""
    await person.follow("Vragen")
    await person.follow_main(child)
    await person.follow("Bekijk de hele vraag")
    await person.press("Overdracht aanbieden")
    await person.see_arrive("/arrangements/cases", child)
    await person.follow_main(child)
    await person.look()
    return person.path


async def accept(person: Person, case: str, *, slower: Person) -> None:
    """Somebody of the unit takes it on; a no without its reason won't do, nor any day, nor two."""
    await slower.open(case)
    await person.follow_main("Niet aannemen")
    await person.look()
    await fill_form(person, {"reason": "other"})
    await refused(person, "Niet aannemen", MISSING)
    await person.follow_main("Terug")
    await plan_first_step(person, "Traject aannemen")
    await person.see("De casusregie ligt nu bij u.", "Contact opnemen met ouders en school")
    assert person.path == case
    await refused(slower, "Traject aannemen", "Iemand heeft dit traject al aangenomen.")


async def plan_first_step(person: Person, button: str) -> None:
    """Say until when the first step is taken: not a day that is over, nor one too far away."""
    for days, because in ((-1, "Kies vandaag of een latere dag."), (400, "binnen een jaar")):
        await fill_form(person, {"due_on": in_days(days)})
        await refused(person, button, because)
    await fill_form(person, {"due_on": in_days(14)})
    await person.press(button)


async def write_perspective(person: Person, case: str) -> None:
    """The holder writes it down in the words of the child, after all that lacked was named."""
    await person.see_arrive(case, "Perspectief")
    await person.follow_main("Perspectief")
    await person.follow_main("Perspectief schrijven")
    await person.look()
    await refused(
        person, "Opslaan", MISSING, "Kies wie dit vertelde.", "Vul een afspraak in", "doel"
    )
    await fill_form(
        person,
        {
            "own_words": OWN_WORDS,
            "told_by": "child",
            "now": "Een rustige plek in de klas.",
            "education": "Elke dag een rustige start",
            "education_not_needed": "Dit hoeft niet.",
            "care_not_needed": "Er is al hulp.",
            "home": "Op tijd naar bed",
        },
    )
    await refused(person, "Opslaan", "Kies één van beide", "Vul minstens één doel in.")
    await expect(person.main.locator('[name="own_words"]')).to_have_value(OWN_WORDS)
    goal = await _first_goal(person.page)
    await fill_form(person, {f"{goal}.text": "Sam begint de dag rustig."})
    await refused(person, "Opslaan", "Kies voor wie dit doel is.", MISSING)
    await fill_form(
        person,
        {
            "education_not_needed": "",
            f"{goal}.whom": "child",
            f"{goal}.text": "Sam begint de dag rustig.",
            f"{goal}.seen_by": "Sam huilt niet meer bij de deur.",
        },
    )
    await refused(person, "Opslaan", "Maak een doel voor de leraar, de groep of thuis.")
    around = {f"{goal}.whom": "teacher", f"{goal}.text": "De leraar begint de dag rustig."}
    await fill_form(person, around | {"no_goal_for_surroundings": "Dit hoeft niet."})
    await refused(person, "Opslaan", "Er is al een doel voor school of thuis.")
    await fill_form(person, {"no_goal_for_surroundings": "", "own_words": f"{OWN_WORDS} {BSN}"})
    await refused(person, "Opslaan", "burgerservicenummer")
    await fill_form(person, {"own_words": OWN_WORDS})
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
    await other.read_refusal()
    await other.press("Opslaan")
    await other.see("Een vaste plek bij het raam.", "Elke dag even buiten.", "Bakker worden.")
    await other.look()


async def agree(person: Person, perspective: str) -> None:
    """One of those who are asked says that it shares the perspective; "yes, but" is a no."""
    await person.see_arrive(perspective, OWN_WORDS)
    await person.look()
    await refused(person, "Opslaan", MISSING)
    await fill_form(person, {"view": "agrees", "with_what": "Niet alles."})
    await refused(person, "Opslaan", "Laat dit leeg als u het perspectief deelt.")
    await fill_form(person, {"with_what": ""})
    await person.press("Opslaan")
    await person.see("Deelt het")


async def disagree(person: Person, perspective: str) -> None:
    """One of those who are asked does not share it, and says with what; a no alone won't do."""
    await person.see_arrive(perspective, OWN_WORDS)
    await fill_form(person, {"view": "disagrees"})
    await refused(person, "Opslaan", MISSING)
    await fill_form(person, {"with_what": NOT_SHARED})
    await person.press("Opslaan")
    await person.see("Deelt het niet", NOT_SHARED)
    await person.look()


async def answer_an_old_one(person: Person, writer: Person, perspective: str) -> None:
    """Who answers while the holder writes another version, reads that first; its words stay."""
    await person.open(perspective)
    await fill_form(person, {"view": "disagrees", "with_what": NOT_SHARED})
    await refused(writer, "Opslaan", MISSING)
    await writer.main.locator('details:has([name="on"]) summary').click()
    await fill_form(writer, {"on": in_days(1)})
    to_another_school = writer.main.locator('form[action$="/transfers"] button')
    await writer.be_refused(to_another_school, "Kies vandaag of een eerdere dag.")
    await writer.follow_main("Perspectief wijzigen")
    await fill_form(writer, {"adult": "Timmerman worden."})
    await writer.press("Opslaan")
    await writer.see("Timmerman worden.")
    await refused(person, "Opslaan", "Er is een nieuwere versie. Lees die eerst.")
    await person.see("Timmerman worden.")


async def say_with_faces(person: Person) -> None:
    """A child says what it thinks, by faces, and chooses who reads it; something it must be."""
    await person.open("/arrangements/voice")
    await person.look()
    await person.follow_main("Begin")
    begin = person.path
    await person.open(f"{begin}?at=9")
    await refused(person, "Klaar", "Kies een gezicht, of schrijf iets op.")
    await person.open(begin)
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


async def tell_the_child(person: Person, case: str) -> None:
    """The holder says what changed by the child's words, and only then that it told the child."""
    await person.open(f"{case}/voices")
    await person.look()
    await person.go(person.main.locator("table a").first)
    await person.look()
    tell, changed = (
        person.main.locator(f'form[action$="/{each}"] button')
        for each in ("feedbacks", "influences")
    )
    await person.be_refused(changed, MISSING)
    told = {"feedback": "Jij zit nu bij het raam.", "told_on": in_days(0)}
    await fill_form(person, told)
    await person.be_refused(tell, "Schrijf eerst op wat er veranderde.")
    await fill_form(person, {"changed": "yes", "what": "Een plek bij het raam."})
    await person.go(changed)
    await person.see("Een plek bij het raam.")
    await fill_form(person, told | {"told_on": in_days(1)})
    await person.be_refused(tell, "Kies vandaag of een eerdere dag.")
    await fill_form(person, {"told_on": in_days(0)})
    await person.go(tell)
    await person.look()


async def grant_help(person: Person, case: str) -> None:
    """The holder grants what helps, for days that go together."""
    await person.open(case)
    await person.follow_main("Hulp toekennen")
    await person.look()
    await refused(person, "Hulp toekennen", MISSING)
    await person.page.get_by_text("Begeleiding voor dit kind").click()
    await fill_form(person, {"description": HELP, "amount": "veel"})
    await refused(person, "Hulp toekennen", "Vul een bedrag in")
    await fill_form(person, {"description": f"{HELP} {BSN}", "amount": ""})
    await refused(person, "Hulp toekennen", "burgerservicenummer")
    days = ("starts_on", "planned_end_on", "evaluation_on")
    begun, ends, seen = [await person.main.locator(f'[name="{day}"]').input_value() for day in days]
    for day, value, because in (
        ("starts_on", in_days(-60), "hoogstens 31 dagen geleden"),
        ("starts_on", in_days(400), "Kies een begin binnen een jaar."),
        ("planned_end_on", in_days(-1), "Het einde moet na het begin liggen."),
        ("evaluation_on", in_days(-1), "De evaluatie kan niet vóór het begin liggen."),
        ("evaluation_on", ends, "minstens 4 weken voor het einde"),
    ):
        await fill_form(person, {**dict(zip(days, (begun, ends, seen), strict=True)), day: value})
        await fill_form(person, {"description": HELP})
        await refused(person, "Hulp toekennen", because)
    await fill_form(person, {"evaluation_on": seen, "amount": AMOUNT})
    await person.press("Hulp toekennen")
    await person.see(HELP)
    await person.look()


async def add_document(person: Person, case: str) -> str:
    """A school adds what was found before, as a file; gives its page."""
    await person.open(case)
    await person.follow_main("Documenten")
    await person.look()
    await person.follow_main("Document toevoegen")
    await person.look()
    await choice(person, '[name="kind"]')
    await fill_form(person, {"title": DOCUMENT})
    await refused(person, "Document toevoegen", "Kies een bestand")
    await _choose_file(person, "verslag.txt", BSN.encode())
    await refused(person, "Document toevoegen", "nummer dat hier niet mag staan")
    for name, content, because in (
        ("verslag.exe", b"MZ\x90\x00\x03\x00", "Dit soort bestand kunnen wij niet aannemen."),
        ("verslag.txt", b"", "Kies een bestand. In dit bestand staat niets."),
        ("verslag.pdf", b"%PDF-1.7 of iets", "Wij kunnen dit bestand niet lezen."),
    ):
        await _choose_file(person, name, content)
        await refused(person, "Document toevoegen", because)
    await _choose_file(person, "verslag.txt", IN_THE_DOCUMENT)
    await person.press("Document toevoegen")
    await person.see(DOCUMENT)
    await person.look()
    return person.path


async def withhold_document(person: Person, document: str) -> None:
    """The holder keeps it from the parents for a while, not for long, and shows it again."""
    hide = "Tijdelijk niet aan ouders tonen"
    await person.open(document)
    await person.page.locator("summary", has_text=hide).click()
    await refused(person, hide, MISSING)
    for days, because in ((-1, "Kies vandaag of een latere dag."), (100, "binnen 90 dagen")):
        await fill_form(person, {"reason": "Eerst praten wij erover.", "until": in_days(days)})
        await refused(person, hide, because)
    await fill_form(person, {"until": in_days(5)})
    await person.press(hide)
    async with person.another_tab() as later:
        await later.open(document)
        await person.press("Nu aan ouders tonen")
        await refused(later, "Nu aan ouders tonen", "Ouders kunnen dit document al lezen.")


async def _choose_file(person: Person, name: str, content: bytes) -> None:
    file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
    await person.main.locator('[name="file"]').set_input_files(file)


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
