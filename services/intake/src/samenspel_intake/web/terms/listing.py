"""Pages: all terms of the alliance, the versions of one, and a new version of it."""

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.terms.add_version import AddVersion, add_version
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.terms.words import by_name, name_of, start_of, units
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.counting import TermUnit
from samenspel_kernel.errors import NotFound
from samenspel_kernel.terms import KnownVersion, rule_in_force
from samenspel_platform.bodies import IsoDate
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
TEMPLATE = "term.html"


class VersionForm(BaseModel):
    """A new version as it is typed."""

    value: int
    unit: TermUnit
    moves_to_working_day: bool = False
    source: str = ""
    valid_from: IsoDate

    def command(self, rule: str) -> AddVersion:
        """Give the command."""
        return AddVersion(
            rule=rule,
            value=self.value,
            unit=self.unit,
            moves_to_working_day=self.moves_to_working_day,
            source=self.source,
            valid_from=self.valid_from,
        )


@router.get("/terms")
async def list_(request: Request, edge: IntakeEdge) -> Response:
    """Show each term as it is today, and what it becomes."""
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        records = [version.record for version in await uow.terms.all()]
    keys = {record.key for record in records if record.valid_from <= today}
    current = [rule_in_force(records, key, today) for key in keys]
    return pages.render(
        request,
        "terms.html",
        terms=partial(by_name, current),
        coming=[record for record in records if record.valid_from > today],
        name_of=name_of,
        start_of=start_of,
        may_manage=POLICY.may_somewhere(edge.actor, Deed.MANAGE_TERMS),
    )


@router.get("/terms/{rule}")
async def show(request: Request, edge: IntakeEdge, rule: str) -> Response:
    """Show all versions of a term, and ask an administrator for a new one."""
    return pages.render(request, TEMPLATE, **await _context(edge, rule))


@router.post("/terms/{rule}")
async def add(request: Request, edge: IntakeEdge, rule: str) -> Response:
    """Add a version; no other changes."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_TERMS)
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await add_version(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/terms/{rule}"

    try:
        command = VersionForm.model_validate(filled(typed)).command(rule)
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _context(edge, rule)
        return pages.refuse(request, TEMPLATE, refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="terms.version-added")


async def _context(edge: IntakeEdge, rule: str) -> dict[str, Any]:
    may_manage = POLICY.may_somewhere(edge.actor, Deed.MANAGE_TERMS)
    async with edge.transaction() as uow:
        found = [version for version in await uow.terms.all() if version.record.key == rule]
        names = await _names(found, uow) if may_manage else {}
    if not found:
        raise NotFound
    return {
        "rule": rule,
        "versions": found[::-1],
        "newest": found[-1].record,
        "names": names,
        "units": units,
        "name_of": name_of,
        "start_of": start_of,
        "may_manage": may_manage,
    }


async def _names(found: list[KnownVersion], uow: SqlIntakeUnitOfWork) -> dict[object, str]:
    people = {version.recorded_by for version in found if version.recorded_by}
    known = [await uow.people.find(id_) for id_ in people]
    return {person.id: person.name for person in known if person is not None}
