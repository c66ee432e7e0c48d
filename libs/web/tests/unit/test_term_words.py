"""Unit: a last day says how it was computed, in both languages."""

from datetime import date

from samenspel_kernel.counting import TermUnit
from samenspel_kernel.days import OffKind
from samenspel_kernel.running_terms import RunningTerm
from samenspel_kernel.school_calendar import SchoolCalendar, SchoolHoliday, SchoolYear
from samenspel_kernel.terms import RuleRecord
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_web.language import speaking
from samenspel_web.term_words import how_computed
from samenspel_web.texts import Texts

TEXTS = Texts.with_shared()
SCHOOL = SchoolCalendar(
    working_days=DutchWorkingDays(),
    years=(
        SchoolYear(
            2026,
            (
                SchoolHoliday("Herfstvakantie", date(2026, 10, 10), date(2026, 10, 18)),
                SchoolHoliday("Zomervakantie", date(2027, 7, 10), date(2027, 8, 22)),
            ),
        ),
        SchoolYear(
            2027, (SchoolHoliday("Herfstvakantie", date(2027, 10, 16), date(2027, 10, 24)),)
        ),
    ),
)


def a_rule(
    value: int, unit: TermUnit, *, moves: bool = False, counts_back: bool = False
) -> RuleRecord:
    return RuleRecord(
        key="a-rule",
        version=2,
        value=value,
        unit=unit,
        moves_to_working_day=moves,
        source="Awb, art. 6:7",
        valid_from=date(2020, 1, 1),
        counts_back=counts_back,
    )


def test_a_moved_term_says_what_it_moved_over() -> None:
    explained = a_rule(6, TermUnit.WEEKS, moves=True).explain(date(2026, 4, 2), SCHOOL)
    assert how_computed(explained, TEXTS) == [
        "De termijn is 6 weken.",
        "Hij begint op 2 april 2026. Die dag telt niet mee.",
        "Eerst was de laatste dag 14 mei 2026. De wet schuift die op: "
        "Hemelvaartsdag (14 mei 2026).",
        "De laatste dag is 15 mei 2026.",
        "Zo staat het in: Awb, art. 6:7 (versie 2).",
    ]


def test_days_that_were_passed_over_are_named_once() -> None:
    explained = a_rule(3, TermUnit.SCHOOL_DAYS).explain(date(2026, 10, 8), SCHOOL)
    said = how_computed(explained, TEXTS)
    assert (
        "Deze dagen tellen niet mee: weekend (4 dagen), "
        "Herfstvakantie (12 oktober 2026 tot en met 16 oktober 2026)."
    ) in said
    assert said[0] == "De termijn is 3 schooldagen."


def test_the_same_holiday_of_two_years_is_named_twice() -> None:
    explained = a_rule(250, TermUnit.SCHOOL_DAYS).explain(date(2026, 10, 8), SCHOOL)
    (skipped,) = [line for line in how_computed(explained, TEXTS) if "tellen niet mee:" in line]
    assert skipped.count("Herfstvakantie") == 2


def test_a_term_that_stood_still_and_got_more_time_says_so_in_english() -> None:
    term = RunningTerm(rule=a_rule(5, TermUnit.WORKING_DAYS), starts_on=date(2026, 9, 7))
    one = a_rule(1, TermUnit.WORKING_DAYS)
    longer = term.extend(one, on=date(2026, 9, 8), reason="advies", calendar=SCHOOL)
    running = longer.suspend(on=date(2026, 9, 8), reason="stuk", calendar=SCHOOL)
    explained = running.resume(on=date(2026, 9, 15)).explain(SCHOOL)
    with speaking("en"):
        said = how_computed(explained, TEXTS)
    assert said[:5] == [
        "The term is 5 working days.",
        "It starts on 7 September 2026. That day does not count.",
        "There is more time: 1 working day.",
        "The term stood still from 9 September 2026 up to and including 14 September 2026.",
        "These days do not count: weekend (4 days).",
    ]


def test_a_term_that_counts_back_names_its_end() -> None:
    explained = a_rule(1, TermUnit.WEEKS, counts_back=True).explain(date(2026, 9, 8), SCHOOL)
    assert how_computed(explained, TEXTS)[0] == "Dit moet 1 week voor 8 september 2026 klaar zijn."


def test_a_school_year_that_is_not_known_is_told() -> None:
    explained = a_rule(5, TermUnit.SCHOOL_DAYS).explain(date(2028, 9, 4), SCHOOL)
    assert any("De vakanties van 2028-2029" in line for line in how_computed(explained, TEXTS))


def test_every_unit_and_every_reason_has_words() -> None:
    keys = [f"term.off.{kind}" for kind in OffKind]
    keys += [f"term.{length}.{unit}" for unit in TermUnit for length in ("length", "length-one")]
    assert [key for key in keys if key not in TEXTS] == []
