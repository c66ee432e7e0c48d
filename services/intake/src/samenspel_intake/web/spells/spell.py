"""Page: one child without education: since when, who answers, what is next; and what one does."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from samenspel_intake.application.spells import decide_place as deciding
from samenspel_intake.application.spells import end_spell as ending
from samenspel_intake.application.spells import watch_spell as watching
from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.policies import Deed
from samenspel_intake.domain.spell.absence_class import AbsenceClass, ClassPeriod
from samenspel_intake.domain.spell.report import Party
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.spells.lists import HERE, PATH
from samenspel_intake.web.spells.shown import FIRST_STEPS, shown
from samenspel_kernel.accountability import NextAction
from samenspel_kernel.ids import SchoolId
from samenspel_platform.forms import read_form
from samenspel_web.forms import NOTHING_TYPED, REFUSALS, Refusal, TypedForm, filled

router = APIRouter()
ONE = f"{PATH}/{{spell_id}}"
TEMPLATE = "spells/spell.html"


class ActionForm(BaseModel):
    """What is done next, and by when."""

    kind: str = Field(pattern=f"^({'|'.join(FIRST_STEPS)})$")
    due_on: date

    def action(self) -> NextAction:
        """Give it in the domain's form."""
        return NextAction(self.kind, self.due_on)


class ClassForm(BaseModel):
    """What the law calls it, and when."""

    absence_class: AbsenceClass
    first_day: date
    last_day: date | None = None


class HoursForm(BaseModel):
    """Hours missed in the week of a Monday."""

    week: date
    hours: int


class LossForm(BaseModel):
    """Since when the threat came true."""

    first_day: date


class ReturnForm(BaseModel):
    """From when the child is in school."""

    from_day: date


class AdmissionForm(ReturnForm):
    """The school that admitted the child, by which letter."""

    school_id: UUID
    letter: str = ""


class PartyForm(BaseModel):
    """Who was told."""

    party: Party


class ButtonForm(BaseModel):
    """A button alone: nothing is filled in."""


@router.get(ONE)
async def show(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Show one spell."""
    return pages.render(request, TEMPLATE, **await shown(edge, spell_id))


@router.post(f"{ONE}/takers")
async def take_on(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Answer for it by name."""

    async def do(uow: SqlIntakeUnitOfWork, typed: ActionForm) -> OutOfEducationSpell:
        command = watching.TakeOn(spell_id=SpellId(spell_id), action=typed.action())
        return await watching.take_on(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, edge, spell_id, ActionForm, do, "spell.taken-on")


@router.post(f"{ONE}/reviews")
async def review(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Note that it was looked at after four weeks, and what is next."""

    async def do(uow: SqlIntakeUnitOfWork, typed: ActionForm) -> OutOfEducationSpell:
        command = watching.TakeOn(spell_id=SpellId(spell_id), action=typed.action())
        return await watching.review(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, edge, spell_id, ActionForm, do, "spell.saved")


@router.post(f"{ONE}/looks")
async def look(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Note that a threat was looked at; it is looked at again."""

    async def do(uow: SqlIntakeUnitOfWork, _: ButtonForm) -> OutOfEducationSpell:
        id_ = SpellId(spell_id)
        return await watching.look_again(id_, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, edge, spell_id, ButtonForm, do, "spell.saved")


@router.post(f"{ONE}/parties")
async def tell(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Note that somebody who has to hear of it did."""

    async def do(uow: SqlIntakeUnitOfWork, typed: PartyForm) -> OutOfEducationSpell:
        id_ = SpellId(spell_id)
        return await watching.told(id_, typed.party, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, edge, spell_id, PartyForm, do, "spell.saved")


@router.post(f"{ONE}/class-periods")
async def classify(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Say what the law calls it."""

    async def do(uow: SqlIntakeUnitOfWork, typed: ClassForm) -> OutOfEducationSpell:
        period = ClassPeriod(typed.absence_class, typed.first_day, typed.last_day)
        command = watching.Classify(spell_id=SpellId(spell_id), period=period)
        return await watching.classify(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, edge, spell_id, ClassForm, do, "spell.saved")


@router.post(f"{ONE}/missed-hours")
async def hours(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Write the missed hours of a week down."""

    async def do(uow: SqlIntakeUnitOfWork, typed: HoursForm) -> OutOfEducationSpell:
        command = watching.NoteHours(spell_id=SpellId(spell_id), week=typed.week, hours=typed.hours)
        return await watching.note_hours(command, actor=edge.actor, uow=uow)

    return await _act(request, edge, spell_id, HoursForm, do, "spell.saved")


@router.post(f"{ONE}/losses")
async def lose(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Say that the threat came true."""

    async def do(uow: SqlIntakeUnitOfWork, typed: LossForm) -> OutOfEducationSpell:
        return await watching.education_lost(
            SpellId(spell_id), typed.first_day, actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await _act(request, edge, spell_id, LossForm, do, "spell.saved")


@router.post(f"{ONE}/returns")
async def confirm(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Confirm that the child is in school again."""

    async def do(uow: SqlIntakeUnitOfWork, typed: ReturnForm) -> OutOfEducationSpell:
        command = ending.ConfirmReturn(spell_id=SpellId(spell_id), from_day=typed.from_day)
        return await ending.confirm_return(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, edge, spell_id, ReturnForm, do, "spell.ended")


@router.post(f"{ONE}/admissions")
async def admit(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Note that another school admitted the child."""

    async def do(uow: SqlIntakeUnitOfWork, typed: AdmissionForm) -> OutOfEducationSpell:
        command = ending.NoteAdmission(
            spell_id=SpellId(spell_id),
            school_id=SchoolId(typed.school_id),
            from_day=typed.from_day,
            letter=typed.letter,
        )
        return await ending.note_admission(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, edge, spell_id, AdmissionForm, do, "spell.ended")


@router.post(f"{ONE}/deaths")
async def died(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Close it at once: the child died."""

    async def do(uow: SqlIntakeUnitOfWork, _: ButtonForm) -> OutOfEducationSpell:
        id_ = SpellId(spell_id)
        return await ending.note_death(id_, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, edge, spell_id, ButtonForm, do, "spell.saved")


@router.post(f"{ONE}/escalations")
async def escalate(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Ask the named decider."""

    async def do(uow: SqlIntakeUnitOfWork, _: ButtonForm) -> OutOfEducationSpell:
        id_ = SpellId(spell_id)
        return await deciding.ask_decider(id_, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, edge, spell_id, ButtonForm, do, "spell.decider-asked")


async def _act(
    request: Request,
    edge: IntakeEdge,
    id_: UUID,
    form: type[Any],
    change: Callable[[SqlIntakeUnitOfWork, Any], Awaitable[OutOfEducationSpell]],
    notice: str,
) -> Response:
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await change(uow, wanted)
        return f"{HERE}/{id_}"

    try:
        await _require_known(edge, id_)
        wanted = form.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await _refused(request, edge, id_, refusal, typed)
    return pages.redirect(request, url, notice=notice)


async def _require_known(edge: IntakeEdge, id_: UUID) -> None:
    async with edge.transaction() as uow:
        await watching.spell_for(SpellId(id_), Deed.SEE_SPELL, actor=edge.actor, uow=uow)


async def _refused(
    request: Request,
    edge: IntakeEdge,
    id_: UUID,
    refusal: Refusal,
    typed: TypedForm = NOTHING_TYPED,
) -> Response:
    context = await shown(edge, id_)
    return pages.refuse(request, TEMPLATE, refusal, typed=typed, **context)
