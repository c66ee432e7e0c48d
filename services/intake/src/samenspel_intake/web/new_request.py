"""Pages: a school asks for support, for a new pupil or for one that it entered before."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.datastructures import ImmutableMultiDict
from starlette.responses import Response

from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.submit_support_request import (
    SubmitSupportRequest,
    submit_support_request,
)
from samenspel_intake.domain.contact import ContactDetails
from samenspel_intake.domain.form_draft import DraftForm
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.question import Question, SupportKind
from samenspel_intake.persistence.register_queries import PupilLine
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.ids import PupilId
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import NOTHING_TYPED, REFUSALS, Refusal, TypedForm, filled

router = APIRouter()
FORM = DraftForm.NEW_REQUEST
NEW = "/intake/support-requests/new"
TEMPLATE = "new_request.html"
EXISTING = "existing"


class _RequestForm(BaseModel):
    kind: SupportKind = SupportKind.ARRANGEMENT
    question: str = ""
    already_tried: str = ""
    parents_informed: bool = False

    def asked(self) -> Question:
        return Question(
            kind=self.kind,
            text=self.question,
            already_tried=self.already_tried,
            parents_informed=self.parents_informed,
        )


class ExistingPupilForm(_RequestForm):
    """A request for a pupil that the school entered before."""

    pupil_id: UUID

    def command(self) -> SubmitSupportRequest:
        """Give the command."""
        return SubmitSupportRequest(question=self.asked(), pupil=PupilId(self.pupil_id))


class NewPupilForm(_RequestForm):
    """A request for a pupil that is entered with it; names are those of the HTML fields."""

    given_name: str = Field("", alias="pupil.given_name")
    family_name: str = Field("", alias="pupil.family_name")
    birth_date: date | None = Field(None, alias="pupil.birth_date")
    parent_name: str = Field("", alias="pupil.parents.0.name")
    parent_email: str | None = Field(None, alias="pupil.parents.0.email")
    language: str = Field("nl", alias="pupil.parents.0.language")

    def command(self) -> SubmitSupportRequest:
        """Give the command; without anything of a parent there is no parent yet."""
        parent = ContactDetails(
            name=self.parent_name, email=self.parent_email, language=self.language
        )
        pupil = RegisterPupil(
            given_name=self.given_name,
            family_name=self.family_name,
            birth_date=self.birth_date,
            parents=(parent,) if self.parent_name or self.parent_email else (),
        )
        return SubmitSupportRequest(question=self.asked(), pupil=pupil)


@router.get("/support-requests/new")
async def form(
    request: Request, edge: IntakeEdge, pupil: str = "", pupil_id: UUID | None = None
) -> Response:
    """Show the form with what was typed in it before.

    `?pupil=existing` lets one choose a pupil of the school, `pupil_id` chooses it already.
    """
    async with edge.transaction() as uow:
        draft = await uow.form_drafts.find(FORM, person_id=edge.actor.person_id)
    typed: TypedForm = ImmutableMultiDict(draft.fields) if draft else NOTHING_TYPED
    existing = EXISTING in (pupil, "" if pupil else typed.get("pupil", ""))
    context = await _context(edge, existing=existing)
    return pages.render(
        request, TEMPLATE, typed=typed, draft=draft, chosen=pupil_id or "", **context
    )


@router.post("/support-requests")
async def submit(request: Request, edge: IntakeEdge) -> Response:
    """Take the request in and go to its confirmation; what was typed survives a refusal."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        made = await submit_support_request(command, actor=edge.actor, uow=uow, clock=edge.clock)
        key, now = typed.get("idempotency_key", ""), edge.clock.now()
        await uow.form_drafts.finish(FORM, person_id=edge.actor.person_id, key=key, at=now)
        return f"/intake/support-requests/{made.id}/received"

    try:
        model = ExistingPupilForm if _is_existing(typed) else NewPupilForm
        command = model.model_validate(filled(typed)).command()
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await refused(request, edge, typed, refusal)
    return pages.redirect(request, url)


async def refused(request: Request, edge: IntakeEdge, typed: Form, refusal: Refusal) -> Response:
    """Show the form again, with what was typed and what is wrong with it."""
    context = await _context(edge, existing=_is_existing(typed))
    return pages.refuse(request, TEMPLATE, refusal, typed=typed, draft=None, chosen="", **context)


def _is_existing(typed: Form) -> bool:
    return typed.get("pupil", "") == EXISTING


async def _context(edge: IntakeEdge, *, existing: bool) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Deed.ASK)
    pupils: list[PupilLine] = []
    async with edge.transaction() as uow:
        school = await uow.register.school_name(edge.actor.school_id)
        if existing:
            pupils = await uow.register.pupils(edge.actor)
    return {
        "school": school,
        "existing": existing,
        "pupils": partial(choices.pupils, pupils),
        "languages": choices.languages,
        "kinds": choices.kinds,
    }
