"""The numbers of the paper form, and ours beside them."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.gates.steps_of_way import Asked, StandsFor, Step
from tests.gates.way_of_one_child import OF_THE_SCHOOL

from samenspel_intake.domain.asking.fields import Demander

DATA = Path(__file__).with_suffix(".csv")
ON_PAPER = frozenset({"way"})
"""Fields that say on what a person answered, where that may be paper with a signature."""


@dataclass(frozen=True, slots=True)
class OfPaper:
    """One number of the paper form: what it counts, of which part, and who says so."""

    what: str
    part: str
    number: int
    basis: str
    source: str


def of_paper() -> list[OfPaper]:
    """Read the data file."""
    with DATA.open(newline="") as rows:
        return [
            OfPaper(r["what"], r["part"], int(r["number"]), r["basis"], r["source"])
            for r in csv.DictReader(rows)
        ]


def paper(what: str) -> int:
    """Give a number of the whole paper form; LookupError where the data file has none."""
    found = [row.number for row in of_paper() if row.what == what]
    if not found:
        raise LookupError(what)
    return sum(found)


@dataclass(frozen=True, slots=True)
class Ours:
    """What a way of ours takes, counted from its pages."""

    way: Sequence[Step]
    fields: Sequence[Asked]

    @property
    def typed(self) -> list[Asked]:
        """The fields that a person answers: neither proposed nor taken over."""
        return [each for each in self.fields if each.is_typed]

    @property
    def retyped(self) -> list[Asked]:
        """Fields to type, of which an earlier form of the way got the answer."""
        return [each for each in self.typed if each.is_known]

    @property
    def taken_over(self) -> list[Asked]:
        """Fields that a press fills with an earlier answer."""
        return [each for each in self.fields if each.is_taken_over]

    @property
    def known_to_school(self) -> list[Asked]:
        """Fields to type that the pupil system of a school knows."""
        return [each for each in self.typed if each.field.name.startswith(OF_THE_SCHOOL)]

    def count(self, *, mandatory: bool, by: Demander | None = None) -> int:
        """Count the fields to type, of one demander or of all."""
        return sum(
            each.field.is_mandatory is mandatory and by in (None, each.demander)
            for each in self.typed
        )

    @property
    def signatures(self) -> int:
        """Count where a signature on paper is asked or noted."""
        return sum(each.field.name in ON_PAPER for each in self.fields) + self.documents

    @property
    def documents(self) -> int:
        """Count the files to add."""
        return sum(each.field.kind == "file" for each in self.fields)

    @property
    def handovers(self) -> int:
        """Count where somebody takes it on from another."""
        return self._standing_for(StandsFor.HANDOVER)

    @property
    def presses(self) -> int:
        """Count the buttons that do what a signature does on paper."""
        return self._standing_for(StandsFor.SIGNATURE)

    @property
    def turns(self) -> int:
        """Count how often another has to act before it goes on."""
        return sum(one.who is not next_.who for one, next_ in pairwise(self.way))

    def _standing_for(self, what: StandsFor) -> int:
        return sum(what in step.stands_for for step in self.way)


@dataclass(frozen=True, slots=True)
class Beside:
    """One number of ours beside that of the paper form."""

    what: str
    paper: int
    ours: int
    words: str


def lower(ours: Ours) -> list[Beside]:
    """Give the numbers in which ours has to be lower."""
    return [
        Beside(what, paper(what), number, words)
        for what, number, words in (
            ("mandatory", ours.count(mandatory=True), "fields that have to be typed or chosen"),
            (
                "known-to-school",
                len(ours.known_to_school),
                "fields typed although the school's own pupil system knows them",
            ),
            ("signatures", ours.signatures, "signatures in ink"),
            ("documents", ours.documents, "documents made, printed or added"),
            (
                "handovers",
                ours.handovers,
                "handovers: on paper the file goes to another, here another takes the case on",
            ),
        )
    ]


def not_lower(ours: Ours) -> list[Beside]:
    """Give the numbers in which ours is not lower, and why that is so."""
    return [
        Beside(
            "turns",
            paper("turns"),
            ours.turns,
            "turns: another has to act before it goes on. Parents read before it is sent and "
            "consent after help was granted; on paper both signatures are set at once",
        ),
        Beside(
            "presses",
            paper("signatures"),
            ours.presses,
            "a press of a button that does what a signature does on paper",
        ),
    ]
