"""The gate table of cases: which parts a case has, by the kind of request behind it.

One table for what is started with a case, for what pages offer, for what is refused, and for the
page that shows it to everybody. What is not in it is not asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samenspel_kernel.errors import RuleViolation


class RequestKind(StrEnum):
    """For whom help was asked; the kinds of intake's gates."""

    CHILD = "child"
    GROUP = "group"
    TEACHER = "teacher"
    CONSULTATION = "consultation"


class CasePart(StrEnum):
    """A part of a case, in the order of its page."""

    PERSPECTIVE = "perspective"
    STRANDS = "strands"
    VOICE = "voice"
    OPP = "opp"
    ARRANGEMENT = "arrangement"
    END_GATE = "end-gate"
    AFTERCARE = "aftercare"


WHY: Mapping[CasePart, str] = {
    CasePart.PERSPECTIVE: "N22: a perspective for every child, shared with parents and teachers",
    CasePart.STRANDS: "N1: education together with care and upbringing",
    CasePart.VOICE: "Wpo, art. 40a (O6): the child is heard and hears what came of it",
    CasePart.OPP: "Wpo, art. 40a (O1): required for extra support",
    CasePart.ARRANGEMENT: "Own standard: help has an end and an evaluation",
    CasePart.END_GATE: "N25: we do not let go until the child flourishes",
    CasePart.AFTERCARE: "N25: one looks again after 90 days",
}
"""Who demands a part where it is asked."""


@dataclass(frozen=True, slots=True)
class CaseGate:
    """What a case of one kind of request asks."""

    kind: RequestKind
    parts: frozenset[CasePart]

    def asks(self, part: CasePart) -> bool:
        """Tell whether a case of this kind has the part."""
        return part in self.parts

    def require(self, part: CasePart) -> None:
        """Refuse what is not asked here; RuleViolation `gate.not-asked`."""
        if part not in self.parts:
            raise RuleViolation("gate.not-asked")


_ALL = frozenset(CasePart)
_OF_A_CHILD = frozenset({CasePart.VOICE, CasePart.OPP})
_LIGHT = frozenset({CasePart.OPP, CasePart.STRANDS, CasePart.END_GATE})

CASE_GATES: Mapping[RequestKind, CaseGate] = {
    RequestKind.CHILD: CaseGate(RequestKind.CHILD, _ALL),
    RequestKind.GROUP: CaseGate(
        RequestKind.GROUP, _ALL - _OF_A_CHILD - {CasePart.PERSPECTIVE, CasePart.STRANDS}
    ),
    RequestKind.TEACHER: CaseGate(
        RequestKind.TEACHER,
        frozenset({CasePart.ARRANGEMENT}),
    ),
    RequestKind.CONSULTATION: CaseGate(
        RequestKind.CONSULTATION,
        _ALL - _LIGHT - {CasePart.ARRANGEMENT, CasePart.AFTERCARE},
    ),
}
"""All gates; a consultation has no OPP, no strands and no end gate."""


def kind_of(code: str) -> RequestKind:
    """Give the kind of request that a case's code stands for.

    A code of another list (arrangement, tlv) is help for a child: the gate that asks most.
    """
    return RequestKind(code) if code in set(RequestKind) else RequestKind.CHILD


def gate_of(code: str) -> CaseGate:
    """Give the gate of a case by its code of what was asked."""
    return CASE_GATES[kind_of(code)]
