"""Unit: teacher and parents are asked whether help helped (K20, K21); silence is a state."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.arrangement import Arrangement, ArrangementKind, Period
from samenspel_arrangements.domain.help.course import EndReason
from samenspel_arrangements.domain.help.events import ArrangementMidway
from samenspel_arrangements.domain.help.question import (
    QUESTIONS,
    Answered,
    Asked,
    AskedParty,
    Moment,
    Question,
    QuestionAnswered,
    QuestionAsked,
    QuestionLapsed,
    Unanswered,
    Withdrawn,
    question_id_of,
)
from samenspel_arrangements.domain.help.question_readers import read_by
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    ArrangementId,
    CaseId,
    PersonId,
    PupilId,
    SupportRequestId,
    UnitId,
)
from samenspel_kernel.term import Term

BEGAN, ASKED, LAST = date(2026, 9, 14), date(2026, 10, 26), date(2026, 11, 9)
ALLIANCE, UNIT, PUPIL = AllianceId(uuid4()), UnitId(uuid4()), PupilId(uuid4())


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC)


def help_() -> Arrangement:
    return Arrangement(
        id=ArrangementId(uuid4()),
        alliance_id=ALLIANCE,
        unit_id=UNIT,
        case_id=CaseId(uuid4()),
        support_request_id=SupportRequestId(uuid4()),
        pupil_id=PUPIL,
        school_id=None,
        kind=ArrangementKind.CONSULTATION,
        description="Samen lezen.",
        period=Period(
            starts_on=BEGAN, planned_end_on=date(2027, 3, 12), evaluation_on=date(2027, 2, 12)
        ),
        granted_by=PersonId(uuid4()),
        granted_at=at(date(2026, 9, 7)),
    )


def question(party: AskedParty = AskedParty.PARENT) -> Question:
    asked = Question.ask(
        help_(),
        Moment.MIDWAY,
        party=party,
        person_id=PersonId(uuid4()),
        answer_by=Term("help-answer", 1, ASKED, LAST),
        at=at(ASKED),
    )
    asked.take_events()
    return asked


def test_it_is_asked_once_to_a_person_at_each_moment() -> None:
    granted, person = help_(), PersonId(uuid4())
    asked = Question.ask(
        granted,
        Moment.END,
        party=AskedParty.TEACHER,
        person_id=person,
        answer_by=Term("help-answer", 1, ASKED, LAST),
        at=at(ASKED),
    )

    assert asked.id == question_id_of(granted.id, Moment.END, person)
    assert asked.id != question_id_of(granted.id, Moment.MIDWAY, person)
    assert [type(event) for event in asked.take_events()] == [QuestionAsked]


def test_k20_k21_a_teacher_is_asked_one_thing_and_a_parent_three_at_most() -> None:
    assert len(QUESTIONS[AskedParty.TEACHER]) == 1
    assert len(QUESTIONS[AskedParty.PARENT]) <= 3


def test_an_answer_stays_and_what_was_not_asked_is_left_out() -> None:
    one = question()

    one.answer({Asked.IS_HEARD: 4, Asked.HELPED_IN_CLASS: 5}, at=at(LAST))

    assert one.standing == Answered(LAST, {Asked.IS_HEARD: 4})
    assert [type(event) for event in one.take_events()] == [QuestionAnswered]
    with pytest.raises(RuleViolation, match=r"question\.not-now"):
        one.answer({Asked.IS_HEARD: 1}, at=at(LAST))
    one.withdraw(at=at(LAST))
    assert isinstance(one.standing, Answered)


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_is_from_one_to_five(score: int) -> None:
    with pytest.raises(InvalidInput, match=r"is_heard: question\.out-of-range"):
        question().answer({Asked.IS_HEARD: score}, at=at(ASKED))


def test_no_answer_at_all_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"helped_in_class: question\.missing"):
        question(AskedParty.TEACHER).answer({Asked.IS_HEARD: 3}, at=at(ASKED))


def test_silence_is_a_state_and_a_late_answer_counts() -> None:
    one = question()
    one.look(take_up_by=LAST, at=at(LAST))
    assert one.take_events() == ()

    one.look(take_up_by=LAST, at=at(date(2026, 11, 10)))
    one.look(take_up_by=LAST, at=at(date(2026, 11, 11)))
    assert one.standing == Unanswered()
    assert [type(event) for event in one.take_events()] == [QuestionLapsed]
    assert one.next_look() is None

    one.answer({Asked.HELPS_CHILD: 2}, at=at(date(2026, 12, 1)))
    assert isinstance(one.standing, Answered)


def test_what_is_withdrawn_waits_for_nobody() -> None:
    one = question()
    one.withdraw(at=at(ASKED))
    one.withdraw(at=at(ASKED))

    assert one.standing == Withdrawn()
    assert [type(event) for event in one.take_events()] == [QuestionLapsed]
    with pytest.raises(RuleViolation, match=r"question\.not-now"):
        one.answer({Asked.IS_HEARD: 3}, at=at(ASKED))


def test_some_weeks_after_it_began_it_is_time_to_ask_once() -> None:
    granted = help_()
    granted.start(BEGAN, ask_on=ASKED, at=at(BEGAN))
    granted.take_events()

    assert granted.next_look() == ASKED
    granted.look(take_up_by=LAST, at=at(date(2026, 10, 25)))
    assert granted.take_events() == ()
    granted.look(take_up_by=LAST, at=at(ASKED))
    granted.look(take_up_by=LAST, at=at(ASKED))
    assert [type(event) for event in granted.take_events()] == [ArrangementMidway]


def test_help_that_ended_before_is_not_asked_about_midway() -> None:
    granted = help_()
    granted.start(BEGAN, ask_on=ASKED, at=at(BEGAN))
    granted.end(EndReason.GOAL_REACHED, BEGAN, at=at(BEGAN))
    granted.take_events()

    assert granted.next_look() is None
    granted.look(take_up_by=LAST, at=at(LAST))
    assert granted.take_events() == ()


@given(role=st.sampled_from(Role), mine=st.booleans(), answered=st.booleans())
def test_nobody_but_who_works_on_the_case_reads_what_another_answered(
    role: Role, mine: bool, answered: bool
) -> None:
    one = question()
    if answered:
        one.answer({Asked.IS_HEARD: 3}, at=at(ASKED))
    reader = Actor(
        person_id=one.person_id if mine else PersonId(uuid4()),
        alliance_id=ALLIANCE,
        role=role,
        unit_id=UNIT,
        pupil_ids=frozenset({PUPIL}),
    )

    works = role in (Role.UNIT_COORDINATOR, Role.ADMINISTRATOR)
    assert bool(read_by(reader, [one])) == (mine or works)
