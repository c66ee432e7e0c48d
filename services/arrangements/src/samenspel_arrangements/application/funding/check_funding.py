"""Use cases: compare a list of what is funded with our TLVs, and see to each difference."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.hand_over_item import HandOver, Hands, Office, hand_on
from samenspel_arrangements.application.tlvs.ports import Terms
from samenspel_arrangements.domain import term_rules as rules
from samenspel_arrangements.domain.funding.check import FundingCheck, FundingCheckId
from samenspel_arrangements.domain.funding.compared import (
    FundedLine,
    KnownTlv,
    Outcome,
    Settlement,
    compare,
)
from samenspel_arrangements.domain.policies import POLICY, Action, require
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import AllianceId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFunding:
    """The lines of a list, and the day of which it tells."""

    lines: Sequence[FundedLine]
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleDifference:
    """What was done about which number of a check."""

    check_id: FundingCheckId
    number: str
    outcome: Outcome
    note: str = ""


class FundingChecks(Protocol):
    """The checks of one alliance."""

    async def get(self, id_: UUID) -> FundingCheck:
        """Load one for change; NotFound if there is none."""
        ...

    def save(self, aggregate: FundingCheck) -> None:
        """Have it written at the end of the transaction."""
        ...


class KnownTlvs(Protocol):
    """The numbers that an alliance knows."""

    async def to_compare(self, numbers: Collection[str], *, on: date) -> Sequence[KnownTlv]:
        """Give those with these numbers, and all of ours that count on a day."""
        ...


class FundingUnitOfWork(Protocol):
    """One transaction."""

    @property
    def funding_checks(self) -> FundingChecks:
        """The checks."""
        ...

    @property
    def known_tlvs(self) -> KnownTlvs:
        """What is known of TLVs."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...

    @property
    def colleagues(self) -> Office:
        """Who works there."""
        ...


async def check_funding(
    command: CheckFunding, *, actor: Actor, uow: FundingUnitOfWork, clock: Clock
) -> FundingCheck:
    """Compare, and keep what came of it."""
    POLICY.require_somewhere(actor, Action.CHECK_FUNDING)
    now = clock.now()
    numbers = {line.number for line in command.lines}
    known = await uow.known_tlvs.to_compare(numbers, on=command.as_of)
    check = FundingCheck.of(
        FundingCheckId(new_id()),
        compare(command.lines, known, on=command.as_of),
        alliance_id=AllianceId(actor.alliance_id),
        as_of=command.as_of,
        settle=await uow.terms.begin(rules.FUNDING_CHECK, dutch_date(now)),
        by=actor.person_id,
        name=actor.name,
        at=now,
    )
    uow.funding_checks.save(check)
    return check


async def settle_difference(
    command: SettleDifference, *, actor: Actor, uow: FundingUnitOfWork, clock: Clock
) -> FundingCheck:
    """Write down what was done about one number."""
    check = await check_for(command.check_id, actor=actor, uow=uow)
    now = clock.now()
    settlement = Settlement(
        outcome=command.outcome,
        note=command.note.strip(),
        by=actor.person_id,
        on=dutch_date(now),
    )
    check.settle(command.number, settlement, at=now)
    uow.funding_checks.save(check)
    return check


async def take_back_check(
    check_id: FundingCheckId, *, actor: Actor, uow: FundingUnitOfWork, clock: Clock
) -> FundingCheck:
    """End one that was made with the wrong list."""
    check = await check_for(check_id, actor=actor, uow=uow)
    check.take_back(by=actor.person_id, at=clock.now())
    uow.funding_checks.save(check)
    return check


async def hand_check(
    check_id: FundingCheckId,
    step: HandOver | Hands,
    *,
    actor: Actor,
    uow: FundingUnitOfWork,
    clock: Clock,
) -> FundingCheck:
    """Give it to a colleague who may see to it, or answer such an offer."""
    check = await check_for(check_id, actor=actor, uow=uow)
    right = Action.CHECK_FUNDING
    await hand_on(check, step, right=right, actor=actor, uow=uow, now=clock.now())
    uow.funding_checks.save(check)
    return check


async def check_for(
    check_id: FundingCheckId, *, actor: Actor, uow: FundingUnitOfWork
) -> FundingCheck:
    """Load one; refuses who may not see it."""
    check = await uow.funding_checks.get(check_id)
    require(actor, Action.CHECK_FUNDING, check)
    return check
