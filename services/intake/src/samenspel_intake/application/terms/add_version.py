"""Use case: an administrator gives a term another length, from a day on."""

from samenspel_intake.application.terms.ports import RulesUnitOfWork
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.rule_versions import AddVersion, next_version
from samenspel_kernel.terms import RuleRecord


async def add_version(
    command: AddVersion, *, actor: Actor, uow: RulesUnitOfWork, clock: Clock
) -> RuleRecord:
    """Add it beside the old ones, which stay as they are; NotFound for no known rule.

    Terms that run keep the version that they began by.
    """
    POLICY.require_somewhere(actor, Deed.MANAGE_TERMS)
    known = [version.record for version in await uow.terms.all()]
    record = next_version(command, known, today=dutch_date(clock.now()))
    await uow.terms.add([record], by=actor.person_id, at=clock.now())
    return record
