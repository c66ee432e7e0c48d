"""What is missing of a child: somebody asks for it, until a day."""

from dataclasses import dataclass
from enum import StrEnum

from samenspel_kernel.accountability import Holder, NextAction

COMPLETE_DATA = "complete-data"


class Missing(StrEnum):
    """A piece that is still to be asked for."""

    FAMILY_NAME = "family-name"
    BIRTH_DATE = "birth-date"
    SCHOOL = "school"
    MUNICIPALITY = "municipality"
    PARENT_CONTACT = "parent-contact"


@dataclass(frozen=True, slots=True)
class Completion:
    """What is missing (never nothing), who asks for it, and until when."""

    missing: frozenset[Missing]
    holder: Holder
    next_action: NextAction

    def __post_init__(self) -> None:
        if not self.missing:
            raise ValueError("a completion without anything missing")
