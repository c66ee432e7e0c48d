"""What a router may ask for."""

from typing import Annotated

from fastapi import Depends

from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_platform.edge import Edge, get_edge

NotificationsEdge = Annotated[Edge[NotificationsSqlUnitOfWork], Depends(get_edge)]
