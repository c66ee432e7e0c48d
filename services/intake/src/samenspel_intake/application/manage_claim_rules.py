"""Use cases: an administrator says what an issuer's claims grant."""

from dataclasses import dataclass
from uuid import UUID

from samenspel_intake.application.account_ports import AccountUnitOfWork
from samenspel_intake.domain.claim_rule import ClaimRule
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import UnitId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class AddClaimRule:
    """Whoever has this value of this claim at this issuer, gets the role."""

    issuer: str
    claim: str
    value: str
    role: Role
    unit_id: UnitId | None = None


async def add_claim_rule(
    command: AddClaimRule, *, actor: Actor, uow: AccountUnitOfWork, clock: Clock
) -> ClaimRule:
    """Add one; it counts from each person's next log-in."""
    POLICY.require_somewhere(actor, Deed.MANAGE_ACCESS)
    rule = ClaimRule(
        id=new_id(),
        alliance_id=actor.alliance_id,
        issuer=command.issuer,
        claim=command.claim,
        value=command.value,
        role=command.role,
        unit_id=command.unit_id,
    )
    rule.check()
    if rule.unit_id is not None and await uow.units.find(rule.unit_id) is None:
        raise InvalidInput(FieldError("unit_id", "unit.unknown"))
    uow.claim_rules.add(rule, by=actor.person_id, at=clock.now())
    return rule


async def remove_claim_rule(id_: UUID, *, actor: Actor, uow: AccountUnitOfWork) -> None:
    """Take one away; who had a role by it loses that at the next log-in. NotFound if none."""
    POLICY.require_somewhere(actor, Deed.MANAGE_ACCESS)
    await uow.claim_rules.remove(id_)
