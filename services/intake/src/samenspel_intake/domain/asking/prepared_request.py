"""A request before it is sent: typed bit by bit, shown to the parents, of one kind or another.

It is an open item of the school: a request that was begun is not forgotten.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from samenspel_intake.domain.asking.answers import Answers
from samenspel_intake.domain.asking.asked import Asked
from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import GATES, Gate, RequestKind
from samenspel_intake.domain.asking.parents_voice import (
    NotShown,
    ParentsVoice,
    ParentView,
    Shown,
    seen_by,
)
from samenspel_intake.domain.ids import PreparedRequestId, support_request_id_of
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.aggregate import DomainEvent
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PupilId, SchoolId, SupportRequestId, UnitId
from samenspel_kernel.open_item import TransferableItem
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

SEND = "send-request"


class WhyDropped(StrEnum):
    """Why a request that was begun is not sent."""

    SOLVED = "solved"
    PARENTS_OBJECT = "parents-object"
    NOT_NEEDED = "not-needed"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Preparing:
    """Open: the school works on it, and sends it within a term."""

    status: ClassVar = "preparing"
    responsibility: Responsibility
    finish: Term


@dataclass(frozen=True, slots=True)
class Sent:
    """Closed: it is a support request now."""

    status: ClassVar = "sent"
    support_request_id: SupportRequestId


@dataclass(frozen=True, slots=True)
class Dropped:
    """Closed: the school doesn't ask."""

    status: ClassVar = "dropped"
    why: WhyDropped


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedRequestEvent(DomainEvent):
    """Something happened to a request in the making."""

    prepared: "PreparedRequest"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestBegun(PreparedRequestEvent):
    """A school prepares a request; the term to send it runs."""

    responsibility: Responsibility
    finish: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestShown(PreparedRequestEvent):
    """The parents can read it and say what they think, before it is sent."""

    pupil_id: PupilId
    finish: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentSaid(PreparedRequestEvent):
    """A parent read it, and perhaps added a view."""

    view: ParentView


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationEnded(PreparedRequestEvent):
    """It was sent or dropped."""


@dataclass(eq=False, kw_only=True)
class PreparedRequest(TransferableItem[PreparedRequestId]):
    """Guards that nothing is typed twice and that parents see it first.

    `shown` tells that the parents can read it; what is changed after that, they can read too.
    """

    thing: ClassVar[str] = "prepared-request"
    bound: ClassVar[frozenset[str]] = frozenset({SEND})

    alliance_id: AllianceId
    unit_id: UnitId | None = None
    school_id: SchoolId
    pupil_id: PupilId | None = None
    kind: RequestKind
    answers: Answers
    shown: bool = False
    parents: ParentsVoice | None = None
    begun_at: datetime
    standing: Preparing | Sent | Dropped

    @classmethod
    def begin(
        cls,
        id_: PreparedRequestId,
        kind: RequestKind,
        *,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        school_id: SchoolId,
        pupil_id: PupilId | None,
        earlier: Answers,
        finish: Term,
        at: datetime,
    ) -> "PreparedRequest":
        """Begin one; what was typed for an earlier request of the child is there already."""
        holder = Holder(HolderKind.SCHOOL, school_id)
        held = Responsibility.of(holder, NextAction(SEND, finish.last_day))
        prepared = cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            school_id=school_id,
            pupil_id=pupil_id,
            kind=kind,
            answers=earlier,
            begun_at=at,
            standing=Preparing(held, finish),
        )
        prepared._record(
            RequestBegun(occurred_at=at, prepared=prepared, responsibility=held, finish=finish)
        )
        return prepared

    @property
    def responsibility(self) -> Responsibility | None:
        """Who works on it; None when it was sent or dropped."""
        return self.standing.responsibility if isinstance(self.standing, Preparing) else None

    def running(self) -> tuple[Term, ...]:
        """Give the term to send it."""
        return (self.standing.finish,) if isinstance(self.standing, Preparing) else ()

    def type(self, field: Field, text: str) -> None:
        """Keep what was typed, as it was typed; InvalidInput for what can't be taken in."""
        self._held()
        answers = self.answers.with_text(field, text)
        if wrong := answers.wrong():
            raise InvalidInput(*wrong)
        self.answers = answers

    def change_kind(self, kind: RequestKind) -> None:
        """Ask in another way; nothing that was typed is lost."""
        self._held()
        self.kind = kind

    def is_about(self, pupil_id: PupilId) -> None:
        """Say which child it turned out to be about; what parents of another saw counts no more."""
        self._held()
        if pupil_id != self.pupil_id:
            self.pupil_id, self.shown, self.parents = pupil_id, False, None

    def show(self, *, at: datetime) -> None:
        """Let the parents read it before it is sent; once is enough."""
        self._held()
        if self.pupil_id is None or not GATES[self.kind].is_about_a_child:
            raise RuleViolation("prepared-request.about-no-child")
        if not self.shown and isinstance(self.standing, Preparing):
            self.shown = True
            self._record(
                RequestShown(
                    occurred_at=at,
                    prepared=self,
                    pupil_id=self.pupil_id,
                    finish=self.standing.finish,
                )
            )

    def parent_said(self, view: ParentView, *, at: datetime) -> None:
        """Write down that a parent read it, and what it thinks; each parent for itself."""
        self._held()
        if not self.shown:
            raise RuleViolation("prepared-request.not-shown")
        if wrong := view.wrong():
            raise InvalidInput(*wrong)
        self.parents = seen_by(self.parents, view)
        self._record(ParentSaid(occurred_at=at, prepared=self, view=view))

    def not_shown(self, why: NotShown) -> None:
        """Write down why no parent can read it first."""
        self._held()
        if not why.reason.strip():
            raise InvalidInput(FieldError("reason", "prepared-request.reason-missing"))
        if not isinstance(self.parents, Shown):
            self.parents = why

    def send(self, gate: Gate, *, at: datetime) -> Asked:
        """Close it and give what goes to the alliance; InvalidInput names all that is missing.

        Of a kind that is about no child, nothing of the child goes along.
        """
        held = self._held()
        if gate.kind is not self.kind:
            raise ValueError("the gate of another kind")
        if held.offer is not None:
            raise RuleViolation("handover.already-offered")
        if wrong := [*self._missing(gate), *self.answers.wrong()]:
            raise InvalidInput(*wrong)
        for term in self.running():
            self._check(term, at)
        self.standing = Sent(support_request_id_of(self.id))
        self._record(PreparationEnded(occurred_at=at, prepared=self))
        parents = self.parents if gate.is_about_a_child else None
        return Asked(self.kind, self.answers.asked_by(gate), parents)

    def drop(self, why: WhyDropped, *, at: datetime) -> None:
        """Don't send it."""
        self._held()
        self.standing = Dropped(why)
        self._record(PreparationEnded(occurred_at=at, prepared=self))

    def _missing(self, gate: Gate) -> list[FieldError]:
        empty = [FieldError(f.value, "field.missing") for f in self.answers.missing(gate)]
        if not gate.is_about_a_child:
            return empty
        if self.pupil_id is None:
            empty.append(FieldError("pupil_id", "pupil.missing"))
        if self.parents is None:
            empty.append(FieldError("parents", "request.parents-did-not-see"))
        return empty

    def _put(self, responsibility: Responsibility) -> None:
        if isinstance(self.standing, Preparing):
            self.standing = replace(self.standing, responsibility=responsibility)
