"""HTTP: children without education, or who may be soon."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from samenspel_intake.api.dependencies import IntakeEdge, Paging
from samenspel_intake.api.spells.bodies import (
    ActionBody,
    AdmissionElsewhereBody,
    ClassPeriodBody,
    FirstDayBody,
    HoursBody,
    PlaceBody,
    ReportBody,
    ReturnBody,
)
from samenspel_intake.api.spells.views import ReportView, SpellLineView, SpellView
from samenspel_intake.application.spells import decide_place as deciding
from samenspel_intake.application.spells import end_spell as ending
from samenspel_intake.application.spells import watch_spell as watching
from samenspel_intake.application.spells.report_spell import report_spell
from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.policies import Deed, Subject
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import SchoolId, reference_of
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import check_if_match, etag
from samenspel_platform.paging import Page, paged

router = APIRouter(prefix="/out-of-education-spells", tags=["out of education"])
SpellIdInPath = Annotated[UUID, Path(alias="spellId", description="The spell's id.")]
Do = Callable[[SqlIntakeUnitOfWork], Awaitable[OutOfEducationSpell]]


@router.post(
    "",
    status_code=201,
    response_model=ReportView,
    summary="Report a child without education",
    operation_id="reportSpell",
)
async def report(body: ReportBody, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Report that a child is without education, or may be soon; reported again, it is the same.

    A child that nobody knows yet is entered, and what is missing of it is asked for.
    """
    command = body.command()

    async def do(uow: SqlIntakeUnitOfWork) -> tuple[ReportView, dict[str, str]]:
        made = await report_spell(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, Subject.of(made.spell), FilePart.PUPIL)
        view = ReportView(
            id=made.spell.id,
            reference=reference_of(made.spell.id),
            status=made.spell.standing.status,
            is_new=made.is_new,
            is_new_child=made.is_new_child,
        )
        return view, {"Location": f"/intake/v1/out-of-education-spells/{made.spell.id}"}

    return await edge.answer_once(request, 201, do)


@router.get("", summary="List children without education", operation_id="listSpells")
async def list_(
    edge: IntakeEdge, page: Paging, status: Annotated[Literal["open", "ended"], Query()] = "open"
) -> Page[SpellLineView]:
    """Give the spells that you may see, who is out longest first."""
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        found = await uow.spell_lines.longest(
            edge.actor, limit=page.limit, after=page.after, is_open=status == "open"
        )
    items, cursor = paged(found, page, lambda line: line.key)
    return Page(items=[SpellLineView.of(line, today) for line in items], next_cursor=cursor)


@router.get("/{spellId}", summary="Read a spell", operation_id="getSpell")
async def read(spell_id: SpellIdInPath, edge: IntakeEdge, response: Response) -> SpellView:
    """Give a spell: since when, its names in law, who holds it, what is next; `ETag` is its version."""
    async with edge.transaction() as uow:
        spell = await watching.spell_for(
            SpellId(spell_id), Deed.SEE_SPELL, actor=edge.actor, uow=uow
        )
        await edge.saw(uow, Subject.of(spell), FilePart.PUPIL)
    response.headers["etag"] = etag(spell.row_version)
    return SpellView.of(spell, dutch_date(edge.clock.now()))


@router.post(
    "/{spellId}/takers",
    status_code=201,
    response_model=SpellView,
    summary="Take a spell on",
    operation_id="takeOnSpell",
)
async def take_on(
    spell_id: SpellIdInPath, body: ActionBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Answer for it by name, with what is done first."""
    command = watching.TakeOn(spell_id=SpellId(spell_id), action=body.action())
    return await _changed(
        spell_id,
        edge,
        request,
        lambda uow: watching.take_on(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    "/{spellId}/reviews",
    status_code=201,
    response_model=SpellView,
    summary="Review a spell after four weeks",
    operation_id="reviewSpell",
)
async def review(
    spell_id: SpellIdInPath, body: ActionBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Note that it was looked at after four weeks, and what is done next."""
    command = watching.TakeOn(spell_id=SpellId(spell_id), action=body.action())
    return await _changed(
        spell_id,
        edge,
        request,
        lambda uow: watching.review(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    "/{spellId}/class-periods",
    status_code=201,
    response_model=SpellView,
    summary="Say what the law calls it",
    operation_id="classifySpell",
)
async def classify(
    spell_id: SpellIdInPath, body: ClassPeriodBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Give the absence its name in law from a day on; days without education count all the same."""
    command = watching.Classify(spell_id=SpellId(spell_id), period=body.period())
    return await _changed(
        spell_id,
        edge,
        request,
        lambda uow: watching.classify(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    "/{spellId}/missed-hours",
    status_code=201,
    response_model=SpellView,
    summary="Note missed hours",
    operation_id="noteMissedHours",
)
async def hours(
    spell_id: SpellIdInPath, body: HoursBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Write down how many hours were missed in a week, or correct it; in an open spell only."""
    command = watching.NoteHours(spell_id=SpellId(spell_id), week=body.week, hours=body.hours)
    return await _changed(
        spell_id,
        edge,
        request,
        lambda uow: watching.note_hours(command, actor=edge.actor, uow=uow),
    )


@router.post(
    "/{spellId}/losses",
    status_code=201,
    response_model=SpellView,
    summary="Say that a threat came true",
    operation_id="loseEducation",
)
async def lose(
    spell_id: SpellIdInPath, body: FirstDayBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Write down that the child is without education, and since when."""
    id_, day = SpellId(spell_id), body.first_day
    return await _changed(
        spell_id,
        edge,
        request,
        lambda uow: watching.education_lost(id_, day, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    "/{spellId}/returns",
    status_code=201,
    response_model=SpellView,
    summary="Confirm the return",
    operation_id="confirmReturn",
)
async def confirm(
    spell_id: SpellIdInPath, body: ReturnBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Confirm, as its school, its parent or the attendance officer, that the child is in school."""
    command = ending.ConfirmReturn(spell_id=SpellId(spell_id), from_day=body.from_day)
    return await _changed(
        spell_id,
        edge,
        request,
        lambda uow: ending.confirm_return(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    "/{spellId}/admissions",
    status_code=201,
    response_model=SpellView,
    summary="Note another school's admission",
    operation_id="noteAdmission",
)
async def admit(
    spell_id: SpellIdInPath, body: AdmissionElsewhereBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """End it by the letter in which another school admitted the child, which started there."""
    command = ending.NoteAdmission(
        spell_id=SpellId(spell_id),
        school_id=SchoolId(body.school_id),
        from_day=body.from_day,
        letter=body.letter,
    )
    return await _changed(
        spell_id,
        edge,
        request,
        lambda uow: ending.note_admission(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    "/{spellId}/escalations",
    status_code=201,
    response_model=SpellView,
    summary="Ask the decider",
    operation_id="escalateSpell",
)
async def escalate(spell_id: SpellIdInPath, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Ask the next decider, who was named beforehand, to point out a place."""
    id_ = SpellId(spell_id)
    return await _changed(
        spell_id,
        edge,
        request,
        lambda uow: deciding.ask_decider(id_, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    "/{spellId}/decisions",
    status_code=201,
    response_model=SpellView,
    summary="Point out a place",
    operation_id="decidePlace",
)
async def decide(
    spell_id: SpellIdInPath, body: PlaceBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Point out a place, as the named decider; the spell goes on until the child is there."""
    command = deciding.DecidePlace(
        spell_id=SpellId(spell_id), school_id=SchoolId(body.school_id), reason=body.reason
    )
    return await _changed(
        spell_id,
        edge,
        request,
        lambda uow: deciding.decide_place(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


async def _changed(id_: UUID, edge: IntakeEdge, request: Request, change: Do) -> JSONResponse:
    async def do(uow: SqlIntakeUnitOfWork) -> tuple[SpellView, dict[str, str]]:
        check_if_match(request, (await uow.spells.get(id_)).row_version)
        spell = await change(uow)
        await edge.saw(uow, Subject.of(spell), FilePart.PUPIL)
        await uow.record_facts()
        view = SpellView.of(spell, dutch_date(edge.clock.now()))
        return view, {"ETag": etag(spell.row_version)}

    return await edge.answer_once(request, 201, do)
