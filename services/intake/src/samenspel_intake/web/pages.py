"""Where intake's templates and sentences lie, and what a page may ask for."""

from pathlib import Path
from typing import Annotated

from fastapi import Depends

from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_platform.edge import Edge, get_edge
from samenspel_web.pages import Pages

HERE = Path(__file__).parent
pages = Pages(service="intake", template_dir=HERE / "templates", text_dir=HERE / "texts")

IntakeEdge = Annotated[Edge[SqlIntakeUnitOfWork], Depends(get_edge)]
