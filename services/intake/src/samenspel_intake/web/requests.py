"""Pages: the requests that one may see, and one of them with who holds it and what is next."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from samenspel_intake.application.families.deciding import has_say
from samenspel_intake.application.offer_handover import OfferHandover, offer_handover
from samenspel_intake.application.withdraw_support_request import (
    WithdrawSupportRequest,
    withdraw_support_request,
)
from samenspel_intake.domain.asking.gates import GATES, RequestKind
from samenspel_intake.domain.asking.needs import NeedField
from samenspel_intake.domain.policies import Deed, may, require
from samenspel_intake.domain.standing import HandoverOffered, WithdrawalReason
from samenspel_intake.persistence.asked_queries import AskedText, asked_text
from samenspel_intake.persistence.request_queries import RequestLine
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import SupportRequestId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_platform.paging import PageRequest, page_request, paged
from samenspel_web.forms import NOTHING_TYPED, REFUSALS, Refusal, TypedForm

router = APIRouter()
Paging = Annotated[PageRequest, Depends(page_request)]


@router.get("/support-requests")
async def list_(
    request: Request,
    edge: IntakeEdge,
    page: Paging,
    status: Annotated[str | None, Query(max_length=30)] = None,
) -> Response:
    """Show the requests that one may see, newest first."""
    async with edge.transaction() as uow:
        found = await uow.requests.newest(
            edge.actor, limit=page.limit, after=page.after, status=status or None
        )
    lines, cursor = paged(found, page, lambda line: (line.submitted_at.isoformat(), line.id))
    return pages.render(request, "requests.html", lines=lines, cursor=cursor, chosen=status or "")


@router.get("/support-requests/{support_request_id}")
async def show(request: Request, edge: IntakeEdge, support_request_id: UUID) -> Response:
    """Show one request."""
    context = await _shown(edge, support_request_id)
    return pages.render(request, "request.html", **context)


@router.get("/support-requests/{support_request_id}/received")
async def received(request: Request, edge: IntakeEdge, support_request_id: UUID) -> Response:
    """Confirm that the request came in: who has it, what happens next, and by when."""
    context = await _shown(edge, support_request_id)
    return pages.render(request, "received.html", **context)


@router.get("/fragments/support-requests/{support_request_id}/question")
async def question(request: Request, edge: IntakeEdge, support_request_id: UUID) -> Response:
    """Show what was asked, inside a page of another service."""
    async with edge.transaction() as uow:
        line = await uow.requests.get(edge.actor, support_request_id)
        require(edge.actor, Deed.READ_TEXT, line)
        await edge.saw(uow, line, FilePart.SUPPORT_REQUEST)
        text = await uow.requests.text(line.id)
        asked = await _asked(line.id, uow)
    return pages.fragment(request, "question.html", title="question.page", text=text, asked=asked)


@router.post("/support-requests/{support_request_id}/handovers")
async def offer(request: Request, edge: IntakeEdge, support_request_id: UUID) -> Response:
    """Offer the request to those who grant help."""
    form = await read_form(request)
    command = OfferHandover(support_request_id=SupportRequestId(support_request_id))

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await offer_handover(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/support-requests/{support_request_id}"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        return await refused(request, edge, support_request_id, refusal)
    return pages.redirect(request, url, notice="support-request.handover-offered")


@router.post("/support-requests/{support_request_id}/withdrawals")
async def withdraw(request: Request, edge: IntakeEdge, support_request_id: UUID) -> Response:
    """Take the request back."""
    form = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = WithdrawSupportRequest(
            support_request_id=SupportRequestId(support_request_id),
            reason=_reason(form.get("reason", "")),
        )
        await withdraw_support_request(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/support-requests/{support_request_id}"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        return await refused(request, edge, support_request_id, refusal, form)
    return pages.redirect(request, url, notice="support-request.withdrawn")


async def refused(
    request: Request,
    edge: IntakeEdge,
    id_: UUID,
    refusal: Refusal,
    typed: TypedForm = NOTHING_TYPED,
) -> Response:
    """Show the request again, with what was typed and what is wrong with it."""
    context = await _shown(edge, id_)
    return pages.refuse(request, "request.html", refusal, typed=typed, **context)


async def _shown(edge: IntakeEdge, id_: UUID) -> dict[str, Any]:
    """Read what the page of one request shows, and what its reader may do with it."""
    async with edge.transaction() as uow:
        line = await uow.requests.get(edge.actor, id_)
        await edge.saw(uow, line, FilePart.SUPPORT_REQUEST)
        pauses = [stood_still.pause for stood_still in await uow.requests.suspensions(line.id)]
        explained = await uow.terms.explain(line.term, school_id=line.school_id, pauses=pauses)
        working_days = await uow.calendars.working_days()
        readable = may(edge.actor, Deed.READ_TEXT, line)
        text = await uow.requests.text(line.id) if readable else None
        asked = await _asked(line.id, uow) if readable else None
        says = await has_say(edge.actor, Deed.ADD_VIEW, line, uow.parents)
    awaits = line.status == HandoverOffered.status
    return {
        "line": line,
        "text": text,
        "asked": asked,
        **_work(edge, line, at_desk=line.is_open and not awaits),
        "may_add_view": line.is_open and line.pupil_id is not None and says,
        "explained": explained,
        "words": "action-parent." if edge.actor.role is Role.PARENT else "action.",
        "term": line.term.use(dutch_date(edge.clock.now()), working_days),
        "may_offer": line.pupil_id is not None
        and line.is_open
        and not awaits
        and _may(edge, Deed.OFFER_HANDOVER, line),
        "may_decide": _may(edge, Deed.DECIDE, line),
        "may_withdraw": line.is_open and _may(edge, Deed.WITHDRAW, line),
        "may_complete": bool(line.missing) and _may(edge, Deed.COMPLETE, line),
        "may_see_readers": line.pupil_id is not None and _may(edge, Deed.SEE_READERS, line),
        "may_see_family": line.pupil_id is not None and _may(edge, Deed.SEE_FAMILY, line),
        "may_see_shares": line.pupil_id is not None and _may(edge, Deed.SEE_SHARES, line),
        "may_invite": line.pupil_id is not None and _may(edge, Deed.INVITE, line),
        "may_let_child_in": line.pupil_id is not None and _may(edge, Deed.LET_CHILD_IN, line),
        "may_ask_more": line.pupil_id is not None and _may(edge, Deed.ASK, line),
        "reasons": choices.reasons,
    }


def _work(edge: IntakeEdge, line: RequestLine, *, at_desk: bool) -> dict[str, Any]:
    """Tell what desk and parents may add, and from what they choose."""
    about_child = GATES[RequestKind(line.asked_for)].is_about_a_child
    others = [
        kind
        for kind, gate in GATES.items()
        if kind.value != line.asked_for and gate.is_about_a_child == about_child
    ]
    return {
        "may_work": at_desk and _may(edge, Deed.DECIDE, line),
        "need_fields": list(NeedField),
        "need_levels": choices.need_levels,
        "why_suspended": choices.why_suspended,
        "other_kinds": choices.request_kinds(others),
    }


async def _asked(id_: UUID, uow: SqlIntakeUnitOfWork) -> AskedText:
    return await asked_text(id_, requests=uow.support_requests, prepared=uow.prepared_requests)


def _may(edge: IntakeEdge, deed: Deed, line: RequestLine) -> bool:
    return may(edge.actor, deed, line)


def _reason(given: str) -> WithdrawalReason:
    try:
        return WithdrawalReason(given)
    except ValueError:
        raise InvalidInput(FieldError("reason", "input.choice")) from None
