"""Use case: the desk has a partner help, as far as the parents gave leave to share."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from samenspel_intake.application.desks.deciding import Cited, note_decision
from samenspel_intake.application.desks.ports import DeskUnitOfWork
from samenspel_intake.domain.desks.criteria import DecisionKind
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.domain.term_rules import HANDOVER_ANSWER
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import SupportRequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class InvolvePartner:
    """Which request, which partner, and the criteria that counted most."""

    support_request_id: SupportRequestId
    partner_id: UUID
    points: Sequence[int] = ()


async def involve_partner(
    command: InvolvePartner, *, actor: Actor, uow: DeskUnitOfWork, clock: Clock
) -> SupportRequest:
    """Note it; the desk stays responsible. InvalidInput without leave that counts today.

    What the partner sees follows from the leave to share alone; nothing is sent here.
    """
    request = await uow.support_requests.get(command.support_request_id)
    require(actor, Deed.DECIDE, Subject.of(request))
    now = clock.now()
    today = dutch_date(now)
    if not await uow.share_grants.may_share(request.child(), command.partner_id, on=today):
        raise InvalidInput(FieldError("partner_id", "handover.partner-needs-share"))
    again = await uow.terms.begin(HANDOVER_ANSWER, today)
    cited = Cited(DecisionKind.PARTNER, command.points)
    await note_decision(cited, request, actor=actor, uow=uow, clock=clock)
    request.ask_partner(look_again_by=again.last_day, at=now)
    uow.support_requests.save(request)
    return request
