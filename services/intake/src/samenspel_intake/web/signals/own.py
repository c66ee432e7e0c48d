"""Pages: people with an account say that they are worried, and read the answer."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.signals.raise_signal import RaiseSignal, Said, raise_signal
from samenspel_intake.application.signals.raiser_side import own_signal
from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.signal.worry import Mood
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.signals.words import moods
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import PupilId, SchoolId
from samenspel_platform.edge import Edge
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/signals")
NEW = "/intake/signals/new"
MOST_SCHOOLS = 1000
WITH_SCHOOL = frozenset({Role.ATTENDANCE_OFFICER, Role.EXPERT, Role.YOUTH_CONSULTANT})


class OwnSignalForm(BaseModel):
    """What somebody with an account says."""

    text: str = ""
    mood: Mood | None = None
    pupil_id: UUID | None = None
    school_id: UUID | None = None
    suspects_abuse: bool = False
    reader: str = "family-desk"

    def command(self) -> RaiseSignal:
        """Give the command."""
        said = Said(
            text=self.text,
            mood=self.mood,
            school_id=SchoolId(self.school_id) if self.school_id else None,
            suspects_abuse=self.suspects_abuse,
            to_family_desk=self.reader == "family-desk",
        )
        return RaiseSignal(said=said, pupil_id=PupilId(self.pupil_id) if self.pupil_id else None)


@router.get("/new")
async def form(request: Request, edge: IntakeEdge) -> Response:
    """Ask what worries one, and show what one said before."""
    return pages.render(request, _template(edge), **await _context(edge))


@router.post("")
async def send(request: Request, edge: IntakeEdge) -> Response:
    """Take it in; what was typed survives a refusal."""
    typed = await read_form(request)
    POLICY.require_somewhere(edge.actor, Deed.RAISE_SIGNAL)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        made = await raise_signal(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/signals/own/{made.id}"

    try:
        command = OwnSignalForm.model_validate(filled(typed)).command()
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return pages.refuse(request, _template(edge), refusal, typed=typed, **await _context(edge))
    return pages.redirect(request, url)


@router.get("/own/{signal_id}")
async def own(request: Request, edge: IntakeEdge, signal_id: UUID) -> Response:
    """Show to who raised it what happens with it, and the answer."""
    async with edge.transaction() as uow:
        signal = await own_signal(SignalId(signal_id), actor=edge.actor, uow=uow)
    template = "signals/own_child.html" if edge.actor.role is Role.PUPIL else "signals/own.html"
    return pages.render(request, template, signal=signal)


def _template(edge: Edge[Any]) -> str:
    return "signals/new_child.html" if edge.actor.role is Role.PUPIL else "signals/new.html"


async def _context(edge: Edge[SqlIntakeUnitOfWork]) -> dict[str, Any]:
    actor = edge.actor
    POLICY.require_somewhere(actor, Deed.RAISE_SIGNAL)
    async with edge.transaction() as uow:
        mine = await uow.signal_lines.raised_by(actor.person_id)
        pupils = [] if actor.role is Role.PUPIL else await uow.register.pupils(actor)
        asks_school = actor.role in WITH_SCHOOL
        schools = await uow.register.schools(limit=MOST_SCHOOLS) if asks_school else []
    return {
        "mine": mine,
        "pupils": choices.pupils(pupils),
        "only_pupil": str(pupils[0].id) if len(pupils) == 1 else "",
        "child": str(next(iter(actor.pupil_ids), "")),
        "schools": choices.schools(schools),
        "moods": moods,
        "family": actor.role is Role.PARENT,
    }
