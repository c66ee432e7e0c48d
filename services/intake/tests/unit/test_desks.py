"""Unit: what desks decide: by which criteria, in what order, and who reads again."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_intake.domain.desks.criteria import Criteria, DecisionKind, in_force
from samenspel_intake.domain.desks.decision import (
    SecondReading,
    agreement,
    check_second_reader,
    decide,
    is_read_twice,
)
from samenspel_intake.domain.desks.urgency import Facts, Reason
from samenspel_intake.domain.standing import Answer, AnswerOutcome, Destination, Route
from samenspel_intake.persistence.desks.criteria import default_criteria
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import PersonId, SupportRequestId, UnitId, new_id

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
TODAY = MONDAY.date()


def criteria(version: int, valid_from: date, *points: str) -> Criteria:
    return Criteria(
        kind=DecisionKind.ADVICE,
        version=version,
        points=points or ("Een punt.", "Nog een punt."),
        source="Ondersteuningsplan",
        valid_from=valid_from,
    )


def facts(days: int = 0, *, safety: bool = False, last: int = 5, waits: int = 0) -> Facts:
    return Facts(
        id=uuid4(),
        days_out=days,
        is_about_safety=safety,
        response_last_day=TODAY + timedelta(days=last),
        submitted_at=MONDAY - timedelta(days=waits),
    )


def test_the_queue_follows_facts_in_their_order() -> None:
    wanted = [
        facts(30),
        facts(2, safety=True),
        facts(2),
        facts(safety=True, last=9),
        facts(last=1),
        facts(last=5, waits=9),
        facts(last=5, waits=1),
    ]
    assert sorted(reversed(wanted), key=lambda each: each.rank) == wanted
    assert [each.reason(TODAY) for each in (wanted[0], wanted[3], wanted[4], facts(last=-1))] == [
        Reason.WITHOUT_EDUCATION,
        Reason.SAFETY,
        Reason.TERM,
        Reason.TERM_OVER,
    ]


def test_the_newest_valid_version_counts_and_none_from_tomorrow() -> None:
    old, new = criteria(1, date(2020, 1, 1)), criteria(2, TODAY)
    later = criteria(3, TODAY + timedelta(days=1))
    assert in_force([later, old, new], DecisionKind.ADVICE, TODAY) is new
    with pytest.raises(KeyError):
        in_force([later], DecisionKind.ADVICE, TODAY)


def test_every_kind_of_decision_has_criteria_to_begin_with() -> None:
    assert {each.kind for each in default_criteria()} == set(DecisionKind)
    assert not any(each.wrong() for each in default_criteria())


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (criteria(1, TODAY, *["x"] * 21), "criteria.too-long"),
        (criteria(1, TODAY, "x" * 301), "criteria.too-long"),
        (criteria(1, TODAY, "BSN 111222333"), "text.contains-bsn"),
    ],
)
def test_criteria_that_cannot_be_published(wrong: Criteria, code: str) -> None:
    assert code in [error.code for error in wrong.wrong()]


def test_a_decision_cites_its_version_and_only_criteria_that_there_are() -> None:
    request, me = SupportRequestId(new_id()), PersonId(new_id())
    made = decide(new_id(), request, criteria(4, TODAY), (2, 1, 2), unit_id=None, by=me, at=MONDAY)
    assert (made.criteria_version, made.points) == (4, (1, 2))
    for point in (0, 3):
        with pytest.raises(InvalidInput):
            decide(new_id(), request, criteria(4, TODAY), (point,), unit_id=None, by=me, at=MONDAY)


@given(st.uuids(), st.integers(1, 9))
def test_anybody_draws_the_same(request: UUID, version: int) -> None:
    drawn = is_read_twice(SupportRequestId(request), version)
    assert drawn == is_read_twice(SupportRequestId(request), version)
    assert not is_read_twice(SupportRequestId(request), version, percent=0)
    assert is_read_twice(SupportRequestId(request), version, percent=100)


def test_about_five_of_a_hundred_are_drawn() -> None:
    drawn = [is_read_twice(SupportRequestId(UUID(int=n)), 1) for n in range(4000)]
    assert 0.03 < sum(drawn) / len(drawn) < 0.07


def test_two_readers_are_compared_and_nobody_reads_twice() -> None:
    first, second = PersonId(new_id()), PersonId(new_id())
    made = [
        decide(
            new_id(),
            SupportRequestId(UUID(int=n)),
            criteria(1, TODAY),
            (),
            unit_id=UnitId(new_id()),
            by=first,
            at=MONDAY,
        )
        for n in range(400)
    ]
    drawn = [each for each in made if each.is_read_twice][:2]
    with pytest.raises(RuleViolation, match="own-decision"):
        check_second_reader(drawn[0], first)
    with pytest.raises(RuleViolation, match="not-drawn"):
        check_second_reader(next(each for each in made if not each.is_read_twice), second)
    readings = (DecisionKind.ADVICE, DecisionKind.TLV)
    read = [
        type(each)(
            **{name: getattr(each, name) for name in each.__slots__ if name != "second"},
            second=SecondReading(kind=kind, by=second, at=MONDAY),
        )
        for each, kind in zip(drawn, readings, strict=True)
    ]
    with pytest.raises(RuleViolation, match="done"):
        check_second_reader(read[0], PersonId(new_id()))
    assert agreement(read).percent == 50
    assert agreement(made).percent is None


def test_an_answer_has_a_text_that_stays_out_of_logs() -> None:
    assert Answer(AnswerOutcome.ADVICE, " ").wrong()[0].code == "answer.missing"
    assert "geheim" not in repr(Answer(AnswerOutcome.ADVICE, "geheim"))


def test_a_unit_goes_with_a_handover_to_a_unit_only() -> None:
    for route, unit_id in ((Route.UNIT, None), (Route.TLV, UnitId(new_id()))):
        with pytest.raises(ValueError, match="unit"):
            Destination(route, unit_id)
