"""Unit: a child with a TLV moves; the right alliance decides, and somebody asks which (T2)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from samenspel_arrangements.domain.tlv.advice import Employment
from samenspel_arrangements.domain.tlv.moves import DecidedBy
from samenspel_arrangements.domain.tlv.professions import Slot
from samenspel_arrangements.domain.tlv.standing import (
    Declined,
    Ended,
    Forwarded,
    Granted,
    NextStep,
    Succeeded,
)
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import UnitId, new_id
from samenspel_kernel.open_item import TermBreached

from . import tlv_world as world
from .tlv_world import MONDAY, OTHER_SCHOOL, SCHOOL, begin, noon


def decided() -> Tlv:
    tlv = world.advised()
    world.grant(tlv)
    return tlv


UNDECIDED: list[Callable[[], Tlv]] = [
    world.received,
    world.in_advice,
    lambda: world.advised(None),
    world.advised,
]
OPEN = [*UNDECIDED, decided, world.granted, world.refused, world.foreign]


def left(tlv: Tlv) -> Tlv:
    tlv.note_move_away(settle=begin("tlv-move", MONDAY), at=noon(MONDAY))
    return tlv


def kinds(tlv: Tlv) -> dict[str, date]:
    assert tlv.responsibility
    return {action.kind: action.due_on for action in tlv.responsibility.actions}


def test_t2_the_school_says_who_decides_and_at_a_first_enrolment_the_home() -> None:
    first = world.an_application(first_enrolment=True, lives_here=True)

    assert world.received().decided_by is DecidedBy.SCHOOL
    assert world.received(first).decided_by is DecidedBy.HOME
    assert world.foreign().decided_by is DecidedBy.SCHOOL


@pytest.mark.parametrize("make", OPEN)
def test_t2_a_move_in_the_alliance_changes_school_and_unit_and_no_duty(
    make: Callable[[], Tlv],
) -> None:
    tlv, unit = make(), UnitId(new_id())
    before, status = tlv.responsibility, tlv.standing.status

    for _ in range(2):
        tlv.goes_to_school(OTHER_SCHOOL)
        tlv.goes_to_unit(unit)

    assert (tlv.school_id, tlv.unit_id, tlv.moves.schools) == (OTHER_SCHOOL, unit, (SCHOOL,))
    assert (tlv.responsibility, tlv.standing.status) == (before, status)


def test_t6_the_school_that_applied_gives_no_expert_also_after_the_child_left_it() -> None:
    tlv = world.received()
    tlv.complete(advise=begin("tlv-advice", MONDAY), at=noon(MONDAY))
    tlv.goes_to_school(OTHER_SCHOOL)
    expert = world.an_expert(Slot.FIRST, world.ANNA, employment=Employment.OTHER_ORGANISATION)

    for school in (SCHOOL, OTHER_SCHOOL):
        with pytest.raises(RuleViolation, match="expert-not-independent"):
            tlv.ask_expert(expert, world.PROFESSIONS, works_at={school}, at=noon(MONDAY))


@pytest.mark.parametrize("make", OPEN)
def test_t2_a_child_that_leaves_gives_its_holder_a_dated_question_once(
    make: Callable[[], Tlv],
) -> None:
    tlv = make()
    holder, duties = tlv.holder, kinds(tlv)

    left(tlv)
    tlv.take_events()
    tlv.note_move_away(settle=begin("tlv-move", date(2026, 10, 1)), at=noon(date(2026, 10, 1)))

    assert tlv.take_events() == ()
    assert tlv.holder == holder
    assert kinds(tlv) == {**duties, "settle-move": date(2026, 9, 14)}
    tlv.look(take_up_by=MONDAY, at=noon(date(2026, 9, 15)))
    late = [e.term.rule for e in tlv.take_events() if isinstance(e, TermBreached)]
    assert "tlv-move" in late
    tlv.stays_ours(at=noon(date(2026, 9, 15)))
    assert "settle-move" not in kinds(tlv)
    with pytest.raises(RuleViolation, match=r"tlv\.not-moved"):
        tlv.stays_ours(at=noon(MONDAY))


@pytest.mark.parametrize("make", OPEN)
def test_t2_one_answer_does_for_one_move_and_a_new_move_is_asked_again(
    make: Callable[[], Tlv],
) -> None:
    tlv = left(make())
    assert not tlv.asks_of_moves
    tlv.stays_ours(at=noon(MONDAY))

    assert not tlv.asks_of_moves, "the case that closes, or a place that ends, is the same move"
    left(tlv)
    assert "settle-move" in kinds(tlv), "a person may ask again"
    tlv.stays_ours(at=noon(MONDAY))
    for school in (OTHER_SCHOOL, None):
        tlv.goes_to_school(school)
        assert tlv.asks_of_moves
        left(tlv).stays_ours(at=noon(MONDAY))


@pytest.mark.parametrize("make", OPEN)
def test_t2_without_a_school_nobody_else_decides_and_it_is_asked_anew_by_a_day(
    make: Callable[[], Tlv],
) -> None:
    tlv = left(make())
    holder, told, late = tlv.holder, tlv.moves.away, date(2026, 9, 15)
    assert told

    tlv.take_events()
    tlv.no_school_yet(settle=begin("tlv-move", late), at=noon(late))

    assert (tlv.holder, kinds(tlv)["settle-move"]) == (holder, date(2026, 9, 22))
    away = tlv.moves.away
    assert away
    assert (away.told_on, tlv.moves.elsewhere, tlv.asks_of_moves) == (told.told_on, None, False)
    again = date(2026, 9, 23)
    tlv.look(take_up_by=again, at=noon(again))
    days = [
        e.term.last_day
        for e in tlv.take_events()
        if isinstance(e, TermBreached) and e.term.rule == "tlv-move"
    ]
    assert days == [date(2026, 9, 14), date(2026, 9, 22)], "each day that passes is told"
    tlv.stays_ours(at=noon(again))
    with pytest.raises(RuleViolation, match=r"tlv\.not-moved"):
        tlv.no_school_yet(settle=begin("tlv-move", again), at=noon(again))


def test_t2_at_a_first_enrolment_no_school_yet_is_no_answer() -> None:
    tlv = left(world.received(world.an_application(first_enrolment=True, lives_here=True)))
    with pytest.raises(RuleViolation, match=r"tlv\.home-decides"):
        tlv.no_school_yet(settle=begin("tlv-move", MONDAY), at=noon(MONDAY))
    assert kinds(tlv)["settle-move"] == date(2026, 9, 14)


@pytest.mark.parametrize("make", [*UNDECIDED, world.granted, world.refused])
def test_t2_which_alliance_decides_is_kept_until_we_do_again(make: Callable[[], Tlv]) -> None:
    tlv = left(make())
    tlv.goes_elsewhere("po 27-03", at=noon(MONDAY))

    assert tlv.moves.elsewhere == "PO2703"
    if not isinstance(tlv.standing, Ended):
        left(tlv).stays_ours(at=noon(MONDAY))
        assert tlv.moves.elsewhere is None


@pytest.mark.parametrize("make", UNDECIDED)
def test_t2_what_is_not_decided_goes_to_the_alliance_that_decides(make: Callable[[], Tlv]) -> None:
    tlv = left(make())
    with pytest.raises(InvalidInput):
        tlv.goes_elsewhere("", at=noon(MONDAY))

    tlv.goes_elsewhere("po 27-03", at=noon(MONDAY))

    assert isinstance(tlv.standing, Ended)
    assert (tlv.standing.how, tlv.moves.away) == (Forwarded("PO2703"), None)
    left(tlv)
    assert tlv.moves.away is None, "nobody is asked about what has ended"


def test_t2_a_granted_tlv_counts_to_its_last_day_also_elsewhere() -> None:
    tlv = left(world.granted())
    grant = tlv.standing.grant if isinstance(tlv.standing, Granted) else None
    contested = left(world.granted())
    world.object_to(contested, MONDAY)
    with pytest.raises(RuleViolation, match="pending"):
        contested.goes_elsewhere("PO2703", at=noon(MONDAY))

    tlv.goes_elsewhere("PO2703", at=noon(MONDAY))

    assert isinstance(tlv.standing, Ended)
    assert grant is not None
    ended = grant.validity.ends_on + timedelta(days=1)
    assert tlv.standing.how == Succeeded(step=NextStep.MOVED, from_day=ended)
    assert tlv.standing.decision == grant


def test_t2_a_decision_is_made_known_first_and_a_refusal_can_be_objected_to() -> None:
    tlv = left(decided())
    with pytest.raises(RuleViolation, match=r"tlv\.announce-first"):
        tlv.goes_elsewhere("PO2703", at=noon(MONDAY))
    world.announce(tlv)
    assert "settle-move" in kinds(tlv)

    no = left(world.refused())
    after = no.object_by.last_day + timedelta(days=1)
    assert no.next_look() == date(2026, 9, 15)
    no.goes_elsewhere("PO2703", at=noon(MONDAY))
    assert isinstance(no.standing, Declined)
    assert set(kinds(no)) == {"await-objection"}
    no.look(take_up_by=after, at=noon(after))
    assert isinstance(no.standing, Ended)
