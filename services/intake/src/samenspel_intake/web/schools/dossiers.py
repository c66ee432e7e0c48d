"""Pages: a school's coordinator hands over a dossier, sees what is taken over, and confirms it."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import TypeAdapter
from starlette.responses import Response

from samenspel_intake.application.dossiers.take_dossier import (
    DossierPreview,
    preview_dossier,
    take_dossier,
)
from samenspel_intake.application.swv_dossier import SwvDossier
from samenspel_intake.domain.form_draft import DraftForm, FormDraft
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.gateways.oso.documents import WrongDossier
from samenspel_intake.gateways.oso.dossiers import read_dossier
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.schools import uploads
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId
from samenspel_platform.forms import read_form, read_upload
from samenspel_web.forms import REFUSALS

router = APIRouter()
PATH = uploads.DOSSIERS
TEMPLATE = "dossiers.html"
FORM = DraftForm.SWV_DOSSIER
CONTENT = "dossier"
SAME, ANOTHER = "same", "another"
DOSSIER = TypeAdapter(SwvDossier)


@router.get("/dossiers")
async def show(request: Request, edge: IntakeEdge) -> Response:
    """Ask for a file, or show what would be taken over of the one that was brought."""
    return pages.render(request, TEMPLATE, **await _shown(edge))


@router.post("/dossiers")
async def bring(request: Request, edge: IntakeEdge) -> Response:
    """Read a file and keep what is taken of it, for confirmation; the rest is gone at once."""
    POLICY.require_somewhere(edge.actor, Deed.ASK)
    typed, file = await read_upload(request, "file")

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await preview_dossier(dossier, actor=edge.actor, uow=uow)
        kept = FormDraft(
            form=FORM,
            fields={CONTENT: DOSSIER.dump_json(dossier).decode()},
            kept_at=edge.clock.now(),
        )
        await uow.form_drafts.keep(
            kept, person_id=edge.actor.person_id, key=typed.get("idempotency_key", "")
        )
        return PATH

    try:
        dossier = _read(file)
        url = await edge.redirect_once(request, typed, do)
    except WrongDossier as why:
        refusal = InvalidInput(FieldError("file", "dossier.refused"))
        shown = await _shown(edge) | {"wrong": why.errors}
        return pages.refuse(request, TEMPLATE, refusal, typed=typed, **shown)
    except REFUSALS as refusal:
        at_file = _at_the_file(refusal) if isinstance(refusal, InvalidInput) else refusal
        return pages.refuse(request, TEMPLATE, at_file, typed=typed, **await _shown(edge))
    return pages.redirect(request, url)


@router.post("/dossiers/confirmation")
async def confirm(request: Request, edge: IntakeEdge) -> Response:
    """Take it over and go on to the request, with the child chosen."""
    POLICY.require_somewhere(edge.actor, Deed.ASK)
    typed = await read_form(request)
    person_id = edge.actor.person_id

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        dossier = await _kept(edge, uow)
        if dossier is None:
            return PATH
        preview = await preview_dossier(dossier, actor=edge.actor, uow=uow)
        same = _chosen(preview, typed.get("child", ""))
        taken = await take_dossier(
            dossier, as_pupil=same, actor=edge.actor, uow=uow, clock=edge.clock
        )
        key, now = typed.get("idempotency_key", ""), edge.clock.now()
        await uow.form_drafts.finish(FORM, person_id=person_id, key=key, at=now)
        await _begin_request(dossier, taken.pupil_id, edge, uow)
        return f"/intake/support-requests/new?pupil=existing&pupil_id={taken.pupil_id}"

    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return pages.refuse(request, TEMPLATE, refusal, typed=typed, **await _shown(edge))
    return pages.redirect(request, url, notice="dossier.taken")


@router.post("/dossiers/removals")
async def remove(request: Request, edge: IntakeEdge) -> Response:
    """Throw away what was brought."""
    POLICY.require_somewhere(edge.actor, Deed.ASK)
    key = (await read_form(request)).get("idempotency_key", "")
    async with edge.transaction() as uow:
        await uow.form_drafts.finish(
            FORM, person_id=edge.actor.person_id, key=key, at=edge.clock.now()
        )
    return pages.redirect(request, PATH, notice="dossier.removed")


def _read(file: bytes) -> SwvDossier:
    if not file:
        raise InvalidInput(FieldError("file", "dossier.no-file"))
    return read_dossier(file)


def _at_the_file(refusal: InvalidInput) -> InvalidInput:
    """Put what is wrong with the dossier at the field of its file."""
    return InvalidInput(*(FieldError("file", error.code) for error in refusal.errors))


def _chosen(preview: DossierPreview, child: str) -> PupilId | None:
    """Read which child it is; nothing is decided for the reader when one looks the same."""
    if not preview.known or child == ANOTHER:
        return None
    if child != SAME:
        raise InvalidInput(FieldError("child", "input.choice"))
    return preview.known[0]


async def _begin_request(
    dossier: SwvDossier, pupil_id: PupilId, edge: IntakeEdge, uow: SqlIntakeUnitOfWork
) -> None:
    """Begin the request with what the dossier says; what somebody was typing is left alone."""
    form, person_id = DraftForm.NEW_REQUEST, edge.actor.person_id
    if await uow.form_drafts.find(form, person_id=person_id) is not None:
        return
    view = dossier.parents_view
    fields = {"pupil": "existing", "pupil_id": str(pupil_id)}
    if view is not None and view.saw_it:
        fields["parents_informed"] = "true"
    begun = FormDraft.of(form, fields, at=edge.clock.now())
    await uow.form_drafts.keep(begun, person_id=person_id, key=str(pupil_id))


async def _kept(edge: IntakeEdge, uow: SqlIntakeUnitOfWork) -> SwvDossier | None:
    draft = await uow.form_drafts.find(FORM, person_id=edge.actor.person_id)
    return DOSSIER.validate_json(draft.fields[CONTENT]) if draft else None


async def _shown(edge: IntakeEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Deed.ASK)
    preview: DossierPreview | None = None
    async with edge.transaction() as uow:
        dossier = await _kept(edge, uow)
        if dossier is not None:
            preview = await preview_dossier(dossier, actor=edge.actor, uow=uow)
    children = [
        (SAME, pages.texts.text("dossier.same-child")),
        (ANOTHER, pages.texts.text("dossier.another-child")),
    ]
    return {"dossier": dossier, "preview": preview, "wrong": (), "children": children}
