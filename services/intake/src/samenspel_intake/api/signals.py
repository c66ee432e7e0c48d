"""HTTP: signals. Who raised one reads its answer on intake's pages; words stay there."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse

from samenspel_intake.api.dependencies import IntakeEdge, Paging
from samenspel_intake.api.pupils import Text
from samenspel_intake.api.spells.bodies import ReportBody
from samenspel_intake.api.views import HolderView, NextActionView
from samenspel_intake.application.signals.answer_signal import (
    AnswerSignal,
    answer_signal,
    find_child,
)
from samenspel_intake.application.signals.become import WatchRegistration
from samenspel_intake.application.signals.raise_signal import RaiseSignal, Said, raise_signal
from samenspel_intake.domain.ids import RegistrationId, SignalId
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.signal.rights import may_answer, require_reading
from samenspel_intake.domain.signal.signal import Signal
from samenspel_intake.domain.signal.theme import Theme
from samenspel_intake.persistence.signal_queries import SignalLine
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_kernel.ids import PupilId, SchoolId
from samenspel_platform.bodies import Body, IsoDate, UtcDateTime, View
from samenspel_platform.edge import check_if_match, etag
from samenspel_platform.paging import Page, paged

router = APIRouter(prefix="/signals", tags=["signals"])
SignalIdInPath = Annotated[UUID, Path(alias="signalId")]
Done = tuple["SignalView", dict[str, str]]


class SignalBody(Body):
    """What somebody is worried about, in plain words; about a child or a school, if that is known."""

    text: Text
    pupil_id: UUID | None = None
    school_id: UUID | None = None
    suspects_abuse: bool = False
    to_family_desk: bool = False

    def command(self) -> RaiseSignal:
        """Give the command."""
        said = Said(
            text=self.text,
            school_id=SchoolId(self.school_id) if self.school_id else None,
            suspects_abuse=self.suspects_abuse,
            to_family_desk=self.to_family_desk,
        )
        return RaiseSignal(said=said, pupil_id=PupilId(self.pupil_id) if self.pupil_id else None)


class WatchBody(Body):
    """Which registration of the signal's child is looked at again, on which day."""

    registration_id: UUID
    look_again_on: IsoDate

    def command(self) -> WatchRegistration:
        """Give the command."""
        return WatchRegistration(
            registration_id=RegistrationId(self.registration_id), look_again_on=self.look_again_on
        )


class SignalAnswerBody(Body):
    """The words that its raiser reads, and what it was about; without more they are advice.

    With `spell` the child is without education or may be soon, with `watch` a registration is
    looked at again.
    """

    answer: Text
    theme: Theme
    spell: ReportBody | None = None
    watch: WatchBody | None = None

    def command(self, signal_id: SignalId) -> AnswerSignal:
        """Give the command; InvalidInput for what becomes two things."""
        if self.spell is not None and self.watch is not None:
            raise InvalidInput(FieldError("watch", "signal.becomes-one"))
        becomes = self.spell or self.watch
        return AnswerSignal(
            signal_id=signal_id,
            words=self.answer,
            theme=self.theme,
            becomes=becomes.command() if becomes else None,
        )


class SignalChildBody(Body):
    """Which child it is about."""

    pupil_id: UUID


class SignalView(View):
    """A signal. While it is open there is exactly one holder and a dated next action."""

    id: UUID
    reference: str
    status: str
    raiser_role: str
    raised_at: UtcDateTime
    school_id: UUID | None
    unit_id: UUID | None
    theme: str | None
    answer_by: IsoDate
    holder: HolderView | None
    next_action: NextActionView | None

    @classmethod
    def of(cls, line: SignalLine) -> "SignalView":
        """Show one."""
        holder = action = None
        if line.holder_kind is not None and line.holder_id is not None:
            holder = HolderView.of(Holder(HolderKind(line.holder_kind), line.holder_id))
        if line.next_action_kind is not None and line.next_action_due_on is not None:
            action = NextActionView(kind=line.next_action_kind, due_on=line.next_action_due_on)
        return cls(
            id=line.id,
            reference=line.reference,
            status=line.status,
            raiser_role=line.raiser_role,
            raised_at=line.raised_at,
            school_id=line.school_id,
            unit_id=line.unit_id,
            theme=line.theme,
            answer_by=line.term_last_day,
            holder=holder,
            next_action=action,
        )


@router.post(
    "",
    status_code=201,
    response_model=SignalView,
    summary="Raise a signal",
    operation_id="raiseSignal",
)
async def raise_(body: SignalBody, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Say that you are worried; somebody answers within the term, at once responsible."""
    command = body.command()

    async def do(uow: SqlIntakeUnitOfWork) -> Done:
        return await _shown(
            uow, await raise_signal(command, actor=edge.actor, uow=uow, clock=edge.clock)
        )

    return await edge.answer_once(request, 201, do)


@router.get("", summary="List open signals", operation_id="listSignals")
async def list_(edge: IntakeEdge, page: Paging) -> Page[SignalView]:
    """Give the open signals of your desk, the one whose term ends first on top; without words."""
    deed = Deed.ANSWER_SIGNAL
    POLICY.require_somewhere(edge.actor, deed)
    async with edge.transaction() as uow:
        found = await uow.signal_lines.open_by_term(
            edge.actor, deed, limit=page.limit, after=page.after
        )
    items, cursor = paged(found, page, lambda line: (line.term_last_day, line.id))
    return Page(items=[SignalView.of(line) for line in items], next_cursor=cursor)


@router.get("/{signalId}", summary="Read a signal", operation_id="getSignal")
async def read(signal_id: SignalIdInPath, edge: IntakeEdge, response: Response) -> SignalView:
    """Give a signal of your desk: who holds it, what is next, until when; `ETag` is its version."""
    async with edge.transaction() as uow:
        signal = await uow.signals.get(signal_id)
        require_reading(edge.actor, signal)
        line = await uow.signal_lines.line(signal_id)
    if line is None:
        raise NotFound
    response.headers["etag"] = etag(line.row_version)
    return SignalView.of(line)


@router.post(
    "/{signalId}/answers",
    status_code=201,
    response_model=SignalView,
    summary="Answer a signal",
    operation_id="answerSignal",
)
async def answer(
    signal_id: SignalIdInPath, body: SignalAnswerBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Answer it, with advice or with what it becomes; its raiser is told that there is an answer.

    With `If-Match` it is refused if someone changed the signal since.
    """
    command = body.command(SignalId(signal_id))

    async def do(uow: SqlIntakeUnitOfWork) -> Done:
        await _check(request, signal_id, edge, uow)
        return await _shown(
            uow, await answer_signal(command, actor=edge.actor, uow=uow, clock=edge.clock)
        )

    return await edge.answer_once(request, 201, do)


@router.put(
    "/{signalId}/child",
    response_model=SignalView,
    summary="Say which child a signal is about",
    operation_id="findSignalChild",
)
async def child(
    signal_id: SignalIdInPath, body: SignalChildBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Write down which child it is about, as became clear later; the same again changes nothing.

    With `If-Match` it is refused if someone changed the signal since.
    """
    pupil_id = PupilId(body.pupil_id)

    async def do(uow: SqlIntakeUnitOfWork) -> Done:
        await _check(request, signal_id, edge, uow)
        found = await find_child(
            SignalId(signal_id), pupil_id, actor=edge.actor, uow=uow, clock=edge.clock
        )
        view, headers = await _shown(uow, found)
        return view, {"ETag": headers["ETag"]}

    return await edge.answer_once(request, 200, do)


async def _check(
    request: Request, signal_id: UUID, edge: IntakeEdge, uow: SqlIntakeUnitOfWork
) -> None:
    """Refuse a change of what was seen in another version, to who may see it."""
    seen = await uow.signals.get(signal_id)
    if may_answer(edge.actor, seen):
        check_if_match(request, seen.row_version)


async def _shown(uow: SqlIntakeUnitOfWork, made: Signal) -> Done:
    await uow.record_facts()  # so that the answer has the version that is being written
    line = await uow.signal_lines.line(made.id)
    if line is None:
        raise NotFound
    headers = {"ETag": etag(line.row_version), "Location": f"/intake/v1/signals/{line.id}"}
    return SignalView.of(line), headers
