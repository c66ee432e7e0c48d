"""Use case: write down who may commit how much, from a day on."""

from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.money.ports import MoneyUnitOfWork
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.mandate import Mandate
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput

LONGEST_SOURCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMandate:
    """Which role, up to how much (None: without limit), from when, by which paper."""

    role: Role
    limit: Cents | None
    valid_from: date
    source: str


async def set_mandate(
    command: SetMandate, *, actor: Actor, uow: MoneyUnitOfWork, clock: Clock
) -> Mandate:
    """Add a version; what was committed by those before stays as it is."""
    POLICY.require_somewhere(actor, Action.SET_MANDATE)
    now = clock.now()
    before = [m for m in await uow.mandates.all() if m.role is command.role]
    newest = max(before, key=lambda m: m.version, default=None)
    wrong = []
    if not _may_commit(command.role):
        wrong.append(FieldError("role", "mandate.role"))
    if command.valid_from < dutch_date(now):
        wrong.append(FieldError("valid_from", "mandate.in-the-past"))
    elif newest is not None and command.valid_from <= newest.valid_from:
        wrong.append(FieldError("valid_from", "mandate.before-the-newest"))
    if text := text_error("source", command.source, max_length=LONGEST_SOURCE):
        wrong.append(text)
    if wrong:
        raise InvalidInput(*wrong)
    mandate = Mandate(
        role=command.role,
        version=newest.version + 1 if newest else 1,
        limit=command.limit,
        valid_from=command.valid_from,
        source=command.source.strip(),
    )
    uow.mandates.add(mandate, by=actor.person_id, at=now)
    return mandate


def _may_commit(role: Role) -> bool:
    return any(POLICY.relation(role, action) for action in (Action.ASK_MONEY, Action.DECIDE_MONEY))
