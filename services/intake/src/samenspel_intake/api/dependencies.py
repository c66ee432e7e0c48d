"""What a router may ask for."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path

from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_platform.edge import Edge, get_edge
from samenspel_platform.paging import PageRequest, page_request

IntakeEdge = Annotated[Edge[SqlIntakeUnitOfWork], Depends(get_edge)]
Paging = Annotated[PageRequest, Depends(page_request)]
PupilIdInPath = Annotated[UUID, Path(alias="pupilId", description="The pupil's id.")]
RequestIdInPath = Annotated[UUID, Path(alias="supportRequestId", description="The request's id.")]
