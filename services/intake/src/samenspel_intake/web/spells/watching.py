"""What one does on the page of a child without education while it lasts."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from samenspel_intake.application.spells import watch_spell as watching
from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.spell.absence_class import AbsenceClass, ClassPeriod
from samenspel_intake.domain.spell.report import Party
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge
from samenspel_intake.web.spells.shown import FIRST_STEPS
from samenspel_intake.web.spells.spell import ONE, ButtonForm, act
from samenspel_kernel.accountability import NextAction

router = APIRouter()


class ActionForm(BaseModel):
    """What is done next, and by when."""

    kind: str = Field(pattern=f"^({'|'.join(FIRST_STEPS)})$")
    due_on: date

    def action(self) -> NextAction:
        """Give it in the domain's form."""
        return NextAction(self.kind, self.due_on)


class PartyForm(BaseModel):
    """Who was told."""

    party: Party


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


@router.post(f"{ONE}/takers")
async def take_on(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Answer for it by name."""

    async def do(uow: SqlIntakeUnitOfWork, typed: ActionForm) -> OutOfEducationSpell:
        command = watching.TakeOn(spell_id=SpellId(spell_id), action=typed.action())
        return await watching.take_on(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await act(request, edge, spell_id, ActionForm, do, "spell.taken-on")


@router.post(f"{ONE}/reviews")
async def review(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Note that it was looked at after four weeks, and what is next."""

    async def do(uow: SqlIntakeUnitOfWork, typed: ActionForm) -> OutOfEducationSpell:
        command = watching.TakeOn(spell_id=SpellId(spell_id), action=typed.action())
        return await watching.review(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await act(request, edge, spell_id, ActionForm, do, "spell.saved")


@router.post(f"{ONE}/looks")
async def look(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Note that a threat was looked at; it is looked at again."""

    async def do(uow: SqlIntakeUnitOfWork, _: ButtonForm) -> OutOfEducationSpell:
        id_ = SpellId(spell_id)
        return await watching.look_again(id_, actor=edge.actor, uow=uow, clock=edge.clock)

    return await act(request, edge, spell_id, ButtonForm, do, "spell.saved")


@router.post(f"{ONE}/parties")
async def tell(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Note that somebody who has to hear of it did."""

    async def do(uow: SqlIntakeUnitOfWork, typed: PartyForm) -> OutOfEducationSpell:
        id_ = SpellId(spell_id)
        return await watching.told(id_, typed.party, actor=edge.actor, uow=uow, clock=edge.clock)

    return await act(request, edge, spell_id, PartyForm, do, "spell.saved")


@router.post(f"{ONE}/class-periods")
async def classify(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Say what the law calls it."""

    async def do(uow: SqlIntakeUnitOfWork, typed: ClassForm) -> OutOfEducationSpell:
        period = ClassPeriod(typed.absence_class, typed.first_day, typed.last_day)
        command = watching.Classify(spell_id=SpellId(spell_id), period=period)
        return await watching.classify(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await act(request, edge, spell_id, ClassForm, do, "spell.saved")


@router.post(f"{ONE}/missed-hours")
async def hours(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Write the missed hours of a week down."""

    async def do(uow: SqlIntakeUnitOfWork, typed: HoursForm) -> OutOfEducationSpell:
        command = watching.NoteHours(spell_id=SpellId(spell_id), week=typed.week, hours=typed.hours)
        return await watching.note_hours(command, actor=edge.actor, uow=uow)

    return await act(request, edge, spell_id, HoursForm, do, "spell.saved")


@router.post(f"{ONE}/losses")
async def lose(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Say that the threat came true."""

    async def do(uow: SqlIntakeUnitOfWork, typed: LossForm) -> OutOfEducationSpell:
        return await watching.education_lost(
            SpellId(spell_id), typed.first_day, actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await act(request, edge, spell_id, LossForm, do, "spell.saved")
