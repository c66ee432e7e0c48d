"""What a router may ask for."""

from typing import Annotated

from fastapi import Depends

from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_platform.edge import Edge, get_edge
from samenspel_platform.paging import PageRequest, page_request

IntakeEdge = Annotated[Edge[SqlIntakeUnitOfWork], Depends(get_edge)]
Paging = Annotated[PageRequest, Depends(page_request)]
