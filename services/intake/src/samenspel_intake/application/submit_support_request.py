"""Use case: a school asks for support, for a pupil that it has or that it enters with it."""

from dataclasses import dataclass

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.application.register_pupil import RegisterPupil, register_pupil
from samenspel_intake.domain.ages import age_band
from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.question import Question
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.domain.term import REQUEST_RESPONSE
from samenspel_kernel.accountability import desk
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId, SupportRequestId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitSupportRequest:
    """What is asked, and for whom."""

    question: Question
    pupil: PupilId | RegisterPupil


async def submit_support_request(
    command: SubmitSupportRequest, *, actor: Actor, uow: IntakeUnitOfWork, clock: Clock
) -> SupportRequest:
    """Take the request in and confirm its receipt, at once.

    The desk of the child's unit holds it (the alliance's, where there is none), and the response
    term runs from today. InvalidInput names every wrong field, those of the pupil too.
    """
    wrong, pupil = list[FieldError](), None
    try:
        pupil = await _pupil(command.pupil, actor=actor, uow=uow, clock=clock)
    except InvalidInput as why:
        wrong.extend(why.errors)
    wrong.extend(command.question.wrong())
    if pupil is None or wrong:
        raise InvalidInput(*wrong)
    now = clock.now()
    today = dutch_date(now)
    request = SupportRequest.submit(
        SupportRequestId(new_id()),
        alliance_id=pupil.alliance_id,
        unit_id=pupil.unit_id,
        pupil_id=pupil.id,
        school_id=pupil.school_id,
        question=command.question,
        age_band=age_band(pupil.birth_date, today),
        by=actor.person_id,
        holder=desk(unit_id=pupil.unit_id, alliance_id=pupil.alliance_id),
        response_term=await uow.terms.begin(REQUEST_RESPONSE, today),
        at=now,
    )
    request.confirm_receipt(at=now)
    uow.support_requests.save(request)
    return request


async def _pupil(
    given: PupilId | RegisterPupil, *, actor: Actor, uow: IntakeUnitOfWork, clock: Clock
) -> Pupil:
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
