"""Use cases: what desk and parents add to a request that was sent."""

from dataclasses import dataclass

from samenspel_intake.application.asking.ports import AskingUnitOfWork
from samenspel_intake.application.families.deciding import require_say, speaker
from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.asking.gates import GATES, RequestKind
from samenspel_intake.domain.asking.needs import Needs
from samenspel_intake.domain.asking.parents_voice import ParentView
from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.domain.suspension import Suspended, WhySuspended
from samenspel_intake.domain.term_rules import DATA_COMPLETION
from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId, SupportRequestId
from samenspel_kernel.running_terms import Suspension


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeKind:
    """As what it is answered, and which child a question turned out to be about."""

    id: SupportRequestId
    kind: RequestKind
    pupil_id: PupilId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendResponse:
    """What is waited for; `note` says to school and parents what is asked of them."""

    id: SupportRequestId
    why: WhySuspended
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddParentView:
    """What a parent thinks of a request that was sent."""

    id: SupportRequestId
    view: str


async def change_kind(
    command: ChangeKind, *, actor: Actor, uow: IntakeUnitOfWork, clock: Clock
) -> SupportRequest:
    """Answer it as another kind: within the term of that kind, from the day it was asked."""
    request = await _at_desk(command.id, actor=actor, uow=uow)
    if command.pupil_id is not None:
        pupil = await uow.pupils.find(command.pupil_id)
        if pupil is None or not may(actor, Deed.SEE, Subject.of(pupil)):
            raise InvalidInput(FieldError("pupil_id", "pupil.unknown"))
    asked_on, school_id = request.response_term.starts_on, request.school_id
    rule = GATES[command.kind].response_rule
    term = await uow.terms.begin(rule, asked_on, school_id=school_id)
    if request.pauses:
        term = await uow.terms.again(term, request.pauses, school_id=school_id)
    request.change_kind(command.kind, response_term=term, pupil_id=command.pupil_id, at=clock.now())
    uow.support_requests.save(request)
    return request


async def suspend_response(
    command: SuspendResponse, *, actor: Actor, uow: IntakeUnitOfWork, clock: Clock
) -> SupportRequest:
    """Ask school or parents for something; the term stands still from the day after."""
    request = await _at_desk(command.id, actor=actor, uow=uow)
    wrong = forbidden_identifiers.field_errors(note=command.note)
    if not command.note.strip():
        wrong = [FieldError("note", "suspension.note-missing")]
    if wrong:
        raise InvalidInput(*wrong)
    now = clock.now()
    today = dutch_date(now)
    complete = await uow.terms.begin(DATA_COMPLETION, today, school_id=request.school_id)
    request.suspend(Suspended(today, command.why, complete, command.note), at=now)
    uow.support_requests.save(request)
    return request


async def resume_response(
    id_: SupportRequestId, *, actor: Actor, uow: IntakeUnitOfWork, clock: Clock
) -> SupportRequest:
    """Let the term run again from today; its last day moves by the days that it stood still."""
    request = await _at_desk(id_, actor=actor, uow=uow)
    now, term, suspended = clock.now(), request.response_term, request.suspended
    if suspended is not None:
        over = Suspension(
            asked_on=suspended.asked_on, resumed_on=dutch_date(now), reason=suspended.why
        )
        term = await uow.terms.again(term, (*request.pauses, over), school_id=request.school_id)
    request.resume(term, at=now)
    uow.support_requests.save(request)
    return request


async def assess_needs(
    id_: SupportRequestId, needs: Needs, *, actor: Actor, uow: IntakeUnitOfWork, clock: Clock
) -> SupportRequest:
    """Write down what the unit finds the child needs."""
    request = await _at_desk(id_, actor=actor, uow=uow)
    request.assess_needs(needs, at=clock.now())
    uow.support_requests.save(request)
    return request


async def add_parent_view(
    command: AddParentView, *, actor: Actor, uow: AskingUnitOfWork, clock: Clock
) -> SupportRequest:
    """Add what a parent thinks, or put it in the place of what it said before."""
    request = await uow.support_requests.get(command.id)
    await require_say(actor, Deed.ADD_VIEW, Subject.of(request), uow.parents)
    parent = await speaker(actor, request.child(), uow.parents)
    now = clock.now()
    request.add_parent_view(ParentView(parent, dutch_date(now), command.view), at=now)
    uow.support_requests.save(request)
    return request


async def _at_desk(id_: SupportRequestId, *, actor: Actor, uow: IntakeUnitOfWork) -> SupportRequest:
    request = await uow.support_requests.get(id_)
    require(actor, Deed.DECIDE, Subject.of(request))
    return request
