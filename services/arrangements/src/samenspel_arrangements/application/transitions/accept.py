"""Use cases: the next school is asked, says yes or no, and the child begins there."""

from uuid import UUID

from samenspel_arrangements.application.transitions.ports import TransitionsUnitOfWork
from samenspel_arrangements.application.transitions.prepare import transition_for
from samenspel_arrangements.domain.opp.consent import ParentId
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.term_rules import TRANSITION_BEGUN
from samenspel_arrangements.domain.transitions.contents import TransitionId
from samenspel_arrangements.domain.transitions.standing import EndReason
from samenspel_arrangements.domain.transitions.transition import Transition
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import RuleViolation


def receiving(transition: Transition) -> Relations:
    """Give to whom it is related as what is received; the next school knows of no more than that.

    Before it is offered that is the child's own school, so that no other learns of it.
    """
    offered = transition.standing.status in ("offered", "accepted")
    return Relations(
        alliance_id=transition.alliance_id,
        unit_id=transition.unit_id,
        school_id=transition.to_school_id if offered else transition.school_id,
        pupil_id=transition.pupil_id,
    )


async def offer_transition(
    id_: TransitionId, *, actor: Actor, uow: TransitionsUnitOfWork, clock: Clock
) -> Transition:
    """Let the next school see what travels, once each parent with authority agreed."""
    transition = await transition_for(id_, Action.PREPARE_TRANSITION, actor=actor, uow=uow)
    case = await uow.cases.get(transition.case_id)
    parents = await uow.parents.deciding_for(transition.pupil_id)
    transition.offer(
        parents={ParentId(parent.contact_id) for parent in parents},
        file_is_open=case.holder is not None,
        at=clock.now(),
    )
    uow.transitions.save(transition)
    return transition


async def accept_transition(
    id_: TransitionId, words: str, *, actor: Actor, uow: TransitionsUnitOfWork, clock: Clock
) -> Transition:
    """Note that the next school said yes: itself, or a desk that says where that stands."""
    transition = await _received(id_, actor, uow)
    begin = await uow.terms.begin(TRANSITION_BEGUN, transition.first_day)
    transition.accept(
        begin=begin,
        words=words,
        for_school=not _is_next_school(actor, transition.to_school_id),
        by=actor.person_id,
        at=clock.now(),
    )
    uow.transitions.save(transition)
    return transition


async def decline_transition(
    id_: TransitionId, reason: str, *, actor: Actor, uow: TransitionsUnitOfWork, clock: Clock
) -> Transition:
    """Note that the next school said no, and why."""
    transition = await _received(id_, actor, uow)
    transition.decline(reason, at=clock.now())
    uow.transitions.save(transition)
    return transition


async def end_transition(
    id_: TransitionId, reason: EndReason, *, actor: Actor, uow: TransitionsUnitOfWork, clock: Clock
) -> Transition:
    """Close it; a death is told to the case, which ends all at once."""
    transition = await transition_for(id_, Action.PREPARE_TRANSITION, actor=actor, uow=uow)
    if reason is EndReason.DIED:
        raise RuleViolation("transition.no-such-end")
    transition.end(reason, at=clock.now())
    uow.transitions.save(transition)
    return transition


async def _received(id_: UUID, actor: Actor, uow: TransitionsUnitOfWork) -> Transition:
    transition = await uow.transitions.get(id_)
    require(actor, Action.RECEIVE_TRANSITION, receiving(transition))
    return transition


def _is_next_school(actor: Actor, school_id: UUID | None) -> bool:
    at_school = actor.role is Role.SCHOOL_COORDINATOR
    return at_school and school_id is not None and actor.school_id == school_id
