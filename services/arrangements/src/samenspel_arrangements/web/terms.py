"""Pages: the terms of cases, the versions of one, and a new version of it."""

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_arrangements.application.add_term_version import add_term_version
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.counting import TermUnit
from samenspel_kernel.errors import NotFound
from samenspel_kernel.terms import RuleRecord, rule_in_force
from samenspel_platform.forms import read_form
from samenspel_platform.term_bodies import VersionForm
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/terms")
TEMPLATE, HERE = "terms/one.html", "/arrangements/terms"


@router.get("")
async def list_(request: Request, edge: ArrangementsEdge) -> Response:
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
        terms=partial(_by_name, current),
        coming=[record for record in records if record.valid_from > today],
        name_of=_name_of,
        start_of=_start_of,
    )


@router.get("/{rule}")
async def show(request: Request, edge: ArrangementsEdge, rule: str) -> Response:
    """Show all versions of a term, and ask an administrator for a new one."""
    return pages.render(request, TEMPLATE, **await _context(edge, rule))


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
        return pages.refuse(request, TEMPLATE, refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="terms.version-added")


async def _context(edge: ArrangementsEdge, rule: str) -> dict[str, Any]:
    async with edge.transaction() as uow:
        found = [version for version in await uow.terms.all() if version.record.key == rule]
    if not found:
        raise NotFound
    return {
        "rule": rule,
        "address": HERE,
        "versions": found[::-1],
        "newest": found[-1].record,
        "names": {},
        "units": _units,
        "name_of": _name_of,
        "start_of": _start_of,
        "may_manage": POLICY.may_somewhere(edge.actor, Action.MANAGE_TERMS),
    }


def _name_of(rule: str) -> str:
    return _text(f"rule.{rule}", rule)


def _start_of(code: str) -> str:
    return _text(f"rule-start.{code}", code) if code else ""


def _text(key: str, otherwise: str) -> str:
    return pages.texts.text(key) if key in pages.texts else otherwise


def _by_name(records: list[RuleRecord]) -> list[RuleRecord]:
    return sorted(records, key=lambda record: _name_of(record.key).lower())


def _units() -> list[tuple[str, str]]:
    return [(unit.value, pages.texts.text(f"term-unit.{unit}")) for unit in TermUnit]
