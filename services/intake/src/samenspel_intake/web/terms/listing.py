"""Pages: all terms of the alliance, the versions of one, and a new version of it."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.terms.add_version import add_version
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.terms.words import HERE, TERMS
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.terms import KnownVersion
from samenspel_platform.forms import read_form
from samenspel_platform.term_bodies import VersionForm
from samenspel_web.forms import REFUSALS, filled
from samenspel_web.term_pages import VERSIONS_PAGE

router = APIRouter()


@router.get("/terms")
async def list_(request: Request, edge: IntakeEdge) -> Response:
    """Show each term as it is today, and what it becomes."""
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        known = await uow.terms.all()
    may_manage = POLICY.may_somewhere(edge.actor, Deed.MANAGE_TERMS)
    shown = TERMS.listed(known, today)
    return pages.render(request, "terms.html", may_manage=may_manage, **shown)


@router.get("/terms/{rule}")
async def show(request: Request, edge: IntakeEdge, rule: str) -> Response:
    """Show all versions of a term, and ask an administrator for a new one."""
    return pages.render(request, VERSIONS_PAGE, **await _context(edge, rule))


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
        return pages.refuse(request, VERSIONS_PAGE, refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="terms.version-added")


async def _context(edge: IntakeEdge, rule: str) -> dict[str, Any]:
    may_manage = POLICY.may_somewhere(edge.actor, Deed.MANAGE_TERMS)
    async with edge.transaction() as uow:
        known = await uow.terms.all()
        brought = [version for version in known if version.record.key == rule]
        names = await _names(brought, uow) if may_manage else {}
    return TERMS.versions(brought, rule, may_manage=may_manage, names=names)


async def _names(found: list[KnownVersion], uow: SqlIntakeUnitOfWork) -> dict[object, str]:
    people = {version.recorded_by for version in found if version.recorded_by}
    known = [await uow.people.find(id_) for id_ in people]
    return {person.id: person.name for person in known if person is not None}
