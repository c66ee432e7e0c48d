"""Pages: an administrator lets systems of partners in, and puts them out."""

from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, field_validator
from starlette.responses import Response

from samenspel_intake.application.manage_systems import (
    RegisterSystem,
    register_system,
    revoke_system,
)
from samenspel_intake.domain.partner_system import ROLES_OF_SYSTEMS
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.gateways.systems.public_keys import read_public_keys
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import PersonId, SchoolId, UnitId
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
SYSTEMS = "/intake/access/systems"
TEMPLATE = "systems.html"
MOST_SCHOOLS = 500
MOST_PUPILS = 500


class SystemForm(BaseModel):
    """A system; `pupil_ids` are written one below the other."""

    name: str = ""
    role: Role
    school_id: UUID | None = None
    unit_id: UUID | None = None
    pupil_ids: tuple[UUID, ...] = ()
    keys: str = ""

    @field_validator("pupil_ids", mode="before")
    @classmethod
    def _apart(cls, given: object) -> object:
        return given.split()[: MOST_PUPILS + 1] if isinstance(given, str) else given

    def command(self) -> RegisterSystem:
        """Give the command; InvalidInput for keys that are of no use."""
        return RegisterSystem(
            name=self.name,
            role=self.role,
            keys=read_public_keys(self.keys),
            school_id=SchoolId(self.school_id) if self.school_id else None,
            unit_id=UnitId(self.unit_id) if self.unit_id else None,
            pupil_ids=frozenset(self.pupil_ids),
        )


@router.get("/access/systems")
async def list_(request: Request, edge: IntakeEdge) -> Response:
    """Show the systems, and ask for another."""
    return pages.render(request, TEMPLATE, **await _context(edge))


@router.post("/access/systems")
async def add(request: Request, edge: IntakeEdge) -> Response:
    """Register a system."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_ACCESS)
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await register_system(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return SYSTEMS

    try:
        command = SystemForm.model_validate(filled(typed)).command()
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return pages.refuse(request, TEMPLATE, refusal, typed=typed, **await _context(edge))
    return pages.redirect(request, url, notice="access.system-added")


@router.post("/access/systems/{system_id}/revocation")
async def revoke(request: Request, edge: IntakeEdge, system_id: UUID) -> Response:
    """Put a system out, at once."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await revoke_system(PersonId(system_id), actor=edge.actor, uow=uow, clock=edge.clock)
        return SYSTEMS

    url = await edge.redirect_once(request, typed, do)
    return pages.redirect(request, url, notice="access.system-revoked")


async def _context(edge: IntakeEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_ACCESS)
    async with edge.transaction() as uow:
        found = [system for system in await uow.systems.all() if not system.is_revoked]
        systems = [(system, await uow.access.person(system.id)) for system in found]
        schools = await uow.register.schools(limit=MOST_SCHOOLS)
        units = await uow.register.units()
    return {
        "systems": systems,
        "roles": partial(choices.roles, ROLES_OF_SYSTEMS),
        "schools": choices.schools(schools),
        "units": choices.units(units),
    }
