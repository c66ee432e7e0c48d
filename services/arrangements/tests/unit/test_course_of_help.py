"""Unit: granted help begins, is evaluated, goes on or ends; nothing of it ends in silence (N14)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.arrangement import Arrangement, ArrangementKind, Period
from samenspel_arrangements.domain.case import ActionKind, Case
from samenspel_arrangements.domain.help.composition import Line, composed
from samenspel_arrangements.domain.help.course import (
    BY_ITSELF,
    Ended,
    EndReason,
    Evaluation,
    Granted,
    Started,
    Works,
)
from samenspel_arrangements.domain.help.events import (
    ArrangementEnded,
    ArrangementEvaluated,
    ArrangementExtended,
    ArrangementOverdue,
    ArrangementStarted,
)
from samenspel_arrangements.domain.perspective.content import GoalFor
from samenspel_kernel.accountability import NextAction
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    ArrangementId,
    EvaluationId,
    HandoverId,
    PersonId,
    PupilId,
    SupportRequestId,
    UnitId,
)

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
PERIOD = Period(
    starts_on=date(2026, 9, 14), planned_end_on=date(2027, 3, 12), evaluation_on=date(2027, 2, 12)
)
FOUR_WEEKS = timedelta(weeks=4)
BEGAN = date(2026, 9, 14)
SAM = Actor(
    person_id=PersonId(uuid4()),
    alliance_id=AllianceId(uuid4()),
    role=Role.UNIT_COORDINATOR,
    name="Sam de Wit",
)
FOUND = Evaluation(
    id=EvaluationId(uuid4()), on=date(2027, 2, 8), works=Works.PARTLY, words="Het gaat beter."
)


def at(day: date) -> datetime:
    return datetime.combine(day, NOW.timetz())


def granted() -> tuple[Case, Arrangement]:
    case = Case.offer(
        alliance_id=SAM.alliance_id,
        unit_id=UnitId(uuid4()),
        handover_id=HandoverId(uuid4()),
        support_request_id=SupportRequestId(uuid4()),
        pupil_id=PupilId(uuid4()),
        school_id=None,
        kind="child",
        age_band="4-6",
        answer_by=date(2026, 9, 18),
        at=NOW,
    )
    case.accept(by=SAM, kind=ActionKind.DECIDE_ON_HELP, due_on=date(2026, 9, 25), at=NOW)
    help_ = Arrangement.grant(
        case,
        id_=ArrangementId(uuid4()),
        kind=ArrangementKind.INDIVIDUAL,
        description="Samen lezen.",
        period=PERIOD,
        look_by=PERIOD.planned_end_on - FOUR_WEEKS,
        by=SAM.person_id,
        at=NOW,
    )
    help_.take_events()
    case.take_events()
    return case, help_


MADE_OF = composed([Line(text="Samen lezen.", whom=GoalFor.TEACHER, goal="Rust")], (), "")


def started() -> Arrangement:
    _, help_ = granted()
    help_.compose(MADE_OF, at=NOW)
    help_.start(BEGAN, at=at(BEGAN))
    help_.take_events()
    return help_


def evaluated() -> Arrangement:
    help_ = started()
    help_.evaluate(FOUND, at=at(FOUND.on))
    help_.take_events()
    return help_


def test_it_begins_on_a_day_that_has_come() -> None:
    _, help_ = granted()
    with pytest.raises(InvalidInput, match=r"started_on: help\.in-the-future"):
        help_.start(date(2026, 9, 8), at=NOW)

    help_.start(BEGAN, at=at(BEGAN))

    assert help_.course == Started(BEGAN)
    told = ArrangementStarted(occurred_at=at(BEGAN), arrangement=help_, on=BEGAN)
    assert help_.take_events() == (told,)


def test_m20_help_goes_on_longer_only_after_an_evaluation_and_each_time_a_new_one() -> None:
    help_ = started()
    day = date(2027, 2, 8)
    longer = {
        "until": date(2027, 7, 31),
        "evaluation_on": date(2027, 6, 1),
        "look_by": date(2027, 7, 3),
    }
    with pytest.raises(RuleViolation, match=r"help\.not-evaluated"):
        help_.extend(**longer, at=at(day))

    help_.evaluate(FOUND, at=at(day))
    help_.extend(**longer, at=at(day))

    assert help_.period.planned_end_on == date(2027, 7, 31)
    looked, extended = help_.take_events()
    assert isinstance(looked, ArrangementEvaluated)
    assert isinstance(extended, ArrangementExtended)
    assert extended.evaluation.id == FOUND.id
    with pytest.raises(RuleViolation, match=r"help\.not-evaluated"):
        help_.extend(
            until=date(2027, 12, 1),
            evaluation_on=date(2027, 10, 1),
            look_by=date(2027, 11, 3),
            at=at(day),
        )


@pytest.mark.parametrize(
    ("until", "evaluation_on", "error"),
    [
        (date(2027, 3, 1), date(2027, 2, 20), "extended_until: arrangement.ends-before-start"),
        (
            date(2027, 7, 31),
            date(2027, 7, 20),
            "evaluate_again_on: arrangement.evaluation-too-late",
        ),
    ],
)
def test_an_extension_has_an_evaluation_well_before_its_end(
    until: date, evaluation_on: date, error: str
) -> None:
    help_ = evaluated()

    with pytest.raises(InvalidInput, match=error):
        help_.extend(
            until=until, evaluation_on=evaluation_on, look_by=until - FOUR_WEEKS, at=at(FOUND.on)
        )

    assert help_.period == PERIOD
    assert help_.take_events() == ()


@pytest.mark.parametrize(
    ("evaluation", "error"),
    [
        (replace(FOUND, on=date(2027, 2, 9)), "evaluated_on: help.in-the-future"),
        (replace(FOUND, on=date(2026, 9, 1)), "evaluated_on: help.before-it-began"),
        (replace(FOUND, words=" "), "words: text.missing"),
        (replace(FOUND, words="BSN 111222333"), "words: text.contains-bsn"),
    ],
)
def test_an_evaluation_is_refused_at_its_field(evaluation: Evaluation, error: str) -> None:
    help_ = started()

    with pytest.raises(InvalidInput, match=error):
        help_.evaluate(evaluation, at=at(FOUND.on))

    assert help_.evaluations == ()


def test_n14_a_passed_end_ends_nothing_and_is_told_once() -> None:
    help_, later = evaluated(), at(date(2027, 3, 13))

    assert help_.next_look() == date(2027, 3, 13)
    help_.look(take_up_by=date(2027, 4, 1), at=later)
    help_.look(take_up_by=date(2027, 4, 1), at=later)

    assert help_.course == Started(BEGAN)
    (told,) = help_.take_events()
    assert isinstance(told, ArrangementOverdue)
    assert (told.what, told.last_day) == ("help-end", date(2027, 3, 12))
    assert help_.next_look() is None


def test_n14_a_missed_evaluation_and_a_missed_beginning_are_told() -> None:
    _, help_ = granted()

    help_.look(take_up_by=date(2027, 4, 1), at=at(date(2027, 2, 13)))

    assert [e.what for e in help_.take_events() if isinstance(e, ArrangementOverdue)] == [
        "help-start",
        "help-measures",
        "help-evaluation",
    ]
    assert help_.course == Granted()


def test_help_ends_by_a_word_and_a_reason() -> None:
    help_, day = started(), date(2027, 1, 11)
    for reason in BY_ITSELF:
        with pytest.raises(InvalidInput, match=r"end_reason: help\.not-a-choice"):
            help_.end(reason, day, at=at(day))
    with pytest.raises(InvalidInput, match=r"ended_on: help\.in-the-future"):
        help_.end(EndReason.GOAL_REACHED, date(2027, 1, 12), at=at(day))

    help_.end(EndReason.GOAL_REACHED, day, at=at(day))

    assert help_.course == Ended(day, EndReason.GOAL_REACHED)
    assert help_.next_look() is None
    (told,) = help_.take_events()
    assert isinstance(told, ArrangementEnded)
    with pytest.raises(RuleViolation, match=r"help\.not-now"):
        help_.start(day, at=at(day))


def test_it_ends_with_its_case_once() -> None:
    help_ = started()

    help_.end_with_case(EndReason.DIED, at=NOW)
    help_.end_with_case(EndReason.CASE_CLOSED, at=NOW)

    assert help_.course == Ended(NOW.date(), EndReason.DIED)
    assert len(help_.take_events()) == 1


def test_after_an_evaluation_the_case_has_to_decide() -> None:
    case, _ = granted()
    assert case.opened.next_action == NextAction("evaluate", PERIOD.evaluation_on)

    case.evaluated(decide_by=PERIOD.planned_end_on, at=at(FOUND.on))

    assert case.opened.responsibility.actions == (
        NextAction("decide-on-help", PERIOD.planned_end_on),
    )


STEPS = st.sampled_from(["start", "evaluate", "extend", "end", "look"])
DAYS = st.dates(min_value=date(2026, 9, 7), max_value=date(2028, 12, 1))


@given(steps=st.lists(st.tuples(STEPS, DAYS), max_size=12))
def test_n14_whatever_day_it_is_help_ends_only_when_somebody_ends_it(
    steps: list[tuple[str, date]],
) -> None:
    _, help_ = granted()
    ended = False
    for step, day in sorted(steps, key=lambda each: each[1]):
        before = help_.course
        try:
            match step:
                case "start":
                    help_.start(day, at=at(day))
                case "evaluate":
                    help_.evaluate(replace(FOUND, on=day), at=at(day))
                case "extend":
                    until = help_.period.planned_end_on + timedelta(days=200)
                    look = until - timedelta(days=60)
                    help_.extend(
                        until=until, evaluation_on=look, look_by=until - FOUR_WEEKS, at=at(day)
                    )
                case "end":
                    help_.end(EndReason.OTHER_HELP, day, at=at(day))
                    ended = True
                case _:
                    help_.look(take_up_by=day, at=at(day))
        except (RuleViolation, InvalidInput):
            assert help_.course == before
        assert isinstance(help_.course, Ended) == ended
        if step == "look":
            untold = [d for d in help_.days if d[1] < day and d not in help_.told]
            assert untold == []
