"""Unit: a worry gets somebody who answers, within a term, and becomes something."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.ids import RegistrationId, SignalId, SpellId
from samenspel_intake.domain.signal.events import SignalAnswered, SignalRaised
from samenspel_intake.domain.signal.family_desk import bundle
from samenspel_intake.domain.signal.signal import Became, Signal
from samenspel_intake.domain.signal.standing import (
    Advised,
    Answered,
    BecameRequest,
    BecameSpell,
    BecameWatch,
    HandedOver,
    NotReached,
    SignalAction,
)
from samenspel_intake.domain.signal.theme import Theme
from samenspel_intake.domain.signal.worry import (
    AtSchool,
    KnownPupil,
    NotSaid,
    Raiser,
    RaiserRole,
    Worry,
)
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import HandoverId, SupportRequestId, new_id
from samenspel_kernel.open_item import HandoverAnswer, ItemHandoverAnswered
from samenspel_kernel.responsibility import Partner

from .open_items import (
    ALLIANCE,
    DESK,
    MONDAY,
    PUPIL,
    SAM,
    SCHOOL,
    UNIT,
    breaches,
    check_accountable,
    noon,
    person,
    taken,
    term,
)

ANSWER = term("signal-answer", MONDAY, 7)
FAMILY_DESK = Holder(HolderKind.FAMILY_DESK, ALLIANCE)
PARENT = Raiser(role=RaiserRole.PARENT, contact_id=ContactId(new_id()))
WORRY = Worry(raiser=PARENT, text="Ze durft niet meer naar binnen.", about=AtSchool(SCHOOL))
PARTNER = Partner(new_id())


def a_signal(worry: Worry = WORRY, holder: Holder = DESK, day: date = MONDAY) -> Signal:
    return Signal.raise_(
        SignalId(new_id()),
        worry,
        alliance_id=ALLIANCE,
        unit_id=UNIT,
        holder=holder,
        answer_term=ANSWER,
        at=noon(day),
    )


def codes(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [error.code for error in refused.value.errors]


@pytest.mark.parametrize("role", list(RaiserRole))
def test_anyone_may_raise_one_and_somebody_answers_for_it_at_once(role: RaiserRole) -> None:
    signal = a_signal(Worry(raiser=Raiser(role=role)))

    assert signal.responsibility is not None
    assert signal.responsibility.holder == DESK
    assert signal.responsibility.next_action == NextAction(SignalAction.ANSWER, ANSWER.last_day)
    assert len(taken(signal, SignalRaised)) == 1


@pytest.mark.parametrize(
    ("role", "parents_permit"), [(RaiserRole.OTHER, True), (RaiserRole.DOCTOR, False)]
)
def test_of_a_third_party_nothing_is_taken_down_that_could_name_a_child(
    role: RaiserRole, parents_permit: bool
) -> None:
    raiser = Raiser(role=role, parents_permit=parents_permit)
    with pytest.raises(InvalidInput) as refused:
        a_signal(Worry(raiser=raiser, text="Het buurmeisje", about=KnownPupil(PUPIL)))
    assert codes(refused) == [
        "signal.third-party-tells-nothing",
        "signal.third-party-names-nobody",
    ]
    signal = a_signal(Worry(raiser=raiser, about=AtSchool(SCHOOL)))
    with pytest.raises(InvalidInput):
        signal.find_child(KnownPupil(PUPIL), at=noon(MONDAY))


def test_a_doctor_may_speak_with_the_parents_permission() -> None:
    raiser = Raiser(role=RaiserRole.DOCTOR, parents_permit=True)
    a_signal(Worry(raiser=raiser, text="Vaak ziek gemeld.", about=KnownPupil(PUPIL)))


@pytest.mark.parametrize(
    ("text", "code"),
    [("x" * 4001, "text.too-long"), ("BSN 111222333", "text.contains-bsn")],
)
def test_words_that_cannot_be_taken_down_are_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        a_signal(replace(WORRY, text=text))
    assert codes(refused) == [code]


def test_its_words_do_not_show_in_what_is_logged() -> None:
    assert "durft" not in repr(a_signal())


OUTCOMES: list[Became] = [
    BecameWatch(RegistrationId(new_id())),
    BecameRequest(SupportRequestId(new_id())),
    BecameSpell(SpellId(new_id())),
]


@pytest.mark.parametrize("became", OUTCOMES)
def test_it_becomes_something_that_has_a_holder_of_its_own(became: Became) -> None:
    signal = a_signal()
    signal.become(became, at=noon(ANSWER.last_day))

    assert signal.standing == Answered(became)
    assert breaches(signal) == []
    with pytest.raises(RuleViolation, match=r"signal\.closed"):
        signal.advise(at=noon(MONDAY))


def test_an_answer_after_the_last_day_is_recorded_with_a_breach() -> None:
    signal, late = a_signal(), ANSWER.last_day + timedelta(days=1)
    signal.notice_breaches(at=noon(late))
    signal.advise(at=noon(late))
    assert signal.standing == Answered(Advised(late))
    assert breaches(signal) == ["signal-answer"]


def test_who_suspects_abuse_hears_about_veilig_thuis_first_and_the_same_day() -> None:
    signal = a_signal(replace(WORRY, suspects_abuse=True))
    assert signal.responsibility is not None
    first = NextAction(SignalAction.POINT_TO_VEILIG_THUIS, MONDAY)
    assert signal.responsibility.next_action == first
    with pytest.raises(RuleViolation, match="veilig-thuis-first"):
        signal.advise(at=noon(MONDAY))

    signal.point_to_veilig_thuis(at=noon(MONDAY))
    signal.advise(at=noon(MONDAY))
    assert isinstance(signal.standing, Answered)


def test_suspicion_may_come_up_later() -> None:
    signal = a_signal()
    signal.suspect_abuse(at=noon(MONDAY))
    with pytest.raises(RuleViolation, match="veilig-thuis-first"):
        signal.become(OUTCOMES[0], at=noon(MONDAY))


@pytest.mark.parametrize(
    ("days", "reason", "code"),
    [
        ((0,), "Geen gehoor.", "signal.try-again"),
        ((0, 0), "Geen gehoor.", "signal.try-again"),
        ((0, 5), "Geen gehoor.", "signal.try-again"),  # a day that has not come
        ((0, 1), " ", "signal.reason-missing"),
    ],
)
def test_nobody_is_given_up_before_two_days_of_trying(
    days: tuple[int, ...], reason: str, code: str
) -> None:
    tried = NotReached(tuple(MONDAY + timedelta(days=n) for n in days), reason)
    with pytest.raises(InvalidInput) as refused:
        a_signal().give_up_reaching(tried, at=noon(MONDAY + timedelta(days=1)))
    assert codes(refused) == [code]


def test_who_left_no_address_cannot_be_tried() -> None:
    signal = a_signal(Worry(raiser=Raiser(role=RaiserRole.CHILD), text="Help"))
    signal.give_up_reaching(NotReached((), "Geen adres."), at=noon(MONDAY))
    assert isinstance(signal.standing, Answered)


def test_a_partner_answers_for_it_once_it_has_accepted() -> None:
    signal, handover = a_signal(), HandoverId(new_id())
    to_answer = term("handover-answer", MONDAY, 7)
    signal.offer_handover(handover, PARTNER, answer_term=to_answer, at=noon(MONDAY))
    assert signal.responsibility is not None
    assert signal.responsibility.holder == DESK

    signal.accept_handover(handover, action=NextAction("call", MONDAY), at=noon(MONDAY))

    assert signal.standing == Answered(HandedOver(handover, PARTNER))
    answered = taken(signal, ItemHandoverAnswered)
    assert [event.answer for event in answered] == [HandoverAnswer.ACCEPTED]


def test_what_the_family_desk_hears_stays_there_until_the_family_agrees() -> None:
    signal = a_signal(holder=FAMILY_DESK)
    to_answer = term("handover-answer", MONDAY, 7)

    def give_away() -> None:
        signal.offer_handover(HandoverId(new_id()), DESK, answer_term=to_answer, at=noon(MONDAY))

    for leave in (
        give_away,
        lambda: signal.become(OUTCOMES[0], at=noon(MONDAY)),
        lambda: signal.reassign(person(SAM), at=noon(MONDAY)),
    ):
        with pytest.raises(RuleViolation, match="family-did-not-agree"):
            leave()
        check_accountable(signal)

    signal.agree()
    give_away()
    assert signal.responsibility is not None
    assert signal.responsibility.offer is not None


def test_the_family_desk_advises_without_asking_anyone() -> None:
    signal = a_signal(holder=FAMILY_DESK)
    signal.advise(at=noon(MONDAY))
    assert [type(event.outcome) for event in taken(signal, SignalAnswered)] == [Advised]


def themed(theme: Theme | None, count: int, **given: Any) -> list[Signal]:
    signals = [a_signal(**({"holder": FAMILY_DESK} | given)) for _ in range(count)]
    for signal in signals:
        if theme:
            signal.name_theme(theme)
    return signals


def test_the_board_hears_in_numbers_from_which_nobody_can_be_known() -> None:
    signals = [
        *themed(Theme.WAITING, 5),
        *themed(Theme.SAFETY, 4),
        *themed(None, 1),
        *themed(Theme.WAITING, 9, holder=DESK),  # not the family desk's
        *themed(Theme.WAITING, 9, day=date(2026, 1, 5)),  # not of this period
    ]
    told = bundle(signals, MONDAY, date(2026, 12, 31))
    assert told.counts == ((Theme.WAITING, 5),)
    assert told.in_small_groups == 5
    assert bundle(signals[:9], MONDAY, MONDAY).in_small_groups is None


def test_about_whom_may_stay_unsaid_and_come_to_light() -> None:
    signal = a_signal(Worry(raiser=PARENT, about=NotSaid()))
    signal.find_child(KnownPupil(PUPIL, SCHOOL), at=noon(MONDAY))
    assert signal.worry.about == KnownPupil(PUPIL, SCHOOL)
