"""Pages: what desk and parents add to a request: its kind, needs, a standstill, a view."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.asking.work_on_request import (
    AddParentView,
    ChangeKind,
    SuspendResponse,
    add_parent_view,
    assess_needs,
    change_kind,
    resume_response,
    suspend_response,
)
from samenspel_intake.domain.asking.gates import RequestKind
from samenspel_intake.domain.asking.needs import Need, NeedField, Needs
from samenspel_intake.domain.suspension import WhySuspended
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.requests import refused
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import SupportRequestId
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import REFUSALS

router = APIRouter(prefix="/support-requests/{support_request_id}")


@router.post("/kind")
async def other_kind(request: Request, edge: IntakeEdge, support_request_id: UUID) -> Response:
    """Answer it as another kind."""
    form = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> None:
        command = ChangeKind(
            id=SupportRequestId(support_request_id),
            kind=_choice(RequestKind, "kind", form.get("kind", "")),
        )
        await change_kind(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _done(request, edge, support_request_id, form, do, "kind-changed")


@router.post("/needs")
async def needs(request: Request, edge: IntakeEdge, support_request_id: UUID) -> Response:
    """Write down what the child needs; what is not filled in was not looked at."""
    form = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> None:
        id_ = SupportRequestId(support_request_id)
        await assess_needs(id_, _needs(form), actor=edge.actor, uow=uow, clock=edge.clock)

    return await _done(request, edge, support_request_id, form, do, "needs-kept")


@router.post("/suspension")
async def suspend(request: Request, edge: IntakeEdge, support_request_id: UUID) -> Response:
    """Ask for something; the term stands still."""
    form = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> None:
        command = SuspendResponse(
            id=SupportRequestId(support_request_id),
            why=_choice(WhySuspended, "why", form.get("why", "")),
            note=form.get("note", ""),
        )
        await suspend_response(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _done(request, edge, support_request_id, form, do, "suspended")


@router.post("/resumption")
async def resume(request: Request, edge: IntakeEdge, support_request_id: UUID) -> Response:
    """Let the term run again."""
    form = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> None:
        id_ = SupportRequestId(support_request_id)
        await resume_response(id_, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _done(request, edge, support_request_id, form, do, "resumed")


@router.post("/views")
async def add_view(request: Request, edge: IntakeEdge, support_request_id: UUID) -> Response:
    """Add what a parent thinks, after it was sent too."""
    form = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> None:
        command = AddParentView(id=SupportRequestId(support_request_id), view=form.get("view", ""))
        await add_parent_view(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _done(request, edge, support_request_id, form, do, "view-added")


async def _done(
    request: Request, edge: IntakeEdge, id_: UUID, form: Form, do: Any, notice: str
) -> Response:
    async def go(uow: SqlIntakeUnitOfWork) -> str:
        await do(uow)
        return f"/intake/support-requests/{id_}"

    try:
        url = await edge.redirect_once(request, form, go)
    except REFUSALS as refusal:
        return await refused(request, edge, id_, refusal, form)
    return pages.redirect(request, url, notice=f"request-work.{notice}")


def _needs(form: Form) -> Needs:
    found = []
    for field in NeedField:
        if given := form.get(f"need.{field}", ""):
            found.append(Need(field, _level(field, given), form.get(field.value, "")))
    return Needs.of(*found)


def _level(field: NeedField, given: str) -> int:
    try:
        return int(given)
    except ValueError:
        raise InvalidInput(FieldError(f"need.{field}", "need.level")) from None


def _choice(kind: Any, name: str, given: str) -> Any:
    try:
        return kind(given)
    except ValueError:
        raise InvalidInput(FieldError(name, "input.choice")) from None
