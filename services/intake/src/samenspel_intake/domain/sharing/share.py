"""What is asked of parents, and within which terms they answer."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.domain.sharing.purpose import Purpose, SharedPart
from samenspel_kernel.errors import FieldError
from samenspel_kernel.ids import PersonId
from samenspel_kernel.responsibility import Partner
from samenspel_kernel.term import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What is shared, with whom, for what, and from the first day to the last."""

    partner: Partner
    purpose: Purpose
    parts: frozenset[SharedPart]
    first_day: date
    last_day: date

    def wrong(self) -> list[FieldError]:
        """List what can't be granted."""
        checks = {
            ("parts", "share.nothing"): not self.parts,
            ("last_day", "share.ends-early"): self.last_day < self.first_day,
        }
        return [FieldError(*error) for error, is_wrong in checks.items() if is_wrong]


@dataclass(frozen=True, slots=True)
class ConsentTerms:
    """When silent parents are reminded, until when they may answer, and who decides then.

    `talk` is the term to talk with a parent who says no, `review` the one to look again before
    the period ends.
    """

    remind: Term
    decide: Term
    talk: Term
    review: Term
    decider: PersonId
