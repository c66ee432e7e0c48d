"""Where reporting's templates and sentences lie."""

from pathlib import Path
from typing import Annotated

from fastapi import Depends

from samenspel_platform.edge import Edge, get_edge
from samenspel_reporting.persistence.unit_of_work import SqlReportingUnitOfWork
from samenspel_web.pages import Pages

HERE = Path(__file__).parent
pages = Pages(service="reporting", template_dir=HERE / "templates", text_dir=HERE / "texts")

ReportingEdge = Annotated[Edge[SqlReportingUnitOfWork], Depends(get_edge)]
