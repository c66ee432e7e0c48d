"""Use cases: parents complete a registration or take it back; a request goes with one."""

from dataclasses import dataclass

from samenspel_intake.application.families.deciding import require_say
from samenspel_intake.application.registrations.answering import Answering
from samenspel_intake.application.registrations.ports import RegistrationUnitOfWork
from samenspel_intake.domain.ids import RegistrationId
from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_intake.domain.registration.registration import Registration
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import SchoolId, SupportRequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class Complete:
    """All schools where the child is registered, the first preference in front, and its needs."""

    preferences: tuple[SchoolId, ...]
    expects_support: bool


async def complete(
    id_: RegistrationId,
    command: Complete,
    *,
    actor: Actor,
    uow: RegistrationUnitOfWork,
    clock: Clock,
) -> Registration:
    """Write down what the parents had left out; the duty may turn out to be elsewhere."""
    registration = await uow.registrations.get(id_)
    subject = Subject.of(registration)
    await require_say(actor, Deed.COMPLETE_REGISTRATION, subject, uow.parents)
    if [s for s in command.preferences if await uow.schools.find(s) is None]:
        raise InvalidInput(FieldError("preferences", "school.unknown"))
    registration.complete(
        preferences=command.preferences,
        expects_support=command.expects_support,
        at=clock.now(),
    )
    uow.registrations.save(registration)
    return registration


async def take_back(
    id_: RegistrationId, *, actor: Actor, uow: RegistrationUnitOfWork, clock: Clock
) -> Registration:
    """Take it back; the desk answers for the child until it has a school."""
    registration = await uow.registrations.get(id_)
    subject = Subject.of(registration)
    await require_say(actor, Deed.TAKE_BACK_REGISTRATION, subject, uow.parents)
    answering = Answering(registration, actor, uow, clock.now())
    registration.parents_withdraw(
        desk=answering.desk, find=await answering.find(), at=answering.now
    )
    uow.registrations.save(registration)
    return registration


async def link_request(
    id_: RegistrationId,
    request_id: SupportRequestId,
    *,
    actor: Actor,
    uow: RegistrationUnitOfWork,
    clock: Clock,
) -> Registration:
    """Have a request for support of the same child go with the registration."""
    registration = await uow.registrations.get(id_)
    require(actor, Deed.ANSWER_REGISTRATION, Subject.of(registration))
    request = await uow.support_requests.find(request_id)
    if (
        request is None
        or request.pupil_id != registration.pupil_id
        or not may(actor, Deed.SEE, Subject.of(request))
    ):
        raise InvalidInput(FieldError("support_request_id", "registration.request-unknown"))
    await uow.registration_papers.link(id_, request_id, by=actor.person_id, at=clock.now())
    return registration
