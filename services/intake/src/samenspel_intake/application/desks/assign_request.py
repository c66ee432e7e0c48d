"""Use case: one person of the desk takes a request, gets it, or gives it back to the desk."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.application.desks.ports import DeskUnitOfWork
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_kernel.accountability import Holder, HolderKind, desk
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PersonId, SupportRequestId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignRequest:
    """Which request, and to whom; None gives it back to the desk."""

    support_request_id: SupportRequestId
    to: PersonId | None


async def assign_request(
    command: AssignRequest, *, actor: Actor, uow: DeskUnitOfWork, clock: Clock
) -> SupportRequest:
    """Have that person answer for it; InvalidInput for who does not work at its desk today."""
    request = await uow.support_requests.get(command.support_request_id)
    require(actor, Deed.ASSIGN, Subject.of(request))
    now = clock.now()
    holder = desk(unit_id=request.unit_id, alliance_id=request.alliance_id)
    if command.to is not None:
        person = await uow.people.find(command.to)
        today = dutch_date(now)
        if person is None or not works_at_desk(person, request.unit_id, today):
            raise InvalidInput(FieldError("person_id", "assignment.not-at-desk"))
        holder = Holder(HolderKind.PERSON, person.id)
    request.reassign(holder, at=now)
    uow.support_requests.save(request)
    return request


def works_at_desk(person: Person, unit_id: UnitId | None, on: date) -> bool:
    """Tell whether a person may hold what is at a desk: the unit's, or the alliance's."""
    return any(
        grant.role is Role.ADMINISTRATOR
        or (grant.role is Role.UNIT_COORDINATOR and grant.unit_id == unit_id)
        for grant in person.grants_on(on)
    )
