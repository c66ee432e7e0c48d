"""Page: a municipality's file is looked at, then taken in; its good lines travel along, hidden."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.spells.import_spells import check_lines, import_spells
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.gateways.spell_files import WrongSpellFile, read_spell_file, write_lines
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.spells.lists import HERE, PATH
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_platform.forms import read_upload
from samenspel_web.forms import REFUSALS

router = APIRouter()
TEMPLATE = "spells/import.html"
TAKE = "take"


@router.get(f"{PATH}/imports")
async def form(request: Request, edge: IntakeEdge) -> Response:
    """Ask for a file."""
    POLICY.require_somewhere(edge.actor, Deed.CLASSIFY_SPELL)
    return pages.render(request, TEMPLATE, **_nothing())


@router.post(f"{PATH}/imports")
async def bring(request: Request, edge: IntakeEdge) -> Response:
    """Show what a file would do, line by line; with `step=take` the right lines are taken in."""
    POLICY.require_somewhere(edge.actor, Deed.CLASSIFY_SPELL)
    typed, content = await read_upload(request, "file")

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await import_spells(file.lines, actor=edge.actor, uow=uow, clock=edge.clock)
        return HERE

    try:
        file = read_spell_file(content or typed.get("lines", "").encode())
        if typed.get("step") == TAKE:
            url = await edge.redirect_once(request, typed, do)
            return pages.redirect(request, url, notice="spell.imported")
        async with edge.transaction() as uow:
            wrong = await check_lines(file.lines, actor=edge.actor, uow=uow, clock=edge.clock)
    except WrongSpellFile as why:
        refusal = InvalidInput(FieldError("file", why.code))
        context = {**_nothing(), "column": why.column}
        return pages.refuse(request, TEMPLATE, refusal, typed=typed, **context)
    except REFUSALS as refusal:
        return pages.refuse(request, TEMPLATE, refusal, typed=typed, **_nothing())
    numbers = {error.number for error in wrong}
    good = [line for line in file.lines if line.number not in numbers]
    errors = sorted([*file.errors, *wrong], key=lambda error: (error.number, error.column))
    shown = {"errors": errors, "good": good, "looked": True}
    lines = write_lines(good) if good else ""
    return pages.render(request, TEMPLATE, **{**_nothing(), **shown, "lines": lines})


def _nothing() -> dict[str, Any]:
    return {"errors": [], "good": [], "looked": False, "column": "", "lines": ""}
