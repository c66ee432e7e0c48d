"""Pages: what units offer in a school year, who waits for it, and what is missing."""

from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.places.offer_places import (
    OpenProvision,
    open_provision,
    resize_provision,
    start_provision,
)
from samenspel_arrangements.application.places.see_gaps import gaps_on
from samenspel_arrangements.domain.places.ids import ProvisionId
from samenspel_arrangements.domain.places.provision import LONGEST_NAME, ProvisionKind
from samenspel_arrangements.domain.policies import POLICY, Action, may
from samenspel_arrangements.domain.school_year import EARLIEST_YEAR, LATEST_YEAR, SchoolYear
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.acting import choices
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_arrangements.web.places.shown import PROVISIONS, PlaceWords
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import SchoolId, UnitId
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/provisions")
LIST, NEW, ONE = "places/provisions.html", "places/offer.html", "places/provision.html"
YearAsked = Annotated[int | None, Query(ge=EARLIEST_YEAR, le=LATEST_YEAR)]
ProvisionIdInPath = Annotated[UUID, Path(alias="provisionId")]
Do = Callable[[SqlArrangementsUnitOfWork, Form], Awaitable[str]]


class OfferForm(BaseModel):
    """What is offered; without a unit it is the alliance's own."""

    unit_id: UUID | None = None
    name: str = ""
    kind: ProvisionKind
    school_id: UUID | None = None
    starts_on: date
    capacity: int


class CapacityForm(BaseModel):
    """How many seats there are from now on."""

    capacity: int


class StartForm(BaseModel):
    """The day on which it begins."""

    starts_on: date


@router.get("")
async def show(request: Request, edge: ArrangementsEdge, year: YearAsked = None) -> Response:
    """Show what is offered in a school year, and what is missing now."""
    POLICY.require_somewhere(edge.actor, Action.SEE_PLACES)
    today = dutch_date(edge.clock.now())
    asked = SchoolYear(year) if year else SchoolYear.of(today)
    async with edge.transaction() as uow:
        lines = await uow.provision_lines.of_year(asked, own_unit=edge.actor.unit_id)
        gaps = await gaps_on(today, uow)
        units = dict(await uow.provision_lines.units())
    now = SchoolYear.of(today).first_year
    return pages.render(
        request,
        LIST,
        lines=lines,
        gaps=gaps,
        units=units,
        year=asked,
        years=[SchoolYear(n) for n in (now - 1, now, now + 1)],
        say=PlaceWords(),
        may_offer=POLICY.may_somewhere(edge.actor, Action.OFFER_PLACES),
        may_find=POLICY.may_somewhere(edge.actor, Action.FIND_PLACE),
        may_list=POLICY.may_somewhere(edge.actor, Action.LIST_POSTCODES),
        may_see_transitions=POLICY.may_somewhere(edge.actor, Action.SEE_TRANSITION),
    )


@router.get("/new")
async def ask(request: Request, edge: ArrangementsEdge) -> Response:
    """Ask what is offered."""
    return pages.render(request, NEW, **await _offer(edge))


@router.post("")
async def offer(request: Request, edge: ArrangementsEdge) -> Response:
    """Offer it."""
    POLICY.require_somewhere(edge.actor, Action.OFFER_PLACES)

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        typed = OfferForm.model_validate(filled(form))
        unit_id = typed.unit_id or edge.actor.unit_id
        command = OpenProvision(
            unit_id=UnitId(unit_id) if unit_id else None,
            name=typed.name,
            kind=typed.kind,
            school_id=SchoolId(typed.school_id) if typed.school_id else None,
            starts_on=typed.starts_on,
            capacity=typed.capacity,
        )
        provision = await open_provision(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{PROVISIONS}/{provision.id}"

    return await _act(request, edge, NEW, partial(_offer, edge), do, "provision.offered")


@router.get("/{provisionId}")
async def one(
    request: Request, provision_id: ProvisionIdInPath, edge: ArrangementsEdge
) -> Response:
    """Show who has a seat and who waits, with names for who looks for their places."""
    return pages.render(request, ONE, **await _one(edge, provision_id))


@router.post("/{provisionId}/capacities")
async def resize(
    request: Request, provision_id: ProvisionIdInPath, edge: ArrangementsEdge
) -> Response:
    """Have more or fewer seats."""

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        typed = CapacityForm.model_validate(filled(form))
        id_ = ProvisionId(provision_id)
        await resize_provision(id_, typed.capacity, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{PROVISIONS}/{provision_id}"

    content = partial(_one, edge, provision_id)
    return await _act(request, edge, ONE, content, do, "provision.changed")


@router.post("/{provisionId}/starts")
async def start(
    request: Request, provision_id: ProvisionIdInPath, edge: ArrangementsEdge
) -> Response:
    """Begin on another day."""

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        typed = StartForm.model_validate(filled(form))
        id_ = ProvisionId(provision_id)
        await start_provision(id_, typed.starts_on, actor=edge.actor, uow=uow)
        return f"{PROVISIONS}/{provision_id}"

    content = partial(_one, edge, provision_id)
    return await _act(request, edge, ONE, content, do, "provision.changed")


async def _act(
    request: Request,
    edge: ArrangementsEdge,
    template: str,
    content: Callable[[], Awaitable[dict[str, Any]]],
    do: Do,
    notice: str,
) -> Response:
    form = await read_form(request)

    async def done(uow: SqlArrangementsUnitOfWork) -> str:
        return await do(uow, form)

    try:
        url = await edge.redirect_once(request, form, done)
    except REFUSALS as refusal:
        return pages.refuse(request, template, refusal, typed=form, **await content())
    return pages.redirect(request, url, notice=notice)


async def _offer(edge: ArrangementsEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Action.OFFER_PLACES)
    async with edge.transaction() as uow:
        units = await uow.provision_lines.units()
        schools = await uow.provision_lines.schools()
    return {
        "units": [] if edge.actor.unit_id else [(str(id_), name) for id_, name in units],
        "schools": [(str(id_), name) for id_, name in schools],
        "kinds": choices("provision-kind", ProvisionKind),
        "longest_name": LONGEST_NAME,
    }


async def _one(edge: ArrangementsEdge, provision_id: UUID) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Action.SEE_PLACES)
    async with edge.transaction() as uow:
        line = await uow.provision_lines.get(provision_id)
        seated, waiting = await uow.placement_lines.of_provision(edge.actor, provision_id)
    place = Relations(alliance_id=edge.actor.alliance_id, unit_id=line.unit_id)
    return {
        "line": line,
        "year": SchoolYear(line.school_year),
        "address": f"{PROVISIONS}/{provision_id}",
        "seated": seated,
        "waiting": waiting,
        "say": PlaceWords(),
        "may_offer": may(edge.actor, Action.OFFER_PLACES, place),
    }
