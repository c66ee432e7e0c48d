"""The shared perspective of a case: its versions, who shares them, and who sees that it is done."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from samenspel_arrangements.domain.perspective.agreement import Agrees, Party, Position, View
from samenspel_arrangements.domain.perspective.content import Content
from samenspel_arrangements.domain.perspective.events import (
    PerspectiveClosed,
    PerspectiveOpened,
    PhaseEntered,
    PositionTaken,
    TransferChecked,
    VersionWritten,
)
from samenspel_arrangements.domain.perspective.ids import PerspectiveId, perspective_id_of
from samenspel_arrangements.domain.perspective.standing import (
    Asking,
    Awaited,
    Ended,
    Following,
    Heard,
    Outcome,
    PerspectiveAction,
    Phase,
    Standing,
    Transfer,
    Version,
)
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId, PersonId, PupilId, SchoolId, SupportRequestId
from samenspel_kernel.open_item import OpenItem
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

BEFORE_CHECK = timedelta(days=60)
"""So long before its last day the look after a transfer may be done."""


@dataclass(eq=False, kw_only=True)
class SharedPerspective(OpenItem[PerspectiveId]):
    """Guards that each change is a version, and that a version is put to all whom it concerns.

    Views are of the newest version; those of earlier ones are kept. Help never waits for them.
    """

    thing: ClassVar[str] = "perspective"
    bound: ClassVar[frozenset[str]] = frozenset(PerspectiveAction)

    case_id: CaseId
    support_request_id: SupportRequestId
    pupil_id: PupilId
    school_id: SchoolId | None
    opened_at: datetime
    standing: Standing
    phase: Phase = Phase.OBSERVE
    versions: tuple[Version, ...] = ()
    positions: tuple[Position, ...] = ()

    @classmethod
    def open(
        cls,
        case_id: CaseId,
        *,
        alliance_id: UUID,
        unit_id: UUID | None,
        support_request_id: SupportRequestId,
        pupil_id: PupilId,
        school_id: SchoolId | None,
        holder: Holder,
        write: Term,
        at: datetime,
    ) -> "SharedPerspective":
        """Begin with the case; who holds the case sees that it is written within the term."""
        action = NextAction(PerspectiveAction.WRITE.value, write.last_day)
        perspective = cls(
            id=perspective_id_of(case_id),
            alliance_id=alliance_id,
            unit_id=unit_id,
            case_id=case_id,
            support_request_id=support_request_id,
            pupil_id=pupil_id,
            school_id=school_id,
            opened_at=at,
            standing=Awaited(Responsibility.of(holder, action), write),
        )
        perspective._record(PerspectiveOpened(occurred_at=at, perspective=perspective))
        return perspective

    @property
    def responsibility(self) -> Responsibility | None:
        """Who answers for it and what is next; None when it has ended."""
        return None if isinstance(self.standing, Ended) else self.standing.responsibility

    @property
    def current(self) -> Version | None:
        """Give the newest version; None while nothing is written."""
        return self.versions[-1] if self.versions else None

    @property
    def version(self) -> int:
        """Give the number of the newest version; 0 while nothing is written."""
        return len(self.versions)

    def version_at(self, number: int) -> Content | None:
        """Give what a version said; None for 0. RuleViolation when there is no such version."""
        if not 0 <= number <= len(self.versions):
            raise RuleViolation("perspective.no-such-version")
        return self.versions[number - 1].content if number else None

    def views(self, version: int | None = None) -> dict[Party, Position]:
        """Give the last position of each party on a version, the newest one if none is named."""
        number = self.version if version is None else version
        return {each.party: each for each in self.positions if each.version == number}

    def is_shared_by(self, asked: frozenset[Party]) -> bool:
        """Tell whether everybody who is asked shares the newest version (K15)."""
        views = self.views()
        return bool(self.versions) and all(
            party in views and isinstance(views[party].view, Agrees) for party in asked
        )

    def running(self) -> tuple[Term, ...]:
        """Give the terms that run."""
        match self.standing:
            case (
                Awaited(write=term, transfer=transfer)
                | Asking(agree=term, transfer=transfer)
                | Heard(review=term, transfer=transfer)
            ):
                return (term, transfer.check) if transfer else (term,)
            case Following(transfer=transfer):
                return (transfer.check,)
            case Ended():
                return ()

    def write(self, content: Content, *, by: Actor, agree: Term, at: datetime) -> bool:
        """Make a version of what changed, and put it to everybody; False when nothing changed.

        In a case that was opened again it is a new version too when nothing changed: all are asked.
        """
        standing = self._standing_case()
        self.notice_breaches(at=at)
        again = isinstance(standing, Awaited)
        if self.current is not None and self.current.content == content and not again:
            return False
        made = Version(
            number=self.version + 1,
            content=content,
            written_by=by.person_id,
            writer_name=by.name,
            written_at=at,
        )
        self.versions = (*self.versions, made)
        held = standing.responsibility.replanned(
            [PerspectiveAction.WRITE, PerspectiveAction.REVIEW],
            NextAction(PerspectiveAction.ASK_VIEWS.value, agree.last_day),
        )
        self.standing = Asking(held, agree, standing.transfer)
        self._record(VersionWritten(occurred_at=at, perspective=self, version=made))
        self._hold(held, at)
        return True

    def take_position(
        self,
        party: Party,
        view: View,
        *,
        version: int,
        asked: frozenset[Party],
        review: Term,
        by: PersonId,
        at: datetime,
    ) -> None:
        """Write down what a party thinks of the newest version; it may change its mind.

        When everybody who is asked has said so, agreeing or not, it is looked at again later.
        """
        standing = self._standing_case()
        if self.current is None:
            raise RuleViolation("perspective.not-written")
        if party not in asked:
            raise RuleViolation("perspective.party-not-asked")
        if version != self.version:
            raise RuleViolation("perspective.newer-version")
        self.notice_breaches(at=at)
        position = Position(version=version, party=party, view=view, recorded_by=by, recorded_at=at)
        self.positions = (*self.positions, position)
        self._record(
            PositionTaken(
                occurred_at=at,
                perspective=self,
                position=position,
                shared_by_all=self.is_shared_by(asked),
            )
        )
        if isinstance(standing, Asking) and asked <= self.views().keys():
            held = standing.responsibility.replanned(
                [PerspectiveAction.ASK_VIEWS],
                NextAction(PerspectiveAction.REVIEW.value, review.last_day),
            )
            self.standing = Heard(held, review, standing.transfer)
            self._hold(held, at)

    def enter(self, phase: Phase, *, at: datetime) -> None:
        """Go on to another part of the cycle; nothing happens when it is there already."""
        self._standing_case()
        if phase is not self.phase:
            self.phase = phase
            self._record(PhaseEntered(occurred_at=at, perspective=self, phase=phase))

    def transferred(self, transfer: Transfer, *, at: datetime) -> None:
        """Note that the child went on to another school; one looks again within the term."""
        standing = self._standing_case()
        if self.current is None:
            raise RuleViolation("perspective.not-written")
        if transfer.on > dutch_date(at):
            raise InvalidInput(FieldError("on", "perspective.transfer-in-future"))
        action = NextAction(PerspectiveAction.CHECK_TRANSFER.value, transfer.check.last_day)
        held = standing.responsibility.with_action(action)
        self.standing = replace(standing, responsibility=held, transfer=transfer)
        self._hold(held, at)

    def checked(self, outcome: Outcome, *, at: datetime) -> None:
        """Note what became of the perspective, about a year after the transfer (N2)."""
        standing = self.standing
        if isinstance(standing, Ended) or standing.transfer is None:
            raise RuleViolation("perspective.no-transfer")
        if dutch_date(at) < standing.transfer.check.last_day - BEFORE_CHECK:
            raise RuleViolation("perspective.check-too-early")
        self.notice_breaches(at=at)
        self._record(TransferChecked(occurred_at=at, perspective=self, outcome=outcome))
        if isinstance(standing, Following):
            self._end(Ended(outcome), at)
            return
        held = standing.responsibility.without(PerspectiveAction.CHECK_TRANSFER)
        self.standing = replace(standing, responsibility=held, transfer=None)
        self._hold(held, at)

    def follow(self, holder: Holder, *, at: datetime) -> None:
        """Have who holds the case hold this too; nothing happens when that is so, or it ended."""
        held = self.responsibility
        if held is not None and held.holder != holder:
            self._hold(held.held_by(holder), at)

    def case_closed(self, *, at: datetime) -> None:
        """Stop with the case; only the look after a transfer is still to be done."""
        standing = self.standing
        if isinstance(standing, Ended | Following):
            return
        self.notice_breaches(at=at)
        transfer = standing.transfer
        if transfer is None:
            self._end(Ended(), at)
            return
        action = NextAction(PerspectiveAction.CHECK_TRANSFER.value, transfer.check.last_day)
        held = Responsibility.of(standing.responsibility.holder, action)
        self.standing = Following(held, transfer)
        self._hold(held, at)

    def case_reopened(self, holder: Holder, *, write: Term, at: datetime) -> None:
        """Come back with the case, to be gone through and written again within the term.

        What was said stays as the newest version; a look after a transfer is still to be done. One
        that is open already only goes with who holds the case.
        """
        standing = self.standing
        if not isinstance(standing, Ended | Following):
            self.follow(holder, at=at)
            return
        self.notice_breaches(at=at)
        held = Responsibility.of(holder, NextAction(PerspectiveAction.WRITE.value, write.last_day))
        if isinstance(standing, Ended):
            self.standing = Awaited(held, write)
            self._record(PerspectiveOpened(occurred_at=at, perspective=self))
            return
        check = standing.transfer.check.last_day
        held = held.with_action(NextAction(PerspectiveAction.CHECK_TRANSFER.value, check))
        self.standing = Awaited(held, write, standing.transfer)
        self._hold(held, at)

    def _standing_case(self) -> Awaited | Asking | Heard:
        if isinstance(self.standing, Ended | Following):
            raise RuleViolation("perspective.closed")
        return self.standing

    def _put(self, responsibility: Responsibility) -> None:
        if not isinstance(self.standing, Ended):
            self.standing = replace(self.standing, responsibility=responsibility)

    def _end(self, ended: Ended, at: datetime) -> None:
        self.standing = ended
        self._record(PerspectiveClosed(occurred_at=at, perspective=self))
