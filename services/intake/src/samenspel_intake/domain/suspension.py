"""A response term that stands still because the desk asked for something (Awb 4:15).

What is over is a `Suspension` of the kernel, with one of these reasons.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samenspel_kernel.term import Term


class WhySuspended(StrEnum):
    """What is waited for."""

    INFORMATION_MISSING = "information-missing"
    SCHOOL_ASKED = "school-asked"
    PARENTS_ASKED = "parents-asked"


@dataclass(frozen=True, slots=True)
class Suspended:
    """Since when it stands still and why; `complete` is the term for what was asked."""

    asked_on: date
    why: WhySuspended
    complete: Term
    note: str = field(default="", repr=False)
