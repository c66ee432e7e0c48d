"""Use cases: a school prepares a request, shows it to the parents, and sends or drops it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from samenspel_intake.application.asking.ports import AskingUnitOfWork
from samenspel_intake.application.asking.take_in import TakeIn, take_in
from samenspel_intake.application.families.deciding import require_say, speaker
from samenspel_intake.application.register_pupil import RegisterPupil, register_pupil
from samenspel_intake.domain.asking.answers import Answers
from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import GATES, Gate, RequestKind
from samenspel_intake.domain.asking.parents_voice import NotShown, ParentView, WhyNotShown
from samenspel_intake.domain.asking.prepared_request import PreparedRequest, WhyDropped
from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.ids import PreparedRequestId, support_request_id_of
from samenspel_intake.domain.policies import POLICY, Deed, Subject, may, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.domain.term_rules import REQUEST_PREPARATION
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, Forbidden, InvalidInput
from samenspel_kernel.ids import PupilId, SchoolId, UnitId, new_id

Texts = Mapping[Field, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareRequest:
    """What is typed so far, for whom; without a pupil it may become known later."""

    kind: RequestKind
    answers: Texts
    pupil: PupilId | RegisterPupil | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePrepared:
    """What was typed anew; what is not named stays as it was."""

    id: PreparedRequestId
    answers: Texts
    kind: RequestKind | None = None
    pupil: PupilId | RegisterPupil | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HearParent:
    """What a parent thinks that read it; one of the school says which parent sat there."""

    id: PreparedRequestId
    view: str = ""
    parent: ContactId | None = None


async def prepare_request(
    command: PrepareRequest, *, actor: Actor, uow: AskingUnitOfWork, clock: Clock
) -> PreparedRequest:
    """Begin a request; what was typed for the same child before need not be typed again.

    InvalidInput names every wrong field, those of the pupil too.
    """
    POLICY.require_somewhere(actor, Deed.PREPARE)
    school_id = _own_school(actor)
    wrong, pupil = Answers.of(dict(command.answers)).wrong(), None
    if GATES[command.kind].is_about_a_child:
        try:
            pupil = await _pupil(command.pupil, actor=actor, uow=uow, clock=clock)
        except InvalidInput as why:
            wrong = [*why.errors, *wrong]
    if wrong:
        raise InvalidInput(*wrong)
    earlier = await uow.prepared_requests.earlier(pupil.id) if pupil else Answers()
    today = dutch_date(clock.now())
    prepared = PreparedRequest.begin(
        PreparedRequestId(new_id()),
        command.kind,
        alliance_id=actor.alliance_id,
        unit_id=pupil.unit_id if pupil else await _unit_of(school_id, uow),
        school_id=school_id,
        pupil_id=pupil.id if pupil else None,
        earlier=Answers.of(dict(command.answers)).taking_over(earlier),
        finish=await uow.terms.begin(REQUEST_PREPARATION, today, school_id=school_id),
        at=clock.now(),
    )
    uow.prepared_requests.save(prepared)
    return prepared


async def change_prepared(
    command: ChangePrepared, *, actor: Actor, uow: AskingUnitOfWork, clock: Clock
) -> PreparedRequest:
    """Keep what was typed, and ask in another way if that is wanted; nothing gets lost."""
    prepared = await _mine(command.id, actor=actor, uow=uow)
    for field, text in command.answers.items():
        prepared.type(field, text)
    if command.kind is not None:
        prepared.change_kind(command.kind)
    if command.pupil is not None:
        prepared.is_about((await _pupil(command.pupil, actor=actor, uow=uow, clock=clock)).id)
    uow.prepared_requests.save(prepared)
    return prepared


async def show_to_parents(
    id_: PreparedRequestId, *, actor: Actor, uow: AskingUnitOfWork, clock: Clock
) -> PreparedRequest:
    """Let the parents read it; InvalidInput for what must be typed before that has a sense."""
    prepared = await _mine(id_, actor=actor, uow=uow)
    show(prepared, at=clock.now())
    uow.prepared_requests.save(prepared)
    return prepared


def show(prepared: PreparedRequest, *, at: datetime) -> None:
    """Let the parents read it, once nothing is missing in it."""
    if empty := prepared.answers.missing(GATES[prepared.kind]):
        raise InvalidInput(*(FieldError(field.value, "field.missing") for field in empty))
    prepared.show(at=at)


async def hear_parent(
    command: HearParent, *, actor: Actor, uow: AskingUnitOfWork, clock: Clock
) -> PreparedRequest:
    """Write down that a parent read it, and what it thinks.

    A parent speaks for itself; the school may write down what a parent said who sat there.
    """
    prepared = await uow.prepared_requests.get(command.id)
    subject = Subject.of(prepared)
    require(actor, Deed.READ_PREPARED, subject)
    speaks = may(actor, Deed.ADD_VIEW, subject) and prepared.shown
    if not speaks:
        require(actor, Deed.PREPARE, subject)
    if prepared.pupil_id is None:
        raise Forbidden
    if speaks:
        await require_say(actor, Deed.ADD_VIEW, subject, uow.parents)
        parent = await speaker(actor, prepared.pupil_id, uow.parents)
    else:
        parent = await _parent(command.parent, prepared.pupil_id, uow)
        prepared.show(at=clock.now())
    now = clock.now()
    prepared.parent_said(ParentView(parent, dutch_date(now), command.view), at=now)
    uow.prepared_requests.save(prepared)
    return prepared


async def say_why_not_shown(
    id_: PreparedRequestId,
    why: WhyNotShown,
    reason: str,
    *,
    actor: Actor,
    uow: AskingUnitOfWork,
) -> PreparedRequest:
    """Write down why no parent can read it first."""
    prepared = await _mine(id_, actor=actor, uow=uow)
    prepared.not_shown(NotShown(why, reason))
    uow.prepared_requests.save(prepared)
    return prepared


async def send_request(
    id_: PreparedRequestId, *, actor: Actor, uow: AskingUnitOfWork, clock: Clock
) -> SupportRequest:
    """Send it: from here the alliance answers for it; InvalidInput names all that is missing."""
    prepared = await _mine(id_, actor=actor, uow=uow)
    return await send(prepared, actor=actor, uow=uow, clock=clock)


async def send(
    prepared: PreparedRequest, *, actor: Actor, uow: AskingUnitOfWork, clock: Clock
) -> SupportRequest:
    """Close what was prepared, and give the desk what goes to it."""
    gate: Gate = GATES[prepared.kind]
    asked = prepared.send(gate, at=clock.now())
    child = prepared.pupil_id if gate.is_about_a_child else None
    pupil = await uow.pupils.get(child) if child else None
    uow.prepared_requests.save(prepared)
    command = TakeIn(
        id=support_request_id_of(prepared.id),
        question=asked.question,
        asked=asked,
        pupil=pupil,
        school_id=prepared.school_id,
        unit_id=pupil.unit_id if pupil else await _unit_of(prepared.school_id, uow),
    )
    return await take_in(command, actor=actor, uow=uow, clock=clock)


async def drop_request(
    id_: PreparedRequestId,
    why: WhyDropped,
    *,
    actor: Actor,
    uow: AskingUnitOfWork,
    clock: Clock,
) -> PreparedRequest:
    """Don't send it."""
    prepared = await _mine(id_, actor=actor, uow=uow)
    prepared.drop(why, at=clock.now())
    uow.prepared_requests.save(prepared)
    return prepared


async def _mine(id_: PreparedRequestId, *, actor: Actor, uow: AskingUnitOfWork) -> PreparedRequest:
    prepared = await uow.prepared_requests.get(id_)
    require(actor, Deed.PREPARE, Subject.of(prepared))
    return prepared


async def _pupil(
    given: PupilId | RegisterPupil | None, *, actor: Actor, uow: AskingUnitOfWork, clock: Clock
) -> Pupil:
    if given is None:
        raise InvalidInput(FieldError("pupil_id", "pupil.missing"))
    if isinstance(given, RegisterPupil):
        try:
            return await register_pupil(given, actor=actor, uow=uow, clock=clock)
        except InvalidInput as why:
            nested = (FieldError(f"pupil.{error.field}", error.code) for error in why.errors)
            raise InvalidInput(*nested) from None
    pupil = await uow.pupils.find(given)
    if pupil is None or not may(actor, Deed.SEE, Subject.of(pupil)):
        raise InvalidInput(FieldError("pupil_id", "pupil.unknown"))
    require(actor, Deed.ENTER, Subject.of(pupil))
    return pupil


async def _parent(given: ContactId | None, pupil_id: PupilId, uow: AskingUnitOfWork) -> ContactId:
    contact = await uow.contacts.find(given) if given else None
    if contact is None or contact.pupil_id != pupil_id:
        raise InvalidInput(FieldError("parent", "parent.unknown"))
    return contact.id


async def _unit_of(school_id: SchoolId, uow: AskingUnitOfWork) -> UnitId | None:
    school = await uow.schools.find(school_id)
    return UnitId(school.unit_id) if school is not None and school.unit_id else None


def _own_school(actor: Actor) -> SchoolId:
    if actor.school_id is None:
        raise Forbidden
    return SchoolId(actor.school_id)
