"""A placement: from a place that is sought to a child that is there, and back with support."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import ClassVar

from samenspel_arrangements.domain.child_of_case import ChildOfCase
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.places.events import (
    ChildAdmitted,
    ChildEnrolled,
    ChildReturned,
    PlaceEscalated,
    PlacementEnded,
    PlaceSought,
    SeatAsked,
)
from samenspel_arrangements.domain.places.grounds import Grounds
from samenspel_arrangements.domain.places.ids import PlacementId, ProvisionId
from samenspel_arrangements.domain.places.provision import BY_ADMISSION, ProvisionKind
from samenspel_arrangements.domain.places.standing import (
    PLACEMENTS,
    Admission,
    Admitted,
    Asked,
    Ended,
    EndReason,
    Enrolled,
    PlacementAction,
    Returned,
    Sought,
    Standing,
)
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId, PupilId, SchoolId, SupportRequestId
from samenspel_kernel.open_item import TransferableItem
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

LONGEST_DECISION = 100
A_YEAR = timedelta(days=366)


@dataclass(eq=False, kw_only=True)
class Placement(TransferableItem[PlacementId]):
    """Guards the order: sought, admitted by the board of the school, enrolled, perhaps returned.

    A child has no place by a TLV, nor by a seat that is kept for it: only a board admits, and only
    who was admitted is enrolled. `grounds` say why regular education is not enough; without them no
    place in special education is looked for (N3).
    """

    thing: ClassVar[str] = "placement"
    bound: ClassVar[frozenset[str]] = frozenset(PlacementAction)

    case_id: CaseId
    support_request_id: SupportRequestId | None
    pupil_id: PupilId
    school_id: SchoolId | None
    kind: ProvisionKind
    grounds: Grounds | None
    sought_at: datetime
    standing: Standing

    def __post_init__(self) -> None:
        if self.kind in BY_ADMISSION and self.grounds is None:
            raise ValueError("special education is looked for without saying why")

    @classmethod
    def seek(
        cls,
        id_: PlacementId,
        kind: ProvisionKind,
        grounds: Grounds | None,
        *,
        child: ChildOfCase,
        holder: Holder,
        find: Term,
        at: datetime,
    ) -> "Placement":
        """Look for a place, in the hands of a holder; escalated when `find` ends without one."""
        action = NextAction(PlacementAction.FIND_PLACE, find.last_day)
        sought = Sought(Responsibility.of(holder, action), find)
        placement = cls(
            id=id_,
            alliance_id=child.alliance_id,
            unit_id=child.unit_id,
            case_id=child.case_id,
            support_request_id=child.support_request_id,
            pupil_id=child.pupil_id,
            school_id=child.school_id,
            kind=kind,
            grounds=grounds,
            sought_at=at,
            standing=sought,
        )
        placement._record(PlaceSought(occurred_at=at, placement=placement, standing=sought))
        return placement

    @property
    def responsibility(self) -> Responsibility | None:
        """Who answers for it and what is next; None when it has ended."""
        return None if isinstance(self.standing, Ended) else self.standing.responsibility

    @property
    def asked(self) -> Asked | None:
        """Where a seat is kept for the child, or where it waits in line."""
        standing = self.standing
        return standing.asked if isinstance(standing, Sought | Admitted | Enrolled) else None

    def running(self) -> tuple[Term, ...]:
        """Give the term that runs."""
        match self.standing:
            case Sought(find=term) | Admitted(enrol=term):
                return (term,)
            case Enrolled(review=term) | Returned(support=term):
                return (term,)
            case Ended():
                return ()

    def check_can_ask(self) -> None:
        """Refuse who asks a seat while it has or awaits one, or looks for no place any more."""
        if self._sought().asked is not None:
            raise RuleViolation("placement.asked-already")

    def ask_at(self, provision_id: ProvisionId, *, seated: bool, at: datetime) -> None:
        """Note that a seat is kept at a provision, or that the child waits there in line."""
        self.check_can_ask()
        self._asked(Asked(provision_id, seated), at)

    def move_up(self, provision_id: ProvisionId, *, at: datetime) -> None:
        """Note that the child is out of the line: a seat is kept for it now."""
        if self.asked == Asked(provision_id, seated=False):
            self._asked(Asked(provision_id, seated=True), at)

    def leave_line(self) -> None:
        """Note that the child needs no seat where it asked one."""
        self._go("leave-seat", replace(self._sought(), asked=None))

    def look(self, *, take_up_by: date, at: datetime) -> None:
        """Do what time does: four weeks without a place are escalated, once."""
        super().look(take_up_by=take_up_by, at=at)
        standing, today = self.standing, dutch_date(at)
        if not isinstance(standing, Sought) or standing.escalated_on is not None:
            return
        if today <= standing.find.last_day:
            return
        escalated = replace(standing, escalated_on=today)
        self._go("escalate", escalated)
        self._record(PlaceEscalated(occurred_at=at, placement=self, standing=escalated))
        escalate = NextAction(PlacementAction.ESCALATE, take_up_by)
        kept = escalated.responsibility.replanned({PlacementAction.FIND_PLACE}, escalate)
        self._hold(kept, at)

    def admit(
        self,
        admission: Admission,
        *,
        enrol: Term,
        provision_school: SchoolId | None,
        has_tlv: bool,
        at: datetime,
    ) -> None:
        """Note that the board of the school admits the child; by `enrol` it is there.

        `provision_school` is where a seat is kept: only its board can admit there. `has_tlv` tells
        whether a TLV for such a school counts on the first day (Wpo 40; T4).
        """
        standing = self._sought()
        if self.kind in BY_ADMISSION and not has_tlv:
            raise RuleViolation("placement.no-tlv")
        wrong = []
        if text := text_error("decision", admission.decision, max_length=LONGEST_DECISION):
            wrong.append(text)
        if abs(admission.from_day - dutch_date(at)) > A_YEAR:
            wrong.append(FieldError("from_day", "placement.day-too-far"))
        if provision_school is not None and admission.school_id != provision_school:
            wrong.append(FieldError("school_id", "placement.other-school"))
        if wrong:
            raise InvalidInput(*wrong)
        if standing.asked is not None and not standing.asked.seated:
            raise RuleViolation("placement.waits-in-line")
        self.notice_breaches(at=at)
        kinds = {PlacementAction.FIND_PLACE, PlacementAction.ESCALATE}
        then = NextAction(PlacementAction.ENROL, enrol.last_day)
        held = standing.responsibility.replanned(kinds, then)
        admitted = Admitted(held, enrol, admission, standing.asked)
        self._go("admit", admitted)
        self._record(ChildAdmitted(occurred_at=at, placement=self, standing=admitted))
        self._hold(held, at)

    def enrol(self, first_day: date, *, review: Term, at: datetime) -> None:
        """Note that the child began; only who was admitted can, and from a day that has come."""
        standing = self.standing
        if not isinstance(standing, Admitted):
            self._held()
            raise RuleViolation("placement.not-admitted")
        if first_day > dutch_date(at):
            raise InvalidInput(FieldError("first_day", "date.in-future"))
        self.notice_breaches(at=at)
        then = NextAction(PlacementAction.REVIEW_STAY, review.last_day)
        held = standing.responsibility.replanned({PlacementAction.ENROL}, then)
        enrolled = Enrolled(held, review, standing.admission, first_day, standing.asked)
        self._go("enrol", enrolled)
        self._record(ChildEnrolled(occurred_at=at, placement=self, standing=enrolled))
        self._hold(held, at)

    def stay_on(self, review: Term, *, at: datetime) -> None:
        """Look at a return again later: the child still needs this place."""
        standing = self._enrolled()
        self.notice_breaches(at=at)
        then = NextAction(PlacementAction.REVIEW_STAY, review.last_day)
        held = standing.responsibility.replanned({PlacementAction.REVIEW_STAY}, then)
        self._go("stay-on", replace(standing, review=review))
        self._hold(held, at)

    def return_to(
        self, school_id: SchoolId, from_day: date, *, support: Term, at: datetime
    ) -> None:
        """Go back to regular education, with support until it is checked (K28)."""
        standing = self._enrolled()
        if from_day < standing.first_day:
            raise InvalidInput(FieldError("from_day", "placement.before-it-began"))
        if school_id == standing.admission.school_id:
            raise InvalidInput(FieldError("school_id", "placement.same-school"))
        self.notice_breaches(at=at)
        then = NextAction(PlacementAction.CHECK_SUPPORT, support.last_day)
        held = standing.responsibility.replanned({PlacementAction.REVIEW_STAY}, then)
        returned = Returned(held, support, school_id, from_day)
        self._go("return", returned)
        self._record(ChildReturned(occurred_at=at, placement=self, standing=returned))
        self._hold(held, at)

    def end(self, reason: EndReason, *, at: datetime) -> None:
        """Close it, for a reason that fits where it stands; death closes from anywhere."""
        self._held()
        if reason is not EndReason.DIED and reason not in _ENDS[type(self.standing)]:
            raise RuleViolation("placement.no-such-end")
        if reason is not EndReason.DIED:
            self.notice_breaches(at=at)
        now, stays_at = self.standing, None
        if reason is EndReason.STAYS and isinstance(now, Enrolled):
            stays_at = now.admission.school_id
        ended = Ended(reason, dutch_date(at), stays_at)
        self._go("end", ended)
        self._record(PlacementEnded(occurred_at=at, placement=self, standing=ended))

    def follow(self, holder: Holder, *, at: datetime) -> None:
        """Have who holds the case answer for it; what has ended stays as it is."""
        if self.responsibility is not None:
            self.reassign(holder, at=at)

    def _asked(self, asked: Asked, at: datetime) -> None:
        self._go("ask-seat", replace(self._sought(), asked=asked))
        self._record(SeatAsked(occurred_at=at, placement=self, asked=asked))

    def _go(self, command: str, standing: Standing) -> None:
        PLACEMENTS.check(self.standing, command, standing)
        self.standing = standing

    def _sought(self) -> Sought:
        if not isinstance(self.standing, Sought):
            self._held()
            raise RuleViolation("placement.not-sought")
        return self.standing

    def _enrolled(self) -> Enrolled:
        if not isinstance(self.standing, Enrolled):
            self._held()
            raise RuleViolation("placement.not-enrolled")
        return self.standing

    def _put(self, responsibility: Responsibility) -> None:
        standing = self.standing
        if not isinstance(standing, Ended):
            self.standing = replace(standing, responsibility=responsibility)


_ENDS: dict[type[Standing], frozenset[EndReason]] = {
    Sought: frozenset({EndReason.NOT_NEEDED, EndReason.MOVED_AWAY}),
    Admitted: frozenset({EndReason.NOT_NEEDED, EndReason.MOVED_AWAY}),
    Enrolled: frozenset({EndReason.STAYS, EndReason.OTHER_PLACE, EndReason.MOVED_AWAY}),
    Returned: frozenset({EndReason.BACK_FOR_GOOD, EndReason.MOVED_AWAY}),
    Ended: frozenset(),
}
