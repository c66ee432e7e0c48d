"""Unit: a case closes through its gate and no other way (N25)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.case import ActionKind, Case
from samenspel_arrangements.domain.case_events import (
    CaseAftercareChecked,
    CaseClosed,
    CaseReopened,
)
from samenspel_arrangements.domain.case_stages import (
    CASE,
    Aftercare,
    CaseState,
    Closed,
    DeclineReason,
)
from samenspel_arrangements.domain.closing.aftercare import AftercareReport, HowItGoes, Teller
from samenspel_arrangements.domain.closing.closable import outcome_of
from samenspel_arrangements.domain.closing.gate import (
    Answered,
    ClosingGate,
    Died,
    GoalReached,
    Heard,
    Succeeded,
    SuccessorKind,
    Tried,
    Word,
)
from samenspel_arrangements.domain.term_rules import AFTERCARE_CHECK, HANDOVER_ANSWER
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    HandoverId,
    PersonId,
    PupilId,
    SchoolId,
    SupportRequestId,
    UnitId,
)
from samenspel_kernel.open_item import ItemHandoverAnswered, TermBreached
from samenspel_kernel.term import Term
from samenspel_platform.calendar import DutchWorkingDays

OPENED = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
NOW = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
CHECK_BY = TODAY + timedelta(days=90)
SOON = date(2027, 1, 25)
SAM = Actor(
    person_id=PersonId(uuid4()),
    alliance_id=AllianceId(uuid4()),
    role=Role.UNIT_COORDINATOR,
    name="Sam de Wit",
)
ALEX = replace(SAM, person_id=PersonId(uuid4()), name="Alex Bos")
CHILD = Heard(date(2027, 1, 8), "Ik kan het nu zelf.")
PARENTS = Heard(date(2027, 1, 8), "Wij zijn tevreden.")
GATE = ClosingGate(
    why=GoalReached(),
    child=CHILD,
    parents=PARENTS,
    aftercare=Term(AFTERCARE_CHECK, 1, TODAY, CHECK_BY),
)
WELL = AftercareReport(how=HowItGoes.WELL, told_by=Teller.PARENT, words="", on=CHECK_BY)
NOT_WELL = replace(WELL, how=HowItGoes.NOT_WELL, words="Het gaat weer mis.")
FIRST = NextAction("contact-family", SOON)


def an_offer(kind: str = "child") -> Case:
    case = Case.offer(
        alliance_id=SAM.alliance_id,
        unit_id=UnitId(uuid4()),
        handover_id=HandoverId(uuid4()),
        support_request_id=SupportRequestId(uuid4()),
        pupil_id=PupilId(uuid4()),
        school_id=SchoolId(uuid4()),
        kind=kind,
        age_band="4-6",
        answer_by=date(2026, 9, 18),
        at=OPENED,
    )
    case.take_events()
    return case


def an_open_case(kind: str = "child") -> Case:
    case = an_offer(kind)
    case.accept(by=SAM, kind=ActionKind.OBSERVE, due_on=date(2026, 9, 25), at=OPENED)
    case.take_events()
    return case


def closed() -> Case:
    case = an_open_case()
    case.close(GATE, at=NOW)
    case.take_events()
    return case


def at(day: date) -> datetime:
    return datetime.combine(day, NOW.timetz())


def test_through_the_gate_it_closes_and_its_holder_looks_again_after_90_days() -> None:
    case = an_open_case()

    case.close(GATE, at=NOW)

    stage = case.stage
    assert isinstance(stage, Aftercare)
    assert stage.holder == Holder(HolderKind.PERSON, SAM.person_id)
    assert stage.next_action == NextAction("check-aftercare", CHECK_BY)
    assert case.running() == (GATE.aftercare,)
    assert case.next_look() == CHECK_BY + timedelta(days=1)
    assert case.take_events() == (CaseClosed(occurred_at=NOW, case=case, closing=GATE, held=stage),)


@pytest.mark.parametrize(
    ("gate", "error"),
    [
        (replace(GATE, why=Succeeded(SuccessorKind.SCHOOL, SOON)), "accepted_on: closing.in-the"),
        (replace(GATE, child=Heard(SOON, "Goed.")), "child_heard_on: closing.in-the-future"),
        (replace(GATE, child=Heard(TODAY, " ")), "child_words: text.missing"),
        (replace(GATE, parents=Heard(date(2026, 9, 1), "Goed.")), "parents_heard_on: closing.bef"),
        (replace(GATE, parents=Tried(TODAY, TODAY, "Belde.")), "parents_second_try: closing.not-t"),
        (replace(GATE, child=Tried(TODAY, SOON, "Ziek.")), "child_second_try: closing.in-the"),
        (
            replace(GATE, child=Tried(date(2027, 1, 4), TODAY, "")),
            "child_reason: text.missing",
        ),
        (replace(GATE, child=Heard(TODAY, "BSN 111222333")), "child_words: text.contains-bsn"),
    ],
)
def test_n25_a_gate_that_is_not_whole_is_refused_at_its_field(
    gate: ClosingGate, error: str
) -> None:
    case = an_open_case()

    with pytest.raises(InvalidInput, match=error):
        case.close(gate, at=NOW)

    assert case.state is CaseState.OPENED
    assert case.take_events() == ()


@pytest.mark.parametrize(
    "word", [CHILD, Tried(date(2026, 12, 1), date(2026, 12, 8), "Wil niet praten.")]
)
def test_n25_two_dated_tries_and_a_reason_stand_in_for_a_word(word: Word) -> None:
    case = an_open_case()

    case.close(replace(GATE, child=word, parents=word), at=NOW)

    assert case.state is CaseState.AFTERCARE


def test_the_check_is_counted_from_the_day_of_closing() -> None:
    case = an_open_case()
    other = replace(GATE, aftercare=Term(AFTERCARE_CHECK, 1, date(2026, 9, 7), CHECK_BY))

    with pytest.raises(ValueError, match="from the day of closing"):
        case.close(other, at=NOW)


@pytest.mark.parametrize("kind", ["child", "group", "arrangement", "tlv"])
def test_without_the_gate_no_case_closes_that_has_one(kind: str) -> None:
    case = an_open_case(kind)

    with pytest.raises(RuleViolation, match=r"case\.gate-not-passed"):
        case.close(Answered(), at=NOW)


@pytest.mark.parametrize("kind", ["consultation", "teacher"])
def test_thinking_along_has_no_end_gate(kind: str) -> None:
    case = an_open_case(kind)
    with pytest.raises(RuleViolation, match=r"gate\.not-asked"):
        case.close(GATE, at=NOW)

    case.close(Answered(), at=NOW)

    assert case.stage == Closed(closing=Answered(), closed_at=NOW)
    assert case.responsibility is None


def test_what_is_offered_to_another_does_not_close_meanwhile() -> None:
    case = an_open_case()
    term = Term(HANDOVER_ANSWER, 1, TODAY, SOON)
    to = Holder(HolderKind.PERSON, ALEX.person_id)
    case.offer_handover(HandoverId(uuid4()), to, answer_term=term, at=NOW)

    with pytest.raises(RuleViolation, match=r"case\.on-offer"):
        case.close(GATE, at=NOW)


def test_when_it_goes_well_nobody_has_to_do_anything_any_more() -> None:
    case = closed()

    case.goes_well(WELL, at=at(CHECK_BY))

    assert case.stage == Closed(closing=GATE, closed_at=NOW, aftercare=WELL)
    assert case.responsibility is None
    assert case.next_look() is None
    told = CaseAftercareChecked(occurred_at=at(CHECK_BY), case=case, report=WELL)
    assert case.take_events() == (told,)


def test_a_word_that_it_does_not_go_well_lets_nobody_go() -> None:
    case = closed()

    with pytest.raises(RuleViolation, match=r"case\.does-not-go-well"):
        case.goes_well(NOT_WELL, at=at(CHECK_BY))

    assert case.state is CaseState.AFTERCARE


def test_a_week_after_closing_is_no_aftercare() -> None:
    case = closed()

    with pytest.raises(RuleViolation, match=r"aftercare\.too-early"):
        case.goes_well(WELL, at=NOW + timedelta(days=7))

    assert case.state is CaseState.AFTERCARE


def test_a_check_that_is_late_is_kept_with_its_breach() -> None:
    case, late = closed(), at(CHECK_BY + timedelta(days=3))

    case.goes_well(WELL, at=late)

    breach, _ = case.take_events()
    assert isinstance(breach, TermBreached)
    assert breach.term == GATE.aftercare


def test_a_check_that_nobody_holds_is_told_of_and_stays_to_be_done() -> None:
    case = closed()

    case.look(take_up_by=SOON, at=at(CHECK_BY + timedelta(days=1)))

    (breach,) = case.take_events()
    assert isinstance(breach, TermBreached)
    assert case.state is CaseState.AFTERCARE


def test_when_it_does_not_go_well_it_is_opened_again_and_nothing_is_forgotten() -> None:
    case = closed()
    day = date(2027, 1, 18)

    case.reopen(by=ALEX, action=FIRST, reason="Weer mis.", report=NOT_WELL, at=at(day))

    assert case.opened.holder == Holder(HolderKind.PERSON, ALEX.person_id)
    assert case.opened.next_action == FIRST
    (past,) = case.history
    assert (past.closing, past.closed_at, past.aftercare) == (GATE, NOW, NOT_WELL)
    checked, reopened = case.take_events()
    assert isinstance(checked, CaseAftercareChecked)
    assert isinstance(reopened, CaseReopened)


def test_what_was_let_go_of_is_opened_again_too() -> None:
    case = closed()
    case.goes_well(WELL, at=at(CHECK_BY))

    case.reopen(
        by=ALEX,
        action=replace(FIRST, due_on=date(2027, 6, 1)),
        reason="Terug.",
        at=at(date(2027, 5, 20)),
    )

    assert case.state is CaseState.OPENED
    assert case.history[0].aftercare == WELL


def test_an_open_case_is_not_opened_again_and_has_no_aftercare() -> None:
    case = an_open_case()

    with pytest.raises(RuleViolation, match=r"case\.not-closed"):
        case.reopen(by=ALEX, action=FIRST, reason="Terug.", at=NOW)
    with pytest.raises(RuleViolation, match=r"case\.no-aftercare"):
        case.goes_well(WELL, at=NOW)


@pytest.mark.parametrize("make", [an_open_case, closed])
def test_death_closes_at_once_and_leaves_nothing_to_do(make: Callable[[], Case]) -> None:
    case = make()

    case.died(at=NOW)
    case.died(at=NOW)

    assert case.stage == Closed(closing=Died(), closed_at=NOW)
    assert (case.responsibility, case.next_look()) == (None, None)
    (told,) = case.take_events()
    assert isinstance(told, CaseClosed)
    assert (outcome_of(told.closing), told.held) == ("died", None)
    with pytest.raises(RuleViolation, match=r"case\.closed"):
        case.reopen(by=ALEX, action=FIRST, reason="Terug.", at=NOW)


def test_death_ends_a_case_that_waits_for_an_answer() -> None:
    case = an_offer()

    case.died(at=NOW)

    assert case.state is CaseState.OFFER_WITHDRAWN


def test_death_ends_an_offer_to_another_holder() -> None:
    case = an_open_case()
    term = Term(HANDOVER_ANSWER, 1, TODAY, SOON)
    to = Holder(HolderKind.PERSON, ALEX.person_id)
    case.offer_handover(HandoverId(uuid4()), to, answer_term=term, at=NOW)
    case.take_events()

    case.died(at=NOW)

    answered, _ = case.take_events()
    assert isinstance(answered, ItemHandoverAnswered)


TO = st.sampled_from(
    [
        Holder(HolderKind.PERSON, ALEX.person_id),
        Holder(HolderKind.UNIT_DESK, uuid4()),
        Holder(HolderKind.PERSON, SAM.person_id),
    ]
)
WORDS = st.sampled_from(
    [
        CHILD,
        Heard(TODAY, ""),
        Tried(date(2026, 12, 1), date(2026, 12, 8), "Wil niet."),
        Tried(date(2026, 12, 8), date(2026, 12, 8), "Wil niet."),
    ]
)
GATES = st.builds(
    ClosingGate,
    why=st.sampled_from([GoalReached(), Succeeded(SuccessorKind.SCHOOL, TODAY)]),
    child=WORDS,
    parents=WORDS,
    aftercare=st.just(GATE.aftercare),
)
STEPS = st.sampled_from(
    [
        *("accept", "decline", "withdraw", "end-offer", "plan", "evaluate", "offer", "take"),
        *("leave", "pick-up", "reassign", "look", "did", "item-plan", "close", "answered"),
        *("well", "well-later", "reopen", "not-well"),
    ]
)
HANDOVER = HandoverId(uuid4())


def take(case: Case, step: str, gate: ClosingGate, to: Holder) -> None:
    match step:
        case "accept":
            case.accept(by=SAM, kind=ActionKind.OBSERVE, due_on=SOON, at=NOW)
        case "decline":
            case.decline(reason=DeclineReason.NO_CAPACITY, note="", at=NOW)
        case "withdraw":
            case.note_withdrawal(reason="solved", at=NOW, working_days=DutchWorkingDays())
        case "end-offer":
            case.end_offer(at=NOW)
        case "plan":
            case.plan_action(kind=ActionKind.OBSERVE, due_on=SOON, at=NOW)
        case "evaluate":
            case.plan_evaluation(on=SOON, at=NOW)
        case "offer":
            term = Term(HANDOVER_ANSWER, 1, TODAY, SOON)
            case.offer_handover(HANDOVER, to, answer_term=term, at=NOW)
        case "take":
            case.take_over(HANDOVER, by=ALEX, kind=ActionKind.OBSERVE, due_on=SOON, at=NOW)
        case "leave":
            case.refuse_handover(HANDOVER, take_up_by=SOON, at=NOW)
        case "pick-up":
            case.take_from_desk(by=ALEX, at=NOW)
        case "reassign":
            case.reassign(to, at=NOW)
        case "look":
            case.look(take_up_by=SOON, at=at(CHECK_BY + timedelta(days=9)))
        case "did":
            kind = case.responsibility.next_action.kind if case.responsibility else "observe"
            case.did(kind, at=NOW)
        case "item-plan":
            case.plan(NextAction("check-aftercare", SOON), at=NOW)
        case "close":
            case.close(gate, at=NOW)
        case "answered":
            case.close(Answered(), at=NOW)
        case "well":
            case.goes_well(WELL, at=NOW)
        case "well-later":
            case.goes_well(WELL, at=at(CHECK_BY))
        case "reopen":
            case.reopen(by=ALEX, action=FIRST, reason="Terug.", at=NOW)
        case _:
            case.reopen(by=ALEX, action=FIRST, reason="Mis.", report=NOT_WELL, at=NOW)


COMMANDS = {
    "plan": "plan-action",
    "item-plan": "plan-action",
    "did": "do",
    "offer": "offer-handover",
    "take": "take-over",
    "leave": "refuse-handover",
    "pick-up": "take-from-desk",
    "answered": "close",
    "well": "find-well",
    "well-later": "find-well",
    "not-well": "reopen",
}
"""By which name the table of a case knows a step."""


@given(steps=st.lists(st.tuples(STEPS, GATES, TO), max_size=14))
def test_n25_no_path_closes_a_case_past_its_gate(
    steps: list[tuple[str, ClosingGate, Holder]],
) -> None:
    case, was_opened, checked = an_offer(), False, False
    for step, gate, to in steps:
        before = case.stage
        try:
            take(case, step, gate, to)
        except (RuleViolation, InvalidInput):
            assert case.stage is before
        after = case.state
        if case.stage != before:
            CASE.check(before, COMMANDS.get(step, step), case.stage)
        was_opened |= after is CaseState.OPENED
        checked |= step == "well-later" and after is CaseState.CLOSED
        held = case.responsibility
        assert (held is not None) == (after in (CaseState.OPENED, CaseState.AFTERCARE))
        stage = case.stage
        if isinstance(stage, Aftercare):
            assert was_opened
            assert not stage.closing.errors(opened_on=OPENED.date(), today=TODAY)
            assert stage.next_action == NextAction("check-aftercare", CHECK_BY)
        if isinstance(stage, Closed):
            assert checked
            assert stage.aftercare == WELL
