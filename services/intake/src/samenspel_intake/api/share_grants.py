"""HTTP: leave to share."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse

from samenspel_intake.api.dependencies import IntakeEdge, PupilIdInPath
from samenspel_intake.api.pupils import Text
from samenspel_intake.application.sharing.answer_share import (
    AnswerShare,
    DecideOnSilence,
    LeaveUnshared,
    answer_share,
    decide_on_silence,
    leave_unshared,
)
from samenspel_intake.application.sharing.ask_to_share import AskToShare, ask_to_share
from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.ids import ShareGrantId
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.sharing.purpose import LegalBasis, Purpose, SharedPart
from samenspel_intake.persistence.sharing.queries import ShareLine
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import PupilId
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, IsoDate, View
from samenspel_platform.edge import Edge, etag

router = APIRouter(tags=["sharing"])
ShareIdInPath = Annotated[UUID, Path(alias="shareGrantId", description="The leave's id.")]
Done = tuple["ShareView", dict[str, str]]


class ShareBody(Body):
    """What to share, with which partner, for what and how long."""

    partner_id: UUID
    purpose: Purpose
    parts: frozenset[SharedPart]
    first_day: IsoDate
    last_day: IsoDate


class LawfulShareBody(ShareBody):
    """And by which right, when it is not the parents' leave."""

    basis: Literal["legal-task", "covenant", "vital-interest", "school-attendance"]


class ShareAnswerBody(Body):
    """What a parent says; staff names the parent who said it on paper."""

    gives: bool
    contact_id: UUID | None = None


class SilenceBody(Body):
    """What is decided because a parent stayed silent, and why."""

    share: bool
    reason: Text


class ShareEndingBody(Body):
    """Why it is not shared."""

    reason: Text


class ShareView(View):
    """Leave to share: what, with whom, why, how long, and where it stands."""

    id: UUID
    pupil_id: UUID
    partner_id: UUID
    partner_name: str
    purpose: str
    parts: list[str]
    basis: str
    status: str
    first_day: IsoDate
    last_day: IsoDate
    next_action: str | None
    due_on: IsoDate | None

    @classmethod
    def of(cls, line: ShareLine) -> "ShareView":
        """Show one."""
        return cls(
            id=line.id,
            pupil_id=line.pupil_id,
            partner_id=line.partner_id,
            partner_name=line.partner_name,
            purpose=line.purpose,
            parts=sorted(line.parts),
            basis=line.basis,
            status=line.status,
            first_day=line.first_day,
            last_day=line.last_day,
            next_action=line.next_action_kind,
            due_on=line.next_action_due_on,
        )


class SharesView(View):
    """All leave to share of a child."""

    items: list[ShareView]


@router.get(
    "/pupils/{pupilId}/share-grants",
    summary="List what may be shared of a pupil",
    operation_id="listShareGrants",
)
async def list_(pupil_id: PupilIdInPath, edge: IntakeEdge) -> SharesView:
    """Give all leave to share of a pupil, also what ended."""
    async with edge.transaction() as uow:
        pupil = await uow.pupils.used(PupilId(pupil_id))
        require(edge.actor, Deed.SEE_SHARES, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        found = await uow.shares.of_pupil(pupil.id)
    return SharesView(items=[ShareView.of(line) for line in found])


@router.post(
    "/pupils/{pupilId}/share-grants",
    status_code=201,
    response_model=ShareView,
    summary="Ask leave to share",
    operation_id="askToShare",
)
async def ask(
    pupil_id: PupilIdInPath, body: ShareBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Ask each parent with authority; nothing is shared until they answered."""
    command = AskToShare(pupil_id=PupilId(pupil_id), **dict(body))

    async def do(uow: SqlIntakeUnitOfWork) -> Done:
        made = await ask_to_share(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _shown(uow, edge, made.id)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/pupils/{pupilId}/lawful-shares",
    status_code=201,
    response_model=ShareView,
    summary="Share by another right than consent",
    operation_id="shareByLaw",
)
async def share_by_law(
    pupil_id: PupilIdInPath, body: LawfulShareBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Share without asking; parents see what and why, and alone decide on medical reports."""
    fields = {**dict(body), "basis": LegalBasis(body.basis)}
    command = AskToShare(pupil_id=PupilId(pupil_id), **fields)

    async def do(uow: SqlIntakeUnitOfWork) -> Done:
        made = await ask_to_share(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _shown(uow, edge, made.id)

    return await edge.answer_once(request, 201, do)


@router.get(
    "/share-grants/{shareGrantId}",
    summary="Read leave to share",
    operation_id="getShareGrant",
)
async def read(share_id: ShareIdInPath, edge: IntakeEdge, response: Response) -> ShareView:
    """Give one; `ETag` is its version."""
    async with edge.transaction() as uow:
        view, headers = await _shown(uow, edge, share_id)
    response.headers["etag"] = headers["ETag"]
    return view


@router.post(
    "/share-grants/{shareGrantId}/answers",
    status_code=201,
    response_model=ShareView,
    summary="Give or withhold consent, or take it back",
    operation_id="answerShareGrant",
)
async def answer(
    share_id: ShareIdInPath, body: ShareAnswerBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Write down what a parent says; a no to what is shared takes effect at once."""
    command = AnswerShare(
        share_grant_id=ShareGrantId(share_id),
        gives=body.gives,
        on_paper_by=ContactId(body.contact_id) if body.contact_id else None,
    )

    async def do(uow: SqlIntakeUnitOfWork) -> Done:
        await answer_share(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _shown(uow, edge, share_id)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/share-grants/{shareGrantId}/silence-decisions",
    status_code=201,
    response_model=ShareView,
    summary="Decide on silence",
    operation_id="decideOnSilence",
)
async def decide(
    share_id: ShareIdInPath, body: SilenceBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Decide because a parent stayed silent; only who was named can."""
    command = DecideOnSilence(
        share_grant_id=ShareGrantId(share_id), share=body.share, reason=body.reason
    )

    async def do(uow: SqlIntakeUnitOfWork) -> Done:
        await decide_on_silence(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _shown(uow, edge, share_id)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/share-grants/{shareGrantId}/endings",
    status_code=201,
    response_model=ShareView,
    summary="Leave it unshared",
    operation_id="leaveUnshared",
)
async def end(
    share_id: ShareIdInPath, body: ShareEndingBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """End it, for a parent says no."""
    command = LeaveUnshared(share_grant_id=ShareGrantId(share_id), reason=body.reason)

    async def do(uow: SqlIntakeUnitOfWork) -> Done:
        await leave_unshared(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _shown(uow, edge, share_id)

    return await edge.answer_once(request, 201, do)


async def _shown(uow: SqlIntakeUnitOfWork, edge: Edge[SqlIntakeUnitOfWork], id_: UUID) -> Done:
    await uow.record_facts()  # so that the answer has the version that is being written
    line = await uow.shares.line(id_)
    pupil = await uow.pupils.find(line.pupil_id) if line is not None else None
    if line is None or pupil is None:
        raise NotFound
    require(edge.actor, Deed.SEE_SHARES, Subject.of(pupil))
    await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
    headers = {"ETag": etag(line.row_version), "Location": f"/intake/v1/share-grants/{id_}"}
    return ShareView.of(line), headers
