"""The registration of a child at a school, and the duty of care that goes with it.

The school answers for it until it admits the child or another school declares that it will. Where
no school has to care, the desk does: at no moment nobody does.
"""

from dataclasses import dataclass
from datetime import date, datetime

from samenspel_intake.domain.ids import DocumentId, RegistrationId
from samenspel_intake.domain.registration.duty_clock import (
    DutyClock,
    DutyTerms,
)
from samenspel_intake.domain.registration.duty_of_care import DutyOfCare, clock_actions
from samenspel_intake.domain.registration.ending import (
    Admitted,
    Declaration,
    DeclaredElsewhere,
    Died,
    DutyElsewhere,
    End,
    GoneAbroad,
    Refusal,
)
from samenspel_intake.domain.registration.events import (
    PassedToDesk,
    RegistrationEnded,
    RegistrationReceived,
)
from samenspel_intake.domain.registration.filing import Filing
from samenspel_intake.domain.registration.standing import (
    AtDesk,
    Considering,
    Ended,
    RegistrationAction,
    WhyAtDesk,
)
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId, UnitId
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term


@dataclass(eq=False, kw_only=True)
class Registration(DutyOfCare):
    """How it comes in, and how it ends; its clock is that of the duty of care."""

    @classmethod
    def receive(
        cls,
        id_: RegistrationId,
        filing: Filing,
        *,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        received_on: date,
        terms: DutyTerms,
        completion: Term,
        by: PersonId,
        at: datetime,
    ) -> "Registration":
        """Take it in at a school, which answers for it at once and confirms the receipt first.

        `completion` is the term to ask the parents for what they left out.
        """
        if filing.school_id is None:
            raise InvalidInput(FieldError("school_id", "registration.school-missing"))
        holder, clock = Holder(HolderKind.SCHOOL, filing.school_id), DutyClock(terms)
        confirm = NextAction(RegistrationAction.CONFIRM_RECEIPT, dutch_date(at))
        ask = NextAction(RegistrationAction.ASK_PARENTS, completion.last_day)
        more = [ask] if filing.is_incomplete else []
        held = Responsibility.of(holder, confirm, *clock_actions(filing, clock), *more)
        return cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            filing=filing,
            received_on=received_on,
            entered_by=by,
            standing=Considering(held, clock),
        )._received(at)

    @classmethod
    def without_school(
        cls,
        id_: RegistrationId,
        filing: Filing,
        *,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        desk: Holder,
        find: Term,
        by: PersonId,
        at: datetime,
    ) -> "Registration":
        """Take in a child for whom no school is known; the desk finds one within a term."""
        if filing.school_id is not None:
            raise InvalidInput(FieldError("school_id", "registration.school-known"))
        return cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            filing=filing,
            received_on=dutch_date(at),
            entered_by=by,
            standing=AtDesk(_finding(desk, find), find, WhyAtDesk.NO_SCHOOL_YET),
        )._received(at)

    def admit(self, from_day: date, *, at: datetime) -> None:
        """End the duty: the school takes the child, or supports its own pupil itself."""
        if isinstance(self.standing, AtDesk):
            raise RuleViolation("registration.no-school")
        self._end(Admitted(from_day), at)

    def declared_elsewhere(self, declaration: Declaration, *, at: datetime) -> None:
        """End the duty: another school declared in writing that it takes the child."""
        wrong = declaration.wrong(today=dutch_date(at))
        if declaration.school_id == self.school_id and not isinstance(self.standing, AtDesk):
            wrong.append(FieldError("school_id", "registration.not-another-school"))
        if wrong:
            raise InvalidInput(*wrong)
        self._end(DeclaredElsewhere(declaration), at)

    def has_no_place(self, *, at: datetime) -> None:
        """Say no where the duty of care is that of the school of first preference."""
        if self.filing.carries_duty:
            raise RuleViolation("registration.duty-goes-on")
        self._considering()
        self._end(DutyElsewhere(self.filing.preferences[0]), at)

    def refuse(self, refusal: Refusal, *, desk: Holder, find: Term, at: datetime) -> None:
        """Say no on a ground of the law; the desk then finds a school within a term."""
        self._considering()
        if self.filing.is_own_pupil:
            raise RuleViolation("registration.duty-goes-on")
        if wrong := refusal.wrong(today=dutch_date(at)):
            raise InvalidInput(*wrong)
        self._pass_on(AtDesk(_finding(desk, find), find, WhyAtDesk.REFUSED, refusal), at)

    def parents_withdraw(self, *, desk: Holder, find: Term, at: datetime) -> None:
        """Let the parents take it back; the desk asks where the child goes, within a term."""
        if isinstance(self.standing, AtDesk):
            raise RuleViolation("registration.no-school")
        self._pass_on(AtDesk(_finding(desk, find), find, WhyAtDesk.PARENTS_WITHDREW), at)

    def went_abroad(self, document_id: DocumentId, *, at: datetime) -> None:
        """End the search of the desk: the child left the country."""
        self._held()
        if not isinstance(self.standing, AtDesk):
            raise RuleViolation("registration.duty-goes-on")
        self._end(GoneAbroad(document_id), at)

    def died(self, *, at: datetime) -> None:
        """End it at once."""
        self._held()
        self._close(Died(), at)

    def _received(self, at: datetime) -> "Registration":
        wrong = self.filing.wrong()
        if self.received_on > dutch_date(at):
            wrong.append(FieldError("received_on", "date.in-future"))
        if wrong:
            raise InvalidInput(*wrong)
        self._record(
            RegistrationReceived(occurred_at=at, registration=self, standing=self.standing)
        )
        return self

    def _pass_on(self, standing: AtDesk, at: datetime) -> None:
        self._held()
        self._note_late(at)
        self.standing = standing
        self._record(PassedToDesk(occurred_at=at, registration=self, standing=standing))

    def _end(self, how: End, at: datetime) -> None:
        self._held()
        self._note_late(at)
        self._close(how, at)

    def _note_late(self, at: datetime) -> None:
        for term in self.running():
            self._check(term, at)

    def _close(self, how: End, at: datetime) -> None:
        standing = Ended(how)
        self.standing = standing
        self._record(RegistrationEnded(occurred_at=at, registration=self, standing=standing))


def _finding(desk: Holder, find: Term) -> Responsibility:
    return Responsibility.of(desk, NextAction(RegistrationAction.FIND_SCHOOL, find.last_day))
