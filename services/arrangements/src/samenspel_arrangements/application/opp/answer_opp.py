"""Use case: a parent consents to the action part or not, or the school writes down that it did."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from samenspel_arrangements.application.opp.begin_opp import opp_for
from samenspel_arrangements.application.opp.ports import OppUnitOfWork
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.opp.consent import ParentId, ParentSays, Way
from samenspel_arrangements.domain.opp.opp import Opp
from samenspel_arrangements.domain.perspective.parents import Parent, parent_of
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.term_rules import OPP_TALK
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId

MAX_REASON = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOpp:
    """What a parent says to a revision of the action part.

    `parent_id`, `way` and `on` are the school's, which writes down what a parent told it; a parent
    answers for itself, on screen, today.
    """

    case_id: CaseId
    revision: int
    is_given: bool
    reason: str = field(default="", repr=False)
    parent_id: UUID | None = None
    way: Way = Way.IN_TALK
    on: date | None = None


async def answer_opp(command: AnswerOpp, *, actor: Actor, uow: OppUnitOfWork, clock: Clock) -> Opp:
    """Write it down; a no is never refused, and makes the school talk with the parent."""
    case, opp = await opp_for(command.case_id, Action.ANSWER_OPP, actor=actor, uow=uow)
    if wrong := text_error("reason", command.reason, max_length=MAX_REASON, required=False):
        raise InvalidInput(wrong)
    now, parents = clock.now(), await uow.parents.deciding_for(case.pupil_id)
    today = dutch_date(now)
    itself = actor.role is Role.PARENT
    says = ParentSays(
        parent=own_parent(actor, parents) if itself else ParentId(_named(command)),
        is_given=command.is_given,
        revision=command.revision,
        on=today if itself or command.on is None else command.on,
        way=Way.ON_SCREEN if itself else command.way,
        written_by=actor.person_id,
        reason=command.reason,
    )
    talk = await uow.terms.begin(OPP_TALK, today, school_id=case.school_id)
    ids = {ParentId(parent.contact_id) for parent in parents}
    opp.answer(says, parents=ids, talk=talk, at=now)
    uow.opps.save(opp)
    return opp


def own_parent(actor: Actor, parents: Sequence[Parent]) -> ParentId:
    """Give which parent is logged in: nobody answers for another.

    RuleViolation where its name leaves a doubt; the school writes its answer down then.
    """
    own = parent_of(actor, parents)
    if own is None:
        raise RuleViolation("opp.parent-not-recognised")
    return ParentId(own.contact_id)


def _named(command: AnswerOpp) -> UUID:
    if command.parent_id is None:
        raise InvalidInput(FieldError("parent_id", "opp.which-parent"))
    return command.parent_id
