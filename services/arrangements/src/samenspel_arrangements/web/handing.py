"""What an office handles is given to a colleague or to the desk: what its page shows of that."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from samenspel_arrangements.application.hand_over_item import HandOver, Hands
from samenspel_arrangements.domain.funding.check import FundingCheck
from samenspel_arrangements.domain.handed import in_hands_of, may_answer
from samenspel_arrangements.domain.handing_over import roles_that
from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.handovers import HandoverForm
from samenspel_arrangements.web.pages import pages
from samenspel_arrangements.web.words import Words
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor
from samenspel_kernel.open_item import TAKE_UP
from samenspel_kernel.responsibility import Responsibility
from samenspel_web.forms import filled


def handing_of(form: Mapping[str, str]) -> HandOver | Hands | None:
    """Read what a form says of giving it to another; None when it says something else."""
    step = form.get("step", "")
    if step == "hand-over":
        return HandOver(HandoverForm.model_validate(filled(form)).holder())
    return Hands(step) if step in set(Hands) else None


async def handing(
    item: Tlv | FundingCheck,
    right: Action,
    actor: Actor,
    uow: SqlArrangementsUnitOfWork,
    today: date,
) -> dict[str, Any]:
    """Give what its page shows of who holds it, and of an offer, to who has the right it takes."""
    held = item.responsibility
    if held is None or not may(actor, right, item):
        return {"handing": None}
    colleagues = await uow.colleagues.known_in_office(roles_that(right), on=today)
    names = {Holder(HolderKind.PERSON, each.id): each.name for each in colleagues}
    desk = Holder(HolderKind.ALLIANCE_DESK, item.alliance_id)
    names[desk] = Words(pages.texts).alliance_desk()
    return {"handing": _shown(held, actor, names, desk, holder_shown(item, right, actor))}


def holder_shown(item: Tlv | FundingCheck, right: Action, actor: Actor) -> str:
    """Name who holds it: the desk, or a person, by name only to who has the right it takes."""
    held = item.responsibility
    if held is None or held.holder == Holder(HolderKind.ALLIANCE_DESK, item.alliance_id):
        return Words(pages.texts).alliance_desk()
    if not may(actor, right, item):
        return pages.texts.text("tlv.committee")
    return item.holder_name or pages.texts.text("holder.colleague")


def _shown(
    held: Responsibility,
    actor: Actor,
    names: Mapping[Holder, str],
    desk: Holder,
    holder: str,
) -> dict[str, Any]:
    colleague = pages.texts.text("holder.colleague")
    mine = in_hands_of(held.holder, actor)
    offer = held.offer
    to = offer.to if offer and isinstance(offer.to, Holder) else None
    return {
        "holder": holder,
        "at_desk": held.holder == desk,
        "offered_to": names.get(to, colleague) if to else None,
        "answer_by": offer.answer_by if offer else None,
        "may_take": offer is not None and may_answer(offer, held.holder, actor),
        "may_take_back": to is not None and mine,
        "came_back": mine and held.has(TAKE_UP),
        "choices": [
            (f"{h.kind}:{h.id}", name) for h, name in names.items() if mine and h != held.holder
        ],
    }
