"""Does what a form of a plan asks, and shows the form again with what was typed when refused."""

from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_arrangements.domain.opp.opp import Opp
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.opp.shown import said, shown
from samenspel_arrangements.web.pages import ArrangementsEdge, address_of, pages
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import REFUSALS, filled

WHOLE = "opp.html"
AT_ANY_TIME = "evaluation.html"
"""The form that shows nothing of what is being written."""

FormT = TypeVar("FormT", bound=BaseModel)
Change = Callable[[SqlArrangementsUnitOfWork, FormT], Awaitable[Opp]]


class ButtonForm(BaseModel):
    """A button alone: nothing is filled in."""


async def form_page(
    request: Request, edge: ArrangementsEdge, case_id: UUID, template: str, *, command: str
) -> Response:
    """Show the page of a form to who may fill it in; RuleViolation when that can't be done now."""
    action = Action.ANSWER_OPP if command == "answer" else Action.WRITE_OPP
    found = await shown(edge, case_id, action, command=command)
    return pages.render(request, f"opp/{template}", said=said, **found)


async def act(
    request: Request,
    edge: ArrangementsEdge,
    case_id: UUID,
    template: str,
    model: type[FormT],
    change: Change[FormT],
    *,
    notice: str = "opp.saved",
) -> Response:
    """Do it, and go back to the plan; `template` is the page of the form."""
    form: Form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        await change(uow, model.model_validate(filled(form)))
        return f"{address_of(case_id)}/opp"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        found = await shown(edge, case_id)
        shown_on = template if found["draft"] or template == AT_ANY_TIME else WHOLE
        return pages.refuse(request, f"opp/{shown_on}", refusal, typed=form, said=said, **found)
    return pages.redirect(request, url, notice=notice)
