"""Use cases: it is planned that a child goes on, what travels is chosen, parents agree."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from samenspel_arrangements.application.transitions.ports import KnownSchools, TransitionsUnitOfWork
from samenspel_arrangements.domain.child_of_case import ChildOfCase
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.opp.consent import ParentId, ParentSays, Way
from samenspel_arrangements.domain.perspective.parents import Parent, parent_of
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.term_rules import (
    TRANSITION_ACCEPTED,
    TRANSITION_BEGUN,
    TRANSITION_OFFERED,
)
from samenspel_arrangements.domain.transitions.contents import (
    Contents,
    Part,
    Stage,
    TransitionId,
)
from samenspel_arrangements.domain.transitions.first_day import TermsOfDay, check_first_day
from samenspel_arrangements.domain.transitions.transition import LONGEST_ANSWER, Transition
from samenspel_kernel.accountability import desk
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId, SchoolId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Travels:
    """What somebody chose to travel: to a school of ours, or to one by its name."""

    to_school_id: UUID | None = None
    to_name: str = field(default="", repr=False)
    parts: frozenset[Part] = frozenset()
    summary: str = field(repr=False)

    async def checked(self, schools: KnownSchools) -> Contents:
        """Give it as it counts; InvalidInput where it can't, also for a school that is none of ours.

        A school outside the alliance goes by its name.
        """
        school_id = SchoolId(self.to_school_id) if self.to_school_id else None
        contents = Contents.checked(school_id, self.to_name, self.parts, self.summary)
        if school_id is not None and not await schools.knows(school_id):
            raise InvalidInput(FieldError("to_school_id", "transition.unknown-school"))
        return contents


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTransition:
    """The child of which open case goes on, from where to where, and on which day."""

    case_id: CaseId
    stage: Stage
    first_day: date
    travels: Travels


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentAnswers:
    """What a parent says to what travels; `parent_id` is whose word staff write down."""

    transition_id: TransitionId
    revision: int
    is_given: bool
    reason: str = field(default="", repr=False)
    parent_id: UUID | None = None


async def transition_for(
    id_: TransitionId, action: Action, *, actor: Actor, uow: TransitionsUnitOfWork
) -> Transition:
    """Load one to do something with; refuses who may not."""
    transition = await uow.transitions.get(id_)
    require(actor, action, transition)
    return transition


async def plan_transition(
    command: PlanTransition, *, actor: Actor, uow: TransitionsUnitOfWork, clock: Clock
) -> Transition:
    """Have somebody see to it; RuleViolation while the child goes on to another already."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.PREPARE_TRANSITION, case)
    _ = case.opened
    if any(each.responsibility for each in await uow.transitions.of_case(case.id)):
        raise RuleViolation("transition.goes-on-already")
    contents = await command.travels.checked(uow.known_schools)
    now = clock.now()
    day = command.first_day
    terms = await _terms(day, case.school_id, dutch_date(now), uow)
    transition = Transition.plan_for(
        ChildOfCase.of(case),
        TransitionId(new_id()),
        command.stage,
        day,
        contents,
        holder=case.holder or desk(unit_id=case.unit_id, alliance_id=case.alliance_id),
        offer=terms.offer,
        accept=terms.accept,
        at=now,
    )
    transition.notice_breaches(at=now)
    uow.transitions.save(transition)
    return transition


async def write_contents(
    id_: TransitionId,
    travels: Travels,
    *,
    first_day: date | None = None,
    actor: Actor,
    uow: TransitionsUnitOfWork,
    clock: Clock,
) -> Transition:
    """Choose anew what travels and to whom, for which parents are asked anew, and from which day.

    None for a day leaves it as it is.
    """
    transition = await transition_for(id_, Action.PREPARE_TRANSITION, actor=actor, uow=uow)
    contents = await travels.checked(uow.known_schools)
    now, school_id = clock.now(), transition.school_id
    transition.write(contents, at=now)
    if first_day is not None and first_day != transition.first_day:
        terms = await _terms(first_day, school_id, dutch_date(now), uow)
        transition.move(first_day, terms, at=now)
    uow.transitions.save(transition)
    return transition


async def move_transition(
    id_: TransitionId,
    first_day: date,
    reason: str,
    *,
    actor: Actor,
    uow: TransitionsUnitOfWork,
    clock: Clock,
) -> Transition:
    """Correct the first day, and say why; parents and the next school are not asked anew."""
    transition = await transition_for(id_, Action.PREPARE_TRANSITION, actor=actor, uow=uow)
    now = clock.now()
    terms = await _terms(first_day, transition.school_id, dutch_date(now), uow)
    transition.move(first_day, terms, reason=reason, at=now)
    uow.transitions.save(transition)
    return transition


async def answer_for_parent(
    command: ParentAnswers, *, actor: Actor, uow: TransitionsUnitOfWork, clock: Clock
) -> Transition:
    """Write down what a parent says: itself on screen, or staff in its name."""
    id_ = command.transition_id
    transition = await transition_for(id_, Action.ANSWER_TRANSITION, actor=actor, uow=uow)
    if wrong := text_error("reason", command.reason, max_length=LONGEST_ANSWER, required=False):
        raise InvalidInput(wrong)
    parents = await uow.parents.deciding_for(transition.pupil_id)
    itself = actor.role is Role.PARENT
    says = ParentSays(
        parent=_own(actor, parents) if itself else _named(command),
        is_given=command.is_given,
        revision=command.revision,
        on=dutch_date(clock.now()),
        way=Way.ON_SCREEN if itself else Way.IN_TALK,
        written_by=actor.person_id,
        reason=command.reason,
    )
    transition.answer(says, parents={ParentId(parent.contact_id) for parent in parents})
    uow.transitions.save(transition)
    return transition


async def _terms(
    first_day: date, school_id: SchoolId | None, today: date, uow: TransitionsUnitOfWork
) -> TermsOfDay:
    check_first_day(first_day, today)  # before terms are counted, which go no farther than years
    return TermsOfDay(
        offer=await uow.terms.begin(TRANSITION_OFFERED, first_day, school_id=school_id),
        accept=await uow.terms.begin(TRANSITION_ACCEPTED, first_day, school_id=school_id),
        begin=await uow.terms.begin(TRANSITION_BEGUN, first_day),
    )


def _own(actor: Actor, parents: Sequence[Parent]) -> ParentId:
    own = parent_of(actor, parents)
    if own is None:
        raise RuleViolation("transition.parent-not-recognised")
    return ParentId(own.contact_id)


def _named(command: ParentAnswers) -> ParentId:
    if command.parent_id is None:
        raise InvalidInput(FieldError("parent_id", "transition.which-parent"))
    return ParentId(command.parent_id)
