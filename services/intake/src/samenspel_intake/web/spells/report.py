"""Pages: somebody reports a child without education; what was typed is kept."""

from datetime import date
from functools import partial
from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.datastructures import ImmutableMultiDict
from starlette.responses import Response

from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.spells.report_spell import ReportSpell, report_spell
from samenspel_intake.domain.form_draft import DraftForm
from samenspel_intake.domain.policies import POLICY, Deed, Subject
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.drafts import KeptForm
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.spells.lists import HERE, PATH
from samenspel_kernel.actor import Role
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId, SchoolId
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import NOTHING_TYPED, REFUSALS, Refusal, TypedForm, filled

router = APIRouter()
FORM = DraftForm.SPELL_REPORT
TEMPLATE = "spells/report.html"
MOST_SCHOOLS = 500
OUT, THREAT = "out", "threat"


class SpellReportForm(BaseModel):
    """A child of the list, or one by name; since when it is out, if it is."""

    pupil_id: UUID | None = None
    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    school_id: UUID | None = None
    what: Literal["out", "threat"]
    known_on: date
    first_day: date | None = None

    def command(self) -> ReportSpell:
        """Give the command; InvalidInput if no child is named, or no first day of one that is out."""
        if self.what == OUT and self.first_day is None:
            raise InvalidInput(FieldError("first_day", "input.missing"))
        child: PupilId | RegisterPupil
        if self.pupil_id is not None:
            child = PupilId(self.pupil_id)
        else:
            child = RegisterPupil(
                given_name=self.given_name,
                family_name=self.family_name,
                birth_date=self.birth_date,
                school_id=SchoolId(self.school_id) if self.school_id else None,
            )
        first_day = self.first_day if self.what == OUT else None
        return ReportSpell(child=child, known_on=self.known_on, first_day=first_day)


@router.get(f"{PATH}/new")
async def form(request: Request, edge: IntakeEdge, pupil_id: UUID | None = None) -> Response:
    """Show the form, with what was typed in it before; `pupil_id` chooses a child already."""
    context = await _context(edge)
    async with edge.transaction() as uow:
        draft = await uow.form_drafts.find(FORM, person_id=edge.actor.person_id)
    typed: TypedForm = ImmutableMultiDict(draft.fields) if draft else NOTHING_TYPED
    return pages.render(
        request, TEMPLATE, typed=typed, draft=draft, chosen=pupil_id or "", **context
    )


@router.post(PATH)
async def report(request: Request, edge: IntakeEdge) -> Response:
    """Take the report in and show what became of it; what was typed survives a refusal."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        made = await report_spell(command, actor=edge.actor, uow=uow, clock=edge.clock)
        key, now = typed.get("idempotency_key", ""), edge.clock.now()
        await uow.form_drafts.finish(FORM, person_id=edge.actor.person_id, key=key, at=now)
        sees = POLICY.may(edge.actor, Deed.SEE_SPELL, Subject.of(made.spell))
        return f"{HERE}/{made.spell.id}" if sees else HERE

    try:
        command = SpellReportForm.model_validate(filled(typed)).command()
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await _refused(request, edge, typed, refusal)
    return pages.redirect(request, url, notice="spell.reported")


@router.post(f"{PATH}/draft")
async def keep(request: Request, edge: IntakeEdge) -> Response:
    """Keep what was typed: a script gets a sentence, a browser without one the form again."""
    POLICY.require_somewhere(edge.actor, Deed.REPORT_SPELL)
    return await KEPT.keep(request, edge, await read_form(request))


@router.post(f"{PATH}/draft/removals")
async def remove(request: Request, edge: IntakeEdge) -> Response:
    """Throw the draft away and show the empty form."""
    POLICY.require_somewhere(edge.actor, Deed.REPORT_SPELL)
    return await KEPT.remove(request, edge)


async def _refused(request: Request, edge: IntakeEdge, typed: Form, refusal: Refusal) -> Response:
    context = await _context(edge)
    return pages.refuse(request, TEMPLATE, refusal, typed=typed, draft=None, chosen="", **context)


KEPT = KeptForm(FORM, f"{HERE}/new", _refused)


async def _context(edge: IntakeEdge) -> dict[str, Any]:
    actor = edge.actor
    POLICY.require_somewhere(actor, Deed.REPORT_SPELL)
    at_school = actor.role is Role.SCHOOL_COORDINATOR
    async with edge.transaction() as uow:
        pupils = await uow.register.pupils(actor)
        schools = (
            []
            if at_school
            else await uow.register.schools(limit=MOST_SCHOOLS, unit_id=actor.unit_id)
        )
        school = await uow.register.school_name(actor.school_id)
    return {
        "school": school,
        "at_school": at_school,
        "pupils": partial(choices.pupils, pupils) if pupils else None,
        "schools": choices.schools(schools),
        "kinds": [
            (what, pages.texts.text(f"spell.{what}"), pages.texts.text(f"spell.{what}-hint"))
            for what in (OUT, THREAT)
        ],
    }
