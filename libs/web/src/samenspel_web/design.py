"""The page that shows every component in all its states; in demo mode only."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from starlette.datastructures import ImmutableMultiDict

from samenspel_kernel.clock import SystemClock, dutch_date
from samenspel_kernel.counting import TermUnit
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_kernel.terms import RuleRecord
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_web.language import DUTCH
from samenspel_web.pages import Pages


async def _in_demo_only(request: Request) -> None:
    if not getattr(request.app.state, "demo", False):
        raise NotFound


router = APIRouter(prefix="/design", include_in_schema=False, dependencies=[Depends(_in_demo_only)])


@dataclass(frozen=True, slots=True)
class ExampleRequest:
    """A made-up request for the examples."""

    pupil: str
    school: str
    status: str
    tone: str
    last_day: date
    days: int


EXAMPLE_RULE = RuleRecord(
    key="example",
    version=1,
    value=15,
    unit=TermUnit.WORKING_DAYS,
    moves_to_working_day=False,
    source="Ondersteuningsplan, bladzijde 14",
    valid_from=date(2024, 8, 1),
)


@lru_cache(maxsize=1)
def _pages() -> Pages:
    return Pages(service="design", languages=(DUTCH,))


def _example(today: date) -> dict[str, Any]:
    requests = [
        ExampleRequest(
            "Sam de Wit", "De Regenboog", "Te laat", "danger", today - timedelta(days=2), 44
        ),
        ExampleRequest(
            "Noor Bakker", "De Vlieger", "In behandeling", "active", today + timedelta(days=3), 39
        ),
        ExampleRequest(
            "Yusuf Şahin", "Het Kompas", "Toegekend", "success", today + timedelta(days=21), 12
        ),
    ]
    return {
        "requests": requests,
        "earlier": today - timedelta(days=2),
        "soon": today + timedelta(days=3),
        "later": today + timedelta(days=21),
        "explained": EXAMPLE_RULE.explain(today, DutchWorkingDays()),
        "schools": [("1", "De Regenboog"), ("2", "De Vlieger"), ("3", "Het Kompas")],
    }


def _show(request: Request, name: str) -> HTMLResponse:
    today = dutch_date(SystemClock().now())
    return _pages().render(request, f"design/{name}.html", 200, **_example(today))


@router.get("")
async def components(request: Request) -> HTMLResponse:
    """Show the components."""
    return _show(request, "components")


@router.get("/case")
async def example_case(request: Request) -> HTMLResponse:
    """Show how a case looks."""
    return _show(request, "case")


@router.get("/desk")
async def example_desk(request: Request) -> HTMLResponse:
    """Show how a list of work and its figures look."""
    return _show(request, "desk")


@router.get("/form")
async def example_form(request: Request) -> HTMLResponse:
    """Show how a form looks."""
    return _show(request, "form")


@router.get("/refused")
async def example_refused(request: Request) -> HTMLResponse:
    """Show how a form looks that was not right."""
    refusal = InvalidInput(
        FieldError("birth_date", "input.date"),
        FieldError("question", "input.missing"),
        FieldError("urgency", "input.choice"),
    )
    typed = ImmutableMultiDict({"given_name": "Sam", "school_id": "2", "needs": "language"})
    today = dutch_date(SystemClock().now())
    return _pages().refuse(request, "design/form.html", refusal, typed=typed, **_example(today))


@router.get("/fragment")
async def example_fragment(request: Request) -> HTMLResponse:
    """Show a part that comes after the page, or alone where there is no script."""
    return _pages().fragment(request, "design/messages.html", title="nav.messages")


@router.get("/error/{status}")
async def example_error(request: Request, status: int) -> HTMLResponse:
    """Show the page of an error."""
    return _pages().error(request, status if 400 <= status < 600 else 404)
