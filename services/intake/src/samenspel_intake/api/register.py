"""HTTP: the schools and units of the alliance."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from samenspel_intake.api.dependencies import IntakeEdge, Paging
from samenspel_intake.persistence.register_queries import SchoolLine
from samenspel_platform.bodies import View
from samenspel_platform.paging import Page, paged

router = APIRouter(tags=["register"])


class SchoolView(View):
    """A school of the alliance; without a unit, the map covers it no longer."""

    id: UUID
    location_code: str
    name: str
    place: str
    municipality_code: str
    unit_id: UUID | None

    @classmethod
    def of(cls, school: SchoolLine) -> "SchoolView":
        """Show a school."""
        return cls(
            id=school.id,
            location_code=school.location_code,
            name=school.name,
            place=school.place,
            municipality_code=school.municipality_code,
            unit_id=school.unit_id,
        )


class UnitView(View):
    """A support unit."""

    id: UUID
    slug: str
    name: str


class UnitsView(View):
    """All units of the alliance; there are few."""

    items: list[UnitView]


@router.get("/schools", summary="Find schools", operation_id="listSchools")
async def schools(
    edge: IntakeEdge,
    page: Paging,
    name: Annotated[str, Query(max_length=100, description="A part of the name.")] = "",
) -> Page[SchoolView]:
    """Give the alliance's schools by name."""
    async with edge.transaction() as uow:
        found = await uow.register.schools(limit=page.limit, after=page.after, name=name)
    items, cursor = paged(found, page, lambda school: (school.name, school.id))
    return Page(items=[SchoolView.of(school) for school in items], next_cursor=cursor)


@router.get("/units", summary="List the units", operation_id="listUnits")
async def units(edge: IntakeEdge) -> UnitsView:
    """Give the alliance's support units."""
    async with edge.transaction() as uow:
        found = await uow.register.units()
    return UnitsView(items=[UnitView(id=u.id, slug=u.slug, name=u.name) for u in found])
