"""Use case: what an area is called, for pages that show other things of it than its figures."""

from dataclasses import dataclass

from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import NotFound
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.domain.area import Area
from samenspel_reporting.domain.policies import check


@dataclass(frozen=True, slots=True)
class NamedArea:
    """An area by its own name, and its alliance by its; None while a name did not arrive."""

    area: Area
    name: str | None
    alliance_name: str | None


async def name_area(actor: Actor, area: Area, *, uow: ReportingUnitOfWork) -> NamedArea:
    """Give its name; Forbidden, or NotFound if there is no such area."""
    check(actor, area)
    if not await uow.figures.knows(area):
        raise NotFound
    name = None if area.unit_id is None else await uow.figures.unit_name(area.unit_id)
    return NamedArea(area, name, await uow.figures.alliance_name())
