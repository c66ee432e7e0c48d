"""Pages: the terms of cases, the versions of one, and a new version of it."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_arrangements.application.add_term_version import add_term_version
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_kernel.clock import dutch_date
from samenspel_platform.forms import read_form
from samenspel_platform.term_bodies import VersionForm
from samenspel_web.forms import REFUSALS, filled
from samenspel_web.term_pages import VERSIONS_PAGE, TermPages

router = APIRouter(prefix="/terms")
HERE = "/arrangements/terms"
TERMS = TermPages(pages.texts, HERE)


@router.get("")
async def list_(request: Request, edge: ArrangementsEdge) -> Response:
    """Show each term as it is today, and what it becomes."""
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        known = await uow.terms.all()
    return pages.render(request, "terms.html", **TERMS.listed(known, today))


@router.get("/{rule}")
async def show(request: Request, edge: ArrangementsEdge, rule: str) -> Response:
    """Show all versions of a term, and ask an administrator for a new one."""
    return pages.render(request, VERSIONS_PAGE, **await _context(edge, rule))


@router.post("/{rule}")
async def add(request: Request, edge: ArrangementsEdge, rule: str) -> Response:
    """Add a version; no other changes."""
    POLICY.require_somewhere(edge.actor, Action.MANAGE_TERMS)
    typed = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        await add_term_version(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/{rule}"

    try:
        command = VersionForm.model_validate(filled(typed)).command(rule)
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _context(edge, rule)
        return pages.refuse(request, VERSIONS_PAGE, refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="terms.version-added")


async def _context(edge: ArrangementsEdge, rule: str) -> dict[str, Any]:
    async with edge.transaction() as uow:
        known = await uow.terms.all()
    may_manage = POLICY.may_somewhere(edge.actor, Action.MANAGE_TERMS)
    return TERMS.versions(known, rule, may_manage=may_manage)
