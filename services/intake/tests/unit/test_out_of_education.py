"""Unit: time without education, rule by rule (H1 to H10), on the days where each begins and ends."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.spell.absence_class import (
    AbsenceClass,
    Classes,
    ClassPeriod,
    is_thuiszitter,
    statutory_class,
)
from samenspel_intake.domain.spell.events import (
    DeciderRuled,
    EducationLost,
    EscalationRaised,
    SpellEnded,
    SpellOpened,
    StepReached,
)
from samenspel_intake.domain.spell.ladder import Ladder, PlaceDecision, Rung
from samenspel_intake.domain.spell.missed_hours import MissedHours, Threshold
from samenspel_intake.domain.spell.report import Party, Report, Reporter
from samenspel_intake.domain.spell.school_age import SchoolAge
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.domain.spell.standing import (
    AdmittedAt,
    Confirmer,
    Died,
    Ended,
    Out,
    Returned,
    SpellAction,
    Step,
    Steps,
)
from samenspel_kernel.accountability import NextAction
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import HandoverId, new_id
from samenspel_kernel.open_item import TermBreached
from samenspel_kernel.responsibility import Partner
from samenspel_kernel.school_calendar import HolidayRegion

from .open_items import (
    ALLIANCE,
    DESK,
    MONDAY,
    NOOR,
    OTHER_SCHOOL,
    PUPIL,
    SAM,
    SCHOOL,
    UNIT,
    breaches,
    check_accountable,
    computed,
    noon,
    person,
    taken,
    term,
)

TEN = SchoolAge.of(date(2016, 3, 1))
SCHOOL_REPORT = Report(Reporter.SCHOOL, MONDAY)
WEDNESDAY = computed("spell-first-action", MONDAY)
FOUR_WEEKS = date(2026, 10, 5)
THREE_MONTHS = date(2026, 12, 7)
ONE_DAY = timedelta(days=1)
LADDER = Ladder(
    1,
    date(2026, 1, 1),
    "Afspraken doorzettingsmacht",
    (Rung(NOOR, "director", "place-decision"), Rung(SAM, "alderman", "place-decision")),
)
PLACE = PlaceDecision(OTHER_SCHOOL, "Dichtbij en er is plek.", noon(MONDAY))


def steps_from(day: date) -> Steps:
    return Steps(computed("spell-long", day), computed("spell-decider", day))


def given(**changed: Any) -> dict[str, Any]:
    return {
        "alliance_id": ALLIANCE,
        "unit_id": UNIT,
        "pupil_id": PUPIL,
        "school_id": SCHOOL,
        "school_age": TEN,
        "report": SCHOOL_REPORT,
        "holder": DESK,
        "first_action": WEDNESDAY,
        "at": noon(MONDAY),
    } | changed


def out(first_day: date = MONDAY, **changed: Any) -> OutOfEducationSpell:
    steps = steps_from(first_day)
    return OutOfEducationSpell.out(
        SpellId(new_id()), first_day=first_day, steps=steps, **given(**changed)
    )


def threatening(**changed: Any) -> OutOfEducationSpell:
    look = term("spell-look-again", MONDAY, 14)
    return OutOfEducationSpell.threatening(SpellId(new_id()), look_again=look, **given(**changed))


def due(spell: OutOfEducationSpell) -> dict[str, date]:
    held = spell.responsibility
    return {action.kind: action.due_on for action in held.actions} if held else {}


def returned(day: date) -> Returned:
    return Returned(school_id=SCHOOL, from_day=day, confirmed_by=SAM, confirmed_as=Confirmer.SCHOOL)


def codes(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [error.code for error in refused.value.errors]


@pytest.mark.parametrize(
    ("born", "first_day", "last_day", "qualify_before"),
    [
        (date(2021, 9, 1), date(2026, 10, 1), date(2038, 7, 31), date(2039, 9, 1)),
        (date(2021, 8, 31), date(2026, 9, 1), date(2038, 7, 31), date(2039, 8, 31)),
        (date(2021, 12, 31), date(2027, 1, 1), date(2038, 7, 31), date(2039, 12, 31)),
        (date(2021, 7, 31), date(2026, 8, 1), date(2037, 7, 31), date(2039, 7, 31)),
        (date(2021, 8, 1), date(2026, 9, 1), date(2038, 7, 31), date(2039, 8, 1)),
        (date(2024, 2, 29), date(2029, 4, 1), date(2040, 7, 31), date(2042, 3, 1)),
    ],
)
def test_h1_who_must_go_to_school_and_until_when(
    born: date, first_day: date, last_day: date, qualify_before: date
) -> None:
    age = SchoolAge.of(born)
    assert age == SchoolAge(first_day, last_day, qualify_before)
    assert [age.must_go(first_day - ONE_DAY), age.must_go(first_day)] == [False, True]
    assert [age.must_go(last_day), age.must_go(last_day + ONE_DAY)] == [True, False]
    assert [age.must_qualify(last_day), age.must_qualify(last_day + ONE_DAY)] == [False, True]
    assert not age.must_qualify(qualify_before)


@pytest.mark.parametrize(
    ("enrolled", "exemption", "expected"),
    [
        (False, None, AbsenceClass.ABSOLUTE),
        (False, AbsenceClass.EXEMPTION_5A, AbsenceClass.EXEMPTION_5A),
        (True, None, AbsenceClass.RELATIVE_SHORT),
    ],
)
def test_h2_not_enrolled_and_not_exempt_is_absolute(
    enrolled: bool, exemption: AbsenceClass | None, expected: AbsenceClass
) -> None:
    found = statutory_class(enrolled=enrolled, exemption=exemption, valid_reason=False, days=1)
    assert found is expected


@pytest.mark.parametrize(
    ("days", "expected", "is_counted"),
    [(28, AbsenceClass.RELATIVE_SHORT, False), (29, AbsenceClass.RELATIVE_LONG, True)],
)
def test_h3_relative_absence_is_long_after_four_weeks(
    days: int, expected: AbsenceClass, is_counted: bool
) -> None:
    found = statutory_class(enrolled=True, exemption=None, valid_reason=False, days=days)
    assert found is expected
    assert is_thuiszitter(found) is is_counted


def test_h3_the_step_of_four_weeks_is_reached_on_the_29th_day_and_told_once() -> None:
    spell = out()
    spell.notice_breaches(at=noon(FOUR_WEEKS - ONE_DAY))
    assert spell.days_without_education(FOUR_WEEKS - ONE_DAY) == 28
    assert taken(spell, StepReached) == []

    spell.notice_breaches(at=noon(FOUR_WEEKS))
    spell.notice_breaches(at=noon(FOUR_WEEKS))

    assert spell.days_without_education(FOUR_WEEKS) == 29
    assert [event.step for event in taken(spell, StepReached)] == [Step.FOUR_WEEKS]


def test_h3_after_four_weeks_it_is_looked_at_and_something_is_planned() -> None:
    spell = out()
    assert due(spell)[SpellAction.REVIEW_AT_FOUR_WEEKS] == FOUR_WEEKS
    spell.reviewed(NextAction("talk-to-doctor", FOUR_WEEKS + ONE_DAY), at=noon(FOUR_WEEKS))
    assert due(spell)["talk-to-doctor"] == FOUR_WEEKS + ONE_DAY
    assert SpellAction.REVIEW_AT_FOUR_WEEKS not in due(spell)


@pytest.mark.parametrize(
    "label",
    [AbsenceClass.AUTHORISED_SICK, AbsenceClass.EXEMPTION_5A, AbsenceClass.RELATIVE_SHORT, None],
)
def test_h4_days_without_education_count_whatever_the_law_calls_them(
    label: AbsenceClass | None,
) -> None:
    spell = out()
    if label:
        spell.classify(ClassPeriod(label, MONDAY, date(2027, 7, 31)), at=noon(MONDAY))
    assert spell.days_without_education(THREE_MONTHS) == 92
    spell.notice_breaches(at=noon(THREE_MONTHS))
    assert {event.step for event in taken(spell, StepReached)} == {
        Step.FOUR_WEEKS,
        Step.THREE_MONTHS,
    }


def test_h4_an_exemption_has_a_last_day_and_a_review_before_it_passes() -> None:
    spell = out()
    with pytest.raises(InvalidInput) as refused:
        spell.classify(ClassPeriod(AbsenceClass.EXEMPTION_5A, MONDAY), at=noon(MONDAY))
    assert codes(refused) == ["spell.class-needs-end"]

    exempt = ClassPeriod(AbsenceClass.EXEMPTION_5A, MONDAY, date(2027, 7, 31))
    spell.classify(exempt, at=noon(MONDAY))
    assert due(spell)[SpellAction.REVIEW_CLASS] == date(2027, 7, 31)


def test_h4_each_day_has_one_class_and_a_new_one_ends_the_one_before() -> None:
    sick = ClassPeriod(AbsenceClass.AUTHORISED_SICK, MONDAY)
    tuesday = MONDAY + ONE_DAY
    classes = Classes().with_period(sick)
    classes = classes.with_period(ClassPeriod(AbsenceClass.RELATIVE_SHORT, tuesday))

    assert classes.on(MONDAY - ONE_DAY) is None
    assert classes.on(MONDAY) is AbsenceClass.AUTHORISED_SICK
    assert classes.on(tuesday) is AbsenceClass.RELATIVE_SHORT
    for day in (MONDAY, tuesday, MONDAY - ONE_DAY):
        with pytest.raises(InvalidInput):
            classes.with_period(ClassPeriod(AbsenceClass.ABSOLUTE, day))


MONDAYS = tuple(MONDAY + timedelta(weeks=n) for n in range(6))
SIXTEEN = Threshold(hours=16, lesson_weeks=4)


@pytest.mark.parametrize(
    ("hours", "reached"),
    [
        ((4, 4, 4, 3), None),  # 15 hours
        ((4, 4, 4, 4), MONDAYS[3]),
        ((16,), MONDAYS[0]),
        ((4, 4, 4, 0, 4), None),  # 16 hours, in five weeks
        ((0, 4, 4, 4, 4), MONDAYS[4]),
    ],
)
def test_h5_the_threshold_is_16_hours_in_4_lesson_weeks(
    hours: tuple[int, ...], reached: date | None
) -> None:
    missed = MissedHours()
    for monday, count in zip(MONDAYS, hours, strict=False):
        missed = missed.with_week(monday, count)
    assert missed.reached_in(MONDAYS, SIXTEEN) == reached


def test_h5_a_week_of_holiday_does_not_part_the_lesson_weeks() -> None:
    missed = MissedHours()
    for week in (0, 1, 2, 4):
        missed = missed.with_week(MONDAYS[week], 4)
    without_holiday = tuple(monday for monday in MONDAYS if monday != MONDAYS[3])
    assert missed.reached_in(MONDAYS, SIXTEEN) is None
    assert missed.reached_in(without_holiday, SIXTEEN) == MONDAYS[4]


def test_h5_hours_are_kept_inside_an_open_spell_only() -> None:
    spell = threatening()
    spell.miss(MONDAY, 16)
    spell.miss(MONDAY, 12)
    assert spell.missed.by_week == ((MONDAY, 12),)
    with pytest.raises(InvalidInput) as refused:
        spell.miss(MONDAY + ONE_DAY, 41)
    assert codes(refused) == ["hours.not-a-monday", "hours.impossible"]
    spell.end(returned(MONDAY), at=noon(MONDAY))
    with pytest.raises(RuleViolation, match=r"spell\.closed"):
        spell.miss(MONDAY, 2)


@pytest.mark.parametrize(("days_late", "told"), [(0, []), (1, ["spell-report"])])
def test_h5_a_report_after_its_last_day_is_taken_in_and_is_a_breach(
    days_late: int, told: list[str]
) -> None:
    report_by = term("spell-report", MONDAY - timedelta(days=7), 7 - days_late)
    report = Report(Reporter.SCHOOL, MONDAY - timedelta(days=7), report_by)
    assert breaches(out(report=report)) == told


@pytest.mark.parametrize(
    ("by", "tell"),
    [
        (Reporter.SCHOOL, {Party.SCHOOL_BOARD, Party.ATTENDANCE_OFFICER}),
        (Reporter.ATTENDANCE_OFFICER, {Party.SCHOOL_BOARD}),
    ],
)
def test_h6_board_alliance_and_attendance_officer_hear_of_it_the_same_day(
    by: Reporter, tell: set[Party]
) -> None:
    spell = threatening(report=replace(SCHOOL_REPORT, by=by))
    assert taken(spell, SpellOpened)[0].tell == tell
    assert due(spell)[SpellAction.TELL_ALL] == MONDAY

    for party in sorted(tell):
        spell.tell(party, at=noon(MONDAY))

    assert SpellAction.TELL_ALL not in due(spell)


def test_h6_a_threat_that_comes_true_keeps_who_answers_for_it() -> None:
    spell, friday = threatening(), MONDAY + timedelta(days=4)
    assert spell.days_without_education(friday) == 0
    spell.education_lost(friday, steps_from(friday), at=noon(friday))

    assert len(taken(spell, EducationLost)) == 1
    assert spell.responsibility is not None
    assert spell.responsibility.holder == DESK
    assert spell.days_without_education(friday) == 1
    with pytest.raises(RuleViolation, match=r"spell\.child-is-out"):
        spell.education_lost(friday, steps_from(friday), at=noon(friday))


def test_h6_a_threat_is_looked_at_again_and_again() -> None:
    spell = threatening()
    day = MONDAY + timedelta(days=15)
    spell.look_again(term("spell-look-again", day, 14), at=noon(day))
    assert due(spell)[SpellAction.LOOK_AGAIN] == day + timedelta(days=14)
    assert "spell-look-again" in breaches(spell)


@pytest.mark.parametrize(
    ("first_day", "reached"),
    [
        (date(2026, 9, 7), date(2026, 12, 7)),
        (date(2026, 11, 30), date(2027, 2, 28)),  # February has no 30th
        (date(2027, 11, 30), date(2028, 2, 29)),  # and a leap day
        (date(2026, 12, 24), date(2027, 3, 24)),  # over New Year
    ],
)
def test_h7_nobody_is_out_for_more_than_three_months(first_day: date, reached: date) -> None:
    spell = out(
        first_day,
        report=replace(SCHOOL_REPORT, known_on=first_day),
        first_action=term("spell-first-action", first_day, 2),
        at=noon(first_day),
    )
    spell.take_on(person(SAM), NextAction("call-parents", first_day), at=noon(first_day))
    assert due(spell)[SpellAction.ESCALATE] == reached

    spell.notice_breaches(at=noon(reached))
    assert breaches(spell) == []
    spell.notice_breaches(at=noon(reached + ONE_DAY))
    assert breaches(spell) == ["spell-decider"]


def test_h8_the_decider_is_named_beforehand_and_has_a_term() -> None:
    spell = out()
    answer = term("place-decision", THREE_MONTHS, 14)

    spell.escalate(LADDER, answer, at=noon(THREE_MONTHS))

    assert taken(spell, EscalationRaised)[0].escalation.rung.decider == NOOR
    assert due(spell)[SpellAction.AWAIT_DECIDER] == answer.last_day
    assert SpellAction.ESCALATE not in due(spell)
    check_accountable(spell)
    with pytest.raises(RuleViolation, match="not-the-decider"):
        spell.decide_place(PLACE, by=SAM, carry_out_by=THREE_MONTHS, at=noon(THREE_MONTHS))


def test_h8_a_decision_is_carried_out_and_ends_nothing_by_itself() -> None:
    spell = out()
    spell.escalate(LADDER, term("place-decision", MONDAY, 14), at=noon(MONDAY))
    spell.decide_place(PLACE, by=NOOR, carry_out_by=MONDAY + ONE_DAY, at=noon(MONDAY))

    assert isinstance(spell.standing, Out)
    assert due(spell)[SpellAction.CARRY_OUT_DECISION] == MONDAY + ONE_DAY
    assert taken(spell, DeciderRuled)[0].escalation.decision == PLACE


def test_h8_the_next_on_the_ladder_is_asked_when_the_first_is_silent_and_not_before() -> None:
    spell = out()
    answer = term("place-decision", MONDAY, 14)
    spell.escalate(LADDER, answer, at=noon(MONDAY))
    with pytest.raises(RuleViolation, match="decider-has-time"):
        spell.escalate(LADDER, answer, at=noon(answer.last_day))

    after = answer.last_day + ONE_DAY
    spell.escalate(LADDER, term("place-decision", after, 14), at=noon(after))

    events = spell.take_events()
    raised = [e.escalation.rung.decider for e in events if isinstance(e, EscalationRaised)]
    assert raised == [NOOR, SAM]
    assert "place-decision" in [e.term.rule for e in events if isinstance(e, TermBreached)]
    much_later = after + timedelta(days=15)
    with pytest.raises(RuleViolation, match="no-decider-left"):
        spell.escalate(LADDER, answer, at=noon(much_later))
    check_accountable(spell)


def test_h8_another_time_than_agreed_is_refused() -> None:
    with pytest.raises(RuleViolation, match="other-term-agreed"):
        out().escalate(LADDER, term("some-day", MONDAY, 99), at=noon(MONDAY))


def test_h9_authorised_absence_is_kept_beside_the_other_kind() -> None:
    spell = out()
    spell.classify(ClassPeriod(AbsenceClass.AUTHORISED_SICK, MONDAY), at=noon(MONDAY))
    later = MONDAY + timedelta(days=30)
    spell.classify(ClassPeriod(AbsenceClass.RELATIVE_LONG, later), at=noon(later))
    assert spell.class_on(MONDAY) is AbsenceClass.AUTHORISED_SICK
    assert spell.class_on(later) is AbsenceClass.RELATIVE_LONG


@pytest.mark.parametrize(
    ("born", "allowed"),
    [
        (date(2021, 8, 31), True),  # five last month: the duty began this month
        (date(2021, 9, 1), False),  # five this month: it begins next month
        (date(2023, 1, 1), False),
    ],
)
def test_h10_nobody_under_the_school_age_is_called_a_truant(born: date, allowed: bool) -> None:
    spell = out(school_age=SchoolAge.of(born))
    truant = ClassPeriod(AbsenceClass.ABSOLUTE, MONDAY)
    if allowed:
        spell.classify(truant, at=noon(MONDAY))
        assert spell.class_on(MONDAY) is AbsenceClass.ABSOLUTE
        return
    with pytest.raises(InvalidInput) as refused:
        spell.classify(truant, at=noon(MONDAY))
    assert codes(refused) == ["spell.no-duty-to-go"]
    assert spell.class_on(MONDAY) is AbsenceClass.WITHOUT_OFFER
    assert spell.days_without_education(MONDAY) == 1


def test_h10_on_the_first_day_of_the_duty_the_law_has_a_name_and_the_day_before_it_has_none() -> (
    None
):
    duty_began = date(2026, 9, 1)
    spell = out(school_age=SchoolAge.of(date(2021, 8, 31)))
    spell.classify(ClassPeriod(AbsenceClass.ABSOLUTE, duty_began), at=noon(MONDAY))
    assert spell.class_on(duty_began) is AbsenceClass.ABSOLUTE
    assert spell.class_on(duty_began - ONE_DAY) is AbsenceClass.WITHOUT_OFFER


def test_h10_a_child_of_unknown_age_is_watched_and_gets_no_label() -> None:
    spell = out(school_age=None)
    with pytest.raises(InvalidInput) as refused:
        spell.classify(ClassPeriod(AbsenceClass.ABSOLUTE, MONDAY), at=noon(MONDAY))
    assert codes(refused) == ["spell.age-unknown"]
    check_accountable(spell)

    spell.know_age(TEN)
    spell.classify(ClassPeriod(AbsenceClass.ABSOLUTE, MONDAY), at=noon(MONDAY))


@pytest.mark.parametrize(("days", "told"), [(2, []), (3, ["spell-first-action"])])
def test_somebody_takes_it_on_within_two_school_days(days: int, told: list[str]) -> None:
    spell, day = out(), MONDAY + timedelta(days=days)
    assert due(spell)[SpellAction.FIRST_ACTION] == WEDNESDAY.last_day

    spell.take_on(person(SAM), NextAction("call-parents", day), at=noon(day))

    assert spell.responsibility is not None
    assert spell.responsibility.holder == person(SAM)
    assert breaches(spell) == told
    assert SpellAction.FIRST_ACTION not in due(spell)


@pytest.mark.parametrize(
    ("reported", "region", "last_day"),
    [
        (date(2026, 10, 9), HolidayRegion.NORTH, date(2026, 10, 20)),  # autumn holiday comes
        (date(2026, 10, 9), HolidayRegion.SOUTH, date(2026, 10, 13)),
        (date(2026, 10, 16), HolidayRegion.SOUTH, date(2026, 10, 27)),  # and here a week later
        (date(2026, 12, 18), HolidayRegion.CENTRAL, date(2027, 1, 5)),  # over New Year
        (date(2026, 9, 4), HolidayRegion.CENTRAL, date(2026, 9, 8)),  # over a weekend
        (date(2027, 3, 26), HolidayRegion.NORTH, date(2027, 3, 31)),  # over Easter, summer time
    ],
)
def test_two_school_days_are_those_of_the_schools_region(
    reported: date, region: HolidayRegion, last_day: date
) -> None:
    assert computed("spell-first-action", reported, region).last_day == last_day


def test_it_ends_when_somebody_who_can_know_confirms_the_return() -> None:
    spell, day = out(), MONDAY + timedelta(days=10)
    spell.end(returned(day), at=noon(day))

    assert spell.standing == Ended(returned(day), MONDAY, day - ONE_DAY)
    assert spell.days_without_education(day + timedelta(days=100)) == 10
    assert len(taken(spell, SpellEnded)) == 1


@pytest.mark.parametrize("kind", ["returned", "admitted"])
def test_it_does_not_end_on_a_promise(kind: str) -> None:
    spell, tomorrow = out(), MONDAY + ONE_DAY
    promised = AdmittedAt(school_id=OTHER_SCHOOL, from_day=tomorrow, letter="brief van 4 september")
    with pytest.raises(InvalidInput) as refused:
        spell.end(returned(tomorrow) if kind == "returned" else promised, at=noon(MONDAY))
    assert codes(refused) == ["date.in-future"]
    check_accountable(spell)


def test_it_does_not_end_before_it_began() -> None:
    spell = out()
    with pytest.raises(InvalidInput) as refused:
        spell.end(returned(MONDAY), at=noon(MONDAY))
    assert codes(refused) == ["spell.ends-before-it-began"]


def test_a_threat_that_was_averted_ends_without_a_day_lost() -> None:
    spell = threatening()
    spell.end(returned(MONDAY), at=noon(MONDAY))
    assert spell.standing == Ended(returned(MONDAY), None, None)
    assert spell.days_without_education(MONDAY) == 0


def test_no_partner_takes_a_spell_away() -> None:
    answer_by = term("handover-answer", MONDAY, 7)
    with pytest.raises(RuleViolation, match=r"spell\.stays-inside"):
        out().offer_handover(
            HandoverId(new_id()), Partner(new_id()), answer_term=answer_by, at=noon(MONDAY)
        )


def test_death_ends_it_at_once() -> None:
    spell = out()
    spell.died(at=noon(MONDAY))
    assert spell.standing == Ended(Died(), MONDAY, MONDAY)
    with pytest.raises(RuleViolation, match=r"spell\.closed"):
        spell.end(returned(MONDAY), at=noon(MONDAY))
