"""Page: grant help in an open case."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from samenspel_arrangements.application.grant_arrangement import GrantArrangement
from samenspel_arrangements.application.money.grant_with_money import grant_with_money
from samenspel_arrangements.domain.arrangement import (
    MAX_DESCRIPTION_LENGTH,
    Period,
)
from samenspel_arrangements.domain.case import CaseState
from samenspel_arrangements.domain.help.ids import RecipeId
from samenspel_arrangements.domain.help.recipe import Recipe
from samenspel_arrangements.domain.money.amounts import read_euros
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.term_rules import HELP_EVALUATION
from samenspel_arrangements.persistence.queries import CaseSummary
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.help.kind_form import KindForm
from samenspel_arrangements.web.help.ladder_form import LadderForm, ladder_choices
from samenspel_arrangements.web.pages import (
    ArrangementsEdge,
    CaseIdInPath,
    address_of,
    case_for,
    pages,
)
from samenspel_arrangements.web.words import Words
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import CaseId
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/cases/{caseId}/arrangements")


class GrantForm(LadderForm, KindForm):
    """What help, its dates, and how near."""

    description: str
    starts_on: date
    planned_end_on: date
    evaluation_on: date
    amount: str = ""
    recipe_id: UUID | None = None

    def command(self, case_id: CaseId) -> GrantArrangement:
        """Say it as the use case wants it."""
        period = Period(
            starts_on=self.starts_on,
            planned_end_on=self.planned_end_on,
            evaluation_on=self.evaluation_on,
        )
        return GrantArrangement(
            case_id=case_id,
            kind=self.kind,
            description=self.description,
            period=period,
            ladder=self.ladder,
            form=self.form,
            recipe_id=RecipeId(self.recipe_id) if self.recipe_id else None,
        )


@router.get("/new")
async def ask_help(
    request: Request,
    case_id: CaseIdInPath,
    edge: ArrangementsEdge,
    recipe: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Ask what help is granted; the dates start from the school year, or all from a recipe."""
    case = await case_for(Action.WORK, case_id, edge)
    if case.state != CaseState.OPENED:
        return pages.redirect(request, address_of(case_id))
    return pages.render(request, "grant.html", **await _content(case, edge, recipe))


@router.post("")
async def grant(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Grant it, and plan its evaluation."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        typed = GrantForm.model_validate(filled(form))
        amount = read_euros(typed.amount) if typed.amount else None
        command = typed.command(CaseId(case_id))
        await grant_with_money(command, amount, actor=edge.actor, uow=uow, clock=edge.clock)
        return address_of(case_id)

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = await _content(await case_for(Action.WORK, case_id, edge), edge)
        return pages.refuse(request, "grant.html", refusal, typed=form, **content)
    return pages.redirect(request, url, notice="arrangement.granted")


async def _content(case: CaseSummary, edge: ArrangementsEdge, asked: str = "") -> dict[str, Any]:
    period = Period.suggested(today=dutch_date(edge.clock.now()))
    async with edge.transaction() as uow:
        recipe = await _recipe(asked, uow)
        if recipe is not None:
            last = period.starts_on + timedelta(weeks=recipe.weeks)
            period = replace(period, planned_end_on=last)
        look = await uow.terms.begin(HELP_EVALUATION, period.planned_end_on)
    return {
        "case": case,
        "recipe": recipe,
        "address": address_of(case.case_id),
        "words": Words(pages.texts),
        "period": period.evaluated_by(look.last_day),
        "max_description_length": MAX_DESCRIPTION_LENGTH,
        **ladder_choices(pages.texts),
    }


async def _recipe(asked: str, uow: SqlArrangementsUnitOfWork) -> Recipe | None:
    """Give the recipe to start from; none where nobody asks for one that there is."""
    try:
        id_ = UUID(asked)
    except ValueError:
        return None
    return await uow.recipes.find(id_)
