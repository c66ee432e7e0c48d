"""The talk with parents about the plan (op overeenstemming gericht overleg, OOGO), and disputes."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samenspel_arrangements.domain.opp.content import wrong_texts
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.term import Term

FEWEST_TRIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """School and parents talked about the plan, to agree about it (O4: no consent is asked in it).

    Where parents did not come, the days on which they were asked, two at least, and why it went on.
    """

    on: date
    parents_came: bool
    tried_on: tuple[date, ...] = ()
    note: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not self.parents_came and (
            len(set(self.tried_on)) < FEWEST_TRIES or not self.note.strip()
        ):
            raise ValueError("a talk without parents takes two tries and a reason")

    def wrong(self) -> list[FieldError]:
        """List what can't be kept."""
        return wrong_texts(note=self.note)


class Advice(StrEnum):
    """What the national committee said of a dispute."""

    PARENTS_RIGHT = "parents-right"
    PARTLY = "partly"
    SCHOOL_RIGHT = "school-right"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A dispute about the plan lies before the Geschillencommissie passend onderwijs (O8)."""

    brought_on: date
    advice_term: Term
    advice: Advice | None = None
    advised_on: date | None = None


def talk_of(*, on: date, parents_came: bool, tried_on: tuple[date, ...], note: str) -> Talk:
    """Give the talk; InvalidInput names what is missing where parents did not come."""
    if not parents_came:
        missing = [] if note.strip() else [FieldError("note", "text.missing")]
        if len(set(tried_on)) < FEWEST_TRIES:
            missing.insert(0, FieldError("tried_on", "opp.try-twice"))
        if missing:
            raise InvalidInput(*missing)
    return Talk(on=on, parents_came=parents_came, tried_on=tried_on, note=note)
