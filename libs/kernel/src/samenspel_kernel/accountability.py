"""Who answers for an open item, and what is to be done next, by when.

No child may fall between two stools: every open item has exactly one holder (a person or a
desk) and at least one dated next action.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class HolderKind(StrEnum):
    """What kind of party holds an item.

    The family desk (ouder- en jeugdsteunpunt) is the alliance's, and acts for families only.
    """

    PERSON = "person"
    SCHOOL = "school"
    UNIT_DESK = "unit-desk"
    ALLIANCE_DESK = "alliance-desk"
    FAMILY_DESK = "family-desk"


@dataclass(frozen=True, slots=True)
class Holder:
    """The one who answers for an item now; `id` is the person's, school's, unit's or alliance's."""

    kind: HolderKind
    id: UUID


@dataclass(frozen=True, slots=True)
class NextAction:
    """What is to be done next (a code of the owning service) and the last day for it."""

    kind: str
    due_on: date


def desk(*, unit_id: UUID | None, alliance_id: UUID) -> Holder:
    """Give the unit's desk, or the alliance's where no unit is known."""
    if unit_id is None:
        return Holder(HolderKind.ALLIANCE_DESK, alliance_id)
    return Holder(HolderKind.UNIT_DESK, unit_id)
