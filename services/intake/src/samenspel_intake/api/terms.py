"""HTTP: the terms of the alliance, and the days that do not count."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from samenspel_intake.api.dependencies import IntakeEdge
from samenspel_intake.application.terms.add_version import add_version
from samenspel_intake.application.terms.bring_rules import Change
from samenspel_intake.application.terms.ports import Brought
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.gateways.rule_files import bring
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.free_days import FreeKind, FreePeriod
from samenspel_kernel.school_calendar import HolidayRegion
from samenspel_kernel.terms import KnownVersion
from samenspel_platform.bodies import Body, View
from samenspel_platform.table_files import TableError, WrongTable
from samenspel_platform.term_bodies import TermsView, TermView, VersionBody

LARGEST_IN_A_BODY = 200_000
"""Characters: a larger file comes by the page, for bodies are small (`max_body_bytes`)."""
router = APIRouter(tags=["terms"])
RuleInPath = Annotated[str, Path(max_length=100, description="The code of the rule.")]


class FreePeriodView(View):
    """Free days, first and last included; a school holiday without a region is of all."""

    kind: FreeKind
    name: str
    first_day: date
    last_day: date
    region: HolidayRegion | None
    school: str | None
    source: str

    @classmethod
    def of(cls, period: FreePeriod) -> "FreePeriodView":
        """Show a period."""
        return cls(
            kind=period.kind,
            name=period.name,
            first_day=period.first_day,
            last_day=period.last_day,
            region=period.region,
            school=period.school,
            source=period.source,
        )


class FreeDaysView(View):
    """All free days."""

    items: list[FreePeriodView]


class RuleImportBody(Body):
    """A table in CSV or JSON; `dryRun` only says what it would change."""

    what: Brought
    content: Annotated[str, Field(min_length=1, max_length=LARGEST_IN_A_BODY)]
    dry_run: bool = False


class ChangeView(View):
    """How many records came, went and stayed."""

    added: int
    removed: int
    kept: int

    @classmethod
    def of(cls, change: Change) -> "ChangeView":
        """Show a change."""
        return cls(added=len(change.added), removed=len(change.removed), kept=len(change.kept))


@router.get("/terms", summary="List the terms", operation_id="listTerms")
async def terms(edge: IntakeEdge) -> TermsView:
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
    rule: RuleInPath, body: VersionBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Add a version; no other changes, and terms that run keep theirs."""

    async def do(uow: SqlIntakeUnitOfWork) -> TermView:
        record = await add_version(body.command(rule), actor=edge.actor, uow=uow, clock=edge.clock)
        return TermView.of(
            KnownVersion(record, recorded_by=edge.actor.person_id, recorded_at=edge.clock.now())
        )

    return await edge.answer_once(request, 201, do)


@router.get("/free-days", summary="List the free days", operation_id="listFreeDays")
async def free_days(edge: IntakeEdge) -> FreeDaysView:
    """Give school holidays, days off of schools and equated days, by first day."""
    async with edge.transaction() as uow:
        found = await uow.calendars.periods()
    return FreeDaysView(items=[FreePeriodView.of(period) for period in found])


@router.post(
    "/rule-imports",
    response_model=ChangeView,
    summary="Bring terms, free days or regions",
    operation_id="importRules",
)
async def take(body: RuleImportBody, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Take a table over, whole or not at all; the errors of a refusal name each line."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_TERMS)

    async def do(uow: SqlIntakeUnitOfWork) -> ChangeView:
        change = await bring(
            body.what,
            body.content.encode(),
            actor=edge.actor,
            uow=uow,
            clock=edge.clock,
            dry_run=body.dry_run,
        )
        change.check()
        return ChangeView.of(change)

    try:
        return await edge.answer_once(request, 200, do)
    except WrongTable as why:
        raise InvalidInput(*map(_field_error, why.errors)) from None


def _field_error(error: TableError) -> FieldError:
    place = ".".join(part for part in (error.number or error.place, error.column) if part)
    return FieldError(f"content.{place}", f"table-error.{error.code}")
