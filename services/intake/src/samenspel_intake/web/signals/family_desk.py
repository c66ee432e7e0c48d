"""Pages of the family desk: its inbox, what it tells the board, and files by a parent's link."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.families.deciding import has_say
from samenspel_intake.application.signals.family_desk import (
    LetLook,
    end_of_quarter,
    let_look,
    look_by_link,
    quarters_before,
    stop_looking,
    tell_board,
)
from samenspel_intake.domain.policies import POLICY, Deed, Subject, require
from samenspel_intake.domain.signal.file_link import LookFor
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import PupilId
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import Edge
from samenspel_platform.forms import read_form
from samenspel_platform.paging import PageRequest, page_request, paged
from samenspel_web.filters import FILTERS
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
PATH = "/intake/family-desk"
BUNDLES = f"{PATH}/bundles"
LINK = "signals/link.html"
MOST = 50
Paging = Annotated[PageRequest, Depends(page_request)]


class QuarterForm(BaseModel):
    """The first day of a quarter."""

    quarter: date


class LinkForm(BaseModel):
    """For how many days."""

    days: Literal["7", "28", "56"]

    @property
    def period(self) -> LookFor:
        """Give it as the domain knows it."""
        return LookFor(int(self.days))


@router.get("/family-desk")
async def inbox(request: Request, edge: IntakeEdge, page: Paging) -> Response:
    """Show what families told the family desk, and the files that they let it look at."""
    POLICY.require_somewhere(edge.actor, Deed.ANSWER_FAMILY)
    async with edge.transaction() as uow:
        found = await uow.signal_lines.open_by_term(
            edge.actor, Deed.ANSWER_FAMILY, limit=page.limit, after=page.after
        )
        files = await uow.file_links.open_files(edge.clock.now())
    lines, cursor = paged(found, page, lambda line: (line.term_last_day, line.id))
    next_href = f"{PATH}?cursor={cursor}" if cursor else ""
    return pages.render(
        request, "signals/family_desk.html", lines=lines, next_href=next_href, files=files
    )


@router.get("/family-desk/pupils/{pupil_id}")
async def look(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Show the file of a child whose parent lets the family desk look; the look is kept."""
    async with edge.transaction() as uow:
        pupil, link = await look_by_link(
            PupilId(pupil_id), actor=edge.actor, uow=uow, clock=edge.clock
        )
        await edge.saw(uow, Subject.of(pupil), FilePart.SUPPORT_REQUEST)
        lines = await uow.requests.newest(_as_parent(edge.actor, pupil_id), limit=MOST)
        school = await uow.register.school_name(pupil.school_id)
    return pages.render(
        request, "signals/shared_file.html", pupil=pupil, link=link, lines=lines, school=school
    )


@router.get("/family-desk/bundles")
async def bundles(request: Request, edge: IntakeEdge) -> Response:
    """Show what the board was told."""
    return pages.render(request, "signals/bundles.html", **await _bundles(edge))


@router.post("/family-desk/bundles")
async def make(request: Request, edge: IntakeEdge) -> Response:
    """Tell the board what came in a quarter."""
    typed = await read_form(request)
    POLICY.require_somewhere(edge.actor, Deed.TELL_BOARD)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        quarter = QuarterForm.model_validate(filled(typed)).quarter
        await tell_board(quarter, actor=edge.actor, uow=uow, clock=edge.clock)
        return BUNDLES

    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _bundles(edge)
        return pages.refuse(request, "signals/bundles.html", refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="signal.board-told")


@router.get("/pupils/{pupil_id}/family-desk")
async def link_form(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Show a parent whether the family desk may look, and let it say so."""
    return pages.render(request, LINK, **await _link(edge, pupil_id))


@router.post("/pupils/{pupil_id}/family-desk")
async def give(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Let the family desk look for some time."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        period = LinkForm.model_validate(filled(typed)).period
        command = LetLook(pupil_id=PupilId(pupil_id), period=period)
        await let_look(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/pupils/{pupil_id}/family-desk"

    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return pages.refuse(request, LINK, refusal, typed=typed, **await _link(edge, pupil_id))
    return pages.redirect(request, url, notice="signal.may-look")


@router.post("/pupils/{pupil_id}/family-desk/end")
async def take_back(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """End it at once."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await stop_looking(PupilId(pupil_id), actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/pupils/{pupil_id}/family-desk"

    url = await edge.redirect_once(request, typed, do)
    return pages.redirect(request, url, notice="signal.looks-no-more")


def _as_parent(actor: Actor, pupil_id: UUID) -> Actor:
    """Look with the eyes of the parent who gave the link: what it sees, and no more."""
    return replace(actor, role=Role.PARENT, pupil_ids=frozenset({pupil_id}))


async def _link(edge: Edge[SqlIntakeUnitOfWork], pupil_id: UUID) -> dict[str, Any]:
    async with edge.transaction() as uow:
        pupil = await uow.pupils.get(pupil_id)
        require(edge.actor, Deed.LET_FAMILY_DESK_LOOK, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        links = await uow.file_links.of_pupil(pupil.id)
        says = await has_say(edge.actor, Deed.LET_FAMILY_DESK_LOOK, Subject.of(pupil), uow.parents)
    now = edge.clock.now()
    periods = [(str(each.value), pages.texts.text(f"look-for.{each.value}")) for each in LookFor]
    return {
        "pupil": pupil,
        "link": next((each for each in links if each.is_open(now)), None),
        "periods": periods,
        "may_let_look": says,
    }


async def _bundles(edge: Edge[SqlIntakeUnitOfWork]) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Deed.READ_BUNDLES)
    async with edge.transaction() as uow:
        made = await uow.board_bundles.all()
    told = {each.first_day for each in made}
    day = FILTERS["day"]
    left = [first for first in quarters_before(edge.clock.now()) if first not in told]
    return {
        "bundles": made,
        "may_tell": POLICY.may_somewhere(edge.actor, Deed.TELL_BOARD),
        "quarters": [(q.isoformat(), f"{day(q)} - {day(end_of_quarter(q))}") for q in left],
    }
