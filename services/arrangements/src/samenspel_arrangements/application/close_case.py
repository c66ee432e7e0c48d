"""Use cases: a case is closed through its gate, looked at again, and opened again."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from samenspel_arrangements.application.help.ports import HelpUnitOfWork
from samenspel_arrangements.application.holder_ports import HoldersUnitOfWork
from samenspel_arrangements.application.letters.order_letter import LettersUnitOfWork, order_letter
from samenspel_arrangements.application.note_death import (
    DeathUnitOfWork,
    NoteDeath,
    note_death_of,
)
from samenspel_arrangements.domain.case import ActionKind, Case
from samenspel_arrangements.domain.closing.aftercare import AftercareReport, HowItGoes, Teller
from samenspel_arrangements.domain.closing.gate import (
    Answered,
    ClosingGate,
    GoalReached,
    Why,
    Word,
)
from samenspel_arrangements.domain.help.course import EndReason
from samenspel_arrangements.domain.letters.contents import CaseClosed
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.term_rules import AFTERCARE_CHECK
from samenspel_kernel.accountability import NextAction
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId


class Placements(Protocol):
    """The ways to a place of one alliance's children."""

    async def is_sought(self, case_id: CaseId) -> bool:
        """Tell whether the child of a case is still on its way to a place."""
        ...


class Transitions(Protocol):
    """The transitions of one alliance's children."""

    async def runs(self, case_id: CaseId) -> bool:
        """Tell whether the child of a case goes on to a school that did not accept it yet."""
        ...


class ClosingUnitOfWork(HoldersUnitOfWork, HelpUnitOfWork, LettersUnitOfWork, Protocol):
    """One transaction with cases, terms, granted help, letters and the ways to a place in it."""

    @property
    def placements(self) -> Placements:
        """The ways to a place."""
        ...

    @property
    def transitions(self) -> Transitions:
        """The transitions to a next school."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCase:
    """Which case, why it can be closed, and what child and parents said about it."""

    case_id: CaseId
    why: Why
    child: Word
    parents: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAftercare:
    """How it goes some months later; when it does not go well, what is done first."""

    case_id: CaseId
    how: HowItGoes
    told_by: Teller
    words: str
    next_action: ActionKind | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenCase:
    """Which closed case, why it is taken up again, and what is done first."""

    case_id: CaseId
    reason: str
    next_action: ActionKind
    due_on: date


async def close_case(
    command: CloseCase, *, actor: Actor, uow: ClosingUnitOfWork, clock: Clock
) -> Case:
    """Close it; its holder looks again when the term of aftercare ends."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.WORK, case)
    await _refuse_without_place(case, uow)
    now = clock.now()
    gate = ClosingGate(
        why=command.why,
        child=command.child,
        parents=command.parents,
        aftercare=await uow.terms.begin(AFTERCARE_CHECK, dutch_date(now)),
    )
    case.close(gate, at=now)
    uow.cases.save(case)
    await _end_help(case, EndReason.CASE_CLOSED, uow=uow, clock=clock)
    await _tell_family(case, gate, uow=uow, at=now)
    return case


async def close_answered(
    case_id: CaseId, *, actor: Actor, uow: ClosingUnitOfWork, clock: Clock
) -> Case:
    """Close a case that got its answer, of a kind that has no end gate."""
    case = await uow.cases.get(case_id)
    require(actor, Action.WORK, case)
    await _refuse_without_place(case, uow)
    case.close(Answered(), at=clock.now())
    uow.cases.save(case)
    await _end_help(case, EndReason.CASE_CLOSED, uow=uow, clock=clock)
    return case


async def check_aftercare(
    command: CheckAftercare, *, actor: Actor, uow: ClosingUnitOfWork, clock: Clock
) -> Case:
    """Let go if it goes well; else take the case up again, which needs something to do."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.WORK, case)
    now = clock.now()
    report = AftercareReport(
        how=command.how, told_by=command.told_by, words=command.words, on=dutch_date(now)
    )
    if command.how is HowItGoes.WELL:
        case.goes_well(report, at=now)
    else:
        action = _first_action(command)
        case.reopen(by=actor, action=action, reason=command.words, report=report, at=now)
    uow.cases.save(case)
    return case


async def reopen_case(
    command: ReopenCase, *, actor: Actor, uow: ClosingUnitOfWork, clock: Clock
) -> Case:
    """Take it up again; the person holds it from now on."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.WORK, case)
    action = NextAction(command.next_action.value, command.due_on)
    case.reopen(by=actor, action=action, reason=command.reason, at=clock.now())
    uow.cases.save(case)
    return case


async def note_death(case_id: CaseId, *, actor: Actor, uow: DeathUnitOfWork, clock: Clock) -> Case:
    """Close all cases of a child that died, at once; nothing is asked or sent any more."""
    case = await uow.cases.get(case_id)
    require(actor, Action.WORK, case)
    death = NoteDeath(pupil_id=case.pupil_id, at=clock.now())
    return next(each for each in await note_death_of(death, uow=uow) if each.id == case_id)


async def _tell_family(
    case: Case, gate: ClosingGate, *, uow: ClosingUnitOfWork, at: datetime
) -> None:
    """Order the letter that a case ended, why, and when somebody asks how it goes."""
    why = "goal-reached" if isinstance(gate.why, GoalReached) else gate.why.by.value
    today = dutch_date(at)
    content = CaseClosed(
        child=await uow.letters.child(case.pupil_id),
        reason=why,
        closed_on=today,
        aftercare_on=gate.aftercare.last_day,
    )
    key = f"case-closed/{case.id}/{today.isoformat()}"
    await order_letter(content, case=case, key=key, uow=uow, at=at)


async def _refuse_without_place(case: Case, uow: ClosingUnitOfWork) -> None:
    """Do not let go of a child that is on its way to a place or school, and not there yet (M16)."""
    if await uow.placements.is_sought(case.id):
        raise RuleViolation("case.place-is-sought")
    if await uow.transitions.runs(case.id):
        raise RuleViolation("case.goes-on")


async def _end_help(case: Case, reason: EndReason, *, uow: ClosingUnitOfWork, clock: Clock) -> None:
    for granted in await uow.arrangements.of_case(case.id):
        granted.end_with_case(reason, at=clock.now())
        uow.arrangements.save(granted)


def _first_action(command: CheckAftercare) -> NextAction:
    wrong = [
        FieldError(field, "input.missing")
        for field, value in (("next_action", command.next_action), ("due_on", command.due_on))
        if value is None
    ]
    if command.next_action is None or command.due_on is None:
        raise InvalidInput(*wrong)
    return NextAction(command.next_action.value, command.due_on)
