"""Pages: by what desks decide, for everybody to read; an administrator publishes versions."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.desks.publish_criteria import PublishCriteria, publish_criteria
from samenspel_intake.domain.alliance import Alliance
from samenspel_intake.domain.desks.criteria import Criteria, DecisionKind, in_force
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import NO_ALLIANCE
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
PATH = "/criteria"


class CriteriaForm(BaseModel):
    """A new version: one point a line."""

    kind: DecisionKind
    points: str = ""
    source: str = ""
    valid_from: date

    def command(self) -> PublishCriteria:
        """Give the command."""
        lines = (line.strip() for line in self.points.splitlines())
        return PublishCriteria(
            kind=self.kind,
            points=tuple(line for line in lines if line),
            source=self.source.strip(),
            valid_from=self.valid_from,
        )


@router.get(PATH)
async def show(request: Request, alliance: Annotated[str, Query(max_length=20)] = "") -> Response:
    """Show the criteria of the reader's alliance, or of the one that is asked for."""
    return pages.render(request, "desks/criteria.html", **await _shown(request, alliance))


@router.post(PATH)
async def publish(request: Request, edge: IntakeEdge) -> Response:
    """Publish a new version."""
    typed = await read_form(request)
    POLICY.require_somewhere(edge.actor, Deed.SET_CRITERIA)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await publish_criteria(wanted.command(), actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake{PATH}"

    try:
        wanted = CriteriaForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _shown(request, "")
        return pages.refuse(request, "desks/criteria.html", refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="desk.criteria-published")


async def _shown(request: Request, number: str) -> dict[str, Any]:
    """Read the versions; without an alliance, which there are."""
    open_: Transactions[SqlIntakeUnitOfWork] = request.app.state.transactions
    actor: Actor | None = request.state.actor
    today = dutch_date(request.app.state.clock.now())
    async with open_(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = await uow.alliances.all()
    chosen = _chosen(alliances, number, actor.alliance_id if actor else None)
    context = {
        "alliances": alliances,
        "chosen": chosen,
        "may_compare": actor is not None and POLICY.may_somewhere(actor, Deed.SEE_AGREEMENT),
        "may_publish": actor is not None and POLICY.may_somewhere(actor, Deed.SET_CRITERIA),
    }
    if chosen is None:
        return context
    async with open_(Scope.begin(chosen.id)) as uow:
        versions = await uow.criteria.all()
    now = [in_force(versions, kind, today) for kind in DecisionKind]
    others = [c for c in versions if c not in now]
    return {**context, "now": now, "others": others, "kinds": _kinds(now)}


def _chosen(alliances: list[Alliance], number: str, own: UUID | None) -> Alliance | None:
    """Take the one that is asked for, else the reader's own, else the only one."""
    if number:
        return next((each for each in alliances if each.number == number), None)
    mine = [each for each in alliances if each.id == own] or alliances
    return mine[0] if len(mine) == 1 else None


def _kinds(now: list[Criteria]) -> list[tuple[str, str]]:
    return [(c.kind.value, pages.texts.text(f"decision.kind.{c.kind}")) for c in now]
