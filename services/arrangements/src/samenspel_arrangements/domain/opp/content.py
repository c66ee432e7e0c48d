"""What a plan says, field by field; which of it must be there, and in which part of the form.

The parts are those of the form that schools know: A the child, B what was done so far, C the plan,
D what was agreed. Part B is asked only where a unit wants it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum

from samenspel_arrangements.domain.free_text import text_error
from samenspel_kernel.errors import FieldError

LONGEST_TEXT = 4000


class Outflow(StrEnum):
    """Where the pupil is expected to go to after this school (uitstroombestemming)."""

    VWO = "vwo"
    HAVO = "havo"
    VMBO_THEORETICAL = "vmbo-gt"
    VMBO_MIDDLE = "vmbo-kb"
    VMBO_BASIC = "vmbo-bb"
    PRACTICAL = "praktijkonderwijs"
    VSO_FURTHER = "vso-vervolgonderwijs"
    VSO_WORK = "vso-arbeid"
    VSO_DAYTIME = "vso-dagbesteding"


class Part(StrEnum):
    """A part of the form."""

    CHILD = "a"
    DONE = "b"
    PLAN = "c"
    AGREED = "d"


class OppField(StrEnum):
    """A field of the plan, in the order of the form; the name is that in `Content`."""

    PROMOTING = "promoting"
    IMPEDING = "impeding"
    TRIED = "tried"
    OUTFLOW = "outflow"
    SUBSTANTIATION = "substantiation"
    SUPPORT = "support"
    DEVIATIONS = "deviations"
    AGREEMENTS = "agreements"


PART_OF: Mapping[OppField, Part] = {
    OppField.PROMOTING: Part.CHILD,
    OppField.IMPEDING: Part.CHILD,
    OppField.TRIED: Part.DONE,
    OppField.OUTFLOW: Part.PLAN,
    OppField.SUBSTANTIATION: Part.PLAN,
    OppField.SUPPORT: Part.PLAN,
    OppField.DEVIATIONS: Part.PLAN,
    OppField.AGREEMENTS: Part.AGREED,
}
ACTION_PART = frozenset({OppField.SUPPORT, OppField.DEVIATIONS})
"""The handelingsdeel, to which parents consent (O4)."""

OPTIONAL = frozenset({OppField.DEVIATIONS, OppField.AGREEMENTS})
"""What may stay empty: nothing deviates, nothing more was agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a plan says (O3). An empty text is a field that nobody filled in yet."""

    promoting: str = field(default="", repr=False)
    impeding: str = field(default="", repr=False)
    tried: str = field(default="", repr=False)
    outflow: Outflow | None = None
    substantiation: str = field(default="", repr=False)
    support: str = field(default="", repr=False)
    deviations: str = field(default="", repr=False)
    agreements: str = field(default="", repr=False)

    def wrong(self) -> list[FieldError]:
        """List what can't be kept: texts that are too long, forbidden numbers."""
        return wrong_texts(
            **{f.name: getattr(self, f.name) for f in fields(self) if f.name != "outflow"}
        )

    def says(self, which: OppField) -> bool:
        """Tell whether a field is filled in."""
        value = getattr(self, which.value)
        return value is not None and bool(value.strip())

    def missing(self, *, asks_part_b: bool) -> tuple[OppField, ...]:
        """Give what is still asked, in the order of the form."""
        return tuple(
            each
            for each in OppField
            if each not in OPTIONAL
            and (asks_part_b or PART_OF[each] is not Part.DONE)
            and not self.says(each)
        )

    def filled_from(self, other: "Content") -> "Content":
        """Take over from another what is empty here; what somebody wrote here stays."""
        return replace(
            self,
            **{
                each.value: getattr(other, each.value)
                for each in OppField
                if other.says(each) and not self.says(each)
            },
        )

    def same(self, other: "Content", which: Iterable[OppField]) -> bool:
        """Tell whether some fields say the same in both."""
        return all(getattr(self, each.value) == getattr(other, each.value) for each in which)


def wrong_texts(**texts: str) -> list[FieldError]:
    """List what of some texts, by field, can't be kept."""
    found = (
        text_error(name, text, max_length=LONGEST_TEXT, required=False)
        for name, text in texts.items()
    )
    return [error for error in found if error is not None]
