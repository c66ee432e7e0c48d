"""Use case: a school asks for support, for a pupil that it has or that it enters with it."""

from dataclasses import dataclass

from samenspel_intake.application.asking.take_in import TakeIn, take_in
from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.application.register_pupil import RegisterPupil, register_pupil
from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.question import Question
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
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

    A question alone passes no gate: other systems ask so. InvalidInput names every wrong field,
    those of the pupil too.
    """
    wrong, pupil = list[FieldError](), None
    try:
        pupil = await _pupil(command.pupil, actor=actor, uow=uow, clock=clock)
    except InvalidInput as why:
        wrong.extend(why.errors)
    wrong.extend(command.question.wrong())
    if pupil is None or wrong:
        raise InvalidInput(*wrong)
    taken = TakeIn(
        id=SupportRequestId(new_id()),
        question=command.question,
        asked=None,
        pupil=pupil,
        school_id=pupil.school_id,
        unit_id=pupil.unit_id,
    )
    return await take_in(taken, actor=actor, uow=uow, clock=clock)


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
