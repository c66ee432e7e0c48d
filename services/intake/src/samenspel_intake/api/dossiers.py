"""HTTP: dossiers that schools' systems hand over."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from samenspel_intake.api.dependencies import IntakeEdge
from samenspel_intake.application.dossiers.take_dossier import preview_dossier, take_dossier
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.gateways.oso.documents import WrongDossier
from samenspel_intake.gateways.oso.dossiers import read_dossier
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_platform.bodies import View

router = APIRouter(prefix="/swv-dossiers", tags=["dossiers"])
DOCUMENT: dict[str, Any] = {
    "required": True,
    "description": "An OSO aanvraag SWV-dossier; docs/school-dossier.md lists its fields.",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {"dossier": {"type": "object"}},
                "required": ["dossier"],
                "additionalProperties": False,
            }
        },
        "application/xml": {"schema": {"type": "object"}},
    },
}


class DossierView(View):
    """What became of a dossier; `leftOut` are paths of what it had and was not taken over.

    `repeated`: it was taken over before, and nothing was done now.
    """

    id: UUID
    pupil_id: UUID
    entered_pupil: bool
    repeated: bool
    added_parents: int
    left_out: list[str]


@router.post(
    "",
    status_code=201,
    response_model=DossierView,
    summary="Hand over a dossier",
    operation_id="takeSwvDossier",
    openapi_extra={"requestBody": DOCUMENT},
)
async def take(edge: IntakeEdge, request: Request) -> JSONResponse:
    """Enter the child and its parents as the school's system knows them, in JSON or XML.

    A child of the same school with exactly the same name and birth date is that child. Every
    field that may not be there is named by its path, and then nothing is taken over.
    """
    POLICY.require_somewhere(edge.actor, Deed.ENTER)
    try:
        dossier = read_dossier(await request.body())
    except WrongDossier as why:
        raise InvalidInput(*(FieldError(path, code) for path, code in why.errors)) from None

    async def do(uow: SqlIntakeUnitOfWork) -> tuple[DossierView, dict[str, str]]:
        preview = await preview_dossier(dossier, actor=edge.actor, uow=uow)
        known = preview.known[0] if preview.known else None
        taken = await take_dossier(
            dossier, as_pupil=known, actor=edge.actor, uow=uow, clock=edge.clock
        )
        view = DossierView(
            id=taken.id,
            pupil_id=taken.pupil_id,
            entered_pupil=taken.is_new,
            repeated=taken.repeated,
            added_parents=taken.parents,
            left_out=list(dossier.left_out),
        )
        return view, {"Location": f"/intake/v1/pupils/{taken.pupil_id}"}

    return await edge.answer_once(request, 201, do)
