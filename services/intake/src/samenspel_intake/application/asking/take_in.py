"""What was asked becomes a support request, with a desk that holds it from the first second."""

from dataclasses import dataclass

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.ages import age_band
from samenspel_intake.domain.asking.asked import Asked
from samenspel_intake.domain.asking.gates import GATES
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.question import Question
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_kernel.accountability import desk
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import SchoolId, SupportRequestId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeIn:
    """What was asked, for whom; `asked` is None for a question that came alone."""

    id: SupportRequestId
    question: Question
    asked: Asked | None
    pupil: Pupil | None
    school_id: SchoolId | None
    unit_id: UnitId | None


async def take_in(
    command: TakeIn, *, actor: Actor, uow: IntakeUnitOfWork, clock: Clock
) -> SupportRequest:
    """Give it to the desk of the unit, or of the alliance where none is known, and confirm it.

    The term to answer is that of its kind, and runs from today.
    """
    now = clock.now()
    today = dutch_date(now)
    gate = GATES[(command.asked or Asked.only(command.question)).kind]
    pupil = command.pupil
    request = SupportRequest.submit(
        command.id,
        alliance_id=actor.alliance_id,
        unit_id=command.unit_id,
        pupil_id=pupil.id if pupil else None,
        school_id=command.school_id,
        question=command.question,
        age_band=age_band(pupil.birth_date if pupil else None, today),
        by=actor.person_id,
        holder=desk(unit_id=command.unit_id, alliance_id=actor.alliance_id),
        response_term=await uow.terms.begin(gate.response_rule, today, school_id=command.school_id),
        at=now,
        asked=command.asked,
    )
    request.confirm_receipt(at=now)
    uow.support_requests.save(request)
    return request
