"""Use cases: who holds a case goes on in the cycle, and follows a child that goes on."""

from datetime import date

from samenspel_arrangements.application.perspective.ports import PerspectiveUnitOfWork
from samenspel_arrangements.application.perspective.write_perspective import perspective_for
from samenspel_arrangements.domain.perspective.perspective import SharedPerspective
from samenspel_arrangements.domain.perspective.standing import Outcome, Phase, Transfer
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.term_rules import TRANSFER_CHECK
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import CaseId

STEER = Action.STEER_PERSPECTIVE


async def enter_phase(
    case_id: CaseId, phase: Phase, *, actor: Actor, uow: PerspectiveUnitOfWork, clock: Clock
) -> SharedPerspective:
    """Go on to another part of the cycle."""
    _, perspective = await perspective_for(case_id, STEER, actor=actor, uow=uow)
    perspective.enter(phase, at=clock.now())
    uow.perspectives.save(perspective)
    return perspective


async def note_transfer(
    case_id: CaseId, on: date, *, actor: Actor, uow: PerspectiveUnitOfWork, clock: Clock
) -> SharedPerspective:
    """Note that the child went on to another school; one looks again after a year."""
    _, perspective = await perspective_for(case_id, STEER, actor=actor, uow=uow)
    check = await uow.terms.begin(TRANSFER_CHECK, on)
    perspective.transferred(Transfer(on=on, check=check), at=clock.now())
    uow.perspectives.save(perspective)
    return perspective


async def check_transfer(
    case_id: CaseId, outcome: Outcome, *, actor: Actor, uow: PerspectiveUnitOfWork, clock: Clock
) -> SharedPerspective:
    """Note what became of the perspective."""
    _, perspective = await perspective_for(case_id, STEER, actor=actor, uow=uow)
    perspective.checked(outcome, at=clock.now())
    uow.perspectives.save(perspective)
    return perspective
