"""Who agrees with a version of a perspective, and who does not and with what.

A disagreement is written down beside the version. It never holds up help.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from samenspel_kernel.ids import PersonId


class PartyKind(StrEnum):
    """Who shares a perspective (N22: child, parents and teachers)."""

    CHILD = "child"
    PARENT = "parent"
    TEACHER = "teacher"


@dataclass(frozen=True, slots=True)
class Party:
    """One who is asked; of parents `contact_id` says which, None where no parent is known yet."""

    kind: PartyKind
    contact_id: UUID | None = None

    def __post_init__(self) -> None:
        if self.contact_id is not None and self.kind is not PartyKind.PARENT:
            raise ValueError("only parents are told apart by their contact")


@dataclass(frozen=True, slots=True)
class Agrees:
    """The party shares the version."""

    status: ClassVar = "agrees"


@dataclass(frozen=True, slots=True)
class Disagrees:
    """The party does not, and says with what; its own words."""

    status: ClassVar = "disagrees"
    with_what: str

    def __post_init__(self) -> None:
        if not self.with_what.strip():
            raise ValueError("who disagrees says with what")


View = Agrees | Disagrees


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a party said of a version, who wrote it down, and when."""

    version: int
    party: Party
    view: View
    recorded_by: PersonId
    recorded_at: datetime


def parties_of(parents: Iterable[UUID]) -> frozenset[Party]:
    """Give who must be asked: the child, each parent with authority, the teacher.

    Where no parent with authority is known, one parent is asked all the same.
    """
    known = {Party(PartyKind.PARENT, id_) for id_ in parents}
    return frozenset(
        {Party(PartyKind.CHILD), Party(PartyKind.TEACHER), *(known or {Party(PartyKind.PARENT)})}
    )


def in_order(parties: Iterable[Party]) -> list[Party]:
    """Sort parties: the child, the parents, the teacher."""
    place = list(PartyKind).index
    return sorted(parties, key=lambda each: (place(each.kind), str(each.contact_id)))
