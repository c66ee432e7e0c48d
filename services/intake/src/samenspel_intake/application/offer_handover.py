"""Use case: the desk offers a request to another: those who grant help, or another unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_intake.application.desks.deciding import Cited, note_decision
from samenspel_intake.application.desks.ports import DeskUnitOfWork
from samenspel_intake.domain.desks.criteria import DecisionKind
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.standing import TO_HELP, Destination
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.domain.term_rules import HANDOVER_ANSWER
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import HandoverId, SupportRequestId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferHandover:
    """Which request, to whom, and the criteria (by number) that counted most."""

    support_request_id: SupportRequestId
    to: Destination = TO_HELP
    points: Sequence[int] = ()


async def offer_handover(
    command: OfferHandover, *, actor: Actor, uow: DeskUnitOfWork, clock: Clock
) -> SupportRequest:
    """Offer it; the desk stays responsible until somebody accepts."""
    request = await uow.support_requests.get(command.support_request_id)
    require(actor, Deed.OFFER_HANDOVER, Subject.of(request))
    unit_id = command.to.unit_id
    if unit_id is not None and await uow.units.find(unit_id) is None:
        raise InvalidInput(FieldError("unit_id", "unit.unknown"))
    now = clock.now()
    term = await uow.terms.begin(HANDOVER_ANSWER, dutch_date(now))
    request.offer_handover(HandoverId(new_id()), answer_term=term, to=command.to, at=now)
    cited = Cited(DecisionKind(command.to.route.value), command.points)
    await note_decision(cited, request, actor=actor, uow=uow, clock=clock)
    uow.support_requests.save(request)
    return request
