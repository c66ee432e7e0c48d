"""Pages: one leave to share; parents answer, silence is decided on, professionals look along."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.families.deciding import has_say
from samenspel_intake.application.sharing.answer_share import (
    AnswerShare,
    DecideOnSilence,
    LeaveUnshared,
    LetLookAlong,
    answer_share,
    decide_on_silence,
    leave_unshared,
    let_look_along,
)
from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.ids import ShareGrantId
from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_intake.domain.sharing.standing import Asking
from samenspel_intake.persistence.sharing.share_grants import answered_by
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import PersonId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
TEMPLATE = "sharing/share.html"
Deeds = Callable[[SqlIntakeUnitOfWork], Awaitable[object]]


class AnswerForm(BaseModel):
    """What a parent says, and which parent when staff writes it down from paper."""

    gives: bool
    contact_id: UUID | None = None


class DecisionForm(BaseModel):
    """What was decided, and why."""

    share: bool = False
    reason: str = ""


class LookerForm(BaseModel):
    """Who looks along."""

    person_id: UUID


@router.get("/share-grants/{share_grant_id}")
async def show(request: Request, edge: IntakeEdge, share_grant_id: UUID) -> Response:
    """Show it: what, with whom, why, how long, and what each parent said."""
    return pages.render(request, TEMPLATE, **await _context(edge, share_grant_id))


@router.post("/share-grants/{share_grant_id}/answers")
async def answer(request: Request, edge: IntakeEdge, share_grant_id: UUID) -> Response:
    """Give leave, withhold it, or take it back."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> object:
        said = AnswerForm.model_validate(filled(typed))
        command = AnswerShare(
            share_grant_id=ShareGrantId(share_grant_id),
            gives=said.gives,
            on_paper_by=ContactId(said.contact_id) if said.contact_id else None,
        )
        return await answer_share(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _done(request, edge, share_grant_id, typed, do, notice="share.answered")


@router.post("/share-grants/{share_grant_id}/silence-decisions")
async def decide(request: Request, edge: IntakeEdge, share_grant_id: UUID) -> Response:
    """Decide, because a parent stayed silent."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> object:
        decided = DecisionForm.model_validate(filled(typed))
        command = DecideOnSilence(
            share_grant_id=ShareGrantId(share_grant_id),
            share=decided.share,
            reason=decided.reason,
        )
        return await decide_on_silence(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _done(request, edge, share_grant_id, typed, do, notice="share.decided")


@router.post("/share-grants/{share_grant_id}/endings")
async def end(request: Request, edge: IntakeEdge, share_grant_id: UUID) -> Response:
    """Leave it unshared, after talking with the parents."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> object:
        command = LeaveUnshared(
            share_grant_id=ShareGrantId(share_grant_id), reason=typed.get("reason", "")
        )
        return await leave_unshared(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _done(request, edge, share_grant_id, typed, do, notice="share.ended")


@router.post("/share-grants/{share_grant_id}/lookers")
async def look_along(request: Request, edge: IntakeEdge, share_grant_id: UUID) -> Response:
    """Let a professional of a partner see the file while the share lasts."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> object:
        looker = LookerForm.model_validate(filled(typed))
        command = LetLookAlong(
            share_grant_id=ShareGrantId(share_grant_id), person_id=PersonId(looker.person_id)
        )
        return await let_look_along(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _done(request, edge, share_grant_id, typed, do, notice="share.looks-along")


async def _done(
    request: Request, edge: IntakeEdge, id_: UUID, typed: Form, deed: Deeds, *, notice: str
) -> Response:
    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await deed(uow)
        return f"/intake/share-grants/{id_}"

    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _context(edge, id_)
        return pages.refuse(request, TEMPLATE, refusal, typed=typed, **context)
    return pages.redirect(request, url, notice=notice)


async def _context(edge: IntakeEdge, id_: UUID) -> dict[str, Any]:
    actor, today = edge.actor, dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        grant, line = await uow.share_grants.find(id_), await uow.shares.line(id_)
        pupil = await uow.pupils.find(grant.pupil_id) if grant is not None else None
        if grant is None or line is None or pupil is None:
            raise NotFound
        subject = Subject.of(pupil)
        require(actor, Deed.SEE_SHARES, subject)
        await edge.saw(uow, subject, FilePart.PUPIL)
        names = await uow.shares.contact_names(pupil.id)
        own = (await uow.parents.at_hand(actor.person_id, pupil.id)).own
        says = await has_say(actor, Deed.ANSWER_SHARE, subject, uow.parents)
        may_ask = may(actor, Deed.ASK_TO_SHARE, subject)
        lookers = await uow.shares.lookers(id_, on=today) if may_ask else []
        explained = [await uow.terms.explain(t, school_id=pupil.school_id) for t in grant.running()]
    parents = sorted(grant.consent.parents) if grant.consent is not None else []
    decider = grant.terms.decider if grant.terms is not None else None
    silent = isinstance(grant.standing, Asking) and grant.standing.reminded_on is not None
    return {
        "pupil": pupil,
        "grant": grant,
        "line": line,
        "answers": [(names.get(p) or "?", p, answered_by(grant, p)) for p in parents],
        "mine": answered_by(grant, own.id) if own is not None else None,
        "may_answer": own is not None and own.id in parents and says,
        "may_ask": may_ask,
        "may_decide": silent and decider == actor.person_id,
        "lookers": lookers,
        "explained": explained[0] if explained else None,
        "last_day": grant.running()[0].last_day if grant.running() else None,
    }
