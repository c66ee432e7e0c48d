"""Pages: registrations, one of them, and what school, parents and desk do with it."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from samenspel_intake.application.families.deciding import require_say
from samenspel_intake.application.registrations.end_search import end_search
from samenspel_intake.application.registrations.parents_say import (
    complete,
    link_request,
    take_back,
)
from samenspel_intake.application.registrations.take_step import take_step
from samenspel_intake.domain.ids import RegistrationId
from samenspel_intake.domain.policies import POLICY, Deed, require
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.registrations import words
from samenspel_intake.web.registrations.forms import (
    OUTCOMES,
    STEPS,
    PreferencesForm,
    outcome_of,
    step_of,
)
from samenspel_intake.web.registrations.new import MOST_SCHOOLS
from samenspel_intake.web.registrations.shown import shown
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import SupportRequestId
from samenspel_platform.forms import Form, read_form
from samenspel_platform.paging import PageRequest, page_request, paged
from samenspel_web.forms import NOTHING_TYPED, REFUSALS, Refusal, TypedForm, filled

router = APIRouter(prefix="/registrations")
Paging = Annotated[PageRequest, Depends(page_request)]
Kind = Annotated[str, Query(max_length=30)]
Change = Callable[[SqlIntakeUnitOfWork], Awaitable[Any]]
ONE, STEP, COMPLETION = (
    "registrations/registration.html",
    "registrations/step.html",
    "registrations/completion.html",
)


@router.get("")
async def list_(
    request: Request,
    edge: IntakeEdge,
    page: Paging,
    status: Annotated[str | None, Query(max_length=30)] = None,
) -> Response:
    """Show the registrations that one may see, newest first."""
    async with edge.transaction() as uow:
        found = await uow.registration_lines.newest(
            edge.actor, limit=page.limit, after=page.after, status=status or None
        )
    lines, cursor = paged(found, page, lambda line: (line.received_on.isoformat(), line.id))
    return pages.render(
        request,
        "registrations/list.html",
        lines=lines,
        cursor=cursor,
        chosen=status or "",
        may_register=POLICY.may_somewhere(edge.actor, Deed.REGISTER),
    )


@router.get("/{registration_id}")
async def show(request: Request, edge: IntakeEdge, registration_id: UUID) -> Response:
    """Show one registration: who answers for the child, by when, and how that was computed."""
    return pages.render(request, ONE, **await shown(edge, registration_id))


@router.get("/{registration_id}/steps/new")
async def step_form(
    request: Request, edge: IntakeEdge, registration_id: UUID, kind: Kind = "admission"
) -> Response:
    """Show the form of one step of the school."""
    context = await _step_context(edge, registration_id, kind, Deed.ANSWER_REGISTRATION, "steps")
    return pages.render(request, STEP, **context)


@router.post("/{registration_id}/steps")
async def step(request: Request, edge: IntakeEdge, registration_id: UUID) -> Response:
    """Take a step as the school."""
    typed, id_ = await read_form(request), RegistrationId(registration_id)

    async def do(uow: SqlIntakeUnitOfWork) -> Any:
        return await take_step(id_, step_of(typed), actor=edge.actor, uow=uow, clock=edge.clock)

    async def again(refusal: Refusal) -> Response:
        kind, deed = typed.get("kind", ""), Deed.ANSWER_REGISTRATION
        context = await _step_context(edge, registration_id, kind, deed, "steps")
        return pages.refuse(request, STEP, refusal, typed=typed, **context)

    return await _done(request, edge, registration_id, typed, do, again, "registration.answered")


@router.get("/{registration_id}/outcomes/new")
async def outcome_form(
    request: Request, edge: IntakeEdge, registration_id: UUID, kind: Kind = "declaration"
) -> Response:
    """Show the form of how the desk's search ended."""
    context = await _step_context(edge, registration_id, kind, Deed.FIND_SCHOOL, "outcomes")
    return pages.render(request, STEP, **context)


@router.post("/{registration_id}/outcomes")
async def outcome(request: Request, edge: IntakeEdge, registration_id: UUID) -> Response:
    """Say how the desk's search for a school ended."""
    typed, id_ = await read_form(request), RegistrationId(registration_id)

    async def do(uow: SqlIntakeUnitOfWork) -> Any:
        said = outcome_of(typed)
        return await end_search(id_, said, actor=edge.actor, uow=uow, clock=edge.clock)

    async def again(refusal: Refusal) -> Response:
        kind, deed = typed.get("kind", ""), Deed.FIND_SCHOOL
        context = await _step_context(edge, registration_id, kind, deed, "outcomes")
        return pages.refuse(request, STEP, refusal, typed=typed, **context)

    return await _done(request, edge, registration_id, typed, do, again, "registration.ended")


@router.get("/{registration_id}/completion")
async def completion_form(request: Request, edge: IntakeEdge, registration_id: UUID) -> Response:
    """Ask for what the parents had left out."""
    context = await _completion_context(edge, registration_id)
    return pages.render(request, COMPLETION, **context)


@router.post("/{registration_id}/completion")
async def completion(request: Request, edge: IntakeEdge, registration_id: UUID) -> Response:
    """Write down what the parents had left out."""
    typed, id_ = await read_form(request), RegistrationId(registration_id)

    async def do(uow: SqlIntakeUnitOfWork) -> Any:
        line = await uow.registration_lines.get(edge.actor, id_)
        require(edge.actor, Deed.COMPLETE_REGISTRATION, line)
        school_id = (await uow.registrations.get(id_)).school_id
        said = PreferencesForm.model_validate(filled(typed)).completion(school_id)
        return await complete(id_, said, actor=edge.actor, uow=uow, clock=edge.clock)

    async def again(refusal: Refusal) -> Response:
        context = await _completion_context(edge, registration_id)
        return pages.refuse(request, COMPLETION, refusal, typed=typed, **context)

    return await _done(request, edge, registration_id, typed, do, again, "registration.completed")


@router.post("/{registration_id}/withdrawals")
async def withdraw(request: Request, edge: IntakeEdge, registration_id: UUID) -> Response:
    """Take the registration back; the desk answers for the child until it has a school."""
    typed, id_ = await read_form(request), RegistrationId(registration_id)

    async def do(uow: SqlIntakeUnitOfWork) -> Any:
        return await take_back(id_, actor=edge.actor, uow=uow, clock=edge.clock)

    again = partial(_on_page, request, edge, registration_id, NOTHING_TYPED)
    return await _done(request, edge, registration_id, typed, do, again, "registration.taken-back")


@router.post("/{registration_id}/support-requests")
async def link(request: Request, edge: IntakeEdge, registration_id: UUID) -> Response:
    """Have a request for support go with the registration."""
    typed, id_ = await read_form(request), RegistrationId(registration_id)

    async def do(uow: SqlIntakeUnitOfWork) -> Any:
        request_id = SupportRequestId(_id(typed.get("support_request_id", "")))
        return await link_request(id_, request_id, actor=edge.actor, uow=uow, clock=edge.clock)

    again = partial(_on_page, request, edge, registration_id, typed)
    return await _done(request, edge, registration_id, typed, do, again, "registration.linked")


async def _done(
    request: Request,
    edge: IntakeEdge,
    id_: UUID,
    typed: Form,
    change: Change,
    again: Callable[[Refusal], Awaitable[Response]],
    notice: str,
) -> Response:
    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await change(uow)
        return f"/intake/registrations/{id_}"

    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await again(refusal)
    return pages.redirect(request, url, notice=notice)


async def _on_page(
    request: Request, edge: IntakeEdge, id_: UUID, typed: TypedForm, refusal: Refusal
) -> Response:
    return pages.refuse(request, ONE, refusal, typed=typed, **await shown(edge, id_))


async def _step_context(
    edge: IntakeEdge, id_: UUID, kind: str, deed: Deed, part: str
) -> dict[str, Any]:
    context = await shown(edge, id_)
    require(edge.actor, deed, context["line"])
    known = STEPS if part == "steps" else OUTCOMES
    async with edge.transaction() as uow:
        schools = await uow.register.schools(limit=MOST_SCHOOLS)
    others = [school for school in schools if school.id != context["line"].school_id]
    return context | {
        "kind": kind if kind in known else next(iter(known)),
        "part": part,
        "words": words,
        "schools": partial(choices.schools, others if part == "steps" else schools),
    }


async def _completion_context(edge: IntakeEdge, id_: UUID) -> dict[str, Any]:
    context = await shown(edge, id_)
    line, deed = context["line"], Deed.COMPLETE_REGISTRATION
    async with edge.transaction() as uow:
        await require_say(edge.actor, deed, line, uow.parents)
        schools = await uow.register.schools(limit=MOST_SCHOOLS)
    others = [school for school in schools if school.id != line.school_id]
    return context | {"words": words, "schools": partial(choices.schools, others)}


def _id(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise InvalidInput(FieldError("support_request_id", "input.choice")) from None
