"""HTTP: help that schools arranged by themselves, and up to which limits; no child is named."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.application.own_help.register import (
    LONGEST_SOURCE,
    SetArrangingLimit,
    register_own_help,
    set_arranging_limit,
    take_back_own_help,
)
from samenspel_arrangements.domain.money.amounts import MOST, Cents
from samenspel_arrangements.domain.own_help.limit import ArrangingLimit
from samenspel_arrangements.domain.own_help.own_help import (
    LONGEST_DESCRIPTION,
    MOST_CHILDREN,
    OwnHelp,
    OwnHelpAnswers,
    OwnHelpId,
    OwnHelpKind,
)
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.school_year import EARLIEST_YEAR, LATEST_YEAR, SchoolYear
from samenspel_arrangements.persistence.own_help.own_helps import OwnHelpLine
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_platform.bodies import Body, IsoDate, View
from samenspel_platform.edge import check_if_match, etag

router = APIRouter(tags=["own help"])
YearInQuery = Annotated[
    int | None,
    Query(
        alias="schoolYear",
        ge=EARLIEST_YEAR,
        le=LATEST_YEAR,
        description="The year in which it begins; else now's.",
    ),
]


class OwnHelpBody(Body):
    """All that a school is asked; without an amount it cost nothing."""

    kind: OwnHelpKind
    description: Annotated[str, Field(min_length=1, max_length=LONGEST_DESCRIPTION)]
    started_on: IsoDate
    children: Annotated[int, Field(ge=1, le=MOST_CHILDREN)]
    amount_cents: Annotated[int, Field(ge=0, le=MOST)] = 0


class OwnHelpView(View):
    """What a school arranged by itself; `takenBack` is true when it does not count any more."""

    id: UUID
    unit_id: UUID | None
    school_id: UUID
    kind: OwnHelpKind
    description: str
    started_on: date
    children: int
    amount_cents: int
    taken_back: bool

    @classmethod
    def of(cls, own_help: OwnHelp) -> Self:
        """Show one as a command left it."""
        answers = own_help.answers
        return cls(
            id=own_help.id,
            unit_id=own_help.unit_id,
            school_id=own_help.school_id,
            kind=answers.kind,
            description=answers.description,
            started_on=answers.started_on,
            children=answers.children,
            amount_cents=answers.amount,
            taken_back=own_help.taken_back_at is not None,
        )

    @classmethod
    def of_line(cls, line: OwnHelpLine) -> Self:
        """Show one of a list."""
        return cls(
            id=line.id,
            unit_id=line.unit_id,
            school_id=line.school_id,
            kind=OwnHelpKind(line.kind),
            description=line.description,
            started_on=line.started_on,
            children=line.children,
            amount_cents=line.amount,
            taken_back=line.taken_back_at is not None,
        )


class OwnHelpsView(View):
    """What schools arranged in a year, the newest first; 500 at most."""

    items: list[OwnHelpView]


class LimitBody(Body):
    """Of which school or unit (neither: all schools), how much, from when, by which paper."""

    school_id: UUID | None = None
    unit_id: UUID | None = None
    limit_cents: Annotated[int, Field(ge=1, le=MOST)]
    valid_from: IsoDate
    source: Annotated[str, Field(min_length=1, max_length=LONGEST_SOURCE)]


class LimitView(View):
    """One version of a limit."""

    school_id: UUID | None
    unit_id: UUID | None
    version: int
    limit_cents: int
    valid_from: date
    source: str

    @classmethod
    def of(cls, limit: ArrangingLimit) -> Self:
        """Show one."""
        return cls(
            school_id=limit.school_id,
            unit_id=limit.unit_id,
            version=limit.version,
            limit_cents=limit.limit,
            valid_from=limit.valid_from,
            source=limit.source,
        )


class LimitsView(View):
    """All versions of all limits."""

    items: list[LimitView]


@router.get("/own-help", operation_id="listOwnHelp", summary="List what schools arranged")
async def list_own_help(edge: ArrangementsEdge, school_year: YearInQuery = None) -> OwnHelpsView:
    """List what the caller may see of a school year."""
    POLICY.require_somewhere(edge.actor, Action.SEE_OWN_HELP)
    today = dutch_date(edge.clock.now())
    year = SchoolYear(school_year) if school_year else SchoolYear.of(today)
    async with edge.transaction() as uow:
        found = await uow.own_help_lines.of_year(edge.actor, year)
    return OwnHelpsView(items=[OwnHelpView.of_line(line) for line in found])


@router.post(
    "/own-help",
    operation_id="registerOwnHelp",
    summary="Write down what the own school arranged by itself",
    status_code=201,
    response_model=OwnHelpView,
)
async def register(body: OwnHelpBody, request: Request, edge: ArrangementsEdge) -> JSONResponse:
    """Write it down afterwards; what costs more than the limit is the unit's to decide."""
    answers = OwnHelpAnswers(
        kind=body.kind,
        description=body.description.strip(),
        started_on=body.started_on,
        children=body.children,
        amount=body.amount_cents,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> tuple[OwnHelpView, dict[str, str]]:
        made = await register_own_help(answers, actor=edge.actor, uow=uow, clock=edge.clock)
        await uow.record_facts()
        return OwnHelpView.of(made), {"ETag": etag(made.row_version)}

    return await edge.answer_once(request, 201, do)


@router.post(
    "/own-help/{ownHelpId}/withdrawals",
    operation_id="takeBackOwnHelp",
    summary="Let it not count any more",
    status_code=201,
    response_model=OwnHelpView,
)
async def take_back(
    own_help_id: Annotated[UUID, Path(alias="ownHelpId", description="What was arranged.")],
    request: Request,
    edge: ArrangementsEdge,
) -> JSONResponse:
    """Take it back: it was written down by mistake."""

    async def do(uow: SqlArrangementsUnitOfWork) -> tuple[OwnHelpView, dict[str, str]]:
        id_ = OwnHelpId(own_help_id)
        taken = await take_back_own_help(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        check_if_match(request, taken.row_version)
        await uow.record_facts()
        return OwnHelpView.of(taken), {"ETag": etag(taken.row_version)}

    return await edge.answer_once(request, 201, do)


@router.get("/arranging-limits", operation_id="listArrangingLimits", summary="List up to how much")
async def list_limits(edge: ArrangementsEdge) -> LimitsView:
    """List every version."""
    POLICY.require_somewhere(edge.actor, Action.SEE_OWN_HELP)
    async with edge.transaction() as uow:
        found = await uow.arranging_limits.all()
    return LimitsView(items=[LimitView.of(limit) for limit in found])


@router.post(
    "/arranging-limits",
    operation_id="setArrangingLimit",
    summary="Say up to how much schools arrange help by themselves, from a day on",
    status_code=201,
    response_model=LimitView,
)
async def set_limit(body: LimitBody, request: Request, edge: ArrangementsEdge) -> JSONResponse:
    """Add a version."""
    command = SetArrangingLimit(
        school_id=body.school_id,
        unit_id=body.unit_id,
        limit=Cents(body.limit_cents),
        valid_from=body.valid_from,
        source=body.source,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> LimitView:
        made = await set_arranging_limit(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return LimitView.of(made)

    return await edge.answer_once(request, 201, do)
