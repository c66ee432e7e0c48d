"""Pages: parents register a child at a school, or a school enters their paper."""

from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.datastructures import ImmutableMultiDict
from starlette.responses import Response

from samenspel_intake.application.registrations.register import register
from samenspel_intake.domain.form_draft import DraftForm
from samenspel_intake.domain.policies import POLICY, Deed, takes_authority
from samenspel_intake.persistence.register_queries import PupilLine
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.drafts import KeptForm
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.registrations import words
from samenspel_intake.web.registrations.forms import RegistrationForm
from samenspel_kernel.actor import Actor, Role
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import NOTHING_TYPED, REFUSALS, Refusal, TypedForm, filled

router = APIRouter(prefix="/registrations")
FORM = DraftForm.NEW_REGISTRATION
NEW = "/intake/registrations/new"
TEMPLATE = "registrations/new.html"
EXISTING = "existing"
MOST_SCHOOLS = 1000


@router.get("/new")
async def form(
    request: Request, edge: IntakeEdge, pupil: str = "", pupil_id: UUID | None = None
) -> Response:
    """Show the form with what was typed in it before."""
    async with edge.transaction() as uow:
        draft = await uow.form_drafts.find(FORM, person_id=edge.actor.person_id)
    typed: TypedForm = ImmutableMultiDict(draft.fields) if draft else NOTHING_TYPED
    existing = EXISTING in (pupil, "" if pupil else typed.get("pupil", ""))
    context = await _context(edge, existing=existing)
    return pages.render(
        request, TEMPLATE, typed=typed, draft=draft, chosen=pupil_id or "", **context
    )


@router.post("")
async def submit(request: Request, edge: IntakeEdge) -> Response:
    """Take the registration in and show it; what was typed survives a refusal."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        made = await register(command, actor=edge.actor, uow=uow, clock=edge.clock)
        key, now = typed.get("idempotency_key", ""), edge.clock.now()
        await uow.form_drafts.finish(FORM, person_id=edge.actor.person_id, key=key, at=now)
        return f"/intake/registrations/{made.id}"

    try:
        sent = RegistrationForm.model_validate(filled(typed))
        own_school = edge.actor.school_id if _is_school(edge.actor) else None
        is_new = _picks_child(edge.actor) and typed.get("pupil", "") != EXISTING
        command = sent.command(own_school=own_school, is_new=is_new)
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await _refused(request, edge, typed, refusal)
    return pages.redirect(request, url, notice="registration.received")


@router.post("/draft")
async def keep(request: Request, edge: IntakeEdge) -> Response:
    """Keep what was typed: a script gets a sentence, a browser without one the form again."""
    POLICY.require_somewhere(edge.actor, Deed.REGISTER)
    return await KEPT.keep(request, edge, await read_form(request))


@router.post("/draft/removals")
async def remove(request: Request, edge: IntakeEdge) -> Response:
    """Throw the draft away and show the empty form."""
    POLICY.require_somewhere(edge.actor, Deed.REGISTER)
    return await KEPT.remove(request, edge)


async def _refused(request: Request, edge: IntakeEdge, typed: Form, refusal: Refusal) -> Response:
    context = await _context(edge, existing=typed.get("pupil", "") == EXISTING)
    return pages.refuse(request, TEMPLATE, refusal, typed=typed, draft=None, chosen="", **context)


KEPT = KeptForm(FORM, NEW, _refused)


async def _context(edge: IntakeEdge, *, existing: bool) -> dict[str, Any]:
    """Read what the form lets one choose; a parent chooses among the own children."""
    POLICY.require_somewhere(edge.actor, Deed.REGISTER)
    known = existing or not _picks_child(edge.actor)
    pupils: list[PupilLine] = []
    async with edge.transaction() as uow:
        school = await uow.register.school_name(edge.actor.school_id)
        schools = await uow.register.schools(limit=MOST_SCHOOLS)
        if known:
            pupils = await _to_register(edge, uow)
    return {
        "school": school if _is_school(edge.actor) else "",
        "is_parent": edge.actor.role is Role.PARENT,
        "known": known,
        "decides_for_none": edge.actor.role is Role.PARENT and not pupils,
        "pupils": partial(choices.pupils, pupils),
        "schools": partial(choices.schools, schools),
        "languages": choices.languages,
        "words": words,
    }


async def _to_register(edge: IntakeEdge, uow: SqlIntakeUnitOfWork) -> list[PupilLine]:
    """Give the children that one may register; a parent those over whom it has authority."""
    pupils = await uow.register.pupils(edge.actor)
    if not takes_authority(edge.actor, Deed.REGISTER):
        return pupils
    at_hand = [await uow.parents.at_hand(edge.actor.person_id, pupil.id) for pupil in pupils]
    return [pupil for pupil, who in zip(pupils, at_hand, strict=True) if who.has_authority]


def _is_school(actor: Actor) -> bool:
    return actor.role is Role.SCHOOL_COORDINATOR


def _picks_child(actor: Actor) -> bool:
    """Tell whether one may also enter a child that is not known."""
    return actor.role is not Role.PARENT
