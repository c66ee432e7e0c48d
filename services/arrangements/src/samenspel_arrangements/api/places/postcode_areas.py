"""HTTP: where postcode areas are, so that distances can be told; no child is in it."""

from datetime import date
from typing import Annotated, Self

from fastapi import APIRouter, Request, Response
from pydantic import Field

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.application.places.distances import list_areas
from samenspel_arrangements.domain.places.near import Areas
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.gateways.postcode_lists import (
    MOST_BYTES,
    WrongPostcodeList,
    read_postcode_list,
)
from samenspel_arrangements.persistence.places.areas import KnownAreas
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_platform.bodies import Body, View

router = APIRouter(prefix="/postcode-areas", tags=["places"])


class PostcodeAreasBody(Body):
    """A list as CSV: postcode4, latitude, longitude (WGS 84, degrees); other columns are left alone."""

    list: Annotated[str, Field(min_length=1, max_length=MOST_BYTES)]


class PostcodeAreasView(View):
    """How many areas are listed, and since which day; null while there are none."""

    count: int
    listed_on: date | None

    @classmethod
    def of(cls, known: KnownAreas) -> Self:
        """Show it."""
        return cls(count=known.count, listed_on=known.listed_on)


@router.get("", operation_id="getPostcodeAreas", summary="See how many postcode areas are listed")
async def see(edge: ArrangementsEdge) -> PostcodeAreasView:
    """Tell how many, and since when."""
    POLICY.require_somewhere(edge.actor, Action.LIST_POSTCODES)
    async with edge.transaction() as uow:
        return PostcodeAreasView.of(await uow.postcode_areas.known())


@router.put(
    "",
    operation_id="setPostcodeAreas",
    summary="List where postcode areas are",
    response_model=PostcodeAreasView,
)
async def list_(body: PostcodeAreasBody, request: Request, edge: ArrangementsEdge) -> Response:
    """Take a list in the place of the last; one with a wrong line is refused whole, line by line."""
    POLICY.require_somewhere(edge.actor, Action.LIST_POSTCODES)
    areas = _areas(body.list)

    async def do(uow: SqlArrangementsUnitOfWork) -> PostcodeAreasView:
        await list_areas(areas, actor=edge.actor, uow=uow, clock=edge.clock)
        return PostcodeAreasView.of(await uow.postcode_areas.known())

    return await edge.answer_once(request, 200, do)


def _areas(text: str) -> Areas:
    try:
        found = read_postcode_list(text)
    except WrongPostcodeList as why:
        field = f"list.{why.column}" if why.column else "list"
        raise InvalidInput(FieldError(field, why.code)) from None
    if found.errors:
        wrong = (FieldError(f"list.{e.number}.{e.column}", e.code) for e in found.errors)
        raise InvalidInput(*wrong)
    return found.areas
