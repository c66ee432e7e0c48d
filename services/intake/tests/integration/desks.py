"""Requests at a desk, and the people who work there."""

from typing import Any

from samenspel_intake.application.offer_handover import OfferHandover, offer_handover
from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.submit_support_request import (
    SubmitSupportRequest,
    submit_support_request,
)
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.question import Question, SupportKind
from samenspel_intake.domain.standing import TO_HELP, Destination
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_kernel.accountability import Holder
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import GrantId, PersonId, SupportRequestId, UnitId, new_id


async def a_request(intake: Any, actor: Actor, name: str = "Sem") -> SupportRequestId:
    """Ask for a new child."""
    command = SubmitSupportRequest(
        question=Question(kind=SupportKind.CONSULTATION, text="Sem loopt vast."),
        pupil=RegisterPupil(given_name=name),
    )
    async with intake.process.transactions(intake.scope) as uow:
        made = await submit_support_request(command, actor=actor, uow=uow, clock=intake.clock)
    return made.id


async def offered(
    intake: Any, id_: SupportRequestId, by: Actor, to: Destination = TO_HELP
) -> SupportRequest:
    """Offer it."""
    command = OfferHandover(support_request_id=id_, to=to)
    async with intake.process.transactions(intake.scope) as uow:
        return await offer_handover(command, actor=by, uow=uow, clock=intake.clock)


async def read(intake: Any, id_: SupportRequestId) -> SupportRequest:
    """Read it back."""
    async with intake.process.transactions(intake.scope) as uow:
        found: SupportRequest = await uow.support_requests.get(id_)
        return found


async def works_here(intake: Any, actor: Actor, *, role: Role = Role.UNIT_COORDINATOR) -> Person:
    """Enter an actor as a person with its role, as an administrator would."""
    grant = Grant(
        id=GrantId(new_id()),
        role=role,
        since=dutch_date(intake.clock.now()),
        unit_id=UnitId(actor.unit_id) if actor.unit_id else None,
    )
    person = Person.register(
        PersonId(actor.person_id),
        alliance_id=actor.alliance_id,
        name=actor.name,
        email=None,
        grants=(grant,),
        at=intake.clock.now(),
    )
    async with intake.process.transactions(intake.scope) as uow:
        uow.people.save(person)
    return person


async def holder_of(intake: Any, id_: SupportRequestId) -> Holder:
    """Give who answers for it; it is open."""
    holder = (await read(intake, id_)).holder
    assert holder is not None
    return holder
