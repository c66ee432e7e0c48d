"""HTTP: the terms of cases, and a new version of one."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.application.add_term_version import add_term_version
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.terms import KnownVersion
from samenspel_platform.term_bodies import TermsView, TermView, VersionBody

router = APIRouter(tags=["terms"])
RuleInPath = Annotated[str, Path(max_length=100, description="The code of the rule.")]


@router.get("/terms", summary="List the terms", operation_id="listTerms")
async def terms(edge: ArrangementsEdge) -> TermsView:
    """Give all versions of all terms, by rule and version."""
    async with edge.transaction() as uow:
        found = await uow.terms.all()
    return TermsView(items=[TermView.of(known) for known in found])


@router.post(
    "/terms/{rule}/versions",
    status_code=201,
    response_model=TermView,
    summary="Add a version of a term",
    operation_id="addTermVersion",
)
async def add(
    rule: RuleInPath, body: VersionBody, edge: ArrangementsEdge, request: Request
) -> JSONResponse:
    """Add a version; no other changes, and terms that run keep theirs."""

    async def do(uow: SqlArrangementsUnitOfWork) -> TermView:
        command, now = body.command(rule), edge.clock.now()
        record = await add_term_version(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return TermView.of(KnownVersion(record, recorded_by=edge.actor.person_id, recorded_at=now))

    return await edge.answer_once(request, 201, do)
