"""Page: one child without education: since when, who answers, what is next."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.spells import watch_spell as watching
from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.policies import Deed
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.spells.lists import HERE, PATH
from samenspel_intake.web.spells.shown import shown
from samenspel_platform.forms import read_form
from samenspel_web.forms import NOTHING_TYPED, REFUSALS, Refusal, TypedForm, filled

router = APIRouter()
ONE = f"{PATH}/{{spell_id}}"
TEMPLATE = "spells/spell.html"


class ButtonForm(BaseModel):
    """A button alone: nothing is filled in."""


@router.get(ONE)
async def show(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Show one spell."""
    return pages.render(request, TEMPLATE, **await shown(edge, spell_id))


async def act(
    request: Request,
    edge: IntakeEdge,
    id_: UUID,
    form: type[Any],
    change: Callable[[SqlIntakeUnitOfWork, Any], Awaitable[OutOfEducationSpell]],
    notice: str,
) -> Response:
    """Do what a form of the page asks, and show the page again; with what was typed when refused.

    `change` gets the form as `form` reads it; `notice` is what the page says when it was done.
    """
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await change(uow, wanted)
        return f"{HERE}/{id_}"

    try:
        await _require_known(edge, id_)
        wanted = form.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await _refused(request, edge, id_, refusal, typed)
    return pages.redirect(request, url, notice=notice)


async def _require_known(edge: IntakeEdge, id_: UUID) -> None:
    async with edge.transaction() as uow:
        await watching.spell_for(SpellId(id_), Deed.SEE_SPELL, actor=edge.actor, uow=uow)


async def _refused(
    request: Request,
    edge: IntakeEdge,
    id_: UUID,
    refusal: Refusal,
    typed: TypedForm = NOTHING_TYPED,
) -> Response:
    context = await shown(edge, id_)
    return pages.refuse(request, TEMPLATE, refusal, typed=typed, **context)
