"""Who looked into a pupil's file: the fragment that each service shows of its own access log."""

from collections.abc import Awaitable, Callable, Mapping, Set
from enum import StrEnum
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from samenspel_kernel.actor import Role
from samenspel_kernel.authorisation import Policy, Relations
from samenspel_kernel.errors import NotFound
from samenspel_platform.access_log import looks_at
from samenspel_platform.edge import Edge, get_edge
from samenspel_web.pages import Pages

ActionT = TypeVar("ActionT", bound=StrEnum)
NamesOf = Callable[[Any, Set[UUID]], Awaitable[Mapping[UUID, str]]]
"""Asks a unit of work for the names of schools and units; those it does not know are left out."""
TEMPLATE = "file_readers.html"
MOST_SHOWN = 200


async def read_looks(
    edge: Edge[Any], uow: Any, pupil_id: UUID, names_of: NamesOf
) -> dict[str, Any]:
    """Give what the template shows: looks of the last days first, and names of organisations.

    An administrator sees the refused ones too; parents see who really saw the file.
    """
    looks = await looks_at(
        uow.session,
        alliance_id=edge.actor.alliance_id,
        pupil_id=pupil_id,
        refused=edge.actor.role is Role.ADMINISTRATOR,
        limit=MOST_SHOWN,
    )
    ids = {id_ for look in looks for id_ in (look.school_id, look.unit_id) if id_ is not None}
    return {
        "looks": looks[:MOST_SHOWN],
        "has_more": len(looks) > MOST_SHOWN,
        "organisations": await names_of(uow, ids) if ids else {},
    }


def readers_fragment(
    pages: Pages, policy: Policy[ActionT], action: ActionT, names_of: NamesOf
) -> APIRouter:
    """Give the route of the fragment, for who may do `action` with the pupil."""
    router = APIRouter()

    @router.get("/fragments/pupils/{pupil_id}/readers")
    async def readers(
        request: Request, pupil_id: UUID, edge: Annotated[Edge[Any], Depends(get_edge)]
    ) -> Response:
        """Show who looked at what this service has of the pupil."""
        pupil = Relations(alliance_id=edge.actor.alliance_id, pupil_id=pupil_id)
        async with edge.transaction() as uow:
            if not policy.may(edge.actor, action, pupil):
                raise NotFound(pupil_id)
            context = await read_looks(edge, uow, pupil_id, names_of)
        return pages.fragment(request, TEMPLATE, title="readers.title", **context)

    return router
