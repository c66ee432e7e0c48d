"""Unit: what no mandate or budget covers waits for a decider, and is never an error."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from samenspel_arrangements.application.money.answer_request import (
    RefuseMoney,
    grant_money,
    refuse_money,
    take_back_request,
)
from samenspel_arrangements.application.money.ask_money import AskMoney, ask_money
from samenspel_arrangements.application.money.book import AllocateMoney, allocate_money
from samenspel_arrangements.application.money.set_mandate import SetMandate, set_mandate
from samenspel_arrangements.domain.arrangement import Arrangement, ArrangementKind, Period
from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.ledger import Ledger
from samenspel_arrangements.domain.money.mandate import Mandate
from samenspel_arrangements.domain.money.other_payer import OtherPayerLine, Payer, PayersDecision
from samenspel_arrangements.domain.money.request import MoneyRequest, Obstacle
from samenspel_arrangements.domain.money.standing import Granted, RefusalReason, Refused, TakenBack
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.persistence.money.mandates import default_mandates
from samenspel_kernel.accountability import HolderKind, NextAction
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import Forbidden, InvalidInput, NotFound, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    ArrangementId,
    CaseId,
    HandoverId,
    PersonId,
    PupilId,
    SupportRequestId,
    UnitId,
)
from samenspel_kernel.open_item import TermBreached
from samenspel_kernel.responsibility import Partner
from samenspel_kernel.term import Term
from samenspel_testkit.clocks import FixedClock

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
CLOCK = FixedClock(NOW)
ALLIANCE, UNIT = AllianceId(uuid4()), UnitId(uuid4())
YEAR = SchoolYear(2026)
LAST_DAY = date(2026, 9, 21)


def somebody(role: Role, unit_id: UUID | None = None) -> Actor:
    return Actor(
        person_id=PersonId(uuid4()), alliance_id=ALLIANCE, role=role, name="Sam", unit_id=unit_id
    )


COORDINATOR = somebody(Role.UNIT_COORDINATOR, UNIT)
DIRECTOR = somebody(Role.DIRECTOR)


def an_arrangement() -> Arrangement:
    return Arrangement(
        id=ArrangementId(uuid4()),
        alliance_id=ALLIANCE,
        unit_id=UNIT,
        case_id=CaseId(uuid4()),
        support_request_id=SupportRequestId(uuid4()),
        pupil_id=PupilId(uuid4()),
        school_id=None,
        kind=ArrangementKind.INDIVIDUAL,
        description="Samen lezen.",
        period=Period(
            starts_on=date(2026, 9, 14),
            planned_end_on=date(2027, 3, 12),
            evaluation_on=date(2027, 2, 12),
        ),
        granted_by=COORDINATOR.person_id,
        granted_at=NOW,
    )


@dataclass
class Memory:
    """Money in memory: each port, and the unit of work."""

    arrangement: Arrangement = field(default_factory=an_arrangement)
    ledger: Ledger = field(default_factory=lambda: Ledger.open(ALLIANCE, UNIT, YEAR))
    versions: list[Mandate] = field(default_factory=lambda: list(default_mandates()))
    requests: dict[UUID, MoneyRequest] = field(default_factory=dict)

    def __getattr__(self, name: str) -> "Memory":
        if name in ("arrangements", "ledgers", "mandates", "money_requests", "terms"):
            return self
        raise AttributeError(name)

    async def get(self, id_: UUID) -> Any:
        if id_ == self.arrangement.id:
            return self.arrangement
        if id_ not in self.requests:
            raise NotFound
        return self.requests[id_]

    async def is_waiting(self, arrangement_id: UUID) -> bool:
        return any(
            r.arrangement_id == arrangement_id and r.responsibility for r in self.requests.values()
        )

    async def locked(self, *_: object) -> Ledger:
        return self.ledger

    async def all(self) -> Sequence[Mandate]:
        return self.versions

    def add(self, mandate: Mandate, **_: object) -> None:
        self.versions.append(mandate)

    async def begin(self, rule: str, on: date) -> Term:
        return Term(rule, 1, on, LAST_DAY)

    def save(self, aggregate: object) -> None:
        if isinstance(aggregate, MoneyRequest):
            self.requests[aggregate.id] = aggregate


async def give(memory: Memory, cents: int) -> None:
    command = AllocateMoney(unit_id=UNIT, year=YEAR, amount=Cents(cents))
    await allocate_money(command, actor=DIRECTOR, uow=memory, clock=CLOCK)  # type: ignore[arg-type]


async def ask(memory: Memory, cents: int, actor: Actor = COORDINATOR) -> MoneyRequest | None:
    command = AskMoney(arrangement_id=memory.arrangement.id, amount=Cents(cents))
    return await ask_money(command, actor=actor, uow=memory, clock=CLOCK)  # type: ignore[arg-type]


async def asked(memory: Memory, cents: int) -> MoneyRequest:
    request = await ask(memory, cents)
    assert request is not None
    return request


async def test_what_mandate_and_budget_allow_is_committed_at_once() -> None:
    memory = Memory()
    await give(memory, 10_000_00)

    assert await ask(memory, 5_000_00) is None

    assert memory.ledger.balances.committed == 5_000_00
    assert memory.ledger.booked[-1].mandate_version == 1


async def test_above_the_mandate_a_decider_is_asked() -> None:
    memory = Memory()
    await give(memory, 10_000_00)

    request = await asked(memory, 5_000_01)

    assert request.obstacle is Obstacle.ABOVE_MANDATE
    assert memory.ledger.balances.committed == 0


async def test_an_empty_budget_is_an_open_item_with_a_dated_action_and_no_error() -> None:
    request = await asked(Memory(), 100_00)

    held = request.responsibility
    assert request.obstacle is Obstacle.BUDGET_EMPTY
    assert held is not None
    assert held.holder.kind is HolderKind.ALLIANCE_DESK
    assert held.next_action == NextAction("decide-money", LAST_DAY)


async def test_who_has_no_mandate_asks() -> None:
    memory = Memory(versions=[])
    await give(memory, 10_000_00)

    assert (await asked(memory, 1)).obstacle is Obstacle.ABOVE_MANDATE


async def test_slices_do_not_pass_a_mandate_by() -> None:
    memory = Memory()
    await give(memory, 100_000_00)

    assert await ask(memory, 3_000_00) is None
    assert (await asked(memory, 3_000_00)).obstacle is Obstacle.ABOVE_MANDATE


async def test_one_request_waits_at_a_time() -> None:
    memory = Memory()
    await asked(memory, 100_00)

    with pytest.raises(RuleViolation, match="waits-already"):
        await ask(memory, 1_00)


async def test_a_decider_commits_what_was_asked() -> None:
    memory = Memory()
    await give(memory, 50_000_00)
    request = await asked(memory, 9_000_00)

    await grant_money(request.id, actor=DIRECTOR, uow=memory, clock=CLOCK)  # type: ignore[arg-type]

    assert isinstance(request.standing, Granted)
    assert (request.responsibility, request.running()) == (None, ())
    assert memory.ledger.balances.committed == 9_000_00


async def test_while_there_is_no_money_the_request_goes_on_waiting() -> None:
    memory = Memory()
    request = await asked(memory, 9_000_00)

    with pytest.raises(RuleViolation, match="not-enough-free"):
        await grant_money(request.id, actor=DIRECTOR, uow=memory, clock=CLOCK)  # type: ignore[arg-type]

    assert request.responsibility is not None
    await give(memory, 9_000_00)
    await grant_money(request.id, actor=DIRECTOR, uow=memory, clock=CLOCK)  # type: ignore[arg-type]
    assert isinstance(request.standing, Granted)


async def test_a_decider_too_keeps_within_its_mandate() -> None:
    limit = replace(default_mandates()[1], limit=Cents(8_000_00), version=2)
    memory = Memory(versions=[default_mandates()[0], limit])
    await give(memory, 50_000_00)
    request = await asked(memory, 9_000_00)

    with pytest.raises(RuleViolation, match="above-mandate"):
        await grant_money(request.id, actor=DIRECTOR, uow=memory, clock=CLOCK)  # type: ignore[arg-type]


async def test_a_request_is_paid_from_its_own_budget() -> None:
    memory = Memory()
    request = await asked(memory, 9_000_00)
    other = Ledger.open(ALLIANCE, UNIT, SchoolYear(2027))
    other.allocate(Cents(9_000_00), by=DIRECTOR.person_id, at=NOW)

    with pytest.raises(RuleViolation, match=r"money-request\.other-budget"):
        request.grant(other, mandate=default_mandates()[1], by=DIRECTOR.person_id, at=NOW)


async def test_a_partner_is_never_asked_for_our_money() -> None:
    request = await asked(Memory(), 9_000_00)

    with pytest.raises(RuleViolation, match=r"money-request\.stays-inside"):
        request.offer_handover(
            HandoverId(uuid4()), Partner(uuid4()), answer_term=request.running()[0], at=NOW
        )


async def test_a_refusal_says_what_can_be_done_instead() -> None:
    memory = Memory()
    request = await asked(memory, 9_000_00)
    empty = RefuseMoney(request_id=request.id, reason=RefusalReason.NO_MONEY, note=" ")

    with pytest.raises(InvalidInput):
        await refuse_money(empty, actor=DIRECTOR, uow=memory, clock=CLOCK)  # type: ignore[arg-type]
    await refuse_money(
        replace(empty, note="Bel het steunpunt."),
        actor=DIRECTOR,
        uow=memory,  # type: ignore[arg-type]
        clock=CLOCK,
    )

    assert isinstance(request.standing, Refused)


async def test_an_answered_request_is_not_answered_again() -> None:
    memory = Memory()
    await give(memory, 50_000_00)
    request = await asked(memory, 9_000_00)
    await take_back_request(request.id, actor=COORDINATOR, uow=memory, clock=CLOCK)  # type: ignore[arg-type]
    assert isinstance(request.standing, TakenBack)
    refusal = RefuseMoney(request_id=request.id, reason=RefusalReason.NO_MONEY, note="Nee.")

    for again in (
        grant_money(request.id, actor=DIRECTOR, uow=memory, clock=CLOCK),  # type: ignore[arg-type]
        refuse_money(refusal, actor=DIRECTOR, uow=memory, clock=CLOCK),  # type: ignore[arg-type]
        take_back_request(request.id, actor=COORDINATOR, uow=memory, clock=CLOCK),  # type: ignore[arg-type]
    ):
        with pytest.raises(RuleViolation, match="closed"):
            await again


async def test_nobody_moves_the_day_by_which_is_decided() -> None:
    request = await asked(Memory(), 100_00)

    with pytest.raises(RuleViolation, match="follows-its-term"):
        request.plan(NextAction("decide-money", LAST_DAY + timedelta(days=30)), at=NOW)


async def test_a_late_decision_is_a_breach_and_not_refused() -> None:
    memory = Memory()
    await give(memory, 50_000_00)
    request = await asked(memory, 9_000_00)
    late = FixedClock(NOW + timedelta(days=30))

    await grant_money(request.id, actor=DIRECTOR, uow=memory, clock=late)  # type: ignore[arg-type]

    told = [type(event) for event in request.take_events()]
    assert TermBreached in told
    assert isinstance(request.standing, Granted)


@pytest.mark.parametrize(
    "actor",
    [somebody(Role.PARENT), somebody(Role.SCHOOL_COORDINATOR), somebody(Role.UNIT_COORDINATOR)],
    ids=["a parent", "a school", "another unit"],
)
async def test_money_is_not_asked_by_others(actor: Actor) -> None:
    with pytest.raises((Forbidden, NotFound)):
        await ask(Memory(), 1, actor)


async def test_who_asks_does_not_decide() -> None:
    memory = Memory()
    request = await asked(memory, 9_000_00)

    with pytest.raises(Forbidden):
        await grant_money(request.id, actor=COORDINATOR, uow=memory, clock=CLOCK)  # type: ignore[arg-type]
    with pytest.raises(Forbidden):
        await allocate_money(
            AllocateMoney(unit_id=UNIT, year=YEAR, amount=Cents(1)),
            actor=COORDINATOR,
            uow=memory,  # type: ignore[arg-type]
            clock=CLOCK,
        )


def new_mandate(**changes: Any) -> SetMandate:
    given = {"role": Role.UNIT_COORDINATOR, "limit": Cents(1_00), "valid_from": LAST_DAY}
    return SetMandate(**{**given, "source": "Besluit 12", **changes})


async def test_a_mandate_is_a_new_version_from_a_day_on() -> None:
    memory = Memory()

    made = await set_mandate(new_mandate(), actor=DIRECTOR, uow=memory, clock=CLOCK)  # type: ignore[arg-type]

    assert (made.version, made.limit) == (2, 1_00)
    await give(memory, 50_00)
    assert await ask(memory, 2_00) is None  # the old one counts today


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": Role.PARENT}, "role"),
        ({"valid_from": date(2026, 9, 6)}, "valid_from"),
        ({"source": ""}, "source"),
    ],
)
async def test_what_a_mandate_needs(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await set_mandate(new_mandate(**changes), actor=DIRECTOR, uow=Memory(), clock=CLOCK)  # type: ignore[arg-type]

    assert [error.field for error in refused.value.errors] == [field]


async def test_only_the_director_sets_mandates() -> None:
    with pytest.raises(Forbidden):
        await set_mandate(new_mandate(), actor=COORDINATOR, uow=Memory(), clock=CLOCK)  # type: ignore[arg-type]


def test_another_payer_decides_on_a_day_or_not_yet() -> None:
    given: dict[str, Any] = {
        "payer": Payer.MUNICIPALITY,
        "amount": None,
        "reference": "",
        "today": date(2026, 9, 7),
    }
    line = OtherPayerLine.noted(
        uuid4(), ArrangementId(uuid4()), decision=PayersDecision.AWAITED, decided_on=None, **given
    )
    assert line.decided_on is None

    for decision, day in (
        (PayersDecision.AWAITED, date(2026, 9, 1)),
        (PayersDecision.GRANTED, None),
        (PayersDecision.REFUSED, date(2026, 9, 8)),
    ):
        with pytest.raises(InvalidInput):
            OtherPayerLine.noted(
                uuid4(), ArrangementId(uuid4()), decision=decision, decided_on=day, **given
            )
