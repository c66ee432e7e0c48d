"""Pages: entries that look like one child are put side by side; people say what they are."""

from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.families.merge_pupils import (
    MergePupils,
    merge_pupils,
    tell_apart,
    undo_merge_of_pupils,
)
from samenspel_intake.domain.family.merge import MergeId
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.ids import PupilId
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, Refusal, filled

router = APIRouter()
MATCHES = "/intake/matches"


class PairForm(BaseModel):
    """Which entry is used, and which is not any more."""

    pupil_id: UUID
    into_id: UUID

    def command(self) -> MergePupils:
        """Give the command."""
        return MergePupils(pupil_id=PupilId(self.pupil_id), into_id=PupilId(self.into_id))


@router.get("/matches")
async def show(request: Request, edge: IntakeEdge) -> Response:
    """Show the pairs of which the reader may see both."""
    return await _page(request, edge)


@router.post("/matches/merges")
async def merge(request: Request, edge: IntakeEdge) -> Response:
    """Use one entry for both."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = PairForm.model_validate(filled(typed)).command()
        await merge_pupils(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/pupils/{command.into_id}/family"

    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await _page(request, edge, refusal)
    return pages.redirect(request, url, notice="family.merged")


@router.post("/matches/distinctions")
async def apart(request: Request, edge: IntakeEdge) -> Response:
    """Say that they are two children."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = PairForm.model_validate(filled(typed)).command()
        await tell_apart(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return MATCHES

    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await _page(request, edge, refusal)
    return pages.redirect(request, url, notice="family.kept")


@router.post("/pupils/{pupil_id}/merges/{merge_id}/undoing")
async def undo(request: Request, edge: IntakeEdge, pupil_id: UUID, merge_id: UUID) -> Response:
    """Make them two children again."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        done = await undo_merge_of_pupils(
            MergeId(merge_id), actor=edge.actor, uow=uow, clock=edge.clock
        )
        return f"/intake/pupils/{done.pupil_id}/family"

    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await _page(request, edge, refusal)
    return pages.redirect(request, url, notice="family.apart")


async def _page(request: Request, edge: IntakeEdge, refusal: Refusal | None = None) -> Response:
    POLICY.require_somewhere(edge.actor, Deed.MERGE)
    async with edge.transaction() as uow:
        pairs = await uow.families.pairs(edge.actor)
    if refusal is not None:
        return pages.refuse(request, "matches.html", refusal, pairs=pairs)
    return pages.render(request, "matches.html", pairs=pairs)
