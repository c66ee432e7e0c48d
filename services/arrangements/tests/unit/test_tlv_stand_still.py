"""Unit: when the term of a complete application stands still, each day once (T9; Awb 4:15)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.tlv.events import TlvDecided
from samenspel_arrangements.domain.tlv.objection import ObjectionOutcome
from samenspel_arrangements.domain.tlv.stand_still import StandStillGround, days_of
from samenspel_arrangements.domain.tlv.standing import Examining, InAdvice, TlvAction
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.errors import InvalidInput, RuleViolation

from .tlv_world import (
    COMMITTEE,
    DESK,
    MONDAY,
    advised,
    again,
    announce,
    begin,
    grant,
    granted,
    in_advice,
    noon,
    object_to,
    received,
    run_on,
    stand_still,
)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def decide_by(tlv: Tlv) -> date:
    assert isinstance(tlv.standing, Examining)
    return tlv.standing.decide.last_day


def decided(tlv: Tlv, on: date) -> TlvDecided:
    tlv.take_events()
    grant(tlv, on)
    (event,) = [each for each in tlv.take_events() if isinstance(each, TlvDecided)]
    return event


def test_t9_while_advice_is_awaited_the_terms_wait_and_keep_their_holder_and_days() -> None:
    tlv = in_advice()
    before = decide_by(tlv)

    stand_still(tlv, day(3), day(16), day(3))

    assert decide_by(tlv) == before + timedelta(days=14)
    assert isinstance(tlv.standing, InAdvice)
    assert tlv.standing.advise.last_day == begin("tlv-advice", MONDAY).last_day + timedelta(days=14)
    held = tlv.standing.responsibility
    assert held.holder == DESK
    assert {a.kind: a.due_on for a in held.actions} == {
        TlvAction.GET_ADVICE: tlv.standing.advise.last_day,
        TlvAction.DECIDE: decide_by(tlv),
    }
    assert days_of(tlv.suspensions, day(5)) == 3, "so far"

    run_on(tlv, day(10))
    assert decide_by(tlv) == before + timedelta(days=7)
    with pytest.raises(RuleViolation, match="runs-already"):
        run_on(tlv, day(10))


def test_t9_a_step_that_is_late_gets_no_new_time_from_what_comes_later() -> None:
    tlv = in_advice()
    advise_by = begin("tlv-advice", MONDAY).last_day
    late = advise_by + timedelta(days=2)
    before = decide_by(tlv)

    stand_still(tlv, late, late + timedelta(days=6), late)

    assert isinstance(tlv.standing, InAdvice)
    assert tlv.standing.advise.last_day == advise_by
    assert decide_by(tlv) == before + timedelta(days=7)
    run_on(tlv, late + timedelta(days=3))
    assert isinstance(tlv.standing, InAdvice)
    assert tlv.standing.advise.last_day == advise_by
    assert before + timedelta(days=3) <= decide_by(tlv) < before + timedelta(days=7)


def test_t9_what_is_asked_on_the_last_day_still_keeps_the_clock_still() -> None:
    tlv = received()
    last_day = begin("tlv-decision", MONDAY).last_day
    tlv.suspend("Wat nog?", supply=begin("tlv-supply", last_day), at=noon(last_day))

    waits = tlv.suspensions_on(last_day + timedelta(days=5))

    assert again(begin("tlv-decision", MONDAY), waits).last_day > last_day


def test_t9_the_days_of_the_completeness_check_and_those_of_the_advice_add_up() -> None:
    tlv = received()
    tlv.suspend("Wat nog?", supply=begin("tlv-supply", MONDAY), at=noon(MONDAY))
    assert tlv.application
    tlv.supply(
        tlv.application,
        decide=begin("tlv-decision", MONDAY),
        check=begin("tlv-check", day(7)),
        at=noon(day(7)),
    )
    tlv.complete(advise=begin("tlv-advice", day(7)), at=noon(day(7)))
    stand_still(tlv, day(7), day(14), day(7))

    assert decide_by(tlv) == begin("tlv-decision", MONDAY).last_day + timedelta(days=14), (
        "six and eight"
    )


def test_t9_a_supply_that_comes_late_does_not_keep_the_clock_still_any_longer() -> None:
    tlv = received()
    tlv.suspend("Wat nog?", supply=begin("tlv-supply", MONDAY), at=noon(MONDAY))

    (late,) = tlv.suspensions_on(day(30))

    assert (late.until, late.pause.days) == (day(14), 14)


@pytest.mark.parametrize(
    ("from_day", "until", "ground", "agreed_on", "code"),
    [
        (3, 2, StandStillGround.APPLICANT, None, "until"),
        (-2, -1, StandStillGround.APPLICANT, None, "until"),
        (3, 400, StandStillGround.APPLICANT, None, "until"),
        (0, 9, StandStillGround.APPLICANT, None, "from_day"),
        (60, 70, StandStillGround.APPLICANT, None, "from_day"),
        (3, 9, StandStillGround.AGREED, None, "agreed_on"),
        (3, 9, StandStillGround.AGREED, 4, "agreed_on"),
        (1, 9, StandStillGround.AGREED, 2, "from_day"),
    ],
)
def test_t9_what_can_not_be_is_said_at_its_field_and_changes_nothing(
    from_day: int, until: int, ground: StandStillGround, agreed_on: int | None, code: str
) -> None:
    tlv, agreed = in_advice(), day(agreed_on) if agreed_on is not None else None
    before = tlv.standing

    with pytest.raises(InvalidInput) as refused:
        stand_still(tlv, day(from_day), day(until), day(3), ground, agreed)

    assert [error.field for error in refused.value.errors] == [code]
    assert (tlv.standing, tlv.suspensions) == (before, ())


def test_t9_nothing_stands_still_before_it_is_complete_nor_after_the_term_or_the_decision() -> None:
    late = in_advice()
    with pytest.raises(RuleViolation, match=r"term\.over"):
        stand_still(late, day(60), day(70), day(60))
    for tlv in (received(), granted()):
        with pytest.raises(RuleViolation, match="not-now"):
            stand_still(tlv, day(3), day(9), day(3))


def test_t9_a_decision_waits_until_the_term_runs_and_counts_no_day_from_its_own_on() -> None:
    tlv = advised()
    before = decide_by(tlv)
    stand_still(tlv, day(3), day(20), day(3))
    with pytest.raises(RuleViolation, match=r"tlv\.stands-still"):
        grant(tlv, day(10))
    run_on(tlv, day(10))

    told = decided(tlv, day(10))

    assert told.days_suspended == 7
    assert told.term.last_day == before + timedelta(days=7)


def test_t9_a_new_decision_after_an_objection_begins_without_days_of_before() -> None:
    tlv = advised()
    stand_still(tlv, day(3), day(9), day(3))
    assert decided(tlv, day(11)).days_suspended == 7
    announce(tlv, day(11))
    objection = object_to(tlv, day(12))
    tlv.answer_objection(
        objection,
        ObjectionOutcome.UPHELD,
        "U heeft gelijk.",
        by=COMMITTEE,
        decide=begin("tlv-decision", day(20)),
        check=begin("tlv-check", day(20)),
        at=noon(day(20)),
    )
    stand_still(tlv, day(21), day(22), day(21))

    assert decide_by(tlv) == again(begin("tlv-decision", day(20)), tlv.suspensions[1:]).last_day
    run_on(tlv, day(22))
    assert decided(tlv, day(22)).days_suspended == 1


@given(
    steps=st.lists(
        st.tuples(st.integers(-3, 9), st.integers(0, 12), st.integers(0, 6), st.booleans()),
        max_size=8,
    )
)
def test_t9_the_term_is_moved_by_exactly_the_days_that_it_stood_still(
    steps: list[tuple[int, int, int, bool]],
) -> None:
    """The sum of the days, each counted once, is what the last day moved by."""
    tlv, today = advised(), MONDAY
    for start, length, passes, runs_on in steps:
        today += timedelta(days=passes)
        try:
            if runs_on:
                run_on(tlv, today)
            else:
                first = today + timedelta(days=start)
                stand_still(tlv, first, first + timedelta(days=length), today)
        except (RuleViolation, InvalidInput):
            pass
    if tlv.stands_still_after(today):
        run_on(tlv, today)

    days = {
        each.from_day + timedelta(days=n)
        for each in tlv.suspensions
        for n in range(each.pause.days)
    }
    assert all(MONDAY < each < today for each in days)
    moved = decide_by(tlv) - begin("tlv-decision", MONDAY).last_day
    assert timedelta(0) <= moved - timedelta(days=len(days)) <= timedelta(days=6), "weekends only"
    assert decided(tlv, today).days_suspended == len(days)
