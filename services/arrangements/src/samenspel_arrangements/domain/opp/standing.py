"""Where a plan stands: what is being written, what is in force, and who does what next.

An open standing has a responsibility and the terms that run. A version that is in force was heard,
talked about and consented to: it can't be written down without that.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from samenspel_arrangements.domain.opp.consent import Consent
from samenspel_arrangements.domain.opp.content import Content, wrong_texts
from samenspel_arrangements.domain.opp.hearing import Hearing, HearingSoFar, Unheard
from samenspel_arrangements.domain.opp.talks import Talk
from samenspel_arrangements.domain.perspective.findings import Finding
from samenspel_kernel.errors import FieldError
from samenspel_kernel.ids import PersonId
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.state_table import StateTable
from samenspel_kernel.term import Term


class OppAction(StrEnum):
    """What can be next; each follows a term."""

    ESTABLISH = "establish-opp"
    TALK_ABOUT_CONSENT = "talk-about-consent"
    RECORD_BEGIN = "record-begin-date"
    TELL_CHILD = "tell-child-about-opp"
    EVALUATE = "evaluate-opp"
    RECORD_END = "record-end-date"


class EndReason(StrEnum):
    """Why a plan ends."""

    GOAL_REACHED = "goal-reached"
    NO_EXTRA_SUPPORT = "no-extra-support"
    OTHER_SCHOOL = "other-school"
    LEFT_PRIMARY = "left-primary"
    DIED = "died"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is being written; `consent` is to its action part of now."""

    content: Content
    consent: Consent
    hearing: HearingSoFar = field(default_factory=Unheard)
    talk: Talk | None = None

    @property
    def is_heard(self) -> bool:
        """Whether it is written down how the child was heard, or why not."""
        return not isinstance(self.hearing, Unheard)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A plan as it was established; versions are never rewritten."""

    number: int
    content: Content
    hearing: Hearing
    talk: Talk
    consent: Consent
    established_on: date
    established_by: PersonId


class EvaluationOutcome(StrEnum):
    """What school and parents concluded."""

    GO_ON = "go-on"
    ADJUST = "adjust"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """School and parents looked back, and the child was heard (O5, O6).

    `findings` are of goals of the shared perspective; `by_name` wrote it down.
    """

    on: date
    talk: Talk
    hearing: Hearing
    outcome: EvaluationOutcome
    note: str = field(repr=False)
    findings: tuple[Finding, ...] = ()
    by_name: str = field(default="", repr=False)

    def wrong(self) -> list[FieldError]:
        """List what can't be kept of all that was said."""
        return [*wrong_texts(note=self.note), *self.talk.wrong(), *self.hearing.wrong()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """Open: the first version is being written."""

    status: ClassVar = "drafting"
    responsibility: Responsibility
    establish: Term
    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """Open: the newest version counts.

    `asks_child`: its evaluation comes near, and the child is asked for it.
    """

    status: ClassVar = "in-force"
    responsibility: Responsibility
    evaluate: Term
    asks_child: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusting:
    """Open: the newest version counts, until the one that is being written takes its place."""

    status: ClassVar = "adjusting"
    responsibility: Responsibility
    establish: Term
    evaluate: Term
    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopping:
    """Open: it ended, and the school still has to record that in the national register."""

    status: ClassVar = "stopping"
    responsibility: Responsibility
    record: Term
    reason: EndReason
    ended_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Closed."""

    status: ClassVar = "ended"
    reason: EndReason
    ended_on: date


Standing = Drafting | InForce | Adjusting | Stopping | Ended

OPP_STATES = StateTable(
    thing="opp",
    first={"begin": Drafting},
    moves={
        Drafting: {
            "write": (Drafting,),
            "hear": (Drafting,),
            "talk": (Drafting,),
            "answer": (Drafting,),
            "dispute": (Drafting,),
            "establish": (InForce,),
            "abandon": (Ended,),
        },
        InForce: {
            "evaluate": (InForce, Adjusting, Stopping),
            "adjust": (Adjusting,),
            "tell-child": (InForce,),
            "record-begin": (InForce,),
            "dispute": (InForce,),
            "stop": (Stopping,),
            "abandon": (Ended,),
        },
        Adjusting: {
            "write": (Adjusting,),
            "hear": (Adjusting,),
            "talk": (Adjusting,),
            "answer": (Adjusting,),
            "dispute": (Adjusting,),
            "tell-child": (Adjusting,),
            "record-begin": (Adjusting,),
            "establish": (InForce,),
            "stop": (Stopping,),
            "abandon": (Ended,),
        },
        Stopping: {"tell-child": (Stopping,), "record-end": (Ended,), "abandon": (Ended,)},
        Ended: {},
    },
)
"""Which command leads from where to where; `abandon` is for a child that died."""
