"""What a router may ask for."""

from typing import Annotated

from fastapi import Depends, Path, Query

from samenspel_platform.bodies import IsoDate
from samenspel_platform.edge import Edge, get_edge
from samenspel_reporting.application.asked_period import AskedPeriod
from samenspel_reporting.domain.area import Area
from samenspel_reporting.persistence.unit_of_work import SqlReportingUnitOfWork

ReportingEdge = Annotated[Edge[SqlReportingUnitOfWork], Depends(get_edge)]


async def asked_period(
    first: Annotated[
        IsoDate | None,
        Query(alias="periodFirst", description="First day; by default twelve months back."),
    ] = None,
    last: Annotated[
        IsoDate | None, Query(alias="periodLast", description="Last day; by default today.")
    ] = None,
) -> AskedPeriod:
    """Read the period over which is looked back."""
    return AskedPeriod(first, last)


async def asked_area(
    unit_id: Annotated[
        str,
        Path(
            alias="unitId",
            description="A unit's id; `alliance-desk` for what belongs to no unit; "
            "`alliance` for the whole alliance.",
            max_length=40,
        ),
    ],
) -> Area:
    """Read the area; NotFound if it is none."""
    return Area.parse(unit_id)


Period = Annotated[AskedPeriod, Depends(asked_period)]
AskedArea = Annotated[Area, Depends(asked_area)]
