"""Use cases: money is given to a unit, moved, paid, made free again, or an entry is reversed."""

from dataclasses import dataclass
from uuid import UUID

from samenspel_arrangements.application.money.ports import MoneyUnitOfWork
from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.entries import Entry
from samenspel_arrangements.domain.money.ledger import Ledger
from samenspel_arrangements.domain.policies import POLICY, Action, require
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_kernel.actor import Actor
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import ArrangementId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocateMoney:
    """How much, to which unit (None: the alliance's own), for which year."""

    unit_id: UnitId | None
    year: SchoolYear
    amount: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferMoney:
    """How much, from which unit to which, in which year."""

    from_unit: UnitId | None
    to_unit: UnitId | None
    year: SchoolYear
    amount: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCommitment:
    """How much of what was committed for an arrangement."""

    arrangement_id: ArrangementId
    amount: Cents


async def allocate_money(
    command: AllocateMoney, *, actor: Actor, uow: MoneyUnitOfWork, clock: Clock
) -> Ledger:
    """Give a unit money."""
    require(actor, Action.GIVE_BUDGET, _purse(actor, command.unit_id))
    ledger = await uow.ledgers.locked(command.unit_id, command.year)
    ledger.allocate(command.amount, by=actor.person_id, at=clock.now())
    uow.ledgers.save(ledger)
    return ledger


async def transfer_money(
    command: TransferMoney, *, actor: Actor, uow: MoneyUnitOfWork, clock: Clock
) -> Ledger:
    """Move free money from one unit to another; gives the ledger that it left."""
    for unit_id in (command.from_unit, command.to_unit):
        require(actor, Action.GIVE_BUDGET, _purse(actor, unit_id))
    sender, receiver = await uow.ledgers.locked_pair(
        (command.from_unit, command.year), (command.to_unit, command.year)
    )
    sender.transfer(receiver, command.amount, by=actor.person_id, at=clock.now())
    uow.ledgers.save(sender)
    uow.ledgers.save(receiver)
    return sender


async def spend_money(
    command: MoveCommitment, *, actor: Actor, uow: MoneyUnitOfWork, clock: Clock
) -> Ledger:
    """Pay from what was committed."""
    ledger = await _ledger_of(command.arrangement_id, actor=actor, uow=uow)
    ledger.spend(command.arrangement_id, command.amount, by=actor.person_id, at=clock.now())
    uow.ledgers.save(ledger)
    return ledger


async def release_money(
    command: MoveCommitment, *, actor: Actor, uow: MoneyUnitOfWork, clock: Clock
) -> Ledger:
    """Make committed money free again."""
    ledger = await _ledger_of(command.arrangement_id, actor=actor, uow=uow)
    ledger.release(command.arrangement_id, command.amount, by=actor.person_id, at=clock.now())
    uow.ledgers.save(ledger)
    return ledger


async def reverse_entry(
    entry_id: UUID, *, actor: Actor, uow: MoneyUnitOfWork, clock: Clock
) -> tuple[Ledger, Entry]:
    """Take an entry back, by one the other way round."""
    entry, ledger = await uow.ledgers.entry(entry_id)
    require(actor, Action.GIVE_BUDGET, _purse(actor, ledger.unit_id))
    reversal = ledger.reverse(entry, by=actor.person_id, at=clock.now())
    uow.ledgers.save(ledger)
    return ledger, reversal


async def _ledger_of(
    arrangement_id: ArrangementId, *, actor: Actor, uow: MoneyUnitOfWork
) -> Ledger:
    arrangement: Arrangement = await uow.arrangements.get(arrangement_id)
    require(actor, Action.ASK_MONEY, arrangement)
    unit_id = UnitId(arrangement.unit_id) if arrangement.unit_id else None
    year = SchoolYear.of(arrangement.period.starts_on)
    return await uow.ledgers.locked(unit_id, year, arrangement.id)


def _purse(actor: Actor, unit_id: UUID | None) -> Relations:
    POLICY.require_somewhere(actor, Action.GIVE_BUDGET)
    return Relations(alliance_id=actor.alliance_id, unit_id=unit_id)
