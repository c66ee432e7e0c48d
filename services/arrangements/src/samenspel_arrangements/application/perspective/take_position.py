"""Use case: a party says whether it shares the perspective, or staff write down what it said."""

from dataclasses import dataclass

from samenspel_arrangements.application.perspective.ports import PerspectiveUnitOfWork
from samenspel_arrangements.application.perspective.write_perspective import perspective_for
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.perspective.agreement import (
    Agrees,
    Disagrees,
    Party,
    parties_of,
)
from samenspel_arrangements.domain.perspective.draft import MAX_LENGTH
from samenspel_arrangements.domain.perspective.parents import speaks_for
from samenspel_arrangements.domain.perspective.perspective import SharedPerspective
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.term_rules import PERSPECTIVE_REVIEW
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePosition:
    """Who shares which version, or does not and with what."""

    case_id: CaseId
    party: Party
    version: int
    agrees: bool
    with_what: str = ""


async def take_position(
    command: TakePosition, *, actor: Actor, uow: PerspectiveUnitOfWork, clock: Clock
) -> SharedPerspective:
    """Write it down; nobody says it for another, but for staff who heard it."""
    case, perspective = await perspective_for(
        command.case_id, Action.TAKE_POSITION, actor=actor, uow=uow
    )
    parents = await uow.parents.deciding_for(case.pupil_id)
    asked = parties_of(parent.contact_id for parent in parents)
    if command.party not in speaks_for(actor, asked, parents):
        raise RuleViolation("perspective.speaks-for-another")
    now = clock.now()
    perspective.take_position(
        command.party,
        _view(command),
        version=command.version,
        asked=asked,
        review=await uow.terms.begin(PERSPECTIVE_REVIEW, dutch_date(now)),
        by=actor.person_id,
        at=now,
    )
    uow.perspectives.save(perspective)
    return perspective


def _view(command: TakePosition) -> Agrees | Disagrees:
    if command.agrees:
        if command.with_what:
            raise InvalidInput(FieldError("with_what", "perspective.agrees-with-all"))
        return Agrees()
    if wrong := text_error("with_what", command.with_what, max_length=MAX_LENGTH):
        raise InvalidInput(wrong)
    return Disagrees(command.with_what)
