"""Pages of a desk: the signals that came to it, and the answer to one."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from samenspel_intake.application.signals.answer_signal import agree, answer_signal, give_up
from samenspel_intake.application.signals.hand_over import (
    AnswerOffer,
    answer_offer,
    offer_signal,
)
from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.signal.rights import desk_of, is_offered, require_reading
from samenspel_intake.domain.signal.signal import Signal
from samenspel_intake.persistence.register_queries import UnitLine
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.signals.answer_forms import AnswerForm, GiveUpForm, OfferForm
from samenspel_intake.web.signals.words import themes
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.authorisation import Relations
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import Edge
from samenspel_platform.forms import Form, read_form
from samenspel_platform.paging import PageRequest, page_request, paged
from samenspel_web.forms import REFUSALS, Refusal, filled

router = APIRouter(prefix="/signals")
PATH = "/intake/signals"
TEMPLATE = "signals/signal.html"
Paging = Annotated[PageRequest, Depends(page_request)]


@router.get("")
async def inbox(request: Request, edge: IntakeEdge, page: Paging) -> Response:
    """Show the desk's open signals, the one whose term ends first on top."""
    POLICY.require_somewhere(edge.actor, Deed.ANSWER_SIGNAL)
    async with edge.transaction() as uow:
        found = await uow.signal_lines.open_by_term(
            edge.actor, Deed.ANSWER_SIGNAL, limit=page.limit, after=page.after
        )
    lines, cursor = paged(found, page, lambda line: (line.term_last_day, line.id))
    next_href = f"{PATH}?cursor={cursor}" if cursor else ""
    return pages.render(request, "signals/inbox.html", lines=lines, next_href=next_href)


@router.get("/{signal_id}")
async def read(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """Show one signal, what was said, and the ways to answer it."""
    return pages.render(request, TEMPLATE, **await _context(edge, signal_id))


@router.post("/{signal_id}/answers")
async def answer(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """Answer it, with advice or with a request that comes of it."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = AnswerForm.model_validate(filled(typed)).command(SignalId(signal_id))
        await answer_signal(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{PATH}/{signal_id}"

    return await _done(request, edge, signal_id, typed, do, "signal.answered")


@router.post("/{signal_id}/misses")
async def miss(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """End it: who raised it could not be reached."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = GiveUpForm.model_validate(filled(typed)).command(SignalId(signal_id))
        await give_up(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{PATH}/{signal_id}"

    return await _done(request, edge, signal_id, typed, do, "signal.ended")


@router.post("/{signal_id}/agreement")
async def note_agreement(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """Note that the family wants others to know of it."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await agree(SignalId(signal_id), actor=edge.actor, uow=uow)
        return f"{PATH}/{signal_id}"

    return await _done(request, edge, signal_id, typed, do, "signal.agreed")


@router.post("/{signal_id}/handovers")
async def hand_over(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """Offer it to another desk."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        form = OfferForm.model_validate(filled(typed))
        command = form.command(SignalId(signal_id), edge.actor.alliance_id)
        await offer_signal(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{PATH}/{signal_id}"

    return await _done(request, edge, signal_id, typed, do, "signal.offered")


@router.post("/{signal_id}/handover-answers")
async def take(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """Take what is offered, or leave it."""
    typed = await read_form(request)
    is_accepted = typed.get("answer", "") == "accept"
    command = AnswerOffer(signal_id=SignalId(signal_id), is_accepted=is_accepted)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        signal = await answer_offer(command, actor=edge.actor, uow=uow, clock=edge.clock)
        home = "/intake/family-desk" if _is_family_desk(edge) else PATH
        return f"{PATH}/{signal.id}" if is_accepted else home

    notice = "signal.taken" if is_accepted else "signal.left"
    return await _done(request, edge, signal_id, typed, do, notice)


async def _done(
    request: Request,
    edge: Edge[SqlIntakeUnitOfWork],
    signal_id: UUID,
    typed: Form,
    do: Any,
    notice: str,
) -> Response:
    """Do it and go on; a refusal shows the signal again, with what was typed."""
    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await _refused(request, edge, signal_id, typed, refusal)
    return pages.redirect(request, url, notice=notice)


async def _refused(
    request: Request,
    edge: Edge[SqlIntakeUnitOfWork],
    signal_id: UUID,
    typed: Form,
    refusal: Refusal,
) -> Response:
    context = await _context(edge, signal_id)
    return pages.refuse(request, TEMPLATE, refusal, typed=typed, **context)


async def _context(edge: Edge[SqlIntakeUnitOfWork], signal_id: UUID) -> dict[str, Any]:
    async with edge.transaction() as uow:
        signal = await uow.signals.get(signal_id)
        require_reading(edge.actor, signal)
        line = await uow.signal_lines.line(signal_id)
        pupil = None
        if signal.pupil_id is not None and not signal.is_confidential:
            pupil = await uow.pupils.find(signal.pupil_id)
            await edge.saw(uow, _place(signal), FilePart.PUPIL)
        raiser = signal.worry.raiser
        contact = await uow.contacts.find(raiser.contact_id) if raiser.contact_id else None
        person = await uow.people.find(raiser.person_id) if raiser.person_id else None
        units = await uow.register.units()
    return {
        "signal": signal,
        "line": line,
        "pupil": pupil,
        "contact": contact,
        "person": person,
        "themes": themes,
        "receivers": _receivers(signal, units),
        "offered_here": is_offered(edge.actor, signal),
        "family_desk": _is_family_desk(edge),
    }


def _place(signal: Signal) -> Relations:
    return Relations(
        alliance_id=signal.alliance_id,
        unit_id=signal.unit_id,
        school_id=signal.school_id,
        pupil_id=signal.pupil_id,
    )


def _is_family_desk(edge: Edge[Any]) -> bool:
    desk = desk_of(edge.actor)
    return desk is not None and desk[1].kind is HolderKind.FAMILY_DESK


def _receivers(signal: Signal, units: list[UnitLine]) -> list[tuple[str, str]]:
    """Give the desks that it can be offered to, beside the one that holds it."""
    held = signal.holder
    family = Holder(HolderKind.FAMILY_DESK, signal.alliance_id)
    desks = [(HolderKind.UNIT_DESK.value, unit.id, unit.name) for unit in units]
    found = [(f"{kind}:{id_}", name) for kind, id_, name in desks if held is None or held.id != id_]
    if held != family:
        found.append((HolderKind.FAMILY_DESK.value, pages.texts.text("signal.family-desk")))
    return found
