"""Unit: the case alone."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.case import (
    ActionKind,
    Case,
    CaseActionPlanned,
    CaseDeclined,
    CaseOffered,
    CaseOfferWithdrawn,
    CaseOpened,
    CaseState,
    Declined,
    DeclineReason,
    Opened,
)
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
    case_id_of,
)
from samenspel_kernel.responsibility import Responsibility
from samenspel_platform.calendar import DutchWorkingDays

FRIDAY = datetime(2026, 9, 11, 9, 30, tzinfo=UTC)
SOON = date(2026, 9, 25)
SAM = Actor(
    person_id=PersonId(uuid4()),
    alliance_id=AllianceId(uuid4()),
    role=Role.UNIT_COORDINATOR,
    name="Sam de Wit",
)


def an_offer(*, at: datetime = FRIDAY) -> Case:
    case = Case.offer(
        alliance_id=SAM.alliance_id,
        unit_id=UnitId(uuid4()),
        handover_id=HandoverId(uuid4()),
        support_request_id=SupportRequestId(uuid4()),
        pupil_id=PupilId(uuid4()),
        school_id=SchoolId(uuid4()),
        kind="arrangement",
        age_band="4-6",
        answer_by=date(2026, 9, 18),
        at=at,
    )
    assert case.take_events() == (CaseOffered(occurred_at=at, case=case),)
    return case


def an_open_case() -> Case:
    case = an_offer()
    case.accept(by=SAM, kind=ActionKind.CONTACT_FAMILY, due_on=SOON, at=FRIDAY)
    case.take_events()
    return case


def decline(case: Case, reason: DeclineReason = DeclineReason.NO_CAPACITY, note: str = "") -> None:
    case.decline(reason=reason, note=note, at=FRIDAY)


def withdraw(case: Case) -> None:
    case.note_withdrawal(reason="solved", at=FRIDAY, working_days=DutchWorkingDays())


def test_an_offered_case_has_the_one_id_of_its_handover_and_no_holder() -> None:
    case = an_offer()

    assert case.id == case_id_of(case.handover_id)
    assert case.state is CaseState.OFFERED
    with pytest.raises(RuleViolation, match=r"case\.not-open"):
        _ = case.opened


def test_who_accepts_holds_the_case_and_has_something_to_do() -> None:
    case = an_offer()

    case.accept(by=SAM, kind=ActionKind.OBSERVE, due_on=SOON, at=FRIDAY)

    assert case.opened == Opened(
        responsibility=Responsibility.of(
            Holder(HolderKind.PERSON, SAM.person_id), NextAction("observe", SOON)
        ),
        holder_name="Sam de Wit",
        accepted_at=FRIDAY,
    )
    assert case.take_events() == (CaseOpened(occurred_at=FRIDAY, case=case, opened=case.opened),)


def test_an_answer_after_the_answer_by_day_still_counts() -> None:
    case, late = an_offer(), FRIDAY + timedelta(days=30)

    case.accept(by=SAM, kind=ActionKind.OBSERVE, due_on=late.date(), at=late)

    assert case.state is CaseState.OPENED


@pytest.mark.parametrize(
    ("days", "code"), [(-1, "action.due-in-past"), (367, "action.due-too-far-ahead")]
)
def test_a_next_action_lies_between_today_and_a_year_ahead(days: int, code: str) -> None:
    case = an_offer()
    due_on = FRIDAY.date() + timedelta(days=days)

    with pytest.raises(InvalidInput, match=f"due_on: {code}"):
        case.accept(by=SAM, kind=ActionKind.OBSERVE, due_on=due_on, at=FRIDAY)

    assert case.state is CaseState.OFFERED
    assert case.take_events() == ()


def test_today_is_the_day_in_the_netherlands() -> None:
    just_after_midnight = datetime(2026, 9, 10, 22, 30, tzinfo=UTC)
    case = an_offer()

    with pytest.raises(InvalidInput, match=r"action\.due-in-past"):
        case.accept(
            by=SAM, kind=ActionKind.OBSERVE, due_on=date(2026, 9, 10), at=just_after_midnight
        )


def test_declining_keeps_the_note_and_tells_the_reason() -> None:
    case = an_offer()

    decline(case, DeclineReason.OTHER, "Het gezin verhuist.")

    assert case.stage == Declined(reason=DeclineReason.OTHER, note="Het gezin verhuist.")
    told = CaseDeclined(occurred_at=FRIDAY, case=case, reason=DeclineReason.OTHER)
    assert case.take_events() == (told,)


@pytest.mark.parametrize(
    ("reason", "note", "code"),
    [
        (DeclineReason.OTHER, " ", "text.missing"),
        (DeclineReason.NO_CAPACITY, "x" * 1001, "text.too-long"),
        (DeclineReason.NO_CAPACITY, "BSN 111222333", "text.contains-bsn"),
    ],
)
def test_a_note_is_refused_at_its_field(reason: DeclineReason, note: str, code: str) -> None:
    case = an_offer()

    with pytest.raises(InvalidInput, match=f"note: {code}"):
        decline(case, reason, note)

    assert case.state is CaseState.OFFERED


def test_a_refusal_after_acceptance_is_no_longer_possible() -> None:
    case = an_open_case()

    with pytest.raises(RuleViolation, match=r"case\.already-opened"):
        decline(case)

    assert case.state is CaseState.OPENED


def test_a_declined_case_is_not_accepted_any_more() -> None:
    case = an_offer()
    decline(case)

    with pytest.raises(RuleViolation, match=r"case\.already-declined"):
        case.accept(by=SAM, kind=ActionKind.OBSERVE, due_on=SOON, at=FRIDAY)


def test_a_withdrawal_before_acceptance_ends_the_offer_once() -> None:
    case = an_offer()

    withdraw(case)
    withdraw(case)

    assert case.state is CaseState.OFFER_WITHDRAWN
    assert case.take_events() == (CaseOfferWithdrawn(occurred_at=FRIDAY, case=case),)
    with pytest.raises(RuleViolation, match=r"case\.offer-withdrawn"):
        case.accept(by=SAM, kind=ActionKind.OBSERVE, due_on=SOON, at=FRIDAY)


def test_a_withdrawal_after_acceptance_keeps_the_holder_and_asks_to_go_on_or_close() -> None:
    case = an_open_case()

    withdraw(case)
    withdraw(case)

    assert case.opened.holder == Holder(HolderKind.PERSON, SAM.person_id)
    assert case.opened.next_action == NextAction("continue-or-close", date(2026, 9, 18))
    told = CaseActionPlanned(occurred_at=FRIDAY, case=case, opened=case.opened)
    assert case.take_events() == (told,)


def test_a_withdrawal_of_a_declined_case_changes_nothing() -> None:
    case = an_offer()
    decline(case)
    case.take_events()

    withdraw(case)

    assert case.state is CaseState.DECLINED
    assert case.take_events() == ()


def test_an_event_keeps_what_was_so_when_it_happened() -> None:
    case = an_offer()
    case.accept(by=SAM, kind=ActionKind.OBSERVE, due_on=SOON, at=FRIDAY)
    case.plan_action(kind=ActionKind.PLAN_MEETING, due_on=SOON, at=FRIDAY)

    opened, planned = case.take_events()

    assert isinstance(opened, CaseOpened)
    assert opened.opened.next_action.kind == "observe"
    assert isinstance(planned, CaseActionPlanned)
    assert planned.opened.next_action.kind == "plan-meeting"


def test_an_earlier_evaluation_is_not_pushed_away_by_a_later_one() -> None:
    case = an_open_case()
    case.plan_evaluation(on=date(2026, 12, 1), at=FRIDAY)
    case.take_events()

    case.plan_evaluation(on=date(2027, 3, 1), at=FRIDAY)
    assert case.take_events() == ()
    case.plan_evaluation(on=date(2026, 11, 1), at=FRIDAY)

    assert case.opened.next_action == NextAction("evaluate", date(2026, 11, 1))


DAYS = st.dates(min_value=date(2026, 8, 1), max_value=date(2028, 1, 1))
STEPS = st.one_of(
    st.tuples(st.just("accept"), st.sampled_from(ActionKind), DAYS),
    st.tuples(st.just("plan"), st.sampled_from(ActionKind), DAYS),
    st.tuples(st.just("evaluate"), st.just(ActionKind.EVALUATE), DAYS),
    st.tuples(st.just("decline"), st.just(ActionKind.OBSERVE), DAYS),
    st.tuples(st.just("withdraw"), st.just(ActionKind.OBSERVE), DAYS),
)


def take(on: Case, step: str, kind: ActionKind, day: date) -> None:
    match step:
        case "accept":
            on.accept(by=SAM, kind=kind, due_on=day, at=FRIDAY)
        case "plan":
            on.plan_action(kind=kind, due_on=day, at=FRIDAY)
        case "evaluate":
            on.plan_evaluation(on=day, at=FRIDAY)
        case "decline":
            decline(on)
        case "withdraw":
            withdraw(on)


@given(steps=st.lists(STEPS, max_size=12))
def test_whatever_happens_a_case_has_a_holder_and_a_next_action_exactly_when_open(
    steps: list[tuple[str, ActionKind, date]],
) -> None:
    case, was_open = an_offer(), False
    for step, kind, day in steps:
        try:
            take(case, step, kind, day)
        except (RuleViolation, InvalidInput):
            assert case.take_events() == ()
        is_open = isinstance(case.stage, Opened)
        assert is_open == (case.state is CaseState.OPENED)
        assert is_open or not was_open  # nothing here closes an open case
        was_open = is_open
        if isinstance(case.stage, Opened):
            assert case.stage.holder == Holder(HolderKind.PERSON, SAM.person_id)
            assert case.stage.next_action.kind in list(ActionKind)
        for event in case.take_events():
            opening = isinstance(event, CaseOpened | CaseActionPlanned)
            assert opening == is_open
