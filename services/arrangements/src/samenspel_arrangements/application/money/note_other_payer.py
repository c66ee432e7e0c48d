"""Use case: note what another pays for an arrangement, and what it decided."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samenspel_arrangements.application.money.ports import MoneyUnitOfWork
from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.other_payer import (
    OtherPayerLine,
    Payer,
    PayersDecision,
    Purpose,
)
from samenspel_arrangements.domain.policies import Action, require
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import ArrangementId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOtherPayer:
    """Who pays for which arrangement, and what it said; `line_id` names a line that changes."""

    arrangement_id: ArrangementId
    payer: Payer
    decision: PayersDecision
    decided_on: date | None = None
    amount: Cents | None = None
    reference: str = ""
    purpose: Purpose = Purpose.OTHER
    starts_on: date | None = None
    ends_on: date | None = None
    line_id: UUID | None = None


async def note_other_payer(
    command: NoteOtherPayer, *, actor: Actor, uow: MoneyUnitOfWork, clock: Clock
) -> OtherPayerLine:
    """Note it, beside our own money and in none of its sums."""
    arrangement = await uow.arrangements.get(command.arrangement_id)
    require(actor, Action.ASK_MONEY, arrangement)
    now = clock.now()
    line = OtherPayerLine.noted(
        command.line_id or new_id(),
        arrangement.id,
        payer=command.payer,
        decision=command.decision,
        decided_on=command.decided_on,
        amount=command.amount,
        reference=command.reference,
        today=dutch_date(now),
        purpose=command.purpose,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
    )
    if command.line_id is None:
        uow.other_payers.add(line, by=actor.person_id, at=now)
    else:
        await uow.other_payers.change(line, by=actor.person_id, at=now)
    return line
