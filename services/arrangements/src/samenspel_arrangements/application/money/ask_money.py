"""Use case: ask money for an arrangement; what one may not commit oneself goes to a decider."""

from dataclasses import dataclass

from samenspel_arrangements.application.money.ports import MoneyUnitOfWork
from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.mandate import mandate_in_force
from samenspel_arrangements.domain.money.request import MoneyRequest, MoneyRequestId, obstacle_to
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.domain.term_rules import MONEY_DECISION
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import ArrangementId, UnitId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class AskMoney:
    """How much, for which arrangement."""

    arrangement_id: ArrangementId
    amount: Cents


async def ask_money(
    command: AskMoney, *, actor: Actor, uow: MoneyUnitOfWork, clock: Clock
) -> MoneyRequest | None:
    """Commit it if mandate and budget allow; else give the request that waits for a decider."""
    arrangement = await uow.arrangements.get(command.arrangement_id)
    require(actor, Action.ASK_MONEY, arrangement)
    return await commit_or_ask(arrangement, command.amount, actor=actor, uow=uow, clock=clock)


async def commit_or_ask(
    arrangement: Arrangement, amount: Cents, *, actor: Actor, uow: MoneyUnitOfWork, clock: Clock
) -> MoneyRequest | None:
    """Do it for an arrangement that is at hand, in the transaction that it is granted in."""
    now = clock.now()
    today = dutch_date(now)
    if await uow.money_requests.is_waiting(arrangement.id):
        raise RuleViolation("money-request.waits-already")
    unit_id = UnitId(arrangement.unit_id) if arrangement.unit_id else None
    year = SchoolYear.of(arrangement.period.starts_on)
    ledger = await uow.ledgers.locked(unit_id, year, arrangement.id)
    mandate = mandate_in_force(await uow.mandates.all(), actor.role, today)
    obstacle = obstacle_to(amount, arrangement.id, ledger=ledger, mandate=mandate)
    if mandate is not None and obstacle is None:
        ledger.promise(arrangement.id, amount, mandate=mandate, by=actor.person_id, at=now)
        uow.ledgers.save(ledger)
        return None
    assert obstacle is not None  # noqa: S101 - without a mandate there always is one
    request = MoneyRequest.ask(
        MoneyRequestId(new_id()),
        arrangement,
        amount,
        obstacle=obstacle,
        answer=await uow.terms.begin(MONEY_DECISION, today),
        by=actor.person_id,
        at=now,
    )
    uow.money_requests.save(request)
    return request
