"""HTTP: who writes decisions for the alliance, and where one objects to them by letter."""

from typing import Annotated, Self

from fastapi import APIRouter, Request, Response
from pydantic import Field

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.application.letters.keep_office import keep_office
from samenspel_arrangements.domain.letters.letter import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    Office,
)
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_platform.bodies import Body, View

router = APIRouter(prefix="/letter-office", tags=["letters"])


class OfficeBody(Body):
    """The name that letters are signed with, and the address for objections."""

    name: Annotated[str, Field(max_length=LONGEST_NAME)]
    address: Annotated[str, Field(max_length=LONGEST_ADDRESS)]


class OfficeView(View):
    """What letters say; until it was written down, how to object in Samenspel."""

    name: str
    address: str

    @classmethod
    def of(cls, office: Office) -> Self:
        """Show it."""
        return cls(name=office.name, address=office.address)


@router.get("", operation_id="getLetterOffice", summary="See who writes the alliance's decisions")
async def see(edge: ArrangementsEdge) -> OfficeView:
    """Show what letters that are ordered now say."""
    POLICY.require_somewhere(edge.actor, Action.KEEP_LETTER_OFFICE)
    async with edge.transaction() as uow:
        return OfficeView.of(await uow.letters.office())


@router.put(
    "",
    operation_id="setLetterOffice",
    summary="Say who writes the alliance's decisions",
    response_model=OfficeView,
)
async def keep(body: OfficeBody, request: Request, edge: ArrangementsEdge) -> Response:
    """Keep it for letters that are ordered from now on."""

    async def do(uow: SqlArrangementsUnitOfWork) -> OfficeView:
        office = Office.checked(body.name, body.address)
        return OfficeView.of(await keep_office(office, actor=edge.actor, uow=uow))

    return await edge.answer_once(request, 200, do)
