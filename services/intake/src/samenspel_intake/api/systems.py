"""HTTP: which systems of partners use the API, and with what keys; for administrators."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse
from pydantic import Field
from starlette.responses import Response

from samenspel_intake.api.access import GrantView
from samenspel_intake.api.dependencies import IntakeEdge
from samenspel_intake.application.manage_systems import (
    RegisterSystem,
    change_keys,
    register_system,
    revoke_system,
)
from samenspel_intake.domain.partner_system import PartnerSystem
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.gateways.systems.public_keys import public_keys_of
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import PersonId, SchoolId, UnitId
from samenspel_platform.bodies import Body, UtcDateTime, View

router = APIRouter(tags=["systems"])
SystemIdInPath = Annotated[UUID, Path(alias="systemId", description="The system's id.")]
PublicKeys = Annotated[
    dict[str, Any],
    Field(description="The public keys that it signs with, as a JWK Set (RFC 7517)."),
]


class KeysBody(Body):
    """All keys that count from now on; during a change of keys the old one and the new one."""

    keys: PublicKeys


class SystemBody(KeysBody):
    """A system, its one role, and the school, unit or pupils that the role is for."""

    name: Annotated[str, Field(max_length=100)]
    role: Role
    school_id: UUID | None = None
    unit_id: UUID | None = None
    pupil_ids: Annotated[list[UUID], Field(max_length=500)] = []

    def command(self) -> RegisterSystem:
        """Give the command; InvalidInput for keys that are of no use."""
        return RegisterSystem(
            name=self.name,
            role=self.role,
            keys=public_keys_of(self.keys),
            school_id=SchoolId(self.school_id) if self.school_id else None,
            unit_id=UnitId(self.unit_id) if self.unit_id else None,
            pupil_ids=frozenset(self.pupil_ids),
        )


class SystemView(View):
    """One system. `id` is its client id; `grants` are its roles, also those that are over."""

    id: UUID
    name: str
    grants: list[GrantView]
    key_ids: list[str]
    registered_at: UtcDateTime
    revoked_at: UtcDateTime | None

    @classmethod
    def of(cls, system: PartnerSystem, person: Person) -> "SystemView":
        """Show a system."""
        return cls(
            id=system.id,
            name=person.name,
            grants=[GrantView.of(grant) for grant in person.grants],
            key_ids=[key["kid"] for key in system.keys["keys"]],
            registered_at=system.registered_at,
            revoked_at=system.revoked_at,
        )


class SystemsView(View):
    """All systems of the alliance, also those that were revoked; there are few."""

    items: list[SystemView]


@router.get("/systems", summary="List the systems of partners", operation_id="listSystems")
async def systems(edge: IntakeEdge) -> SystemsView:
    """Give all systems, the last one registered first."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_ACCESS)
    async with edge.transaction() as uow:
        found = await uow.systems.all()
        items = [SystemView.of(system, await uow.people.get(system.id)) for system in found]
    return SystemsView(items=items)


@router.post(
    "/systems",
    status_code=201,
    response_model=SystemView,
    summary="Register a partner's system",
    operation_id="registerSystem",
)
async def register(body: SystemBody, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Let a system in, with one role; it gets tokens by what it signs with its keys."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_ACCESS)
    command = body.command()

    async def do(uow: SqlIntakeUnitOfWork) -> SystemView:
        system = await register_system(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return SystemView.of(system, await uow.people.get(system.id))

    return await edge.answer_once(request, 201, do)


@router.put(
    "/systems/{systemId}/keys",
    response_model=SystemView,
    summary="Give a system other keys",
    operation_id="changeSystemKeys",
)
async def keys(
    system_id: SystemIdInPath, body: KeysBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Replace all its keys; tokens that it has already go on."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_ACCESS)
    new = public_keys_of(body.keys)

    async def do(uow: SqlIntakeUnitOfWork) -> SystemView:
        system = await change_keys(new, of=PersonId(system_id), actor=edge.actor, uow=uow)
        return SystemView.of(system, await uow.people.get(system.id))

    return await edge.answer_once(request, 200, do)


@router.delete(
    "/systems/{systemId}",
    status_code=204,
    summary="Revoke a system",
    operation_id="revokeSystem",
)
async def revoke(system_id: SystemIdInPath, edge: IntakeEdge) -> Response:
    """Put a system out at once; tokens that it has are refused, in all services."""
    async with edge.transaction() as uow:
        id_ = PersonId(system_id)
        await revoke_system(id_, actor=edge.actor, uow=uow, clock=edge.clock)
    return Response(status_code=204)
