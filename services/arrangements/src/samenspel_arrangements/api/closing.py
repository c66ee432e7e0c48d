"""HTTP: a case is closed through its gate, looked at again, and opened again."""

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.api.cases import Answered, answered
from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.views import CaseView
from samenspel_arrangements.application.close_case import (
    CheckAftercare,
    CloseCase,
    ReopenCase,
    check_aftercare,
    close_answered,
    close_case,
    note_death,
    reopen_case,
)
from samenspel_arrangements.application.closing_answers import Reason, WordAnswers, read_gate
from samenspel_arrangements.domain.case import ActionKind
from samenspel_arrangements.domain.closing.aftercare import HowItGoes, Teller
from samenspel_arrangements.domain.closing.gate import SuccessorKind
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.ids import CaseId
from samenspel_platform.bodies import Body, IsoDate

router = APIRouter(prefix="/cases/{caseId}", tags=["cases"])


class ClosureBody(Body):
    """Why the case can be closed; of child and parents what they said and when, or two tries."""

    reason: Reason
    successor: SuccessorKind | None = None
    accepted_on: IsoDate | None = None
    child_heard_on: IsoDate | None = None
    child_words: str = ""
    child_first_try: IsoDate | None = None
    child_second_try: IsoDate | None = None
    child_reason: str = ""
    parents_heard_on: IsoDate | None = None
    parents_words: str = ""
    parents_first_try: IsoDate | None = None
    parents_second_try: IsoDate | None = None
    parents_reason: str = ""

    def command(self, case_id: CaseId) -> CloseCase:
        """Say it as the use case wants it."""
        why, its_word, their_word = read_gate(
            self.reason,
            self.successor,
            self.accepted_on,
            WordAnswers.of("child", self),
            WordAnswers.of("parents", self),
        )
        return CloseCase(case_id=case_id, why=why, child=its_word, parents=their_word)


class CheckBody(Body):
    """How it goes, by whose word; when it does not go well, why, and what is done first."""

    how: HowItGoes
    told_by: Teller
    words: str = ""
    next_action: ActionKind | None = None
    due_on: IsoDate | None = None


class ReopeningBody(Body):
    """Why the case is taken up again, and what is done first."""

    reason: str
    next_action: ActionKind
    due_on: IsoDate


@router.post(
    "/closures",
    operation_id="closeCase",
    summary="Close a case through its gate",
    status_code=201,
    response_model=CaseView,
)
async def close(
    case_id: CaseIdInPath, body: ClosureBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Close it; its holder looks again some months later."""
    command = body.command(CaseId(case_id))

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        case = await close_case(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(case, request, uow, edge)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/answers",
    operation_id="closeAnsweredCase",
    summary="Close a case of a kind that has no end gate",
    status_code=201,
    response_model=CaseView,
)
async def answer(case_id: CaseIdInPath, request: Request, edge: ArrangementsEdge) -> Response:
    """Close what got its answer, like a consultation."""

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        case = await close_answered(CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(case, request, uow, edge)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/aftercare-checks",
    operation_id="checkAftercare",
    summary="Say how it goes some months after a case was closed",
    status_code=201,
    response_model=CaseView,
)
async def check(
    case_id: CaseIdInPath, body: CheckBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Let go if it goes well; else the case is open again."""
    command = CheckAftercare(
        case_id=CaseId(case_id),
        how=body.how,
        told_by=body.told_by,
        words=body.words,
        next_action=body.next_action,
        due_on=body.due_on,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        case = await check_aftercare(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(case, request, uow, edge)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/reopenings",
    operation_id="reopenCase",
    summary="Take a closed case up again",
    status_code=201,
    response_model=CaseView,
)
async def reopen(
    case_id: CaseIdInPath, body: ReopeningBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Open it again; the caller holds it."""
    command = ReopenCase(
        case_id=CaseId(case_id),
        reason=body.reason,
        next_action=body.next_action,
        due_on=body.due_on,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        case = await reopen_case(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(case, request, uow, edge)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/deaths",
    operation_id="closeCasesByDeath",
    summary="Close all cases of a child that died",
    status_code=201,
    response_model=CaseView,
)
async def died(case_id: CaseIdInPath, request: Request, edge: ArrangementsEdge) -> Response:
    """Close them at once; nothing is asked or sent any more."""

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        case = await note_death(CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(case, request, uow, edge)

    return await edge.answer_once(request, 201, do)
