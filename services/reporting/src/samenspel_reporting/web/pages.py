"""Where reporting's templates and sentences lie, and where a list goes on."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request

from samenspel_platform.edge import Edge, get_edge
from samenspel_reporting.persistence.unit_of_work import SqlReportingUnitOfWork
from samenspel_web.pages import Pages

HERE = Path(__file__).parent
pages = Pages(service="reporting", template_dir=HERE / "templates", text_dir=HERE / "texts")

ReportingEdge = Annotated[Edge[SqlReportingUnitOfWork], Depends(get_edge)]


def next_page(request: Request, cursor: str | None) -> str:
    """Give the address of the list's next page; empty where there is none."""
    if cursor is None:
        return ""
    return f"{request.url.path}?{urlencode({**request.query_params, 'cursor': cursor})}"
