"""Use cases: a request for money is granted, refused, or taken back."""

from dataclasses import dataclass

from samenspel_arrangements.application.money.ports import MoneyUnitOfWork
from samenspel_arrangements.domain.money.mandate import mandate_in_force
from samenspel_arrangements.domain.money.request import MoneyRequest, MoneyRequestId
from samenspel_arrangements.domain.money.standing import RefusalReason
from samenspel_arrangements.domain.policies import Action, require
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseMoney:
    """Which request, why, and what can be done instead."""

    request_id: MoneyRequestId
    reason: RefusalReason
    note: str


async def grant_money(
    request_id: MoneyRequestId, *, actor: Actor, uow: MoneyUnitOfWork, clock: Clock
) -> MoneyRequest:
    """Commit what was asked; while it is not there, or above the mandate, the request waits on."""
    request = await _request_for(request_id, Action.DECIDE_MONEY, actor=actor, uow=uow)
    now = clock.now()
    mandate = mandate_in_force(await uow.mandates.all(), actor.role, dutch_date(now))
    if mandate is None:
        raise RuleViolation("budget.above-mandate")
    unit_id = UnitId(request.unit_id) if request.unit_id else None
    ledger = await uow.ledgers.locked(unit_id, request.year, request.arrangement_id)
    request.grant(ledger, mandate=mandate, by=actor.person_id, at=now)
    uow.ledgers.save(ledger)
    uow.money_requests.save(request)
    return request


async def refuse_money(
    command: RefuseMoney, *, actor: Actor, uow: MoneyUnitOfWork, clock: Clock
) -> MoneyRequest:
    """Say no, with what can be done instead."""
    request = await _request_for(command.request_id, Action.DECIDE_MONEY, actor=actor, uow=uow)
    request.refuse(command.reason, command.note, by=actor.person_id, at=clock.now())
    uow.money_requests.save(request)
    return request


async def take_back_request(
    request_id: MoneyRequestId, *, actor: Actor, uow: MoneyUnitOfWork, clock: Clock
) -> MoneyRequest:
    """End it: the money is not needed any more."""
    request = await _request_for(request_id, Action.ASK_MONEY, actor=actor, uow=uow)
    request.take_back(by=actor.person_id, at=clock.now())
    uow.money_requests.save(request)
    return request


async def _request_for(
    request_id: MoneyRequestId, action: Action, *, actor: Actor, uow: MoneyUnitOfWork
) -> MoneyRequest:
    request = await uow.money_requests.get(request_id)
    require(actor, action, request)
    return request
