"""Use case: the desk says how its search for a school ended."""

from dataclasses import dataclass

from samenspel_intake.application.registrations.answering import Answering
from samenspel_intake.application.registrations.ports import RegistrationUnitOfWork
from samenspel_intake.application.registrations.steps import Declare
from samenspel_intake.domain.ids import RegistrationId
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.registration.registration import Registration
from samenspel_intake.domain.registration.standing import AtDesk
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import RuleViolation


@dataclass(frozen=True, slots=True, kw_only=True)
class WentAbroad:
    """The child left the country; `paper` is where the parents' word lies."""

    paper: str


@dataclass(frozen=True, slots=True)
class ChildDied:
    """The child died; nothing is asked or sent any more."""


Outcome = Declare | WentAbroad | ChildDied


async def end_search(
    id_: RegistrationId,
    outcome: Outcome,
    *,
    actor: Actor,
    uow: RegistrationUnitOfWork,
    clock: Clock,
) -> Registration:
    """End it: a school declared that it takes the child, or it needs none any more."""
    registration = await uow.registrations.get(id_)
    require(actor, Deed.FIND_SCHOOL, Subject.of(registration))
    answering = Answering(registration, actor, uow, clock.now())
    at_desk = isinstance(registration.standing, AtDesk)
    if not at_desk and not isinstance(outcome, ChildDied):
        raise RuleViolation("registration.duty-goes-on")
    match outcome:
        case Declare():
            declaration = await answering.declaration(outcome)
            registration.declared_elsewhere(declaration, at=answering.now)
        case WentAbroad(paper=paper):
            registration.went_abroad(await answering.keep(paper), at=answering.now)
        case ChildDied():
            registration.died(at=answering.now)
    uow.registrations.save(registration)
    return registration
