"""Unit: the use cases with in-memory ports."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from samenspel_arrangements.application.accept_case import AcceptCase, accept_case
from samenspel_arrangements.application.decline_case import DeclineCase, decline_case
from samenspel_arrangements.application.grant_arrangement import (
    GrantArrangement,
    grant_arrangement,
)
from samenspel_arrangements.application.note_withdrawal import NoteWithdrawal, note_withdrawal
from samenspel_arrangements.application.offer_case import OfferCase, offer_case
from samenspel_arrangements.application.plan_case_action import (
    PlanCaseAction,
    plan_case_action,
)
from samenspel_arrangements.domain.arrangement import Arrangement, ArrangementKind, Period
from samenspel_arrangements.domain.case import ActionKind, Case, CaseState, DeclineReason
from samenspel_arrangements.persistence.default_rules import default_terms
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import Forbidden, NotFound
from samenspel_kernel.ids import (
    AllianceId,
    CaseId,
    HandoverId,
    PersonId,
    PupilId,
    SupportRequestId,
    UnitId,
)
from samenspel_kernel.term import Term
from samenspel_kernel.terms import rule_in_force
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_platform.calendar_files import FreeTime
from samenspel_testkit.clocks import FixedClock

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
SOON = date(2026, 9, 21)
CLOCK = FixedClock(NOW)
ALLIANCE, UNIT = AllianceId(uuid4()), UnitId(uuid4())


@dataclass
class MemoryCases:
    kept: dict[UUID, Case] = field(default_factory=dict)
    saves: int = 0

    async def find(self, id_: UUID) -> Case | None:
        return self.kept.get(id_)

    async def get(self, id_: UUID) -> Case:
        if id_ not in self.kept:
            raise NotFound
        return self.kept[id_]

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Case]:
        return [case for case in self.kept.values() if case.pupil_id == pupil_id]

    async def of_request(self, support_request_id: UUID) -> Sequence[Case]:
        return [c for c in self.kept.values() if c.support_request_id == support_request_id]

    def save(self, aggregate: Case) -> None:
        self.saves += 1
        self.kept[aggregate.id] = aggregate


@dataclass
class MemoryArrangements:
    kept: list[Arrangement] = field(default_factory=list)

    def save(self, aggregate: Arrangement) -> None:
        self.kept.append(aggregate)


class DefaultTerms:
    async def begin(self, rule: str, on: date) -> Term:
        record = rule_in_force(default_terms(), rule, on)
        return Term.by(record, on, FreeTime.of(()).of_school(None, ""))


@dataclass
class MemoryUnitOfWork:
    cases: MemoryCases = field(default_factory=MemoryCases)
    arrangements: MemoryArrangements = field(default_factory=MemoryArrangements)
    terms: DefaultTerms = field(default_factory=DefaultTerms)


def an_offer() -> OfferCase:
    return OfferCase(
        alliance_id=ALLIANCE,
        unit_id=UNIT,
        handover_id=HandoverId(uuid4()),
        support_request_id=SupportRequestId(uuid4()),
        pupil_id=PupilId(uuid4()),
        school_id=None,
        kind="arrangement",
        age_band="4-6",
        answer_by=SOON,
        offered_at=NOW,
    )


def somebody(role: Role, unit_id: UUID | None = None) -> Actor:
    return Actor(
        person_id=PersonId(uuid4()), alliance_id=ALLIANCE, role=role, name="Sam", unit_id=unit_id
    )


COORDINATOR = somebody(Role.UNIT_COORDINATOR, UNIT)


async def an_open_case(uow: MemoryUnitOfWork) -> Case:
    case = await offer_case(an_offer(), uow=uow)
    command = AcceptCase(case_id=case.id, next_action=ActionKind.OBSERVE, due_on=SOON)
    return await accept_case(command, actor=COORDINATOR, uow=uow, clock=CLOCK)


async def test_the_same_handover_offered_again_changes_nothing() -> None:
    uow, command = MemoryUnitOfWork(), an_offer()

    first = await offer_case(command, uow=uow)
    again = await offer_case(command, uow=uow)

    assert again is first
    assert uow.cases.saves == 1


async def test_the_one_who_accepts_holds_the_case() -> None:
    case = await an_open_case(MemoryUnitOfWork())

    assert case.opened.holder.id == COORDINATOR.person_id
    assert case.opened.holder_name == "Sam"


async def test_a_director_reads_but_does_not_accept_and_another_unit_does_not_even_know() -> None:
    uow = MemoryUnitOfWork()
    case = await offer_case(an_offer(), uow=uow)
    command = AcceptCase(case_id=case.id, next_action=ActionKind.OBSERVE, due_on=SOON)

    with pytest.raises(Forbidden):
        await accept_case(command, actor=somebody(Role.DIRECTOR), uow=uow, clock=CLOCK)
    with pytest.raises(NotFound):
        stranger = somebody(Role.UNIT_COORDINATOR, uuid4())
        await accept_case(command, actor=stranger, uow=uow, clock=CLOCK)

    assert case.state is CaseState.OFFERED


async def test_declining_and_planning_ask_for_the_same_right() -> None:
    uow, director = MemoryUnitOfWork(), somebody(Role.DIRECTOR)
    case = await an_open_case(uow)
    decline = DeclineCase(case_id=case.id, reason=DeclineReason.NO_CAPACITY)
    plan = PlanCaseAction(case_id=case.id, kind=ActionKind.OBSERVE, due_on=SOON)

    with pytest.raises(Forbidden):
        await decline_case(decline, actor=director, uow=uow, clock=CLOCK)
    with pytest.raises(Forbidden):
        await plan_case_action(plan, actor=director, uow=uow, clock=CLOCK)


async def test_an_unknown_case_is_not_found() -> None:
    command = DeclineCase(case_id=CaseId(uuid4()), reason=DeclineReason.NO_CAPACITY)

    with pytest.raises(NotFound):
        await decline_case(command, actor=COORDINATOR, uow=MemoryUnitOfWork(), clock=CLOCK)


async def test_granting_saves_the_arrangement_and_the_case_together() -> None:
    uow = MemoryUnitOfWork()
    open_case = await an_open_case(uow)
    command = GrantArrangement(
        case_id=open_case.id,
        kind=ArrangementKind.GROUP,
        description="Weerbaarheid in de klas.",
        period=Period(
            starts_on=date(2026, 9, 14),
            planned_end_on=date(2027, 3, 12),
            evaluation_on=date(2027, 2, 12),
        ),
    )

    case, arrangement = await grant_arrangement(command, actor=COORDINATOR, uow=uow, clock=CLOCK)

    assert uow.arrangements.kept == [arrangement]
    assert arrangement.granted_by == COORDINATOR.person_id
    assert case.opened.next_action.due_on == date(2027, 2, 12)
    assert uow.cases.saves == 3


async def test_a_withdrawal_reaches_every_case_of_the_request_and_no_other() -> None:
    uow = MemoryUnitOfWork()
    mine = await an_open_case(uow)
    other = await offer_case(an_offer(), uow=uow)
    command = NoteWithdrawal(
        support_request_id=mine.support_request_id, reason="solved", withdrawn_at=NOW
    )

    await note_withdrawal(command, uow=uow, working_days=DutchWorkingDays())

    assert mine.opened.next_action.kind == "continue-or-close"
    assert other.state is CaseState.OFFERED


async def test_a_withdrawal_of_what_was_never_offered_is_harmless() -> None:
    command = NoteWithdrawal(
        support_request_id=SupportRequestId(uuid4()), reason="solved", withdrawn_at=NOW
    )

    await note_withdrawal(command, uow=MemoryUnitOfWork(), working_days=DutchWorkingDays())
