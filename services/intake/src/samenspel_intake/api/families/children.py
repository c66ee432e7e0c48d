"""HTTP: where a child goes, which entries are one child, and what must be put right."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from samenspel_intake.api.dependencies import IntakeEdge, PupilIdInPath
from samenspel_intake.application.families.corrections import (
    AnswerCorrection,
    AskCorrection,
    answer_correction,
    ask_correction,
)
from samenspel_intake.application.families.merge_pupils import (
    MergePupils,
    merge_pupils,
    undo_merge_of_pupils,
)
from samenspel_intake.application.families.move_pupil import MovePupil, move_pupil
from samenspel_intake.domain.family.correction import (
    Asked,
    Correction,
    CorrectionId,
    CorrectionKind,
)
from samenspel_intake.domain.family.merge import Merge, MergeId
from samenspel_intake.domain.family.move import Move
from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import PupilId, SchoolId
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, IsoDate, View

router = APIRouter(tags=["families"])
Words = Annotated[str, Field(max_length=5000)]
MergeIdInPath = Annotated[UUID, Path(alias="mergeId", description="The merge's id.")]
CorrectionIdInPath = Annotated[UUID, Path(alias="correctionId", description="The request's id.")]


class MoveBody(Body):
    """Where to, and from which day; the municipality counts where there is no school."""

    school_id: UUID | None = None
    municipality_code: Annotated[str, Field(max_length=8)] | None = None
    from_day: IsoDate


class MoveView(View):
    """A move; it took effect if `doneAt` is there."""

    id: UUID
    school_id: UUID | None
    municipality_code: str | None
    unit_id: UUID | None
    from_day: date
    done_at: datetime | None

    @classmethod
    def of(cls, move: Move) -> "MoveView":
        """Show one."""
        after = move.after
        return cls(
            id=move.id,
            school_id=after.school_id,
            municipality_code=after.municipality_code,
            unit_id=after.unit_id,
            from_day=move.from_day,
            done_at=move.done_at,
        )


class MergeBody(Body):
    """Which other entry is the same child; it is used no more."""

    other_id: UUID


class MergeView(View):
    """Two entries that are one child."""

    id: UUID
    pupil_id: UUID
    into_id: UUID
    merged_at: datetime
    undone_at: datetime | None

    @classmethod
    def of(cls, merge: Merge) -> "MergeView":
        """Show one."""
        return cls(
            id=merge.id,
            pupil_id=merge.pupil_id,
            into_id=merge.into_id,
            merged_at=merge.merged_at,
            undone_at=merge.undone_at,
        )


class MergesView(View):
    """The merges into an entry that hold now."""

    items: list[MergeView]


class CorrectionBody(Body):
    """What is to be put right or taken away."""

    kind: CorrectionKind
    words: Words


class CorrectionAnswerBody(Body):
    """Whether it was done; a refusal needs words."""

    outcome: Literal["granted", "refused"]
    words: Words = ""


class CorrectionView(View):
    """What was asked, by when it is answered, and the answer."""

    id: UUID
    pupil_id: UUID
    kind: str
    words: str
    asked_at: datetime
    answer_by: date
    status: str
    answer: str | None

    @classmethod
    def of(cls, correction: Correction) -> "CorrectionView":
        """Show one."""
        standing = correction.standing
        return cls(
            id=correction.id,
            pupil_id=correction.pupil_id,
            kind=correction.kind.value,
            words=correction.words,
            asked_at=correction.asked_at,
            answer_by=correction.term.last_day,
            status=standing.status,
            answer=None if isinstance(standing, Asked) else standing.words,
        )


class CorrectionsView(View):
    """What was asked about a child, as far as the reader may know of it."""

    items: list[CorrectionView]


@router.post(
    "/pupils/{pupilId}/moves",
    status_code=201,
    response_model=MoveView,
    summary="Move a pupil",
    operation_id="movePupil",
)
async def move(
    pupil_id: PupilIdInPath, body: MoveBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Record that a child goes elsewhere; from that day on the new school sees it."""
    command = MovePupil(
        pupil_id=PupilId(pupil_id),
        school_id=SchoolId(body.school_id) if body.school_id else None,
        municipality_code=body.municipality_code,
        from_day=body.from_day,
    )

    async def do(uow: SqlIntakeUnitOfWork) -> MoveView:
        return MoveView.of(await move_pupil(command, actor=edge.actor, uow=uow, clock=edge.clock))

    return await edge.answer_once(request, 201, do)


@router.get("/pupils/{pupilId}/merges", summary="List merges", operation_id="listMerges")
async def merges(pupil_id: PupilIdInPath, edge: IntakeEdge) -> MergesView:
    """Give the entries that this child was entered under too."""
    async with edge.transaction() as uow:
        pupil = await uow.pupils.used(PupilId(pupil_id))
        require(edge.actor, Deed.MERGE, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        found = await uow.merges.into(*await uow.pupils.merged_with(pupil.id))
    return MergesView(items=[MergeView.of(each) for each in found])


@router.post(
    "/pupils/{pupilId}/merges",
    status_code=201,
    response_model=MergeView,
    summary="Merge two entries of a child",
    operation_id="mergePupils",
)
async def merge(
    pupil_id: PupilIdInPath, body: MergeBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Use this entry for the other one too; the other stays readable under its own id."""
    command = MergePupils(pupil_id=PupilId(body.other_id), into_id=PupilId(pupil_id))

    async def do(uow: SqlIntakeUnitOfWork) -> MergeView:
        done = await merge_pupils(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return MergeView.of(done)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/merges/{mergeId}/undoings",
    status_code=201,
    response_model=MergeView,
    summary="Undo a merge",
    operation_id="undoMerge",
)
async def undo(merge_id: MergeIdInPath, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Make them two children again, each with what was its own."""

    async def do(uow: SqlIntakeUnitOfWork) -> MergeView:
        done = await undo_merge_of_pupils(
            MergeId(merge_id), actor=edge.actor, uow=uow, clock=edge.clock
        )
        return MergeView.of(done)

    return await edge.answer_once(request, 201, do)


@router.get(
    "/pupils/{pupilId}/corrections",
    summary="List requests to correct",
    operation_id="listCorrections",
)
async def corrections(pupil_id: PupilIdInPath, edge: IntakeEdge) -> CorrectionsView:
    """Give what was asked about a child; a parent gets what it asked itself."""
    async with edge.transaction() as uow:
        pupil = await uow.pupils.used(PupilId(pupil_id))
        require(edge.actor, Deed.SEE_FAMILY, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        found = await uow.corrections.of_pupils(*await uow.pupils.merged_with(pupil.id))
    answers = may(edge.actor, Deed.ANSWER_CORRECTION, Subject.of(pupil))
    mine = [each for each in found if answers or each.asked_by == edge.actor.person_id]
    return CorrectionsView(items=[CorrectionView.of(each) for each in mine])


@router.post(
    "/pupils/{pupilId}/corrections",
    status_code=201,
    response_model=CorrectionView,
    summary="Ask for a correction",
    operation_id="askCorrection",
)
async def ask(
    pupil_id: PupilIdInPath, body: CorrectionBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Ask to put something right or take it away; it is answered within a month."""
    command = AskCorrection(pupil_id=PupilId(pupil_id), kind=body.kind, words=body.words)

    async def do(uow: SqlIntakeUnitOfWork) -> CorrectionView:
        made = await ask_correction(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return CorrectionView.of(made)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/corrections/{correctionId}/answers",
    status_code=201,
    response_model=CorrectionView,
    summary="Answer a request to correct",
    operation_id="answerCorrection",
)
async def answer(
    correction_id: CorrectionIdInPath,
    body: CorrectionAnswerBody,
    edge: IntakeEdge,
    request: Request,
) -> JSONResponse:
    """Grant it, or refuse it with a reason."""
    command = AnswerCorrection(
        correction_id=CorrectionId(correction_id),
        is_granted=body.outcome == "granted",
        words=body.words,
    )

    async def do(uow: SqlIntakeUnitOfWork) -> CorrectionView:
        done = await answer_correction(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, Subject.of(done), FilePart.PUPIL)
        return CorrectionView.of(done)

    return await edge.answer_once(request, 201, do)
