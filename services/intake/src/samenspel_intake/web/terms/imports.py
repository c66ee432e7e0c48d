"""Page: an administrator brings terms, free days or regions, and first sees what changes."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.terms.bring_rules import Change
from samenspel_intake.application.terms.ports import Brought
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.gateways.rule_files import bring
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.terms.words import TERMS, kinds_of_import, sentence_of
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_platform.forms import read_form
from samenspel_platform.table_files import TableError, WrongTable
from samenspel_web.forms import REFUSALS

router = APIRouter()
TEMPLATE = "rule_imports.html"
AFTER = {
    Brought.TERMS: TERMS.address,
    Brought.FREE_DAYS: "/intake/school-calendar",
    Brought.HOLIDAY_REGIONS: "/intake/school-calendar",
}


@router.get("/rule-imports")
async def ask(request: Request, edge: IntakeEdge) -> Response:
    """Ask for the file."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_TERMS)
    return pages.render(request, TEMPLATE, **_context())


@router.post("/rule-imports")
async def take(request: Request, edge: IntakeEdge) -> Response:
    """Show what a file would change, or take it over."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_TERMS)
    typed = await read_form(request)
    looks = typed.get("step", "") != "take"
    change = Change()

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        nonlocal change
        change = await bring(what, raw, actor=edge.actor, uow=uow, clock=edge.clock, dry_run=looks)
        change.check()
        return AFTER[what]

    try:
        what, raw = _what(typed.get("what", "")), typed.get("content", "").encode()
        if looks:
            async with edge.transaction() as uow:
                await do(uow)
            return pages.render(request, TEMPLATE, typed=typed, **_context(change=change))
        url = await edge.redirect_once(request, typed, do)
    except WrongTable as why:
        wrong = InvalidInput(FieldError("content", "rule-import.wrong"))
        context = _context(errors=why.errors)
        return pages.refuse(request, TEMPLATE, wrong, typed=typed, **context)
    except REFUSALS as refusal:
        shown: Any = refusal
        if change.wrong:
            shown = InvalidInput(FieldError("content", "rule-import.wrong"))
        return pages.refuse(request, TEMPLATE, shown, typed=typed, **_context(change=change))
    return pages.redirect(request, url, notice="terms.brought")


def _what(given: str) -> Brought:
    try:
        return Brought(given)
    except ValueError:
        raise InvalidInput(FieldError("what", "input.choice")) from None


def _context(
    *, change: Change | None = None, errors: tuple[TableError, ...] = ()
) -> dict[str, Any]:
    return {
        "choices": kinds_of_import,
        "change": change,
        "errors": errors,
        "sentence_of": sentence_of,
        "name_of": TERMS.name_of,
        "changes_anything": bool(change and (change.added or change.removed)),
    }
