"""Where the templates and sentences of arrangements lie, and what every page may ask for."""

from pathlib import Path as FilePath
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path

from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.persistence.queries import CaseSummary
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import Edge, get_edge
from samenspel_web.pages import Pages

HERE = FilePath(__file__).parent
pages = Pages(service="arrangements", template_dir=HERE / "templates", text_dir=HERE / "texts")

ArrangementsEdge = Annotated[Edge[SqlArrangementsUnitOfWork], Depends(get_edge)]
CaseIdInPath = Annotated[UUID, Path(alias="caseId")]


async def case_for(action: Action, case_id: UUID, edge: ArrangementsEdge) -> CaseSummary:
    """Read the case that a page is about; Forbidden or NotFound if the reader may not do this."""
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        require(edge.actor, action, case)
        await edge.saw(uow, case, FilePart.CASE)
    return case


def address_of(case_id: UUID) -> str:
    """Give the address of a case's page."""
    return f"/arrangements/cases/{case_id}"
