"""The case as what can be closed: through its gate, with somebody who looks again; or by death."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar

from samenspel_arrangements.domain.case_events import (
    CaseActionPlanned,
    CaseAftercareChecked,
    CaseClosed,
    CaseReopened,
)
from samenspel_arrangements.domain.case_stages import (
    CASE,
    Aftercare,
    CaseState,
    Closed,
    Held,
    Offered,
    Opened,
    Stage,
)
from samenspel_arrangements.domain.closing.aftercare import (
    EARLY,
    AftercareReport,
    HowItGoes,
    PastClosing,
)
from samenspel_arrangements.domain.closing.gate import (
    MAX_WORDS,
    Answered,
    Closing,
    ClosingGate,
    Died,
    GoalReached,
)
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.gates.gates import CasePart, gate_of
from samenspel_arrangements.domain.term_rules import AFTERCARE_CHECK
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId, PupilId, SchoolId, SupportRequestId
from samenspel_kernel.open_item import HandoverAnswer, TransferableItem
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

CHECK_AFTERCARE = "check-aftercare"


@dataclass(eq=False, kw_only=True)
class ClosableCase(TransferableItem[CaseId]):
    """What a case is apart from where it came from: its stage, and how it was closed before.

    `kind` is the code of what was asked, which says whether there is an end gate.
    """

    thing: ClassVar[str] = "case"
    bound: ClassVar[frozenset[str]] = frozenset({CHECK_AFTERCARE})
    support_request_id: SupportRequestId
    pupil_id: PupilId
    school_id: SchoolId | None
    kind: str
    stage: Stage = field(default_factory=Offered)
    history: tuple[PastClosing, ...] = ()

    @property
    def state(self) -> CaseState:
        """Where the case stands."""
        return self.stage.state

    @property
    def opened(self) -> Opened:
        """Who holds it and what is next; RuleViolation `case.not-open` in any other stage."""
        if not isinstance(self.stage, Opened):
            raise RuleViolation("case.not-open")
        return self.stage

    @property
    def responsibility(self) -> Responsibility | None:
        """Who answers for it and what is next; None when nobody does (yet, or any more)."""
        return self.stage.responsibility if isinstance(self.stage, Held) else None

    def running(self) -> tuple[Term, ...]:
        """Give the term of the aftercare check; an open case has days that people choose."""
        return (self.stage.closing.aftercare,) if isinstance(self.stage, Aftercare) else ()

    def close(self, closing: ClosingGate | Answered, *, at: datetime) -> None:
        """Close an open case through the gate of its kind; nothing else but death closes one.

        RuleViolation `case.gate-not-passed` without the gate where its kind has one,
        `gate.not-asked` with it where its kind has none, and `case.on-offer` while somebody else
        was asked to take it over.
        """
        opened, today = self.opened, dutch_date(at)
        gate = gate_of(self.kind)
        if opened.responsibility.offer is not None:
            raise RuleViolation("case.on-offer")
        if isinstance(closing, Answered):
            if gate.asks(CasePart.END_GATE):
                raise RuleViolation("case.gate-not-passed")
            self._end("close", Closed(closing=closing, closed_at=at), at)
            return
        gate.require(CasePart.END_GATE)
        term = closing.aftercare
        if term.rule != AFTERCARE_CHECK or term.starts_on != today:
            raise ValueError("the aftercare check is counted from the day of closing")
        opened_on = dutch_date(opened.accepted_at)
        if wrong := closing.errors(opened_on=opened_on, today=today):
            raise InvalidInput(*wrong)
        check = NextAction(CHECK_AFTERCARE, term.last_day)
        held = Responsibility.of(opened.holder, check)
        self._go(
            "close",
            Aftercare(
                responsibility=held,
                holder_name=opened.holder_name,
                accepted_at=opened.accepted_at,
                closing=closing,
                closed_at=at,
            ),
        )
        self._record(CaseClosed(occurred_at=at, case=self, closing=closing, held=self._aftercare()))

    def goes_well(self, report: AftercareReport, *, at: datetime) -> None:
        """Let go: somebody asked, about the day that was planned, and it goes well."""
        stage, today = self._aftercare(), dutch_date(at)
        _refuse(report)
        if report.how is not HowItGoes.WELL:
            raise RuleViolation("case.does-not-go-well")
        if today < stage.closing.aftercare.last_day - EARLY:
            raise RuleViolation("aftercare.too-early")
        self.notice_breaches(at=at)
        closed = Closed(closing=stage.closing, closed_at=stage.closed_at, aftercare=report)
        self._go("find-well", closed)
        self._record(CaseAftercareChecked(occurred_at=at, case=self, report=report))

    def reopen(
        self,
        *,
        by: Actor,
        action: NextAction,
        reason: str,
        report: AftercareReport | None = None,
        at: datetime,
    ) -> None:
        """Take it up again: the person holds it from now, with something to do.

        It keeps how it was closed. With a report, that is what somebody found who looked again.
        """
        stage = self.stage
        if not isinstance(stage, Aftercare | Closed):
            raise RuleViolation("case.not-closed")
        if isinstance(stage.closing, Died):
            raise RuleViolation("case.closed")
        if report is not None:
            _refuse(report)
        if wrong := text_error("reason", reason, max_length=MAX_WORDS):
            raise InvalidInput(wrong)
        if action.due_on < dutch_date(at):
            raise InvalidInput(FieldError("due_on", "action.due-in-past"))
        if report is not None:
            self._aftercare()
        found = stage.aftercare if isinstance(stage, Closed) else report
        past = PastClosing(
            closing=stage.closing,
            closed_at=stage.closed_at,
            aftercare=found,
            reopened_at=at,
            reason=reason,
        )
        self.notice_breaches(at=at)
        holder = Holder(HolderKind.PERSON, by.person_id)
        self._go(
            "reopen",
            Opened(
                responsibility=Responsibility.of(holder, action),
                holder_name=by.name,
                accepted_at=at,
            ),
        )
        self.history = (*self.history, past)
        if report is not None:
            self._record(CaseAftercareChecked(occurred_at=at, case=self, report=report))
        self._record(CaseReopened(occurred_at=at, case=self, opened=self.opened))

    @property
    def child_died(self) -> bool:
        """Whether it closed because the child died."""
        return isinstance(self.stage, Closed) and isinstance(self.stage.closing, Died)

    def died(self, *, at: datetime) -> None:
        """Close it at once, past every gate; nothing happens to what is not open any more."""
        if not CASE.may(self.stage, "died"):
            return
        held = self.responsibility
        if held is not None and held.offer is not None:
            self._tell(held.offer, HandoverAnswer.EXPIRED, at)
        self._end("died", Closed(closing=Died(), closed_at=at), at)

    def _aftercare(self) -> Aftercare:
        if not isinstance(self.stage, Aftercare):
            raise RuleViolation("case.no-aftercare")
        return self.stage

    def _end(self, command: str, closed: Closed, at: datetime) -> None:
        self._go(command, closed)
        self._record(CaseClosed(occurred_at=at, case=self, closing=closed.closing, held=None))

    def _go(self, command: str, to: Stage) -> None:
        """Take the next stage, if the table has it."""
        CASE.check(self.stage, command, to)
        self.stage = to

    def _held(self) -> Responsibility:
        if (held := self.responsibility) is None:
            raise RuleViolation("case.not-open")
        return held

    def _put(self, responsibility: Responsibility) -> None:
        stage = self.stage
        if not isinstance(stage, Held):
            raise RuleViolation("case.not-open")
        name = stage.holder_name if responsibility.holder == stage.holder else None
        self.stage = replace(stage, responsibility=responsibility, holder_name=name)

    def _hold(self, responsibility: Responsibility, at: datetime) -> None:
        self._put(responsibility)
        if isinstance(self.stage, Held):
            self._record(CaseActionPlanned(occurred_at=at, case=self, opened=self.stage))

    def _know(self, holder: Actor) -> None:
        """Keep the name of who holds it now, for screens."""
        stage = self.stage
        if isinstance(stage, Held) and stage.holder.id == holder.person_id:
            self.stage = replace(stage, holder_name=holder.name)


def _refuse(report: AftercareReport) -> None:
    if wrong := report.errors():
        raise InvalidInput(*wrong)


def outcome_of(closing: Closing) -> str:
    """Give the code of how a case was closed, as others read it."""
    if isinstance(closing, Died):
        return "died"
    if isinstance(closing, Answered):
        return "answered"
    return "goal-reached" if isinstance(closing.why, GoalReached) else "successor"
