"""What a list of funded places says beside what the alliance decided: where they differ (T11, T13)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_kernel.errors import InvalidInput
from samenspel_kernel.ids import PersonId

LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Terms:
    """For what, from which day to which."""

    kind: TlvKind
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class FundedLine:
    """One line of a list: which TLV is paid for, and at which school (BRIN and location)."""

    number: str
    terms: Terms
    school: str


@dataclass(frozen=True, slots=True)
class KnownTlv:
    """A number that is known here.

    `terms` is None where no grant stands behind it (any more). `last_day` is the last day on which
    a place is expected: its end, or the day before the child went on.
    """

    tlv_id: TlvId
    number: str
    is_ours: bool
    terms: Terms | None
    last_day: date | None

    def is_expected_on(self, day: date) -> bool:
        """Tell whether a place should be paid for on a day."""
        if not self.is_ours or self.terms is None or self.last_day is None:
            return False
        return self.terms.starts_on <= day <= self.last_day


class DifferenceKind(StrEnum):
    """What is not as it should be."""

    UNKNOWN = "unknown"
    OTHER_ALLIANCES = "other-alliances"
    NOT_COUNTING = "not-counting"
    NOT_FUNDED = "not-funded"
    DIFFERS = "differs"


class Outcome(StrEnum):
    """What was done about it; codes, so that they can be counted."""

    CORRECTED_THERE = "corrected-there"
    CORRECTED_HERE = "corrected-here"
    IS_RIGHT = "is-right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Somebody saw to it; `note` is free text, and stays here."""

    outcome: Outcome
    note: str = field(repr=False)
    by: PersonId
    on: date

    def check(self) -> None:
        """Refuse one that leaves a difference as it is without saying why; InvalidInput."""
        needs_why = self.outcome is Outcome.IS_RIGHT
        if wrong := text_error("note", self.note, max_length=LONGEST_NOTE, required=needs_why):
            raise InvalidInput(wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One number about which list and alliance do not agree.

    `ours` and `funded` are what each says, None where it says nothing; `fields` are what differs.
    """

    number: str
    kind: DifferenceKind
    tlv_id: TlvId | None = None
    ours: Terms | None = None
    funded: FundedLine | None = None
    fields: tuple[str, ...] = ()
    settled: Settlement | None = None

    def settled_by(self, settlement: Settlement) -> "Difference":
        """Give it with what was done about it."""
        settlement.check()
        return replace(self, settled=settlement)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many lines there were, how many agree, and where they do not, each number once."""

    lines: int
    agreeing: int
    differences: tuple[Difference, ...]


def compare(lines: Iterable[FundedLine], known: Iterable[KnownTlv], *, on: date) -> Comparison:
    """Compare a list, each number once in it, with what counts on a day."""
    funded = {line.number: line for line in lines}
    ours = {tlv.number: tlv for tlv in known if tlv.is_ours}
    others = {tlv.number: tlv for tlv in known if not tlv.is_ours}
    found = [
        *_of_list(funded, ours, others, on),
        *(_not_funded(t) for n, t in ours.items() if n not in funded and t.is_expected_on(on)),
    ]
    agreeing = len(funded.keys() - {each.number for each in found})
    found.sort(key=lambda each: (list(DifferenceKind).index(each.kind), each.number))
    return Comparison(len(funded), agreeing, tuple(found))


def _of_list(
    funded: Mapping[str, FundedLine],
    ours: Mapping[str, KnownTlv],
    others: Mapping[str, KnownTlv],
    on: date,
) -> Iterator[Difference]:
    for number, line in funded.items():
        tlv = ours.get(number)
        if tlv is None:
            other = others.get(number)
            kind = DifferenceKind.OTHER_ALLIANCES if other else DifferenceKind.UNKNOWN
            tlv_id = other.tlv_id if other else None
            yield Difference(number=number, kind=kind, tlv_id=tlv_id, funded=line)
        elif not tlv.is_expected_on(on):
            yield _both(tlv, line, DifferenceKind.NOT_COUNTING)
        elif tlv.terms is not None and (fields := _fields(tlv.terms, line.terms)):
            yield replace(_both(tlv, line, DifferenceKind.DIFFERS), fields=fields)


def _both(tlv: KnownTlv, line: FundedLine, kind: DifferenceKind) -> Difference:
    return Difference(number=tlv.number, kind=kind, tlv_id=tlv.tlv_id, ours=tlv.terms, funded=line)


def _not_funded(tlv: KnownTlv) -> Difference:
    kind = DifferenceKind.NOT_FUNDED
    return Difference(number=tlv.number, kind=kind, tlv_id=tlv.tlv_id, ours=tlv.terms)


def _fields(ours: Terms, theirs: Terms) -> tuple[str, ...]:
    names = ("kind", "starts_on", "ends_on")
    return tuple(name for name in names if getattr(ours, name) != getattr(theirs, name))
