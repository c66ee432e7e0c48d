"""HTTP: where a seat can be asked for a child, near home first."""

from fastapi import APIRouter

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.api.places.placements import PATH, PlacementIdInPath
from samenspel_arrangements.api.places.views import NearProvisionsView, NearProvisionView
from samenspel_arrangements.application.places.distances import around_home
from samenspel_arrangements.domain.places.provision import ProvisionKind
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_kernel.clock import dutch_date
from samenspel_platform.access_log import FilePart

router = APIRouter(tags=["places"])


@router.get(
    f"{PATH}/provisions",
    operation_id="listProvisionsNearHome",
    summary="List where a seat can be asked, near home first",
)
async def near_home(placement_id: PlacementIdInPath, edge: ArrangementsEdge) -> NearProvisionsView:
    """List what is offered of its kind this school year and later: the own unit, then by distance."""
    year = SchoolYear.of(dutch_date(edge.clock.now()))
    async with edge.transaction() as uow:
        line = await uow.placement_lines.get(edge.actor, placement_id)
        require(edge.actor, Action.FIND_PLACE, line)
        await edge.saw(uow, line, FilePart.CASE)
        kind, unit_id = ProvisionKind(line.kind), line.unit_id
        offered = await uow.provision_lines.with_kind(kind, year, own_unit=unit_id)
        places = [one.school_id for one in offered]
        around = await around_home(line.pupil_id, places, actor=edge.actor, uow=uow)
    found = around.nearest_first(offered, own_unit=unit_id)
    return NearProvisionsView(items=[NearProvisionView.of(one, near) for one, near in found])
