"""Where intake's templates and sentences lie, and what a page may ask for."""

from pathlib import Path
from typing import Annotated

from fastapi import Depends

from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_platform.edge import Edge, get_edge
from samenspel_web.pages import Pages

HERE = Path(__file__).parent
pages = Pages(
    service="intake",
    template_dir=HERE / "templates",
    text_dir=HERE / "texts",
    in_both_languages={
        "desk.html",
        "new_request.html",
        "question.html",
        "received.html",
        "request.html",
        "requests.html",
        "search.html",
        "start_parent.html",
        "start_school.html",
    },
)

IntakeEdge = Annotated[Edge[SqlIntakeUnitOfWork], Depends(get_edge)]
