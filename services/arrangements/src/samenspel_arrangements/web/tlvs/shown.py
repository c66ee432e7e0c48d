"""What the page of one TLV shows its reader, and how its forms are answered."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Request, Response

from samenspel_arrangements.application.tlvs.apply import tlv_for
from samenspel_arrangements.domain.people.profile import Helper, Wanted
from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind, amount_on
from samenspel_arrangements.domain.tlv.shown import advices_for, decision_for
from samenspel_arrangements.domain.tlv.standing import Declined, Granted, InAdvice
from samenspel_arrangements.domain.tlv.states import TLVS
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_arrangements.gateways.tlv_rules import amounts
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.handing import handing, holder_shown
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_arrangements.web.tlvs.words import TlvWords
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import dutch_date
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS

HERE = "/arrangements/tlvs"
TEMPLATE = "tlvs/tlv.html"
TlvIdInPath = Annotated[UUID, Path(alias="tlvId")]
Change = Callable[[SqlArrangementsUnitOfWork, Any], Awaitable[Tlv]]
MAY = {
    "may_read": Action.READ_TLV,
    "may_apply": Action.APPLY_TLV,
    "may_advise": Action.ADVISE_TLV,
    "may_handle": Action.HANDLE_TLV,
    "may_decide": Action.DECIDE_TLV,
    "may_object": Action.OBJECT_TLV,
}


async def shown(edge: ArrangementsEdge, tlv_id: UUID) -> dict[str, Any]:
    """Give what the page needs; NotFound or Forbidden if the reader may not see it."""
    async with edge.transaction() as uow:
        line = await uow.tlv_queries.get(edge.actor, tlv_id)
        tlv = await tlv_for(TlvId(tlv_id), Action.SEE_TLV, actor=edge.actor, uow=uow)
        await edge.saw(uow, tlv, FilePart.CASE)
        today = dutch_date(edge.clock.now())
        helpers = await _askable(tlv, edge.actor, uow, today)
        given = await handing(tlv, Action.HANDLE_TLV, edge.actor, uow, today)
    now = tlv.standing
    return {
        "line": line,
        "tlv": tlv,
        "now": now,
        "here": f"{HERE}/{tlv_id}",
        "words": TlvWords(pages.texts),
        "helpers": helpers,
        "holder": holder_shown(tlv, Action.HANDLE_TLV, edge.actor),
        **given,
        "advices": advices_for(tlv, edge.actor),
        "decision": decision_for(tlv, edge.actor),
        "object_by": now.object_by if isinstance(now, Granted | Declined) else None,
        "pending": tlv.pending[0] if tlv.pending else None,
        "penalty": sum(notice.cents_due(today) for notice in tlv.notices) // 100,
        "can": {command for command in TLVS.moves[type(now)] if TLVS.may(now, command)},
        "amount": amount_on(amounts(), TlvKind(line.kind), line.starts_on or today),
        "stages": tlv.days_by_stage(today),
        "waits": [each for each in tlv.suspensions if each.until >= today],
        "has_advised": _has_advised(tlv, edge.actor),
        "is_late": any(today > term.last_day for term in tlv.running()),
        **{name: may(edge.actor, action, tlv) for name, action in MAY.items()},
    }


async def _askable(
    tlv: Tlv, actor: Actor, uow: SqlArrangementsUnitOfWork, today: date
) -> list[Helper]:
    """Give whom the committee's office can ask for an advice: there, and not asked already."""
    now = tlv.standing
    if not isinstance(now, InAdvice) or not may(actor, Action.HANDLE_TLV, tlv):
        return []
    asked = {expert.person_id for expert in now.experts}
    found = await uow.helpers.find(Wanted(), on=today)
    return [
        helper
        for helper in found
        if helper.ability.professions
        and helper.ability.is_there(today)
        and helper.person_id not in asked
    ]


def _has_advised(tlv: Tlv, actor: Actor) -> bool:
    now = tlv.standing
    return not isinstance(now, InAdvice) or any(
        advice.expert.person_id == actor.person_id for advice in now.advices
    )


async def act(
    request: Request,
    edge: ArrangementsEdge,
    tlv_id: UUID,
    read: Callable[[Any], Any],
    change: Change,
    notice: str,
) -> Response:
    """Do what a form of the page asks; when it is refused, show it with what was typed.

    `read` makes of the form what `change` wants.
    """
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        await change(uow, read(form))
        return f"{HERE}/{tlv_id}"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        context = await shown(edge, tlv_id)
        return pages.refuse(request, TEMPLATE, refusal, typed=form, **context)
    return pages.redirect(request, url, notice=notice)
