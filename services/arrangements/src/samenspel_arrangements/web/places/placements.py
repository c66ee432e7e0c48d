"""Pages: the places that are looked for in a case, a child's way there, and who has none yet."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.places import place_child as placing
from samenspel_arrangements.application.places.distances import around_home
from samenspel_arrangements.application.places.seats import ask_seat, leave_seat
from samenspel_arrangements.application.places.seek_place import SeekPlace, seek_place
from samenspel_arrangements.domain.case import CaseState
from samenspel_arrangements.domain.places.grounds import MAX_WORDS
from samenspel_arrangements.domain.places.ids import PlacementId, ProvisionId
from samenspel_arrangements.domain.places.placement import LONGEST_DECISION, Placement
from samenspel_arrangements.domain.places.provision import ProvisionKind
from samenspel_arrangements.domain.places.standing import Sought
from samenspel_arrangements.domain.policies import POLICY, Action, may, require
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.acting import choices
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath, address_of, pages
from samenspel_arrangements.web.places.forms import (
    AdmissionForm,
    ButtonForm,
    EndForm,
    EnrolmentForm,
    ReturnForm,
    SeatForm,
    SeekForm,
)
from samenspel_arrangements.web.places.shown import (
    PLACEMENTS,
    PlaceWords,
    end_choices,
    seat_choices,
)
from samenspel_arrangements.web.words import Words
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import CaseId, SchoolId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
OF_CASE, ONE = "places/of_case.html", "places/placement.html"
PlacementIdInPath = Annotated[UUID, Path(alias="placementId")]
FormT = TypeVar("FormT", bound=BaseModel)
Change = Callable[[SqlArrangementsUnitOfWork, FormT], Awaitable[Placement]]


@router.get("/placements")
async def without_place(request: Request, edge: ArrangementsEdge) -> Response:
    """List the children without a place, who waits longest first (M16)."""
    POLICY.require_somewhere(edge.actor, Action.FIND_PLACE)
    async with edge.transaction() as uow:
        lines = await uow.placement_lines.without_place(edge.actor)
    return pages.render(request, "places/without.html", lines=lines, say=PlaceWords())


@router.get("/cases/{caseId}/placements")
async def of_case(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Show which places are or were looked for."""
    return pages.render(request, OF_CASE, **await _of_case(case_id, edge))


@router.post("/cases/{caseId}/placements")
async def seek(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Begin to look for one."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        typed = SeekForm.model_validate(filled(form))
        command = SeekPlace(
            case_id=CaseId(case_id), kind=typed.kind, why_not_regular=typed.why_not_regular
        )
        placement = await seek_place(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{PLACEMENTS}/{placement.id}"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = await _of_case(case_id, edge)
        return pages.refuse(request, OF_CASE, refusal, typed=form, **content)
    return pages.redirect(request, url, notice="placement.sought")


@router.get("/placements/{placementId}")
async def show(
    request: Request, placement_id: PlacementIdInPath, edge: ArrangementsEdge
) -> Response:
    """Show where it stands, and what one can do now."""
    return pages.render(request, ONE, **await _one(placement_id, edge))


@router.post("/placements/{placementId}/seats")
async def ask(
    request: Request, placement_id: PlacementIdInPath, edge: ArrangementsEdge
) -> Response:
    """Ask a seat."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: SeatForm) -> Placement:
        id_, provision_id = PlacementId(placement_id), ProvisionId(typed.provision_id)
        return await ask_seat(id_, provision_id, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, edge, placement_id, SeatForm, do, "placement.asked")


@router.post("/placements/{placementId}/releases")
async def leave(
    request: Request, placement_id: PlacementIdInPath, edge: ArrangementsEdge
) -> Response:
    """Give the seat or the place in line back."""

    async def do(uow: SqlArrangementsUnitOfWork, _: ButtonForm) -> Placement:
        return await leave_seat(
            PlacementId(placement_id), actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await _act(request, edge, placement_id, ButtonForm, do, "placement.left")


@router.post("/placements/{placementId}/admissions")
async def admit(
    request: Request, placement_id: PlacementIdInPath, edge: ArrangementsEdge
) -> Response:
    """Note that a board admits the child."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: AdmissionForm) -> Placement:
        command = placing.AdmitChild(
            placement_id=PlacementId(placement_id),
            school_id=SchoolId(typed.school_id),
            from_day=typed.from_day,
            decision=typed.decision,
        )
        return await placing.admit_child(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, edge, placement_id, AdmissionForm, do, "placement.admitted")


@router.post("/placements/{placementId}/enrolments")
async def enrol(
    request: Request, placement_id: PlacementIdInPath, edge: ArrangementsEdge
) -> Response:
    """Note that the child began."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: EnrolmentForm) -> Placement:
        id_ = PlacementId(placement_id)
        return await placing.enrol_child(
            id_, typed.first_day, actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await _act(request, edge, placement_id, EnrolmentForm, do, "placement.saved")


@router.post("/placements/{placementId}/reviews")
async def review(
    request: Request, placement_id: PlacementIdInPath, edge: ArrangementsEdge
) -> Response:
    """Note that the child still needs the place."""

    async def do(uow: SqlArrangementsUnitOfWork, _: ButtonForm) -> Placement:
        return await placing.let_stay(
            PlacementId(placement_id), actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await _act(request, edge, placement_id, ButtonForm, do, "placement.saved")


@router.post("/placements/{placementId}/returns")
async def go_back(
    request: Request, placement_id: PlacementIdInPath, edge: ArrangementsEdge
) -> Response:
    """Note that the child goes back to regular education."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: ReturnForm) -> Placement:
        command = placing.ReturnChild(
            placement_id=PlacementId(placement_id),
            school_id=SchoolId(typed.school_id),
            from_day=typed.from_day,
        )
        return await placing.return_child(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, edge, placement_id, ReturnForm, do, "placement.saved")


@router.post("/placements/{placementId}/endings")
async def end(
    request: Request, placement_id: PlacementIdInPath, edge: ArrangementsEdge
) -> Response:
    """Close it."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: EndForm) -> Placement:
        id_ = PlacementId(placement_id)
        return await placing.end_placement(
            id_, typed.reason, actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await _act(request, edge, placement_id, EndForm, do, "placement.ended")


async def _act(
    request: Request,
    edge: ArrangementsEdge,
    placement_id: UUID,
    model: type[FormT],
    change: Change[FormT],
    notice: str,
) -> Response:
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        await change(uow, model.model_validate(filled(form)))
        return f"{PLACEMENTS}/{placement_id}"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = await _one(placement_id, edge)
        return pages.refuse(request, ONE, refusal, typed=form, **content)
    return pages.redirect(request, url, notice=notice)


async def _of_case(case_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        require(edge.actor, Action.SEE_PLACEMENT, case)
        await edge.saw(uow, case, FilePart.CASE)
        lines = await uow.placement_lines.of_case(edge.actor, case_id)
    return {
        "case": case,
        "case_address": address_of(case_id),
        "words": Words(pages.texts),
        "say": PlaceWords(),
        "lines": lines,
        "kinds": choices("provision-kind", ProvisionKind),
        "max_words": MAX_WORDS,
        "may_seek": case.state == CaseState.OPENED and may(edge.actor, Action.FIND_PLACE, case),
    }


async def _one(placement_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    year = SchoolYear.of(dutch_date(edge.clock.now()))
    async with edge.transaction() as uow:
        line = await uow.placement_lines.get(edge.actor, placement_id)
        case = await uow.queries.case(line.case_id, edge.actor)
        await edge.saw(uow, line, FilePart.CASE)
        finds = may(edge.actor, Action.FIND_PLACE, line)
        asks = finds and line.status == Sought.status and line.provision_id is None
        kind, unit_id = ProvisionKind(line.kind), line.unit_id
        offered = await uow.provision_lines.with_kind(kind, year, own_unit=unit_id) if asks else ()
        seat = await uow.provision_lines.get(line.provision_id) if line.provision_id else None
        schools = await uow.provision_lines.schools() if finds else ()
        places = [line.at_school_id, *(one.school_id for one in offered)]
        around = await around_home(line.pupil_id, places, actor=edge.actor, uow=uow)
    return {
        "line": line,
        "distance": around.to_school(line.at_school_id) if line.at_school_id else None,
        "case": case,
        "case_address": address_of(line.case_id),
        "address": f"{PLACEMENTS}/{placement_id}",
        "words": Words(pages.texts),
        "say": PlaceWords(),
        "finds": finds,
        "seat": seat,
        "seats": seat_choices(around.nearest_first(offered, own_unit=unit_id)),
        "schools": [(str(id_), name) for id_, name in schools],
        "ends": end_choices(line.status),
        "longest_decision": LONGEST_DECISION,
        "may_see_places": POLICY.may_somewhere(edge.actor, Action.SEE_PLACES),
    }
