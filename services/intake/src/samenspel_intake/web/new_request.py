"""Pages: a school asks for support; the form follows the gate of the kind that is asked."""

from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.datastructures import ImmutableMultiDict
from starlette.responses import Response

from samenspel_intake.application.asking.ask import Ask, ask
from samenspel_intake.domain.asking.answers import Answers
from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import GATES, RequestKind
from samenspel_intake.domain.asking.prepared_request import PreparedRequest
from samenspel_intake.domain.form_draft import DraftForm
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.register_queries import PupilLine
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.asking_forms import (
    EXISTING,
    kind_of,
    not_shown_of,
    pupil_of,
    texts_of,
)
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import REFUSALS, Refusal, TypedForm, filled

router = APIRouter()
FORM = DraftForm.NEW_REQUEST
NEW = "/intake/support-requests/new"
TEMPLATE = "new_request.html"


@router.get("/support-requests/new")
async def form(
    request: Request,
    edge: IntakeEdge,
    kind: RequestKind | None = None,
    pupil: str = "",
    pupil_id: UUID | None = None,
) -> Response:
    """Show the form with what was typed in it before, or for an earlier request of the child.

    `?pupil=existing` lets one choose a pupil of the school, `pupil_id` chooses it already.
    """
    POLICY.require_somewhere(edge.actor, Deed.ASK)
    async with edge.transaction() as uow:
        draft = await uow.form_drafts.find(FORM, person_id=edge.actor.person_id)
        fields = dict(draft.fields) if draft else {}
        earlier = await _earlier(pupil_id, edge, uow)
    fields = {field.value: text for field, text in earlier.texts} | fields
    if pupil_id is not None:
        fields["pupil_id"] = str(pupil_id)
    existing = EXISTING in (pupil, "" if pupil else fields.get("pupil", ""))
    typed: TypedForm = ImmutableMultiDict(fields)
    context = await _context(edge, kind or kind_of(fields), existing=existing)
    return pages.render(
        request, TEMPLATE, typed=typed, draft=draft, chosen=pupil_id or "", **context
    )


@router.post("/support-requests")
async def submit(request: Request, edge: IntakeEdge) -> Response:
    """Send it, or show it to the parents; what was typed survives a refusal."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        made = await ask(command, actor=edge.actor, uow=uow, clock=edge.clock)
        key, now = typed.get("idempotency_key", ""), edge.clock.now()
        await uow.form_drafts.finish(FORM, person_id=edge.actor.person_id, key=key, at=now)
        if isinstance(made, PreparedRequest):
            return f"/intake/prepared-requests/{made.id}"
        return f"/intake/support-requests/{made.id}/received"

    try:
        command = _command(typed)
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await refused(request, edge, typed, refusal)
    return pages.redirect(request, url)


async def refused(request: Request, edge: IntakeEdge, typed: Form, refusal: Refusal) -> Response:
    """Show the form again, with what was typed and what is wrong with it."""
    existing = typed.get("pupil", "") == EXISTING
    context = await _context(edge, kind_of(typed), existing=existing)
    return pages.refuse(request, TEMPLATE, refusal, typed=typed, draft=None, chosen="", **context)


def _command(typed: Form) -> Ask:
    fields = filled(typed)
    kind, texts = kind_of(fields), texts_of(fields)
    gate = GATES[kind]
    if not gate.is_about_a_child:
        return Ask(kind=kind, answers=texts)
    pupil = pupil_of(fields)
    try:
        parents = not_shown_of(fields)
    except InvalidInput as why:
        missing = (FieldError(f.value, "field.missing") for f in Answers.of(texts).missing(gate))
        raise InvalidInput(*missing, *why.errors) from None
    return Ask(kind=kind, answers=texts, pupil=pupil, parents=parents)


async def _earlier(pupil_id: UUID | None, edge: IntakeEdge, uow: SqlIntakeUnitOfWork) -> Answers:
    """Give what was typed for a child of the own school before."""
    if pupil_id is None:
        return Answers()
    mine = {line.id for line in await uow.register.pupils(edge.actor)}
    if pupil_id not in mine:
        return Answers()
    return await uow.prepared_requests.earlier(PupilId(pupil_id))


async def _context(edge: IntakeEdge, kind: RequestKind, *, existing: bool) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Deed.ASK)
    pupils: list[PupilLine] = []
    async with edge.transaction() as uow:
        school = await uow.register.school_name(edge.actor.school_id)
        if existing:
            pupils = await uow.register.pupils(edge.actor)
    return {
        "school": school,
        "existing": existing,
        "gate": GATES[kind],
        "every_field": list(Field),
        "other_kinds": [other for other in RequestKind if other is not kind],
        "pupils": partial(choices.pupils, pupils),
        "languages": choices.languages,
        "parents_choices": choices.parents_first,
    }
