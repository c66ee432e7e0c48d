"""Unit: granting help."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.arrangement import (
    Arrangement,
    ArrangementGranted,
    ArrangementKind,
    Period,
)
from samenspel_arrangements.domain.case import (
    ActionKind,
    Case,
    CaseActionPlanned,
)
from samenspel_kernel.accountability import NextAction
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    ArrangementId,
    HandoverId,
    PersonId,
    PupilId,
    SupportRequestId,
)

TODAY = date(2026, 9, 7)
NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
SAM = Actor(
    person_id=PersonId(uuid4()),
    alliance_id=AllianceId(uuid4()),
    role=Role.ADMINISTRATOR,
    name="Sam de Wit",
)
HALF_A_YEAR = Period(
    starts_on=date(2026, 9, 14),
    planned_end_on=date(2027, 3, 12),
    evaluation_on=date(2027, 2, 12),
)


FOUR_WEEKS = timedelta(weeks=4)


def a_case(*, accepted: bool = True) -> Case:
    case = Case.offer(
        alliance_id=SAM.alliance_id,
        unit_id=None,
        handover_id=HandoverId(uuid4()),
        support_request_id=SupportRequestId(uuid4()),
        pupil_id=PupilId(uuid4()),
        school_id=None,
        kind="arrangement",
        age_band="0-3",
        answer_by=TODAY,
        at=NOW,
    )
    if accepted:
        case.accept(by=SAM, kind=ActionKind.DECIDE_ON_HELP, due_on=TODAY, at=NOW)
    case.take_events()
    return case


def grant(case: Case, period: Period, description: str = "Twee uur per week.") -> Arrangement:
    return Arrangement.grant(
        case,
        id_=ArrangementId(uuid4()),
        kind=ArrangementKind.INDIVIDUAL,
        description=description,
        period=period,
        look_by=period.planned_end_on - FOUR_WEEKS,
        by=SAM.person_id,
        at=NOW,
    )


def test_granting_makes_the_evaluation_what_is_next_in_the_case() -> None:
    case = a_case()

    arrangement = grant(case, HALF_A_YEAR)

    assert arrangement.case_id == case.id
    assert arrangement.support_request_id == case.support_request_id
    granted = ArrangementGranted(occurred_at=NOW, arrangement=arrangement)
    assert arrangement.take_events() == (granted,)
    assert case.opened.next_action == NextAction("evaluate", date(2027, 2, 12))
    planned = CaseActionPlanned(occurred_at=NOW, case=case, opened=case.opened)
    assert case.take_events() == (planned,)


def test_nothing_is_granted_before_somebody_holds_the_case() -> None:
    with pytest.raises(RuleViolation, match=r"case\.not-open"):
        grant(a_case(accepted=False), HALF_A_YEAR)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  ", "text.missing"),
        ("x" * 2001, "text.too-long"),
        ("bsn: 111222333", "text.contains-bsn"),
        ("onderwijsnummer: 101222331", "text.contains-education-number"),
        (f"Zie https://ketenid.nl/201703/{'ab' * 64}.", "text.contains-eck-id"),
    ],
)
def test_the_description_is_checked(text: str, code: str) -> None:
    case = a_case()

    with pytest.raises(InvalidInput, match=f"description: {code}"):
        grant(case, HALF_A_YEAR, text)

    assert case.take_events() == ()


def test_a_telephone_number_in_the_description_is_fine() -> None:
    grant(a_case(), HALF_A_YEAR, "Bel de begeleider op 030 123 45 67.")


@pytest.mark.parametrize(
    ("starts_on", "planned_end_on", "evaluation_on", "wrong"),
    [
        ("2026-09-14", "2026-09-14", "2026-09-14", "planned_end_on: arrangement.ends-before-start"),
        ("2026-09-14", "2027-03-12", "2026-09-13", "evaluation_on: arrangement.evaluation-before-start"),
        ("2026-09-14", "2027-03-12", "2027-02-13", "evaluation_on: arrangement.evaluation-too-late"),
        ("2026-09-14", "2026-11-08", "2026-11-08", "evaluation_on: arrangement.evaluation-too-late"),
        ("2026-09-14", "2028-07-31", "2027-09-16", "evaluation_on: arrangement.evaluation-too-late"),
        ("2026-08-06", "2027-03-12", "2027-01-01", "starts_on: arrangement.starts-too-long-ago"),
        ("2027-09-09", "2027-12-31", "2027-10-01", "starts_on: arrangement.starts-too-far-ahead"),
    ],
)  # fmt: skip
def test_dates_that_cannot_be(
    starts_on: str, planned_end_on: str, evaluation_on: str, wrong: str
) -> None:
    period = Period(
        starts_on=date.fromisoformat(starts_on),
        planned_end_on=date.fromisoformat(planned_end_on),
        evaluation_on=date.fromisoformat(evaluation_on),
    )

    with pytest.raises(InvalidInput) as refused:
        grant(a_case(), period)

    assert [f"{e.field}: {e.code}" for e in refused.value.errors] == [wrong]


@pytest.mark.parametrize(
    ("starts_on", "planned_end_on", "evaluation_on"),
    [
        ("2026-08-07", "2027-03-12", "2027-02-12"),  # 31 days ago; exactly 28 days before the end
        ("2026-09-14", "2026-11-08", "2026-11-07"),  # one day short of eight weeks
        ("2026-09-14", "2026-11-09", "2026-10-12"),  # eight weeks
        ("2026-09-14", "2026-09-15", "2026-09-14"),  # a day
    ],
)
def test_dates_that_just_fit(starts_on: str, planned_end_on: str, evaluation_on: str) -> None:
    period = Period(
        starts_on=date.fromisoformat(starts_on),
        planned_end_on=date.fromisoformat(planned_end_on),
        evaluation_on=date.fromisoformat(evaluation_on),
    )

    assert period.errors(today=TODAY, look_by=period.planned_end_on - FOUR_WEEKS) == []


def test_all_wrong_fields_are_told_at_once() -> None:
    period = Period(starts_on=date(2026, 1, 1), planned_end_on=TODAY, evaluation_on=TODAY)

    with pytest.raises(InvalidInput) as refused:
        grant(a_case(), period, "")

    assert [e.field for e in refused.value.errors] == ["description", "starts_on", "evaluation_on"]


@given(days=st.integers(1, 800), margin=st.integers(-30, 900))
def test_whatever_the_rule_says_there_is_a_day_to_evaluate(days: int, margin: int) -> None:
    end = TODAY + timedelta(days=days)
    look_by = end - timedelta(days=margin)
    period = Period(starts_on=TODAY, planned_end_on=end, evaluation_on=TODAY)

    assert period.evaluated_by(look_by).errors(today=TODAY, look_by=look_by) == []


OFFSETS = st.integers(min_value=-400, max_value=800)


@given(start=OFFSETS, end=OFFSETS, evaluation=OFFSETS)
def test_what_is_granted_is_always_evaluated_within_it_and_in_time(
    start: int, end: int, evaluation: int
) -> None:
    days = [TODAY + timedelta(days=n) for n in (start, end, evaluation)]
    period = Period(starts_on=days[0], planned_end_on=days[1], evaluation_on=days[2])
    if period.errors(today=TODAY, look_by=period.planned_end_on - FOUR_WEEKS):
        return

    assert period.starts_on <= period.evaluation_on < period.planned_end_on
    left = period.planned_end_on - period.evaluation_on
    short = period.planned_end_on - period.starts_on < timedelta(weeks=8)
    assert short or left >= timedelta(days=28)


@pytest.mark.parametrize(
    ("today", "start", "end", "evaluation"),
    [
        ("2026-09-07", "2026-09-14", "2027-07-31", "2027-07-03"),
        ("2026-09-09", "2026-09-14", "2027-07-31", "2027-07-03"),
        ("2026-06-01", "2026-06-08", "2027-07-31", "2027-06-09"),
        ("2027-01-03", "2027-01-04", "2027-07-31", "2027-07-03"),
    ],
)
def test_the_proposed_dates_follow_the_school_year(
    today: str, start: str, end: str, evaluation: str
) -> None:
    without = Period.suggested(today=date.fromisoformat(today))
    period = without.evaluated_by(without.planned_end_on - FOUR_WEEKS)

    assert [f"{d}" for d in (period.starts_on, period.planned_end_on, period.evaluation_on)] == [
        start,
        end,
        evaluation,
    ]


@given(today=st.dates(min_value=date(2026, 1, 1), max_value=date(2040, 1, 1)))
def test_the_proposed_dates_are_always_allowed(today: date) -> None:
    without = Period.suggested(today=today)
    look_by = without.planned_end_on - FOUR_WEEKS

    assert without.evaluated_by(look_by).errors(today=today, look_by=look_by) == []
