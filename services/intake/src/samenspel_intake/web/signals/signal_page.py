"""The page of one signal: what it shows, and how its forms are answered."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import Request
from starlette.responses import Response

from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.search import LONGEST
from samenspel_intake.domain.signal.rights import desk_of, is_offered, require_reading
from samenspel_intake.domain.signal.signal import Signal
from samenspel_intake.domain.signal.standing import (
    Answered,
    BecameRequest,
    BecameSpell,
    BecameWatch,
    HandedOver,
)
from samenspel_intake.persistence.register_queries import UnitLine
from samenspel_intake.persistence.search_queries import FoundPupil
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import pages
from samenspel_intake.web.signals.words import themes
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.responsibility import Partner
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import Edge
from samenspel_platform.forms import Form
from samenspel_web.forms import REFUSALS, Refusal

PATH = "/intake/signals"
TEMPLATE = "signals/signal.html"
SignalEdge = Edge[SqlIntakeUnitOfWork]


async def show(
    request: Request,
    edge: SignalEdge,
    signal_id: UUID,
    *,
    sought: str = "",
    found: Sequence[FoundPupil] | None = None,
) -> Response:
    """Show it, with the children that were found if somebody looked for one."""
    context = await _context(edge, signal_id)
    return pages.render(request, TEMPLATE, found=found, sought=sought, **context)


async def done(
    request: Request, edge: SignalEdge, signal_id: UUID, typed: Form, do: Any, notice: str
) -> Response:
    """Do it and go on; a refusal shows the signal again, with what was typed."""
    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await refused(request, edge, signal_id, typed, refusal)
    return pages.redirect(request, url, notice=notice)


async def refused(
    request: Request, edge: SignalEdge, signal_id: UUID, typed: Form, refusal: Refusal
) -> Response:
    """Show it again with what was wrong, at the fields."""
    context = await _context(edge, signal_id)
    return pages.refuse(request, TEMPLATE, refusal, typed=typed, found=None, sought="", **context)


def is_family_desk(edge: Edge[Any]) -> bool:
    """Tell whether the reader is of the family desk."""
    desk = desk_of(edge.actor)
    return desk is not None and desk[1].kind is HolderKind.FAMILY_DESK


async def _context(edge: SignalEdge, signal_id: UUID) -> dict[str, Any]:
    async with edge.transaction() as uow:
        signal = await uow.signals.get(signal_id)
        require_reading(edge.actor, signal)
        line = await uow.signal_lines.line(signal_id)
        pupil, registrations = None, []
        if signal.pupil_id is not None and not signal.is_confidential:
            pupil = await uow.pupils.find(signal.pupil_id)
            await edge.saw(uow, _place(signal), FilePart.PUPIL)
            ids = await uow.pupils.merged_with(signal.pupil_id)
            registrations = await uow.registration_lines.open_of(edge.actor, ids)
        raiser = signal.worry.raiser
        contact = await uow.contacts.find(raiser.contact_id) if raiser.contact_id else None
        person = await uow.people.find(raiser.person_id) if raiser.person_id else None
        units = await uow.register.units()
        partners = await uow.partners.all()
    held = signal.responsibility
    names = {each.partner.id: each.name for each in partners}
    waits_for = held.offer.to if held is not None and held.offer is not None else None
    return {
        "signal": signal,
        "line": line,
        "pupil": pupil,
        "registrations": [(str(r.id), _label(r)) for r in registrations],
        "contact": contact,
        "person": person,
        "themes": themes,
        "receivers": _receivers(signal, units),
        "partners": [(str(id_), name) for id_, name in names.items()],
        "waits_for_partner": names.get(waits_for.id) if isinstance(waits_for, Partner) else None,
        "became": _became(signal, edge.actor, names),
        "came_on": dutch_date(signal.raised_at),
        "longest": LONGEST,
        "offered_here": is_offered(edge.actor, signal),
        "family_desk": is_family_desk(edge),
    }


def _label(line: Any) -> str:
    school = line.school_name or pages.texts.text("registration.no-school")
    return f"{school} ({line.reference})"


def _became(signal: Signal, actor: Actor, partners: dict[UUID, str]) -> tuple[str, str]:
    """Give what it became in words, and where that is found by who may see it ('' if nowhere)."""
    text = pages.texts.text
    outcome = signal.standing.outcome if isinstance(signal.standing, Answered) else None
    match outcome:
        case BecameRequest(support_request_id=id_):
            return text("signal.became-request"), _link(
                actor, Deed.SEE, f"/intake/support-requests/{id_}"
            )
        case BecameSpell(spell_id=id_):
            return text("signal.became-spell"), _link(
                actor, Deed.SEE_SPELL, f"/intake/out-of-education/{id_}"
            )
        case BecameWatch(registration_id=id_):
            return text("signal.became-watch"), _link(
                actor, Deed.SEE_REGISTRATION, f"/intake/registrations/{id_}"
            )
        case HandedOver(partner=partner):
            name = partners.get(partner.id, "")
            return text("signal.became-handover", name=name), ""
        case _:
            return "", ""


def _link(actor: Actor, deed: Deed, url: str) -> str:
    return url if POLICY.may_somewhere(actor, deed) else ""


def _place(signal: Signal) -> Relations:
    return Relations(
        alliance_id=signal.alliance_id,
        unit_id=signal.unit_id,
        school_id=signal.school_id,
        pupil_id=signal.pupil_id,
    )


def _receivers(signal: Signal, units: list[UnitLine]) -> list[tuple[str, str]]:
    """Give the desks that it can be offered to, beside the one that holds it."""
    held = signal.holder
    family = Holder(HolderKind.FAMILY_DESK, signal.alliance_id)
    desks = [(HolderKind.UNIT_DESK.value, unit.id, unit.name) for unit in units]
    found = [(f"{kind}:{id_}", name) for kind, id_, name in desks if held is None or held.id != id_]
    if held != family:
        found.append((HolderKind.FAMILY_DESK.value, pages.texts.text("signal.family-desk")))
    return found
