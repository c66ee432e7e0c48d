"""How the parents had their say before a request about their child was sent."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.question import LONGEST_TEXT
from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.errors import FieldError


@dataclass(frozen=True, slots=True)
class ParentView:
    """One parent saw it, on a day, and perhaps added a view of its own."""

    parent: ContactId
    seen_on: date
    view: str = field(default="", repr=False)

    def wrong(self) -> list[FieldError]:
        """List what can't be taken in."""
        too_long = len(self.view) > LONGEST_TEXT
        long = [FieldError("view", "text.too-long")] if too_long else []
        return [*long, *forbidden_identifiers.field_errors(view=self.view)]


class WhyNotShown(StrEnum):
    """Why no parent saw it first; never that there was no time."""

    NOT_REACHED = "not-reached"
    NOBODY_KNOWN = "nobody-known"
    UNSAFE_FOR_CHILD = "unsafe-for-child"


@dataclass(frozen=True, slots=True)
class NotShown:
    """No parent saw it; the reason is told to them later, unless that is unsafe."""

    why: WhyNotShown
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """Each parent that saw it, separately; one view a parent, and never none."""

    views: tuple[ParentView, ...]

    def __post_init__(self) -> None:
        if not self.views:
            raise ValueError("shown to nobody")

    def with_view(self, view: ParentView) -> "Shown":
        """Add what a parent says, or replace what it said before."""
        return Shown((*(v for v in self.views if v.parent != view.parent), view))


ParentsVoice = Shown | NotShown


def seen_by(before: ParentsVoice | None, view: ParentView) -> Shown:
    """Add that a parent saw it; a reason why nobody did no longer counts."""
    return before.with_view(view) if isinstance(before, Shown) else Shown((view,))
