"""What ends it, on the page of a child without education: school again, elsewhere, or death."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.spells import end_spell as ending
from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge
from samenspel_intake.web.spells.spell import ONE, ButtonForm, act
from samenspel_kernel.ids import SchoolId

router = APIRouter()


class ReturnForm(BaseModel):
    """From when the child is in school."""

    from_day: date


class AdmissionForm(ReturnForm):
    """The school that admitted the child, by which letter."""

    school_id: UUID
    letter: str = ""


@router.post(f"{ONE}/returns")
async def confirm(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Confirm that the child is in school again."""

    async def do(uow: SqlIntakeUnitOfWork, typed: ReturnForm) -> OutOfEducationSpell:
        command = ending.ConfirmReturn(spell_id=SpellId(spell_id), from_day=typed.from_day)
        return await ending.confirm_return(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await act(request, edge, spell_id, ReturnForm, do, "spell.ended")


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

    return await act(request, edge, spell_id, AdmissionForm, do, "spell.ended")


@router.post(f"{ONE}/deaths")
async def died(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Close it at once: the child died."""

    async def do(uow: SqlIntakeUnitOfWork, _: ButtonForm) -> OutOfEducationSpell:
        id_ = SpellId(spell_id)
        return await ending.note_death(id_, actor=edge.actor, uow=uow, clock=edge.clock)

    return await act(request, edge, spell_id, ButtonForm, do, "spell.saved")
