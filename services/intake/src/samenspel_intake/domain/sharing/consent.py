"""What each parent with authority says to a grant; silence is not consent."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from samenspel_intake.domain.contact import ContactId
from samenspel_kernel.ids import PersonId


@dataclass(frozen=True, slots=True)
class ParentAnswer:
    """One parent gave consent or withheld it, to one version of the text."""

    parent: ContactId
    is_given: bool
    text_version: int
    on: date


@dataclass(frozen=True, slots=True)
class SilenceDecision:
    """What the named decider decided because a parent stayed silent, and why."""

    by: PersonId
    decided_at: datetime
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Consent:
    """The parents with authority (a guardian counts as one), and what they said."""

    parents: frozenset[ContactId]
    answers: tuple[ParentAnswer, ...] = ()

    def __post_init__(self) -> None:
        if not self.parents:
            raise ValueError("consent of nobody")

    def with_answer(self, answer: ParentAnswer) -> "Consent":
        """Write down what a parent says; what it said before no longer counts."""
        others = (a for a in self.answers if a.parent != answer.parent)
        return replace(self, answers=(*others, answer))

    def of_parents(self, parents: frozenset[ContactId]) -> "Consent":
        """Ask others: who has authority now."""
        return Consent(parents, tuple(a for a in self.answers if a.parent in parents))

    @property
    def silent(self) -> frozenset[ContactId]:
        """Who has not said anything."""
        return self.parents - {a.parent for a in self.answers}

    @property
    def given_by(self) -> frozenset[ContactId]:
        """Who gave it."""
        return frozenset(a.parent for a in self.answers if a.is_given)

    @property
    def is_withheld(self) -> bool:
        """Whether anybody withholds it: then it is not there, whoever decides."""
        return any(not a.is_given for a in self.answers)

    @property
    def is_complete(self) -> bool:
        """Whether everybody gave it."""
        return self.given_by == self.parents
