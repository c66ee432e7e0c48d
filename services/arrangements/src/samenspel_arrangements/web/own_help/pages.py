"""Pages: what schools arranged by themselves, and up to which limits."""

from datetime import date
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.own_help.register import (
    SetArrangingLimit,
    register_own_help,
    set_arranging_limit,
    take_back_own_help,
)
from samenspel_arrangements.domain.money.amounts import Cents, read_euros
from samenspel_arrangements.domain.own_help.limit import ArrangingLimit, limit_in_force
from samenspel_arrangements.domain.own_help.own_help import (
    LONGEST_DESCRIPTION,
    OwnHelpAnswers,
    OwnHelpId,
    OwnHelpKind,
)
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.acting import act, choices
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_platform.forms import Form
from samenspel_web.forms import filled

router = APIRouter(prefix="/own-help")
HERE = "/arrangements/own-help"
ALL_SCHOOLS = "all"
PAGE, LIMITS_PAGE = "own_help/list.html", "own_help/limits.html"


class OwnHelpForm(BaseModel):
    """What a school is asked when it arranged something: five fields at most (M11)."""

    kind: OwnHelpKind
    description: str = ""
    started_on: date
    children: int
    amount: str = ""

    def answers(self) -> OwnHelpAnswers:
        """Say it as the use case wants it; no amount is nothing."""
        return OwnHelpAnswers(
            kind=self.kind,
            description=self.description.strip(),
            started_on=self.started_on,
            children=self.children,
            amount=read_euros(self.amount) if self.amount else Cents(0),
        )


class LimitForm(BaseModel):
    """Of which schools, up to how much, from when, by which paper."""

    of: str
    limit: str = ""
    valid_from: date
    source: str = ""


@router.get("")
async def show(request: Request, edge: ArrangementsEdge) -> Response:
    """Show what was arranged this school year, and let a school write more down."""
    return pages.render(request, PAGE, **await _list(edge))


@router.post("")
async def register(request: Request, edge: ArrangementsEdge) -> Response:
    """Write it down."""
    POLICY.require_somewhere(edge.actor, Action.REGISTER_OWN_HELP)

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        answers = OwnHelpForm.model_validate(filled(form)).answers()
        await register_own_help(answers, actor=edge.actor, uow=uow, clock=edge.clock)
        return HERE

    return await act(request, edge, PAGE, partial(_list, edge), do, "own-help.registered")


@router.post("/{ownHelpId}/withdrawals")
async def take_back(
    request: Request, own_help_id: Annotated[UUID, Path(alias="ownHelpId")], edge: ArrangementsEdge
) -> Response:
    """Let it not count any more."""
    POLICY.require_somewhere(edge.actor, Action.REGISTER_OWN_HELP)

    async def do(uow: SqlArrangementsUnitOfWork, _: Form) -> str:
        id_ = OwnHelpId(own_help_id)
        await take_back_own_help(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        return HERE

    return await act(request, edge, PAGE, partial(_list, edge), do, "own-help.taken-back")


@router.get("/limits")
async def limits(request: Request, edge: ArrangementsEdge) -> Response:
    """Show up to how much schools arrange by themselves, and might before."""
    return pages.render(request, LIMITS_PAGE, **await _limits(edge))


@router.post("/limits")
async def set_limit(request: Request, edge: ArrangementsEdge) -> Response:
    """Add a version."""
    POLICY.require_somewhere(edge.actor, Action.SET_ARRANGING_LIMIT)

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        typed = LimitForm.model_validate(filled(form))
        school_id, unit_id = _schools_of(typed.of)
        command = SetArrangingLimit(
            school_id=school_id,
            unit_id=unit_id,
            limit=read_euros(typed.limit, field="limit"),
            valid_from=typed.valid_from,
            source=typed.source,
        )
        await set_arranging_limit(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/limits"

    return await act(request, edge, LIMITS_PAGE, partial(_limits, edge), do, "own-help.limit-set")


async def _list(edge: ArrangementsEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Action.SEE_OWN_HELP)
    today = dutch_date(edge.clock.now())
    year = SchoolYear.of(today)
    async with edge.transaction() as uow:
        lines = await uow.own_help_lines.of_year(edge.actor, year)
        own = await _own_limit(edge.actor, uow, today)
    count = [line for line in lines if line.taken_back_at is None]
    return {
        "lines": lines,
        "year": year,
        "limit": own.limit if own else None,
        "children": sum(line.children for line in count),
        "amount": sum(line.amount for line in count),
        "kinds": choices("own-help-kind", OwnHelpKind),
        "longest": LONGEST_DESCRIPTION,
        "may_register": POLICY.may_somewhere(edge.actor, Action.REGISTER_OWN_HELP),
    }


async def _own_limit(
    actor: Actor, uow: SqlArrangementsUnitOfWork, today: date
) -> ArrangingLimit | None:
    if actor.school_id is None:
        return None
    return limit_in_force(
        await uow.arranging_limits.all(),
        school_id=actor.school_id,
        unit_id=await uow.own_helps.unit_of(actor.school_id) or actor.unit_id,
        on=today,
    )


async def _limits(edge: ArrangementsEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Action.SEE_OWN_HELP)
    async with edge.transaction() as uow:
        found = await uow.arranging_limits.all()
        schools = await uow.own_help_lines.schools()
        units = await uow.money.units()
    text = pages.texts.text
    own = (ALL_SCHOOLS, text("own-help.all-schools"))
    of_units = [(f"unit:{id_}", text("own-help.of-unit", unit=name)) for id_, name in units]
    return {
        "limits": found,
        "school_names": dict(schools),
        "unit_names": dict(units),
        "of": [own, *of_units, *((f"school:{id_}", name) for id_, name in schools)],
        "may_set": POLICY.may_somewhere(edge.actor, Action.SET_ARRANGING_LIMIT),
    }


def _schools_of(value: str) -> tuple[UUID | None, UUID | None]:
    """Read which schools were chosen: one, those of a unit, or all; InvalidInput for none."""
    if value == ALL_SCHOOLS:
        return None, None
    what, _, id_ = value.partition(":")
    try:
        found = UUID(id_)
    except ValueError:
        raise InvalidInput(FieldError("of", "input.choice")) from None
    match what:
        case "school":
            return found, None
        case "unit":
            return None, found
        case _:
            raise InvalidInput(FieldError("of", "input.choice"))
