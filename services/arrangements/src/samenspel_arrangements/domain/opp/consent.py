"""What each parent with authority says to the action part of one revision (O4).

Silence is not consent. What was said to an earlier text does not count for a later one.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NewType
from uuid import UUID

from samenspel_kernel.ids import PersonId

ParentId = NewType("ParentId", UUID)
"""A parent, by the id of how it is reached."""


class Way(StrEnum):
    """How a parent said it."""

    ON_SCREEN = "on-screen"
    IN_TALK = "in-talk"
    ON_PAPER = "on-paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentSays:
    """One parent gives consent or withholds it, to one revision of the action part.

    `written_by` is who wrote it down: the parent itself on screen, else the school.
    """

    parent: ParentId
    is_given: bool
    revision: int
    on: date
    way: Way
    written_by: PersonId
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Consent:
    """The answers to one revision of the action part; each parent has one."""

    revision: int
    answers: tuple[ParentSays, ...] = ()

    def __post_init__(self) -> None:
        parents = [answer.parent for answer in self.answers]
        if len(set(parents)) < len(parents):
            raise ValueError("one answer a parent")
        if any(answer.revision != self.revision for answer in self.answers):
            raise ValueError("an answer to another text")

    def with_answer(self, answer: ParentSays) -> "Consent":
        """Write down what a parent says; what it said before no longer counts."""
        others = (a for a in self.answers if a.parent != answer.parent)
        return replace(self, answers=(*others, answer))

    @property
    def withheld_by(self) -> frozenset[ParentId]:
        """Who said no."""
        return frozenset(a.parent for a in self.answers if not a.is_given)

    def is_there(self, parents: Collection[ParentId]) -> bool:
        """Tell whether each of the parents with authority gave it, and there is one at least."""
        given = {a.parent for a in self.answers if a.is_given}
        return bool(parents) and given.issuperset(parents) and not self.withheld_by & set(parents)

    def silent(self, parents: Collection[ParentId]) -> frozenset[ParentId]:
        """Give which of the parents said nothing yet."""
        return frozenset(parents) - {a.parent for a in self.answers}
