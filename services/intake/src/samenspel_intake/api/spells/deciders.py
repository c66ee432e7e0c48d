"""HTTP: who decides on a place for a child without education, in turn, by which agreement."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from samenspel_intake.api.dependencies import IntakeEdge
from samenspel_intake.application.spells.decide_place import (
    EVERYWHERE,
    LONGEST_NAME,
    NamedDecider,
    SetDeciders,
    set_deciders,
)
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.spell.ladder import Ladder
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import PersonId
from samenspel_platform.bodies import Body, IsoDate, View

MOST_DECIDERS = 10
router = APIRouter(prefix="/decider-ladders", tags=["out of education"])
Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]


class DeciderBody(Body):
    """Who decides, for whom, and where it is mailed when it is asked."""

    person_id: UUID
    on_behalf_of: Name
    email: Annotated[str | None, Field(max_length=254)] = None


class LadderBody(Body):
    """Who decides in turn; without a municipality it is for all that have no agreement."""

    municipality_code: Annotated[str, Field(pattern="^[0-9]{4}$")] | None = None
    agreed_on: IsoDate
    agreement: Name
    deciders: Annotated[list[DeciderBody], Field(min_length=1, max_length=MOST_DECIDERS)]

    def command(self) -> SetDeciders:
        """Give the command."""
        return SetDeciders(
            municipality_code=self.municipality_code or EVERYWHERE,
            agreed_on=self.agreed_on,
            agreement=self.agreement,
            deciders=tuple(
                NamedDecider(PersonId(each.person_id), each.on_behalf_of, each.email or "")
                for each in self.deciders
            ),
        )


class DeciderView(View):
    """Who decides, and for whom."""

    person_id: UUID
    on_behalf_of: str


class LadderView(View):
    """One version of an agreement; spells that were asked by another keep what they have."""

    municipality_code: str | None
    version: int
    agreed_on: date
    agreement: str
    deciders: list[DeciderView]

    @classmethod
    def of(cls, municipality_code: str, ladder: Ladder) -> "LadderView":
        """Show one."""
        return cls(
            municipality_code=municipality_code or None,
            version=ladder.version,
            agreed_on=ladder.agreed_on,
            agreement=ladder.agreement,
            deciders=[
                DeciderView(person_id=rung.decider, on_behalf_of=rung.on_behalf_of)
                for rung in ladder.rungs
            ],
        )


class LaddersView(View):
    """All versions of all agreements; there are few."""

    items: list[LadderView]


@router.get("", summary="List who decides", operation_id="listDeciderLadders")
async def ladders(edge: IntakeEdge) -> LaddersView:
    """Give every version of what was agreed, by municipality, the newest first."""
    POLICY.require_somewhere(edge.actor, Deed.SET_DECIDERS)
    async with edge.transaction() as uow:
        found = await uow.ladders.all()
    return LaddersView(items=[LadderView.of(one.municipality_code, one.ladder) for one in found])


@router.post(
    "",
    status_code=201,
    response_model=LadderView,
    summary="Write down who decides",
    operation_id="addDeciderLadder",
)
async def add(body: LadderBody, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Write down a next version of who decides; earlier ones stay as they were."""
    command = body.command()

    async def do(uow: SqlIntakeUnitOfWork) -> tuple[LadderView, dict[str, str]]:
        ladder = await set_deciders(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return LadderView.of(command.municipality_code, ladder), {}

    return await edge.answer_once(request, 201, do)
