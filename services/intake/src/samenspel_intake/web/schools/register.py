"""Pages: an administrator brings a newer register, looks at what it means, and confirms it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.schools.bring_register import bring_register, confirm_register
from samenspel_intake.application.schools.close_school import CloseSchool
from samenspel_intake.application.schools.compare_register import Foreseen, compare_register
from samenspel_intake.application.schools.register_import import (
    BroughtProblem,
    BroughtRegister,
    RegisterImport,
)
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.school import Closure
from samenspel_intake.gateways.school_register import (
    Register,
    UnreadableRegister,
    read_register,
)
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.schools import uploads
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import new_id
from samenspel_platform.forms import read_form, read_upload
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
SCHOOLS = uploads.REGISTER
LIST, ONE = "register_imports.html", "register_import.html"
SHOWN_BEFORE = 10
STAYS, CLOSED = "stays", "closed"


class ConfirmationForm(BaseModel):
    """The last day of the schools that close; their choices are fields by their codes."""

    on: date | None = None


@router.get("/access/schools")
async def list_(request: Request, edge: IntakeEdge) -> Response:
    """Ask for a file, and show those of before."""
    return pages.render(request, LIST, **await _listed(edge))


@router.post("/access/schools")
async def bring(request: Request, edge: IntakeEdge) -> Response:
    """Look a file through and keep what is the alliance's, for confirmation."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_SCHOOLS)
    typed, file = await read_upload(request, "file")
    id_ = new_id()

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await bring_register(id_, _brought(register), actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{SCHOOLS}/{id_}"

    try:
        register = _read(file)
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return pages.refuse(request, LIST, refusal, typed=typed, **await _listed(edge))
    return pages.redirect(request, url)


@router.get("/access/schools/{import_id}")
async def show(request: Request, edge: IntakeEdge, import_id: UUID) -> Response:
    """Show what it would change, or what it changed."""
    return pages.render(request, ONE, **await _shown(edge, import_id))


@router.post("/access/schools/{import_id}/confirmation")
async def confirm(request: Request, edge: IntakeEdge, import_id: UUID) -> Response:
    """Have it done; schools that the file lacks close only when that was chosen."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_SCHOOLS)
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await confirm_register(import_id, closures, uow=uow, clock=edge.clock)
        return f"{SCHOOLS}/{import_id}"

    try:
        closures = _closures(typed, ConfirmationForm.model_validate(filled(typed)).on)
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        shown = await _shown(edge, import_id)
        return pages.refuse(request, ONE, refusal, typed=typed, **shown)
    return pages.redirect(request, url, notice="register.confirmed")


def _read(file: bytes) -> Register:
    if not file:
        raise InvalidInput(FieldError("file", "register.no-file"))
    try:
        register = read_register(file)
    except UnreadableRegister:
        raise InvalidInput(FieldError("file", "register.unreadable")) from None
    if not register.locations:
        raise InvalidInput(FieldError("file", "register.no-schools"))
    return register


def _brought(register: Register) -> BroughtRegister:
    problems = (
        BroughtProblem(
            line=p.line, location=p.location, field=p.field, code=p.code, value=p.value, hint=p.hint
        )
        for p in sorted(register.problems, key=lambda p: p.line)
    )
    return BroughtRegister(
        locations=tuple(register.locations), untold=register.untold, problems=tuple(problems)
    )


def _closures(typed: Mapping[str, str], on: date | None) -> list[CloseSchool]:
    """Read what was chosen for each school that the file lacks."""
    chosen = {
        name.removeprefix("gone."): value
        for name, value in typed.items()
        if name.startswith("gone.") and value not in ("", STAYS)
    }
    if chosen and on is None:
        raise InvalidInput(FieldError("on", "input.missing"))
    return [
        CloseSchool(code=code, closure=Closure(on, None if value == CLOSED else value))
        for code, value in sorted(chosen.items())
        if on is not None
    ]


async def _listed(edge: IntakeEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_SCHOOLS)
    async with edge.transaction() as uow:
        imports = await uow.register_imports.newest(SHOWN_BEFORE)
    return {"imports": imports}


async def _shown(edge: IntakeEdge, id_: UUID) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_SCHOOLS)
    foreseen: Foreseen | None = None
    async with edge.transaction() as uow:
        shown: RegisterImport = await uow.register_imports.get(id_)
        if shown.brought is not None:
            foreseen = await compare_register(
                shown.brought.locations, untold=shown.brought.untold, uow=uow
            )
    return {
        "shown": shown,
        "foreseen": foreseen,
        "successors": _successors(shown.brought),
        "day": dutch_date(edge.clock.now()),
        "stays": (STAYS, pages.texts.text("register.stays")),
        "closed": (CLOSED, pages.texts.text("register.closed-without")),
    }


def _successors(brought: BroughtRegister | None) -> list[tuple[str, str]]:
    """Give the schools that one may have gone into, by name."""
    locations = sorted(brought.locations if brought else (), key=lambda found: found.name)
    return [
        (found.code, f"{found.name}, {found.visiting.place} ({found.code})") for found in locations
    ]
