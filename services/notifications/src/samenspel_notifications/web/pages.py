"""Where the templates and sentences of notifications lie, and what a page may ask for."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends

from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_platform.edge import Edge, get_edge
from samenspel_web.pages import Pages

HERE = Path(__file__).parent
pages = Pages(service="notifications", template_dir=HERE / "templates", text_dir=HERE / "texts")

NotificationsEdge = Annotated[Edge[NotificationsSqlUnitOfWork], Depends(get_edge)]


def next_href(path: str, cursor: str | None, **also: str) -> str:
    """Give the address of the next page of a list; empty on the last one."""
    return "" if cursor is None else f"{path}?{urlencode({**also, 'cursor': cursor})}"
