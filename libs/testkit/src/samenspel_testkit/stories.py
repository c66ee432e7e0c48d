"""The events of a support request's way, as the services send them to each other."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from samenspel_contracts.accountability import HolderRef, NextActionRef, TermRef
from samenspel_contracts.arrangements import (
    ArrangementGrantedV1,
    CaseActionPlannedV1,
    CaseDeclinedV1,
    CaseOfferedV1,
    CaseOfferWithdrawnV1,
    CaseOpenedV1,
)
from samenspel_contracts.intake import (
    PupilCompletedV1,
    PupilCompletionPlannedV1,
    PupilRecordedV1,
    SchoolRecordedV1,
    SupportRequestActionPlannedV1,
    SupportRequestHandedOverV1,
    SupportRequestHandoverOfferedV1,
    SupportRequestHandoverReturnedV1,
    SupportRequestReceiptConfirmedV1,
    SupportRequestSubmittedV1,
    SupportRequestWithdrawnV1,
    UnitRecordedV1,
)
from samenspel_contracts.people import GrantRef, PersonAccessChangedV1, PersonSessionsEndedV1
from samenspel_testkit.hearing_stories import HearingStories
from samenspel_testkit.item_stories import ItemStories
from samenspel_testkit.result_stories import ResultStories


@dataclass
class Story(ItemStories, ResultStories, HearingStories):
    """Tells the way of requests and their cases, and that of the other items.

    `holders[case]` holds a case.
    """

    holders: dict[UUID, UUID] = field(default_factory=dict)

    def unit_named(self, name: str) -> None:
        """The unit gets a name."""
        if self.unit is None:
            raise ValueError("a story without a unit")
        data = UnitRecordedV1(unit_id=self.unit, name=name, alliance_name="SWV De Brug")
        self._tell(self.unit, data)

    def school_named(self, name: str) -> None:
        """The school gets a name."""
        data = SchoolRecordedV1(
            school_id=self.school,
            location_code="03XY00",
            name=name,
            municipality_code="0796",
            unit_id=self.unit,
        )
        self._tell(self.school, data)

    def submitted(self, *, due_on: date = date(2026, 10, 19)) -> UUID:
        """A school asks; gives the request."""
        request = uuid4()
        pupil = self.pupils[request] = uuid4()
        data = SupportRequestSubmittedV1(
            support_request_id=request,
            pupil_id=pupil,
            school_id=self.school,
            kind="arrangement",
            age_band="6-8",
            response_term=TermRef(
                rule="request-response",
                rule_version=1,
                starts_on=self.now.date(),
                last_day=date(2026, 10, 19),
            ),
            holder=self.desk(),
            next_action=NextActionRef(kind="assess", due_on=due_on),
        )
        self._tell(request, data)
        confirmed = SupportRequestReceiptConfirmedV1(
            support_request_id=request,
            pupil_id=pupil,
            school_id=self.school,
            response_last_day=date(2026, 10, 19),
        )
        self._tell(request, confirmed)
        return request

    def planned(self, request: UUID, *, due_on: date) -> None:
        """Another action is next in a request."""
        action = NextActionRef(kind="assess", due_on=due_on)
        data = SupportRequestActionPlannedV1(
            support_request_id=request, holder=self.desk(), next_action=action
        )
        self._tell(request, data)

    def offered(self, request: UUID, *, answer_by: date = date(2026, 9, 21)) -> tuple[UUID, UUID]:
        """The desk offers a handover, which becomes a case that waits; gives both."""
        handover, case = uuid4(), uuid4()
        data = SupportRequestHandoverOfferedV1(
            support_request_id=request,
            handover_id=handover,
            pupil_id=self.pupils[request],
            school_id=self.school,
            kind="arrangement",
            age_band="6-8",
            answer_by=answer_by,
            holder=self.desk(),
            next_action=NextActionRef(kind="await-handover-answer", due_on=answer_by),
        )
        self._tell(request, data)
        waiting = CaseOfferedV1(
            case_id=case,
            handover_id=handover,
            support_request_id=request,
            pupil_id=self.pupils[request],
            school_id=self.school,
            answer_by=answer_by,
        )
        self._tell(case, waiting)
        return handover, case

    def opened(
        self, request: UUID, handover: UUID, case: UUID, *, due_on: date = date(2026, 10, 5)
    ) -> None:
        """A person accepts: the case is open."""
        holder = self.holders.setdefault(case, uuid4())
        data = CaseOpenedV1(
            case_id=case,
            handover_id=handover,
            support_request_id=request,
            pupil_id=self.pupils[request],
            school_id=self.school,
            holder=HolderRef(kind="person", id=holder),
            next_action=NextActionRef(kind="first-talk", due_on=due_on),
        )
        self._tell(case, data)

    def handed_over(self, request: UUID, handover: UUID, case: UUID) -> None:
        """The sender lets go."""
        data = SupportRequestHandedOverV1(
            support_request_id=request, handover_id=handover, case_id=case
        )
        self._tell(request, data)

    def declined(self, request: UUID, handover: UUID, case: UUID) -> None:
        """The receiver refuses."""
        data = CaseDeclinedV1(
            case_id=case, handover_id=handover, support_request_id=request, reason="other"
        )
        self._tell(case, data)

    def returned(self, request: UUID, handover: UUID, *, due_on: date = date(2026, 10, 2)) -> None:
        """The sender goes on."""
        data = SupportRequestHandoverReturnedV1(
            support_request_id=request,
            handover_id=handover,
            holder=self.desk(),
            next_action=NextActionRef(kind="reassess", due_on=due_on),
        )
        self._tell(request, data)

    def withdrawn(self, request: UUID, handover: UUID | None = None) -> None:
        """The request is taken back."""
        data = SupportRequestWithdrawnV1(
            support_request_id=request, handover_id=handover, reason="solved"
        )
        self._tell(request, data)

    def offer_withdrawn(self, request: UUID, handover: UUID, case: UUID) -> None:
        """What was offered of it ends."""
        data = CaseOfferWithdrawnV1(case_id=case, handover_id=handover, support_request_id=request)
        self._tell(case, data)

    def case_planned(self, request: UUID, case: UUID, *, due_on: date) -> None:
        """Another action is next in a case."""
        data = CaseActionPlannedV1(
            case_id=case,
            support_request_id=request,
            holder=HolderRef(kind="person", id=self.holders[case]),
            next_action=NextActionRef(kind="evaluate", due_on=due_on),
        )
        self._tell(case, data)

    def granted(
        self,
        request: UUID,
        case: UUID,
        *,
        starts_on: date = date(2026, 11, 2),
        planned_end_on: date = date(2027, 7, 1),
        evaluation_on: date = date(2027, 5, 1),
    ) -> UUID:
        """Help is granted; gives the arrangement."""
        arrangement = uuid4()
        data = ArrangementGrantedV1(
            arrangement_id=arrangement,
            case_id=case,
            support_request_id=request,
            pupil_id=self.pupils[request],
            school_id=self.school,
            kind="individual",
            starts_on=starts_on,
            planned_end_on=planned_end_on,
            evaluation_on=evaluation_on,
        )
        self._tell(arrangement, data)
        return arrangement

    def accepted(self, request: UUID) -> UUID:
        """Offer, open and close the sender's side."""
        handover, case = self.offered(request)
        self.opened(request, handover, case)
        self.handed_over(request, handover, case)
        return case

    def pupil_named(self, pupil: UUID, given_name: str) -> None:
        """It is told what a pupil is called."""
        data = PupilRecordedV1(
            pupil_id=pupil, given_name=given_name, family_name="Jansen", school_id=self.school
        )
        self._tell(pupil, data)

    def incomplete(self, pupil: UUID, *, due_on: date = date(2026, 9, 21)) -> None:
        """Something about a pupil is missing, and the school asks for it."""
        data = PupilCompletionPlannedV1(
            pupil_id=pupil,
            school_id=self.school,
            holder=HolderRef(kind="school", id=self.school),
            next_action=NextActionRef(kind="complete-data", due_on=due_on),
        )
        self._tell(pupil, data)

    def complete(self, pupil: UUID) -> None:
        """Nothing about a pupil is missing any more."""
        self._tell(pupil, PupilCompletedV1(pupil_id=pupil))

    def given_access(self) -> UUID:
        """Tell of a coordinator of the unit; gives the person."""
        person = uuid4()
        grant = GrantRef(
            grant_id=uuid4(), role="unit-coordinator", unit_id=self.unit, since=self.now.date()
        )
        self._tell(person, PersonAccessChangedV1(person_id=person, grants=(grant,)))
        return person

    def logged_out(self, person: UUID) -> None:
        """End one session of a person."""
        self._tell(person, PersonSessionsEndedV1(person_id=person, session_hashes=("ab" * 32,)))
