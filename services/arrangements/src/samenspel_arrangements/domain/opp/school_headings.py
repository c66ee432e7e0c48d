"""The headings by which schools order their own plans, and what each says of the fields of ours.

The parts A to D are those of the form that schools know; the words below it differ from school to
school, so that several lead to the same field.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samenspel_arrangements.domain.opp.content import OppField, Part

LONGEST_HEADING = 80
"""Characters; a longer line is a sentence, whatever it begins with."""
MOST_WORDS = 8

_FIELDS: tuple[tuple[OppField | None, str], ...] = (
    (
        OppField.PROMOTING,
        "bevorderende factoren|stimulerende factoren|beschermende factoren|sterke kanten"
        "|kwaliteiten|talenten|wat helpt het kind vooruit|wat helpt|wat gaat goed",
    ),
    (
        OppField.IMPEDING,
        "belemmerende factoren|belemmeringen|risicofactoren|wat maakt het lastig|wat is lastig"
        "|wat gaat moeilijk",
    ),
    (
        OppField.TRIED,
        "wat er al gedaan is|wat is er al gedaan|wat hebben wij al gedaan"
        "|wat heeft u al gedaan en wat werkte|reeds geboden ondersteuning|geboden ondersteuning"
        "|reeds ingezette ondersteuning|ingezette ondersteuning|eerdere ondersteuning"
        "|genomen maatregelen",
    ),
    (
        OppField.OUTFLOW,
        "verwachte uitstroombestemming|uitstroombestemming|uitstroomperspectief|uitstroomprofiel"
        "|verwachte uitstroom|uitstroom|waar gaat het kind na deze school heen",
    ),
    (
        OppField.SUBSTANTIATION,
        "onderbouwing van de uitstroombestemming|onderbouwing uitstroombestemming"
        "|onderbouwing van het uitstroomperspectief|onderbouwing|waarom verwacht u dat",
    ),
    (
        OppField.SUPPORT,
        "ondersteuning en begeleiding|te bieden ondersteuning|begeleiding en ondersteuning"
        "|handelingsdeel|ondersteuningsbehoeften|onderwijsbehoeften|doelen en aanpak|doelen"
        "|aanpak|wat gaat de school doen|extra ondersteuning|begeleiding|ondersteuning",
    ),
    (
        OppField.DEVIATIONS,
        "afwijkingen van het onderwijsprogramma|afwijking van het onderwijsprogramma"
        "|afwijkingen van het programma|afwijkingen onderwijsprogramma|afwijkingen"
        "|vrijstellingen|wat doet het kind anders dan de groep",
    ),
    (
        OppField.AGREEMENTS,
        "afspraken|gemaakte afspraken|vervolgafspraken|toegekend arrangement|besluit"
        "|wat spreken wij nog meer af",
    ),
    (
        None,
        "bevorderende en belemmerende factoren|stimulerende en belemmerende factoren"
        "|belemmerende en bevorderende factoren|belemmerende en stimulerende factoren"
        "|gegevens van de leerling|gegevens van het kind|gegevens leerling|persoonsgegevens"
        "|personalia|gegevens school|gegevens van de school|gegevens ouders|hoorrecht"
        "|mening van de leerling|mening van het kind|stem van het kind|visie van het kind"
        "|visie van de leerling|visie van ouders|visie ouders|mening van de ouders"
        "|handtekeningen|handtekening|ondertekening|instemming ouders|instemming van ouders"
        "|instemming|voor gezien|evaluatie|evaluaties|bijlagen|hulpvraag|begeleidende instanties",
    ),
)
"""Words of headings by the field that they begin; None begins what no field of ours holds."""
_PARTS = {
    Part.CHILD: "het kind|de leerling|leerlinggegevens|beschrijving van het kind"
    "|beschrijving van de leerling|beginsituatie",
    Part.DONE: "wat er al gedaan is|geboden hulp|voorgeschiedenis|de school",
    Part.PLAN: "het plan|ontwikkelingsperspectief|het ontwikkelingsperspectief|opp|handelingsdeel",
    Part.AGREED: "afspraken|arrangement|besluit|toekenning|het arrangement",
}
OWN_FIELD = {Part.DONE: OppField.TRIED, Part.AGREED: OppField.AGREEMENTS}
"""The field of parts that have one; text in the others needs a heading of its own."""

_NUMBER = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+")
_PART = re.compile(
    r"^(?:(?:onder)?deel\s+)?([A-D])(?:\s*[.:)\u2013-]\s*|\s+|$)(.*)$", re.IGNORECASE
)
_NAMED_PART = re.compile(r"^(?:onder)?deel\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that begins something: `field` is None where no field of ours holds it.

    `rest` is what stands behind the heading on its line; it is text, and no heading.
    """

    words: str
    field: OppField | None
    rest: str = ""


def heading_of(line: str) -> Heading | None:
    """Give the heading that a line is; None when it is text."""
    bare = _NUMBER.sub("", line.strip())
    return _part(bare) or _known(bare)


def _part(line: str) -> Heading | None:
    if len(line) > LONGEST_HEADING or (found := _PART.match(line)) is None:
        return None
    part, title = Part(found[1].lower()), found[2].strip()
    named = bool(_NAMED_PART.match(line))
    if inner := _known(title):
        return inner
    if title and not named and _plain(title) not in _PARTS[part].split("|"):
        return None  # an initial, or the first word of a sentence
    if not title and not named and len(line) > len("A."):
        return None
    return Heading(line, OWN_FIELD.get(part))


def _known(line: str) -> Heading | None:
    low = line.casefold()
    for words, field in _LONGEST_FIRST:
        if not low.startswith(words):
            continue
        behind = line[len(words) :]
        if behind[:1].isalnum():
            continue
        rest = behind.lstrip(" \t?:.…\u2013-")
        marked = behind.lstrip()[:1] in (":", "?")
        short = len(line) <= LONGEST_HEADING and len(line.split()) <= MOST_WORDS
        if not rest or marked or (short and _is_title(line, behind)):
            return Heading(line[: len(words)], field, rest)
    return None


def _is_title(line: str, behind: str) -> bool:
    """Tell whether words behind a heading still are of it: an aside, and no sentence."""
    return behind.lstrip()[:1] in ("(", "/", "\u2013", "-") and not line.rstrip().endswith(".")


def _plain(text: str) -> str:
    return text.casefold().strip(" .:?")


def _longest_first() -> Iterator[tuple[str, OppField | None]]:
    every = [(words, field) for field, group in _FIELDS for words in group.split("|")]
    yield from sorted(every, key=lambda each: -len(each[0]))


_LONGEST_FIRST = tuple(_longest_first())
