"""Use cases: a case is given to another holder, who takes it or leaves it where it is."""

from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.holder_ports import HoldersUnitOfWork
from samenspel_arrangements.domain.case import ActionKind, Case
from samenspel_arrangements.domain.handing_over import is_offered_to
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.term_rules import HANDOVER_ANSWER
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId, HandoverId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverCase:
    """Which case, and to whom."""

    case_id: CaseId
    to: Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverCase:
    """Which case is taken, and what is done first."""

    case_id: CaseId
    next_action: ActionKind
    due_on: date


async def hand_over_case(
    command: HandOverCase, *, actor: Actor, uow: HoldersUnitOfWork, clock: Clock
) -> Case:
    """Offer it to a colleague or a desk; who holds it answers for it until that other accepts."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.WORK, case)
    now = clock.now()
    if not await _can_hold(command.to, case, on=dutch_date(now), uow=uow):
        raise InvalidInput(FieldError("to", "handover.no-such-holder"))
    term = await uow.terms.begin(HANDOVER_ANSWER, dutch_date(now))
    case.offer_handover(HandoverId(new_id()), command.to, answer_term=term, at=now)
    uow.cases.save(case)
    return case


async def take_over_case(
    command: TakeOverCase, *, actor: Actor, uow: HoldersUnitOfWork, clock: Clock
) -> Case:
    """Answer for it from now on; only whom it was offered to can."""
    case = await uow.cases.get(command.case_id)
    handover_id = _offered_to(actor, case)
    case.take_over(
        handover_id,
        by=actor,
        kind=command.next_action,
        due_on=command.due_on,
        at=clock.now(),
    )
    uow.cases.save(case)
    return case


async def leave_case(
    case_id: CaseId, *, actor: Actor, uow: HoldersUnitOfWork, clock: Clock
) -> Case:
    """Leave it with who offered it, who takes it up again."""
    case = await uow.cases.get(case_id)
    handover_id, now = _offered_to(actor, case), clock.now()
    term = await uow.terms.begin(HANDOVER_ANSWER, dutch_date(now))
    case.refuse_handover(handover_id, take_up_by=term.last_day, at=now)
    uow.cases.save(case)
    return case


async def take_case_from_desk(
    case_id: CaseId, *, actor: Actor, uow: HoldersUnitOfWork, clock: Clock
) -> Case:
    """Hold as a person what the desk holds; what is next stays."""
    case = await uow.cases.get(case_id)
    require(actor, Action.WORK, case)
    case.take_from_desk(by=actor, at=clock.now())
    uow.cases.save(case)
    return case


def _offered_to(actor: Actor, case: Case) -> HandoverId:
    """Give the open offer; who was not asked learns no more than it may see anyhow."""
    held = case.responsibility
    offer = held.offer if held is not None else None
    if offer is not None and isinstance(offer.to, Holder) and is_offered_to(actor, offer.to):
        return offer.id
    require(actor, Action.ANSWER, case)
    raise RuleViolation("handover.not-open" if offer is None else "handover.not-yours")


async def _can_hold(to: Holder, case: Case, *, on: date, uow: HoldersUnitOfWork) -> bool:
    match to.kind:
        case HolderKind.PERSON:
            return await uow.colleagues.may_hold(to.id, case.unit_id, on=on)
        case HolderKind.UNIT_DESK:
            return to.id in {each.id for each in await uow.colleagues.desks(on=on)}
        case HolderKind.ALLIANCE_DESK:
            return to.id == case.alliance_id
        case _:
            return False
