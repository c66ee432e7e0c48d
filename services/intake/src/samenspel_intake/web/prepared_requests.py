"""Pages: a request in the making: typed on, read by the parents, sent or dropped."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from samenspel_intake.application.asking.prepare_request import (
    ChangePrepared,
    HearParent,
    change_prepared,
    drop_request,
    hear_parent,
    say_why_not_shown,
    send_request,
    show_to_parents,
)
from samenspel_intake.application.families.deciding import has_say, speaker
from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import GATES, RequestKind
from samenspel_intake.domain.asking.parents_voice import Shown
from samenspel_intake.domain.asking.prepared_request import (
    PreparedRequest,
    Preparing,
    Sent,
    WhyDropped,
)
from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.ids import PreparedRequestId
from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.asking_forms import chosen_kind, pupil_of, texts_of, why_not
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.clock import AMSTERDAM
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import NOTHING_TYPED, REFUSALS, FormErrors, Refusal, TypedForm, filled
from samenspel_web.language import speaking, wanted

router = APIRouter(prefix="/prepared-requests/{prepared_request_id}")
HERE = "/intake/prepared-requests"
TEMPLATE = "prepared_request.html"


@router.get("")
async def show(request: Request, edge: IntakeEdge, prepared_request_id: UUID) -> Response:
    """Show it to the school that prepares it, or to a parent who may read it."""
    context = await _shown(edge, prepared_request_id)
    if context["sent_as"]:
        return pages.redirect(request, f"/intake/support-requests/{context['sent_as']}")
    return pages.render(request, TEMPLATE, **context)


@router.get("/edit")
async def edit(
    request: Request, edge: IntakeEdge, prepared_request_id: UUID, pupil: str = ""
) -> Response:
    """Show the form of its kind, with all that was typed."""
    context = await _typed_so_far(edge, prepared_request_id)
    return pages.render(request, "prepared_edit.html", existing=pupil != "new", **context)


@router.post("/answers")
async def keep(request: Request, edge: IntakeEdge, prepared_request_id: UUID) -> Response:
    """Keep what was typed: a script gets a sentence, a browser without one the next page."""
    typed = await read_form(request)
    by_script = request.headers.get("hx-request") == "true"
    here, other_kind = f"{HERE}/{prepared_request_id}", "kind_to" in typed
    try:
        command = _change(prepared_request_id, typed, by_script=by_script or other_kind)
        async with edge.transaction() as uow:
            await change_prepared(command, actor=edge.actor, uow=uow, clock=edge.clock)
    except REFUSALS as refusal:
        if by_script:
            return _why_not_kept(request, refusal)
        context = await _typed_so_far(edge, prepared_request_id)
        existing = typed.get("pupil") != "new"
        return pages.refuse(
            request, "prepared_edit.html", refusal, **context | {"typed": typed}, existing=existing
        )
    if by_script:
        with speaking(wanted(request)):
            at = edge.clock.now().astimezone(AMSTERDAM)
            return PlainTextResponse(pages.texts.text("draft.kept-at", time=f"{at:%H:%M}"))
    return pages.redirect(request, f"{here}/edit" if other_kind else here, notice="draft.kept")


@router.post("/showings")
async def show_parents(request: Request, edge: IntakeEdge, prepared_request_id: UUID) -> Response:
    """Let the parents read it: they get a mail."""
    form = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        id_ = PreparedRequestId(prepared_request_id)
        await show_to_parents(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/{prepared_request_id}"

    return await _done(request, edge, prepared_request_id, form, do, "prepared.shown")


@router.post("/views")
async def add_view(request: Request, edge: IntakeEdge, prepared_request_id: UUID) -> Response:
    """Write down what a parent thinks: by the parent, or by the school where a parent sat."""
    form = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = HearParent(
            id=PreparedRequestId(prepared_request_id),
            view=form.get("view", ""),
            parent=_parent(form.get("parent", "")),
        )
        await hear_parent(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/{prepared_request_id}"

    return await _done(request, edge, prepared_request_id, form, do, "prepared.view-added")


@router.post("/reasons")
async def not_shown(request: Request, edge: IntakeEdge, prepared_request_id: UUID) -> Response:
    """Write down why no parent can read it first."""
    form = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        reason = why_not(form.get("parents", ""), form.get("reason", ""))
        id_ = PreparedRequestId(prepared_request_id)
        await say_why_not_shown(id_, reason.why, reason.reason, actor=edge.actor, uow=uow)
        return f"{HERE}/{prepared_request_id}"

    return await _done(request, edge, prepared_request_id, form, do, "prepared.reason-kept")


@router.post("/sending")
async def send(request: Request, edge: IntakeEdge, prepared_request_id: UUID) -> Response:
    """Send it to the alliance."""
    form = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        id_ = PreparedRequestId(prepared_request_id)
        made = await send_request(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/support-requests/{made.id}/received"

    return await _done(request, edge, prepared_request_id, form, do, "")


@router.post("/dropping")
async def drop(request: Request, edge: IntakeEdge, prepared_request_id: UUID) -> Response:
    """Don't send it, with a reason."""
    form = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        id_, why = PreparedRequestId(prepared_request_id), _why_dropped(form.get("why", ""))
        await drop_request(id_, why, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/{prepared_request_id}"

    return await _done(request, edge, prepared_request_id, form, do, "prepared.dropped")


async def _done(
    request: Request, edge: IntakeEdge, id_: UUID, form: Form, do: Any, notice: str
) -> Response:
    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        context = await _shown(edge, id_) | {"typed": form}
        return pages.refuse(request, TEMPLATE, refusal, **context)
    return pages.redirect(request, url, notice=notice) if notice else pages.redirect(request, url)


async def _shown(edge: IntakeEdge, id_: UUID) -> dict[str, Any]:
    async with edge.transaction() as uow:
        prepared = await uow.prepared_requests.get(id_)
        subject = Subject.of(prepared)
        may_prepare = may(edge.actor, Deed.PREPARE, subject)
        require(edge.actor, Deed.READ_PREPARED, subject)
        if not may_prepare and not prepared.shown:
            raise NotFound
        await edge.saw(uow, subject, FilePart.SUPPORT_REQUEST)
        pupil = await uow.pupils.get(prepared.pupil_id) if prepared.pupil_id else None
        parents = (
            await uow.prepared_requests.parents_of(prepared.pupil_id) if prepared.pupil_id else ()
        )
        voice = prepared.parents
        heard = [view.parent for view in voice.views] if isinstance(voice, Shown) else []
        names = await uow.prepared_requests.names(heard)
        school = await uow.register.school_name(prepared.school_id)
        says = await has_say(edge.actor, Deed.ADD_VIEW, subject, uow.parents)
        me = await speaker(edge.actor, pupil.id, uow.parents) if pupil and says else None
    gate, standing = GATES[prepared.kind], prepared.standing
    return {
        "typed": NOTHING_TYPED,
        "prepared": prepared,
        "gate": gate,
        "pupil": pupil if gate.is_about_a_child else None,
        "school": school,
        "texts": [(f, text) for f, text in prepared.answers.texts if gate.asks(f)],
        "missing": prepared.answers.missing(gate),
        "names": names,
        "said": _said(prepared, me),
        "is_open": isinstance(prepared.standing, Preparing),
        "sent_as": standing.support_request_id if isinstance(standing, Sent) else None,
        "may_prepare": may_prepare,
        "may_say": says,
        "parents_known": [(str(parent.id), parent.name) for parent in parents],
        "why_not_choices": choices.why_not_shown,
        "why_dropped_choices": choices.why_dropped,
    }


async def _typed_so_far(edge: IntakeEdge, id_: UUID) -> dict[str, Any]:
    async with edge.transaction() as uow:
        prepared = await uow.prepared_requests.get(id_)
        require(edge.actor, Deed.PREPARE, Subject.of(prepared))
        await edge.saw(uow, Subject.of(prepared), FilePart.SUPPORT_REQUEST)
        pupils = await uow.register.pupils(edge.actor) if prepared.pupil_id is None else []
    return {
        "typed": _as_form(prepared),
        "prepared": prepared,
        "gate": GATES[prepared.kind],
        "every_field": list(Field),
        "other_kinds": [kind for kind in RequestKind if kind is not prepared.kind],
        "pupils": lambda: choices.pupils(pupils),
        "languages": choices.languages,
    }


def _as_form(prepared: PreparedRequest) -> TypedForm:
    return Form({field.value: [text] for field, text in prepared.answers.texts})


def _change(id_: UUID, typed: Form, *, by_script: bool) -> ChangePrepared:
    """Read what was typed; for which pupil only when it is sent, not while it is typed."""
    fields = filled(typed)
    kind = chosen_kind(fields)
    gate = GATES[kind]
    asks_pupil = "pupil" in typed and gate.is_about_a_child and not by_script
    return ChangePrepared(
        id=PreparedRequestId(id_),
        answers=texts_of(typed),
        kind=kind,
        pupil=pupil_of(fields) if asks_pupil else None,
    )


def _why_not_kept(request: Request, refusal: Refusal) -> Response:
    with speaking(wanted(request)):
        errors = FormErrors.of(refusal, pages.texts)
        sentences = dict.fromkeys((*errors.fields.values(), *errors.general))
        words = [pages.texts.text("draft.refused"), *sentences]
    return PlainTextResponse(" ".join(words), 422)


def _said(prepared: PreparedRequest, me: ContactId | None) -> str:
    voice = prepared.parents
    views = voice.views if isinstance(voice, Shown) else ()
    return next((view.view for view in views if view.parent == me), "")


def _parent(given: str) -> ContactId | None:
    try:
        return ContactId(UUID(given)) if given else None
    except ValueError:
        raise InvalidInput(FieldError("parent", "parent.unknown")) from None


def _why_dropped(given: str) -> WhyDropped:
    try:
        return WhyDropped(given)
    except ValueError:
        raise InvalidInput(FieldError("why", "input.choice")) from None
