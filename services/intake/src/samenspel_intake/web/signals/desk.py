"""Pages of a desk: the signals that came to it, and the answer to one."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from samenspel_intake.application.signals.answer_signal import (
    agree,
    answer_signal,
    find_child,
    give_up,
)
from samenspel_intake.application.signals.hand_over import (
    AnswerOffer,
    answer_offer,
    note_partner_answer,
    offer_signal,
)
from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.search import Search
from samenspel_intake.domain.signal.rights import require_answer
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.signals.answer_forms import (
    AnswerForm,
    ChildForm,
    GiveUpForm,
    OfferForm,
    PartnerAnswerForm,
    PartnerOfferForm,
)
from samenspel_intake.web.signals.signal_page import PATH, done, is_family_desk, refused, show
from samenspel_platform.forbidden_texts import refuse_forbidden
from samenspel_platform.forms import read_form
from samenspel_platform.paging import PageRequest, page_request, paged
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/signals")
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
    return await show(request, edge, signal_id)


@router.post("/{signal_id}/answers")
async def answer(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """Answer it, with advice or with what it becomes."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = AnswerForm.model_validate(filled(typed)).command(SignalId(signal_id))
        await answer_signal(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{PATH}/{signal_id}"

    return await done(request, edge, signal_id, typed, do, "signal.answered")


@router.post("/{signal_id}/child-searches")
async def look_for_child(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """Show which children it may be about; a name travels in a form, never in an address."""
    typed = await read_form(request)
    async with edge.transaction() as uow:
        require_answer(edge.actor, await uow.signals.get(signal_id))
    try:
        refuse_forbidden(typed)
        search = Search.read(typed.get("q", ""))
    except REFUSALS as refusal:
        return await refused(request, edge, signal_id, typed, refusal)
    async with edge.transaction() as uow:
        found = await uow.search.find(search, edge.actor)
    sought = typed.get("q", "")
    return await show(request, edge, signal_id, sought=sought, found=found.pupils)


@router.post("/{signal_id}/child")
async def choose_child(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """Write down which child it is about."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        pupil_id = ChildForm.model_validate(filled(typed)).id()
        await find_child(SignalId(signal_id), pupil_id, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{PATH}/{signal_id}"

    return await done(request, edge, signal_id, typed, do, "signal.child-found")


@router.post("/{signal_id}/misses")
async def miss(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """End it: who raised it could not be reached."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = GiveUpForm.model_validate(filled(typed)).command(SignalId(signal_id))
        await give_up(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{PATH}/{signal_id}"

    return await done(request, edge, signal_id, typed, do, "signal.ended")


@router.post("/{signal_id}/agreement")
async def note_agreement(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """Note that the family wants others to know of it."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await agree(SignalId(signal_id), actor=edge.actor, uow=uow)
        return f"{PATH}/{signal_id}"

    return await done(request, edge, signal_id, typed, do, "signal.agreed")


@router.post("/{signal_id}/handovers")
async def hand_over(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """Offer it to another desk."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        form = OfferForm.model_validate(filled(typed))
        command = form.command(SignalId(signal_id), edge.actor.alliance_id)
        await offer_signal(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{PATH}/{signal_id}"

    return await done(request, edge, signal_id, typed, do, "signal.offered")


@router.post("/{signal_id}/handover-answers")
async def take(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """Take what is offered, or leave it."""
    typed = await read_form(request)
    is_accepted = typed.get("answer", "") == "accept"
    command = AnswerOffer(signal_id=SignalId(signal_id), is_accepted=is_accepted)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        signal = await answer_offer(command, actor=edge.actor, uow=uow, clock=edge.clock)
        home = "/intake/family-desk" if is_family_desk(edge) else PATH
        return f"{PATH}/{signal.id}" if is_accepted else home

    notice = "signal.taken" if is_accepted else "signal.left"
    return await done(request, edge, signal_id, typed, do, notice)


@router.post("/{signal_id}/partner-handovers")
async def ask_partner(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """Offer it to a partner."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = PartnerOfferForm.model_validate(filled(typed)).command(SignalId(signal_id))
        await offer_signal(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{PATH}/{signal_id}"

    return await done(request, edge, signal_id, typed, do, "signal.offered")


@router.post("/{signal_id}/partner-answers")
async def hear_partner(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """Write down whether the partner takes it."""
    typed = await read_form(request)
    is_accepted = typed.get("partner_answer", "") == "accept"

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = PartnerAnswerForm.model_validate(filled(typed)).command(SignalId(signal_id))
        await note_partner_answer(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{PATH}/{signal_id}"

    notice = "signal.partner-took" if is_accepted else "signal.partner-left"
    return await done(request, edge, signal_id, typed, do, notice)
