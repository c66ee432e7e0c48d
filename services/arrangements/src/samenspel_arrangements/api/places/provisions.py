"""HTTP: what units offer, and how many seats are free; no child is named."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.application.places.offer_places import (
    OpenProvision,
    open_provision,
    resize_provision,
    start_provision,
)
from samenspel_arrangements.application.places.see_gaps import gaps_on
from samenspel_arrangements.domain.places.gaps import Gap
from samenspel_arrangements.domain.places.ids import ProvisionId
from samenspel_arrangements.domain.places.provision import (
    LONGEST_NAME,
    MOST_SEATS,
    Provision,
    ProvisionKind,
)
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.school_year import EARLIEST_YEAR, LATEST_YEAR, SchoolYear
from samenspel_arrangements.persistence.places.provisions import ProvisionLine
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import SchoolId, UnitId
from samenspel_platform.bodies import Body, IsoDate, View
from samenspel_platform.edge import check_if_match, etag

router = APIRouter(prefix="/provisions", tags=["places"])
ProvisionIdInPath = Annotated[UUID, Path(alias="provisionId", description="The provision's id.")]
Capacity = Annotated[int, Field(ge=0, le=MOST_SEATS)]
YearInQuery = Annotated[
    int | None,
    Query(
        alias="schoolYear",
        ge=EARLIEST_YEAR,
        le=LATEST_YEAR,
        description="The year in which it begins; else now's.",
    ),
]


class ProvisionBody(Body):
    """What is offered, by which unit, at which school, from when, with how many seats."""

    unit_id: UUID | None = None
    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    kind: ProvisionKind
    school_id: UUID | None = None
    starts_on: IsoDate
    capacity: Capacity


class CapacityBody(Body):
    """How many seats there are from now on."""

    capacity: Capacity


class StartBody(Body):
    """The day on which it begins."""

    starts_on: IsoDate


class ProvisionView(View):
    """What a unit offers; while somebody waits, no seat is free."""

    id: UUID
    unit_id: UUID | None
    school_id: UUID | None
    name: str
    kind: ProvisionKind
    school_year: int
    starts_on: date
    capacity: int
    free: int
    waiting: int

    @classmethod
    def of(cls, provision: Provision) -> Self:
        """Show one as a command left it."""
        seats = provision.seats
        return cls(
            id=provision.id,
            unit_id=provision.unit_id,
            school_id=provision.school_id,
            name=provision.name,
            kind=provision.kind,
            school_year=provision.year.first_year,
            starts_on=provision.starts_on,
            capacity=seats.capacity,
            free=seats.free,
            waiting=len(seats.waiting),
        )

    @classmethod
    def of_line(cls, line: ProvisionLine) -> Self:
        """Show one of a list."""
        return cls(
            id=line.id,
            unit_id=line.unit_id,
            school_id=line.school_id,
            name=line.name,
            kind=ProvisionKind(line.kind),
            school_year=line.school_year,
            starts_on=line.starts_on,
            capacity=line.capacity,
            free=line.free,
            waiting=line.waiting,
        )


class ProvisionsView(View):
    """What the units of the alliance offer, the caller's own first; 500 at most."""

    items: list[ProvisionView]


class GapView(View):
    """So many children of a unit look for a kind, and so many seats of it are free there soon."""

    unit_id: UUID | None
    kind: ProvisionKind
    wanted: int
    free: int
    offered_at_all: bool

    @classmethod
    def of(cls, gap: Gap) -> Self:
        """Show one."""
        return cls(
            unit_id=gap.unit_id,
            kind=gap.kind,
            wanted=gap.wanted,
            free=gap.free,
            offered_at_all=gap.offered_at_all,
        )


class GapsView(View):
    """What children look for and their unit does not have enough of, the shortest first."""

    items: list[GapView]


@router.get("", operation_id="listProvisions", summary="List what units offer in a school year")
async def list_provisions(
    edge: ArrangementsEdge, school_year: YearInQuery = None
) -> ProvisionsView:
    """List it, over all units: help near home may be just over a border."""
    POLICY.require_somewhere(edge.actor, Action.SEE_PLACES)
    today = dutch_date(edge.clock.now())
    year = SchoolYear(school_year) if school_year else SchoolYear.of(today)
    async with edge.transaction() as uow:
        found = await uow.provision_lines.of_year(year, own_unit=edge.actor.unit_id)
    return ProvisionsView(items=[ProvisionView.of_line(line) for line in found])


@router.get("/gaps", operation_id="listGaps", summary="List what is looked for and not there")
async def list_gaps(edge: ArrangementsEdge) -> GapsView:
    """List by unit what children look for and nobody offers enough of, soon (K12)."""
    POLICY.require_somewhere(edge.actor, Action.SEE_PLACES)
    async with edge.transaction() as uow:
        found = await gaps_on(dutch_date(edge.clock.now()), uow)
    return GapsView(items=[GapView.of(gap) for gap in found])


@router.post(
    "",
    operation_id="openProvision",
    summary="Offer places from a day on",
    status_code=201,
    response_model=ProvisionView,
)
async def open_(body: ProvisionBody, request: Request, edge: ArrangementsEdge) -> JSONResponse:
    """Offer them in the school year in which they start."""
    command = OpenProvision(
        unit_id=UnitId(body.unit_id) if body.unit_id else None,
        name=body.name,
        kind=body.kind,
        school_id=SchoolId(body.school_id) if body.school_id else None,
        starts_on=body.starts_on,
        capacity=body.capacity,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> tuple[ProvisionView, dict[str, str]]:
        provision = await open_provision(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await uow.record_facts()
        return ProvisionView.of(provision), {"ETag": etag(provision.row_version)}

    return await edge.answer_once(request, 201, do)


@router.post(
    "/{provisionId}/capacities",
    operation_id="resizeProvision",
    summary="Have more or fewer seats",
    status_code=201,
    response_model=ProvisionView,
)
async def resize(
    provision_id: ProvisionIdInPath, body: CapacityBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Change it; never to fewer than are taken. Who waits moves up into new seats, in order."""

    async def do(uow: SqlArrangementsUnitOfWork) -> tuple[ProvisionView, dict[str, str]]:
        id_ = ProvisionId(provision_id)
        provision = await resize_provision(
            id_, body.capacity, actor=edge.actor, uow=uow, clock=edge.clock
        )
        check_if_match(request, provision.row_version)
        await uow.record_facts()
        return ProvisionView.of(provision), {"ETag": etag(provision.row_version)}

    return await edge.answer_once(request, 201, do)


@router.post(
    "/{provisionId}/starts",
    operation_id="startProvision",
    summary="Begin on another day",
    status_code=201,
    response_model=ProvisionView,
)
async def start(
    provision_id: ProvisionIdInPath, body: StartBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Begin it on another day of its school year."""

    async def do(uow: SqlArrangementsUnitOfWork) -> tuple[ProvisionView, dict[str, str]]:
        id_ = ProvisionId(provision_id)
        provision = await start_provision(id_, body.starts_on, actor=edge.actor, uow=uow)
        check_if_match(request, provision.row_version)
        await uow.record_facts()
        return ProvisionView.of(provision), {"ETag": etag(provision.row_version)}

    return await edge.answer_once(request, 201, do)
