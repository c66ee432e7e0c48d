"""Unit: a handover has two sides, and who leaves leaves nothing behind."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.signal.signal import Signal
from samenspel_intake.domain.signal.worry import Raiser, RaiserRole, Worry
from samenspel_intake.domain.stand_in import StandIn, stand_in, who_acts
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import HandoverId, PersonId, new_id
from samenspel_kernel.open_item import (
    TAKE_UP,
    HandoverAnswer,
    ItemHandoverAnswered,
    ItemReassigned,
    hand_on,
)
from samenspel_kernel.responsibility import (
    AWAIT_HANDOVER_ANSWER,
    Offer,
    Responsibility,
)

from .open_items import (
    ALLIANCE,
    DESK,
    MONDAY,
    NOOR,
    SAM,
    check_accountable,
    noon,
    person,
    taken,
    term,
)

ANSWER_BY = term("handover-answer", MONDAY, 7)
AFTER = ANSWER_BY.last_day + timedelta(days=1)
CALL = NextAction("call", MONDAY)


def held_by(holder: Holder) -> Signal:
    return Signal.raise_(
        SignalId(new_id()),
        Worry(raiser=Raiser(role=RaiserRole.PARENT)),
        alliance_id=ALLIANCE,
        unit_id=None,
        holder=holder,
        answer_term=term("signal-answer", MONDAY, 7),
        at=noon(MONDAY),
    )


def offered(to: Holder) -> tuple[Signal, HandoverId]:
    item, handover = held_by(DESK), HandoverId(new_id())
    item.offer_handover(handover, to, answer_term=ANSWER_BY, at=noon(MONDAY))
    return item, handover


def now(item: Signal) -> Responsibility:
    assert item.responsibility is not None
    return item.responsibility


def answers(item: Signal) -> list[HandoverAnswer]:
    return [event.answer for event in taken(item, ItemHandoverAnswered)]


def test_the_sender_stays_responsible_until_the_other_accepts() -> None:
    item, handover = offered(person(SAM))
    assert now(item).holder == DESK
    assert now(item).has(AWAIT_HANDOVER_ANSWER)

    item.accept_handover(handover, action=CALL, at=noon(MONDAY))

    assert now(item).holder == person(SAM)
    assert now(item).offer is None
    assert [action.kind for action in now(item).actions] == ["call", "answer"]
    assert answers(item) == [HandoverAnswer.ACCEPTED]


def test_a_refused_handover_is_the_senders_with_a_day_to_take_it_up() -> None:
    item, handover = offered(person(SAM))
    item.refuse_handover(handover, take_up_by=AFTER, at=noon(MONDAY))
    assert now(item).holder == DESK
    assert [action.kind for action in now(item).actions] == ["answer", TAKE_UP]
    assert answers(item) == [HandoverAnswer.REFUSED]


@pytest.mark.parametrize(
    ("day", "told"), [(ANSWER_BY.last_day, []), (AFTER, [HandoverAnswer.EXPIRED])]
)
def test_silence_returns_it_to_the_sender_after_the_last_day(
    day: date, told: list[HandoverAnswer]
) -> None:
    item, _ = offered(person(SAM))
    item.expire_handover(take_up_by=AFTER, at=noon(day))
    item.expire_handover(take_up_by=AFTER, at=noon(day))
    assert now(item).holder == DESK
    assert answers(item) == told


def test_an_acceptance_beats_an_expiry_that_has_not_happened_yet() -> None:
    item, handover = offered(person(SAM))
    item.accept_handover(handover, action=CALL, at=noon(AFTER))
    item.expire_handover(take_up_by=AFTER, at=noon(AFTER))
    assert now(item).holder == person(SAM)


def test_an_acceptance_after_an_expiry_changes_nothing() -> None:
    item, handover = offered(person(SAM))
    item.expire_handover(take_up_by=AFTER, at=noon(AFTER))
    item.accept_handover(handover, action=CALL, at=noon(AFTER))
    assert now(item).holder == DESK
    check_accountable(item)


def test_one_offer_at_a_time_and_not_to_who_holds_it() -> None:
    item, _ = offered(person(SAM))
    for to, code in ((person(NOOR), "already-offered"), (DESK, "already-offered")):
        with pytest.raises(RuleViolation, match=code):
            item.offer_handover(HandoverId(new_id()), to, answer_term=ANSWER_BY, at=noon(MONDAY))
    with pytest.raises(RuleViolation, match="to-its-holder"):
        held_by(DESK).offer_handover(
            HandoverId(new_id()), DESK, answer_term=ANSWER_BY, at=noon(MONDAY)
        )


def test_when_somebody_leaves_all_that_they_hold_goes_to_another_at_once() -> None:
    items = [held_by(person(SAM)), held_by(person(SAM)), held_by(DESK)]
    done = held_by(person(SAM))
    done.advise(at=noon(MONDAY))

    assert hand_on([*items, done], person(SAM), person(NOOR), at=noon(MONDAY)) == 2

    assert [now(item).holder for item in items] == [person(NOOR), person(NOOR), DESK]
    assert done.responsibility is None
    assert len(taken(items[0], ItemReassigned)) == 1


def test_who_was_offered_it_and_gets_it_has_accepted_it() -> None:
    item, _ = offered(person(SAM))
    item.reassign(person(SAM), at=noon(MONDAY))
    assert now(item).offer is None
    assert now(item).has(TAKE_UP)
    assert answers(item) == [HandoverAnswer.ACCEPTED]


@pytest.mark.parametrize(
    ("holder", "actions", "offer"),
    [
        (DESK, (CALL, CALL), None),
        (DESK, (NextAction("b", AFTER), CALL), None),
        (DESK, (CALL,), Offer(HandoverId(new_id()), person(SAM), noon(MONDAY), AFTER)),
        (DESK, (NextAction(AWAIT_HANDOVER_ANSWER, AFTER),), None),
        (
            DESK,
            (NextAction(AWAIT_HANDOVER_ANSWER, AFTER),),
            Offer(HandoverId(new_id()), DESK, noon(MONDAY), AFTER),
        ),
    ],
)
def test_a_responsibility_that_contradicts_itself_cannot_be_built(
    holder: Holder, actions: tuple[NextAction, ...], offer: Offer | None
) -> None:
    with pytest.raises(ValueError, match=" "):
        Responsibility(holder, actions[0], actions[1:], offer)


def test_the_last_thing_to_do_is_not_struck_off_without_a_next_one() -> None:
    held = Responsibility.of(DESK, CALL)
    with pytest.raises(RuleViolation, match=r"action\.needs-a-next"):
        held.without("call")
    with pytest.raises(RuleViolation, match=r"action\.not-planned"):
        held.without("write")
    assert held.without("call", then=NextAction("call", AFTER)).next_action.due_on == AFTER


def test_nothing_is_planned_for_yesterday() -> None:
    with pytest.raises(InvalidInput):
        held_by(DESK).plan(NextAction("call", MONDAY - timedelta(days=1)), at=noon(MONDAY))


PEOPLE = [PersonId(new_id()) for _ in range(4)]
SPANS = st.tuples(
    st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.integers(0, 5), st.integers(0, 5)
)


@given(st.lists(SPANS, max_size=8), st.sampled_from(PEOPLE), st.integers(0, 5))
def test_on_every_day_exactly_one_acts_who_is_not_away(
    spans: list[tuple[PersonId, PersonId, int, int]], who: PersonId, on: int
) -> None:
    away = [
        StandIn(one, other, MONDAY + timedelta(days=a), MONDAY + timedelta(days=b))
        for one, other, a, b in spans
        if one != other and a <= b
    ]
    day = MONDAY + timedelta(days=on)

    acts = who_acts(person(who), away, on=day, desk=DESK)

    assert acts == DESK or acts.id not in {s.away for s in away if s.on(day)}


def test_a_deputy_acts_from_the_first_day_to_the_last() -> None:
    away = stand_in(SAM, NOOR, MONDAY, AFTER)
    for day, acts in (
        (MONDAY - timedelta(days=1), SAM),
        (MONDAY, NOOR),
        (AFTER, NOOR),
        (AFTER + timedelta(days=1), SAM),
    ):
        assert who_acts(person(SAM), [away], on=day, desk=DESK) == person(acts)
    assert who_acts(DESK, [away], on=MONDAY, desk=DESK).kind is HolderKind.UNIT_DESK


def test_nobody_stands_in_for_oneself_or_for_no_day() -> None:
    with pytest.raises(InvalidInput) as refused:
        stand_in(SAM, SAM, AFTER, MONDAY)
    codes = [error.code for error in refused.value.errors]
    assert codes == ["stand-in.self", "stand-in.ends-early"]
