"""Pages: a case is closed through its gate, looked at again, and opened again."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

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
from samenspel_arrangements.domain.case import ActionKind, CaseState
from samenspel_arrangements.domain.case_stages import FILE_CLOSED
from samenspel_arrangements.domain.closing.aftercare import HowItGoes, Teller
from samenspel_arrangements.domain.closing.gate import MAX_WORDS, SuccessorKind
from samenspel_arrangements.domain.gates.gates import CasePart, gate_of
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.persistence.queries import CaseSummary
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.closing_words import ClosingWords
from samenspel_arrangements.web.pages import (
    ArrangementsEdge,
    CaseIdInPath,
    address_of,
    case_for,
    pages,
)
from samenspel_arrangements.web.words import Words
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/cases/{caseId}")
Do = Callable[[SqlArrangementsUnitOfWork, dict[str, str]], Awaitable[object]]


class ClosureForm(BaseModel):
    """Why the case can be closed; of child and parents what they said and when, or two tries."""

    reason: Reason
    successor: SuccessorKind | None = None
    accepted_on: date | None = None
    child_heard_on: date | None = None
    child_words: str = ""
    child_first_try: date | None = None
    child_second_try: date | None = None
    child_reason: str = ""
    parents_heard_on: date | None = None
    parents_words: str = ""
    parents_first_try: date | None = None
    parents_second_try: date | None = None
    parents_reason: str = ""

    def command(self, case_id: CaseId) -> CloseCase:
        """Say it as the use case wants it."""
        why, child, parents = read_gate(
            self.reason,
            self.successor,
            self.accepted_on,
            WordAnswers.of("child", self),
            WordAnswers.of("parents", self),
        )
        return CloseCase(case_id=case_id, why=why, child=child, parents=parents)


class CheckForm(BaseModel):
    """How it goes, by whose word; when it does not go well, why, and what is done first."""

    how: HowItGoes
    told_by: Teller
    words: str = ""
    next_action: ActionKind | None = None
    due_on: date | None = None


class ReopeningForm(BaseModel):
    """Why the case is taken up again, and what is done first."""

    reason: str = ""
    next_action: ActionKind
    due_on: date


@router.get("/closures/new")
async def ask_closure(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Ask what the gate asks; of a kind without a gate, only whether it is so."""
    return await _ask(request, case_id, edge, "closing.html", (CaseState.OPENED,))


@router.post("/closures")
async def close(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Close it; its holder looks again some months later."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: dict[str, str]) -> object:
        command = ClosureForm.model_validate(typed).command(CaseId(case_id))
        return await close_case(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _done(request, case_id, edge, do, "closing.html", "case.closed")


@router.post("/answers")
async def answer(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Close what got its answer and has no end gate."""

    async def do(uow: SqlArrangementsUnitOfWork, _: dict[str, str]) -> object:
        return await close_answered(CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock)

    return await _done(request, case_id, edge, do, "closing.html", "case.answered")


@router.get("/aftercare-checks/new")
async def ask_check(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Ask how it goes some months later."""
    return await _ask(request, case_id, edge, "aftercare.html", (CaseState.AFTERCARE,))


@router.post("/aftercare-checks")
async def check(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Let go if it goes well; else the case is open again."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: dict[str, str]) -> object:
        form = CheckForm.model_validate(typed)
        command = CheckAftercare(case_id=CaseId(case_id), **form.model_dump())
        return await check_aftercare(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _done(request, case_id, edge, do, "aftercare.html", "case.checked")


@router.get("/reopenings/new")
async def ask_reopening(
    request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge
) -> Response:
    """Ask why the case is taken up again, and what is done first."""
    return await _ask(request, case_id, edge, "reopening.html", FILE_CLOSED)


@router.post("/reopenings")
async def reopen(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Open it again; the reader holds it."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: dict[str, str]) -> object:
        form = ReopeningForm.model_validate(typed)
        command = ReopenCase(case_id=CaseId(case_id), **form.model_dump())
        return await reopen_case(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _done(request, case_id, edge, do, "reopening.html", "case.reopened")


@router.get("/deaths/new")
async def ask_death(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Ask whether it is so that the child died."""
    return await _ask(request, case_id, edge, "death.html", (CaseState.OPENED, CaseState.AFTERCARE))


@router.post("/deaths")
async def died(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Close all cases of the child at once."""

    async def do(uow: SqlArrangementsUnitOfWork, _: dict[str, str]) -> object:
        return await note_death(CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock)

    return await _done(request, case_id, edge, do, "death.html", "case.ended")


async def _ask(
    request: Request,
    case_id: CaseIdInPath,
    edge: ArrangementsEdge,
    template: str,
    states: tuple[CaseState, ...],
) -> Response:
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        require(edge.actor, Action.WORK, case)
        if case.state not in states:
            return pages.redirect(request, address_of(case_id))
        await edge.saw(uow, case, FilePart.CASE)
    return pages.render(request, template, **_content(case))


async def _done(
    request: Request,
    case_id: CaseIdInPath,
    edge: ArrangementsEdge,
    do: Do,
    template: str,
    notice: str,
) -> Response:
    form = await read_form(request)

    async def do_it(uow: SqlArrangementsUnitOfWork) -> str:
        await do(uow, filled(form))
        return address_of(case_id)

    try:
        url = await edge.redirect_once(request, form, do_it)
    except REFUSALS as refusal:
        content = _content(await case_for(Action.WORK, case_id, edge))
        return pages.refuse(request, template, refusal, typed=form, **content)
    return pages.redirect(request, url, notice=notice)


def _content(case: CaseSummary) -> dict[str, Any]:
    return {
        "case": case,
        "address": address_of(case.case_id),
        "words": Words(pages.texts),
        "closing_words": ClosingWords(pages.texts),
        "has_gate": gate_of(case.kind).asks(CasePart.END_GATE),
        "max_words": MAX_WORDS,
    }
