"""Pages: somebody leaves, and another goes on with all that they held, in one go."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.desks.hand_on_work import (
    HandOnWork,
    counts,
    hand_on_work,
    held_by,
)
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_kernel.ids import PersonId
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import REFUSALS

router = APIRouter()
PATH = "/desk/leavers"


@router.get(PATH)
async def list_(request: Request, edge: IntakeEdge) -> Response:
    """Show who holds how much, to choose who leaves."""
    POLICY.require_somewhere(edge.actor, Deed.ASSIGN)
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        people = await uow.colleagues.of(edge.actor, on=today)
        loads = {one.id: await _held(uow, edge, PersonId(one.id)) for one in people}
    return pages.render(request, "desks/leavers.html", people=people, loads=loads)


@router.get(PATH + "/{person_id}")
async def show(request: Request, edge: IntakeEdge, person_id: UUID) -> Response:
    """Show what one person holds, and ask who goes on with each kind."""
    return pages.render(request, "desks/leaver.html", **await _shown(edge, PersonId(person_id)))


@router.post(PATH + "/{person_id}")
async def hand_on(request: Request, edge: IntakeEdge, person_id: UUID) -> Response:
    """Give all of it another holder."""
    typed = await read_form(request)
    leaver = PersonId(person_id)
    POLICY.require_somewhere(edge.actor, Deed.ASSIGN)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = HandOnWork(leaver=leaver, to=_receivers(typed))
        await hand_on_work(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake{PATH}"

    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _shown(edge, leaver)
        return pages.refuse(request, "desks/leaver.html", refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="desk.work-handed-on")


async def _shown(edge: IntakeEdge, leaver: PersonId) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Deed.ASSIGN)
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        person = (await uow.access.person(leaver)).person
        held = await _held(uow, edge, leaver)
        people = await uow.colleagues.of(edge.actor, on=today)
    if not any(held.values()) and leaver not in {one.id for one in people}:
        raise NotFound  # somebody of another desk
    others = [(str(one.id), one.name) for one in people if one.id != leaver]
    return {"person": person, "held": held, "people": others}


async def _held(uow: SqlIntakeUnitOfWork, edge: IntakeEdge, person: PersonId) -> dict[str, int]:
    return dict(counts(await held_by(person, actor=edge.actor, uow=uow)))


def _receivers(typed: Form) -> dict[str, PersonId]:
    given: dict[str, PersonId] = {}
    for name in typed:
        kind = name.removeprefix("to.")
        if kind == name or not typed[name]:
            continue
        try:
            given[kind] = PersonId(UUID(typed[name]))
        except ValueError:
            raise InvalidInput(FieldError(name, "input.choice")) from None
    return given
