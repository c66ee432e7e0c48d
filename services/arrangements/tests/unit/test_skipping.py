"""Unit: N32, a step can be skipped with a reason; one that a law demands never."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from samenspel_arrangements.domain.arrangement import Arrangement, ArrangementKind, Period
from samenspel_arrangements.domain.help.events import ArrangementOverdue, ArrangementStepSkipped
from samenspel_arrangements.domain.help.skipping import BY_LAW, HelpStep, SkippedStep, WhySkipped
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    ArrangementId,
    CaseId,
    PersonId,
    PupilId,
    SupportRequestId,
)

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
LATER = datetime(2027, 4, 1, 9, 30, tzinfo=UTC)
END = date(2027, 3, 12)


def help_() -> Arrangement:
    return Arrangement(
        id=ArrangementId(uuid4()),
        alliance_id=AllianceId(uuid4()),
        unit_id=None,
        case_id=CaseId(uuid4()),
        support_request_id=SupportRequestId(uuid4()),
        pupil_id=PupilId(uuid4()),
        school_id=None,
        kind=ArrangementKind.INDIVIDUAL,
        description="Samen lezen.",
        period=Period(
            starts_on=date(2026, 9, 14), planned_end_on=END, evaluation_on=date(2027, 2, 12)
        ),
        granted_by=PersonId(uuid4()),
        granted_at=NOW,
    )


def skipped(step: HelpStep, words: str = "Het was al gedaan.", ends_on: date = END) -> SkippedStep:
    return SkippedStep(
        step=step,
        why=WhySkipped.DONE_OTHERWISE,
        words=words,
        by=PersonId(uuid4()),
        on=NOW.date(),
        ends_on=ends_on,
    )


@pytest.mark.parametrize("step", HelpStep)
def test_n32_a_step_of_the_law_cannot_even_be_written_down_as_skipped(step: HelpStep) -> None:
    if step in BY_LAW:
        with pytest.raises(RuleViolation, match=r"step\.by-law"):
            skipped(step)
    else:
        help_().skip(skipped(step), at=NOW)


def test_nobody_is_reminded_of_what_was_skipped() -> None:
    granted = help_()
    granted.skip(skipped(HelpStep.MEASURES), at=NOW)
    granted.skip(skipped(HelpStep.EVALUATION), at=NOW)
    assert [type(e) for e in granted.take_events()] == [ArrangementStepSkipped] * 2

    granted.look(take_up_by=END, at=LATER)

    told = [e.what for e in granted.take_events() if isinstance(e, ArrangementOverdue)]
    assert told == ["help-start", "help-end"]


def test_it_is_skipped_once_and_with_words() -> None:
    granted = help_()
    with pytest.raises(InvalidInput, match=r"skip_words: text\.missing"):
        granted.skip(skipped(HelpStep.MEASURES, " "), at=NOW)
    granted.skip(skipped(HelpStep.MEASURES), at=NOW)
    with pytest.raises(RuleViolation, match=r"step\.skipped-before"):
        granted.skip(skipped(HelpStep.MEASURES), at=NOW)


def test_an_evaluation_is_skipped_for_its_own_period_and_no_extension_goes_without_one() -> None:
    granted = help_()
    granted.start(NOW.date(), at=NOW)
    granted.skip(skipped(HelpStep.EVALUATION), at=NOW)

    with pytest.raises(RuleViolation, match=r"help\.not-evaluated"):
        granted.extend(
            until=date(2027, 7, 31),
            evaluation_on=date(2027, 6, 1),
            look_by=date(2027, 7, 3),
            at=NOW,
        )
    granted.skipped = (skipped(HelpStep.EVALUATION, ends_on=date(2026, 12, 1)),)
    assert not granted.has_skipped(HelpStep.EVALUATION)
