"""The events of what is beside support requests: registrations, children at home, money."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from samenspel_contracts.accountability import HolderRef, NextActionRef, TermRef
from samenspel_contracts.money import BudgetEntryBookedV1, MoneyRequestOpenedV1
from samenspel_contracts.registrations import (
    RegistrationActionPlannedV1,
    RegistrationClosedV1,
    RegistrationOpenedV1,
    RegistrationTermBreachedV1,
)
from samenspel_contracts.spells import SpellClassifiedV1, SpellOpenedV1
from samenspel_contracts.tlvs import (
    TlvDecidedV1,
    TlvObjectionAnsweredV1,
    TlvObjectionFiledV1,
    TlvOpenedV1,
)
from samenspel_contracts.transitions import TransitionMovedV1, TransitionPlannedV1
from samenspel_testkit.telling import Telling


class ItemStories(Telling):
    """Tells the way of registrations, and of children without education; and money."""

    def money_asked(self, *, due_on: date = date(2026, 9, 21)) -> UUID:
        """A unit asks money for help that it may not commit itself; gives the request."""
        request = uuid4()
        self.pupils[request] = pupil = uuid4()
        data = MoneyRequestOpenedV1(
            money_request_id=request,
            arrangement_id=uuid4(),
            pupil_id=pupil,
            school_id=self.school,
            school_year=2026,
            amount_cents=600_000,
            obstacle="above-mandate",
            status="waiting",
            term=TermRef(
                rule="money-decision",
                rule_version=1,
                starts_on=self.now.date(),
                last_day=due_on,
            ),
            holder=HolderRef(kind="alliance-desk", id=self.alliance),
            next_action=NextActionRef(kind="decide-money", due_on=due_on),
        )
        self._tell(request, data)
        return request

    def registered(self, *, due_on: date = date(2026, 10, 19)) -> UUID:
        """Parents register a child at the school, which has to decide by a day; gives the item."""
        registration = uuid4()
        self.pupils[registration] = pupil = uuid4()
        data = RegistrationOpenedV1(
            registration_id=registration,
            pupil_id=pupil,
            school_id=self.school,
            status="considering",
            term=TermRef(
                rule="care-duty-decision",
                rule_version=1,
                starts_on=self.now.date(),
                last_day=due_on,
            ),
            holder=HolderRef(kind="school", id=self.school),
            next_action=NextActionRef(kind="decide", due_on=due_on),
        )
        self._tell(registration, data)
        return registration

    def registration_planned(self, registration: UUID, *, due_on: date) -> None:
        """It has come to the desk, with another day."""
        data = RegistrationActionPlannedV1(
            registration_id=registration,
            holder=self.desk(),
            next_action=NextActionRef(kind="find-school", due_on=due_on),
        )
        self._tell(registration, data)

    def registration_late(self, registration: UUID, *, last_day: date) -> None:
        """Its term ended without a decision."""
        data = RegistrationTermBreachedV1(
            registration_id=registration,
            rule="care-duty-decision",
            last_day=last_day,
            noticed_on=last_day + timedelta(days=1),
        )
        self._tell(registration, data)

    def registration_closed(self, registration: UUID) -> None:
        """The child has a school."""
        data = RegistrationClosedV1(registration_id=registration, outcome="admitted")
        self._tell(registration, data)

    def out_of_education(self, *, due_on: date = date(2026, 9, 9)) -> UUID:
        """A child is at home, ill at first; gives the spell."""
        spell = uuid4()
        self.pupils[spell] = pupil = uuid4()
        first_day = self.now.date()
        opened = SpellOpenedV1(
            spell_id=spell,
            pupil_id=pupil,
            school_id=self.school,
            status="out",
            first_day=first_day,
            reported_by="school",
            holder=self.desk(),
            next_action=NextActionRef(kind="take-on", due_on=due_on),
        )
        self._tell(spell, opened)
        ill = SpellClassifiedV1(
            spell_id=spell, absence_class="authorised-sick", first_day=first_day
        )
        self._tell(spell, ill)
        return spell

    def booked(self, *, cents: int = 100_000) -> UUID:
        """The unit gets money for the school year; gives the ledger."""
        budget = uuid4()
        data = BudgetEntryBookedV1(
            budget_id=budget,
            school_year=self.now.year,
            entry_id=uuid4(),
            kind="allocate",
            amount_cents=cents,
            taken_from="budget",
            given_to="free",
            allotted_cents=cents,
            free_cents=cents,
            committed_cents=0,
            spent_cents=0,
        )
        self._tell(budget, data)
        return budget

    def tlv_granted(self, *, due_on: date = date(2026, 9, 9), last_day: date | None = None) -> UUID:
        """A child may go to special education; in time without a last day; gives the TLV."""
        tlv, today = uuid4(), self.now.date()
        self.pupils[tlv] = pupil = uuid4()
        opened = TlvOpenedV1(
            tlv_id=tlv,
            pupil_id=pupil,
            school_id=self.school,
            status="received",
            origin="applied",
            kind="sbo",
            received_on=today,
            holder=self.desk(),
            next_action=NextActionRef(kind="decide-on-tlv", due_on=due_on),
        )
        self._tell(tlv, opened)
        decided = TlvDecidedV1(
            tlv_id=tlv,
            outcome="granted",
            kind="sbo",
            starts_on=today,
            ends_on=date(2028, 7, 31),
            decided_on=today,
            last_day=last_day or today,
            days_suspended=0,
        )
        self._tell(tlv, decided)
        return tlv

    def transition_planned(self, *, last_day: date) -> UUID:
        """A child goes on to secondary school, which must say yes by a day; gives the transition."""
        transition = uuid4()
        self.pupils[transition] = pupil = uuid4()
        data = TransitionPlannedV1(
            transition_id=transition,
            case_id=uuid4(),
            pupil_id=pupil,
            school_id=self.school,
            status="preparing",
            stage="to-secondary",
            first_day=last_day + timedelta(weeks=4),
            term=_accepted_by(last_day),
            holder=self.desk(),
            next_action=NextActionRef(kind="prepare-transition", due_on=last_day),
        )
        self._tell(transition, data)
        return transition

    def transition_moved(self, transition: UUID, *, last_day: date | None) -> None:
        """Its first day is another one; without a last day once the next school said yes."""
        data = TransitionMovedV1(
            transition_id=transition,
            case_id=uuid4(),
            stage="to-secondary",
            first_day=date(2027, 9, 6),
            term=_accepted_by(last_day) if last_day is not None else None,
        )
        self._tell(transition, data)

    def tlv_contested(self, tlv: UUID) -> None:
        """Somebody objects to the decision, and is right."""
        objection = uuid4()
        filed = TlvObjectionFiledV1(
            tlv_id=tlv,
            objection_id=objection,
            objector="parent",
            received_on=self.now.date(),
            was_late=False,
        )
        self._tell(tlv, filed)
        answered = TlvObjectionAnsweredV1(tlv_id=tlv, objection_id=objection, outcome="upheld")
        self._tell(tlv, answered)


def _accepted_by(last_day: date) -> TermRef:
    first_day = last_day + timedelta(weeks=4)
    return TermRef(
        rule="transition-accepted", rule_version=1, starts_on=first_day, last_day=last_day
    )
