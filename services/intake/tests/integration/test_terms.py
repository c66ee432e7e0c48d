"""Integration: terms and calendars as they are stored, and what begins by them."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from samenspel_intake.application.terms.ports import HolidayPlace
from samenspel_intake.domain.alliance import school_id_of
from samenspel_intake.gateways.default_rules import default_terms
from samenspel_kernel.counting import TermUnit
from samenspel_kernel.days import OffKind
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.free_days import FreeKind, FreePeriod
from samenspel_kernel.running_terms import Suspension
from samenspel_kernel.school_calendar import HolidayRegion
from samenspel_kernel.term import Term

from .conftest import Intake

SCHOOL = school_id_of("99AA00")
OTHER = school_id_of("99BB00")
NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)


async def in_regions(intake: Intake, first: HolidayRegion, second: HolidayRegion) -> None:
    async with intake.process.job_context.transactions(intake.scope) as uow:
        places = [HolidayPlace("99AA00", first, "x"), HolidayPlace("9902", second, "x")]
        await uow.calendars.put_places(places, by=None, at=NOW)


async def begun(intake: Intake, rule: str, on: date, school: UUID | None = None) -> Term:
    async with intake.process.job_context.transactions(intake.scope) as uow:
        term: Term = await uow.terms.begin(rule, on, school_id=school)
    return term


async def test_an_alliance_begins_with_every_term_and_its_own_go_before(intake: Intake) -> None:
    async with intake.process.job_context.transactions(intake.scope) as uow:
        known = {version.record.key: version.record for version in await uow.terms.all()}
    assert known.keys() == {record.key for record in default_terms()}
    assert known["request-response"].source == "p. 14"
    assert (known["absence-window"].counts_back, known["absence-window"].unit) == (
        True,
        TermUnit.LESSON_WEEKS,
    )
    assert known["duty-of-care"].starts_at == "receipt"


@pytest.mark.parametrize(
    ("region", "last_day"),
    [
        (HolidayRegion.NORTH, date(2026, 10, 22)),
        (HolidayRegion.CENTRAL, date(2026, 10, 15)),
        (HolidayRegion.SOUTH, date(2026, 10, 15)),
    ],
)
async def test_a_term_in_school_days_follows_the_region_of_its_school(
    intake: Intake, region: HolidayRegion, last_day: date
) -> None:
    await in_regions(intake, region, HolidayRegion.SOUTH)
    term = await begun(intake, "teacher-response", date(2026, 10, 8), SCHOOL)
    assert term.last_day == last_day


async def test_a_school_goes_before_its_municipality(intake: Intake) -> None:
    await in_regions(intake, HolidayRegion.NORTH, HolidayRegion.SOUTH)
    by_municipality = await begun(intake, "teacher-response", date(2026, 10, 8), OTHER)
    assert by_municipality.last_day == date(2026, 10, 15)


async def test_without_a_known_region_a_term_is_early_rather_than_late(intake: Intake) -> None:
    async with intake.process.job_context.transactions(intake.scope) as uow:
        term = await uow.terms.begin("teacher-response", date(2026, 10, 8))
        explained = await uow.terms.explain(term)
    assert term.last_day == date(2026, 10, 15)
    assert explained is not None
    assert explained.unknown_years == ("2026-2027",)


async def test_an_equated_day_and_days_off_of_one_school_count(intake: Intake) -> None:
    friday = FreePeriod(
        kind=FreeKind.EQUATED_DAY,
        name="Na Hemelvaart",
        first_day=date(2027, 5, 7),
        last_day=date(2027, 5, 7),
        source="Staatscourant",
    )
    training = FreePeriod(
        kind=FreeKind.SCHOOL_DAY_OFF,
        name="Studiedag",
        first_day=date(2026, 9, 8),
        last_day=date(2026, 9, 9),
        source="Schoolgids",
        school="99AA00",
    )
    await in_regions(intake, HolidayRegion.NORTH, HolidayRegion.NORTH)
    async with intake.process.job_context.transactions(intake.scope) as uow:
        await uow.calendars.change(added=[friday, training], removed=[], by=None, at=NOW)
    assert (await begun(intake, "handover-answer", date(2027, 5, 3))).last_day == date(2027, 5, 13)
    at_school = await begun(intake, "teacher-response", date(2026, 9, 7), SCHOOL)
    elsewhere = await begun(intake, "teacher-response", date(2026, 9, 7), OTHER)
    assert (at_school.last_day, elsewhere.last_day) == (date(2026, 9, 16), date(2026, 9, 14))


async def test_a_term_that_stood_still_is_computed_anew_and_explained(intake: Intake) -> None:
    term = await begun(intake, "handover-answer", date(2026, 9, 7))
    stood_still = Suspension(
        asked_on=date(2026, 9, 8), resumed_on=date(2026, 9, 15), reason="parents-asked"
    )
    async with intake.process.job_context.transactions(intake.scope) as uow:
        again = await uow.terms.again(term, [stood_still])
        explained = await uow.terms.explain(term, pauses=[stood_still.pause])
    assert (term.last_day, again.last_day) == (date(2026, 9, 14), date(2026, 9, 18))
    assert explained is not None
    assert explained.last_day == again.last_day
    assert OffKind.SUSPENDED in {off.kind for off in explained.skipped}


async def test_a_rule_that_nobody_knows_is_refused_or_not_explained(intake: Intake) -> None:
    day = date(2026, 9, 7)
    with pytest.raises(RuleViolation, match="term-missing"):
        await begun(intake, "no-such-rule", day)
    async with intake.process.job_context.transactions(intake.scope) as uow:
        assert await uow.terms.explain(Term("no-such-rule", 1, day, day)) is None
