"""Pages: all terms of the alliance, the versions of one, and a new version of it."""

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.terms.add_version import add_version
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.terms.words import by_name, name_of, start_of, units
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import NotFound
from samenspel_kernel.terms import KnownVersion, rule_in_force
from samenspel_platform.forms import read_form
from samenspel_platform.term_bodies import VersionForm
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
TEMPLATE, HERE = "terms/one.html", "/intake/terms"


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
        address=HERE,
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
        return f"{HERE}/{rule}"

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
        "address": HERE,
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
