"""Use case: a system that proved who it is gets a session of ten minutes, which its token holds."""

from samenspel_intake.application.start_session import start_session
from samenspel_intake.application.system_ports import SystemUnitOfWork
from samenspel_intake.domain.limits import TOKENS_TO_A_SYSTEM
from samenspel_intake.domain.log_in import LogInMethod
from samenspel_intake.domain.partner_system import PartnerSystem, UsedProof
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.session import Session

USED = "assertion.used"
TOO_MANY = "tokens.too-many"


async def let_system_in(
    system: PartnerSystem, proof: UsedProof, *, uow: SystemUnitOfWork, clock: Clock
) -> Session:
    """Start its session.

    RuleViolation if the proof was used before, if it asked too often, or if it has no role left.
    """
    if not await uow.used_proofs.use(proof):
        raise RuleViolation(USED)
    limit, who = TOKENS_TO_A_SYSTEM, system.id.bytes
    if await uow.tries.count(limit.what, who, at=clock.now(), window=limit.window) > limit.most:
        raise RuleViolation(TOO_MANY)
    person = await uow.people.get(system.id)
    return await start_session(person, method=LogInMethod.SYSTEM, uow=uow, clock=clock)
