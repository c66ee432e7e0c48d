"""What a router or page may ask for."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path

from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_platform.edge import Edge, get_edge

ArrangementsEdge = Annotated[Edge[SqlArrangementsUnitOfWork], Depends(get_edge)]
CaseIdInPath = Annotated[UUID, Path(alias="caseId", description="The case's id.")]
