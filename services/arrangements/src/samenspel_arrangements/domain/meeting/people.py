"""Who is invited to a meeting, who came, and who puts a point on its agenda."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

MOST_INVITED = 30


class InviteeKind(StrEnum):
    """As what somebody is invited."""

    PARENT = "parent"
    CHILD = "child"
    SCHOOL = "school"
    UNIT = "unit"
    EXPERT = "expert"
    PARTNER = "partner"


class Came(StrEnum):
    """Whether somebody who was invited was there; who declined said so before."""

    PRESENT = "present"
    DECLINED = "declined"
    ABSENT = "absent"


class Party(StrEnum):
    """Who put a point on the agenda; that of a child comes from the child or who helps it."""

    CHILD = "child"
    PARENT = "parent"
    SCHOOL = "school"
    UNIT = "unit"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """Somebody who is invited: a parent by its contact, an expert or a partner by what it is called.

    A parent without a contact is one that nobody knows yet. `called` is a function or an
    organisation, and personal when it names somebody.
    """

    kind: InviteeKind
    contact_id: UUID | None = None
    called: str = ""

    def __post_init__(self) -> None:
        if (self.kind in NAMED) != bool(self.called.strip()):
            raise ValueError("experts and partners are called something, and nobody else is")
        if self.contact_id is not None and self.kind is not InviteeKind.PARENT:
            raise ValueError("only a parent is known by its contact")


NAMED = frozenset({InviteeKind.EXPERT, InviteeKind.PARTNER})
