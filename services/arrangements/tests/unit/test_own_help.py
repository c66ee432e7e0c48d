"""What a school arranges by itself (M11): five fields, below its limit, never before its time."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.own_help.limit import ArrangingLimit, limit_in_force
from samenspel_arrangements.domain.own_help.own_help import (
    OwnHelp,
    OwnHelpAnswers,
    OwnHelpId,
    OwnHelpKind,
    OwnHelpRegistered,
)
from samenspel_arrangements.web.own_help.pages import OwnHelpForm
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId, SchoolId

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
SCHOOL, UNIT = uuid4(), uuid4()
FIRST = date(2026, 8, 1)


def limit(cents: int, *, version: int = 1, since: date = FIRST, **of: UUID) -> ArrangingLimit:
    return ArrangingLimit(
        version=version, limit=Cents(cents), valid_from=since, source="Besluit", **of
    )


def answers(**other: object) -> OwnHelpAnswers:
    usual = {
        "kind": OwnHelpKind.GROUP,
        "description": "Samen lezen.",
        "started_on": date(2026, 9, 1),
        "children": 4,
        "amount": 45_000,
    }
    return OwnHelpAnswers(**{**usual, **other})  # type: ignore[arg-type]


def registered(given: OwnHelpAnswers, by: ArrangingLimit | None) -> OwnHelp:
    draft = OwnHelp(
        id=OwnHelpId(uuid4()),
        alliance_id=AllianceId(uuid4()),
        unit_id=UNIT,
        school_id=SchoolId(SCHOOL),
        answers=given,
        limit_version=0,
        registered_by=PersonId(uuid4()),
        registered_at=NOW,
    )
    return OwnHelp.register(draft, limit=by, at=NOW)


def test_m11_a_school_is_asked_five_things_at_most() -> None:
    assert len(OwnHelpForm.model_fields) <= 5


@given(amount=st.integers(0, 1_000_000), most=st.integers(1, 1_000_000))
def test_m11_what_costs_more_than_the_limit_is_not_the_schools_to_decide(
    amount: int, most: int
) -> None:
    by = limit(most, version=3)
    if amount > most:
        with pytest.raises(InvalidInput) as refused:
            registered(answers(amount=amount), by)
        assert [(e.field, e.code) for e in refused.value.errors] == [
            ("amount", "own-help.above-limit")
        ]
    else:
        made = registered(answers(amount=amount), by)
        assert made.limit_version == 3
        assert [type(each) for each in made.take_events()] == [OwnHelpRegistered]


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = answers(description="BSN 111222333", started_on=date(2026, 9, 8), children=0, amount=-1)

    with pytest.raises(InvalidInput) as refused:
        registered(wrong, limit(100))

    fields = {error.field for error in refused.value.errors}
    assert fields == {"description", "started_on", "children", "amount"}


def test_without_any_limit_nothing_is_decided() -> None:
    with pytest.raises(RuleViolation, match=r"own-help\.no-limit"):
        registered(answers(), None)


def test_it_is_taken_back_once() -> None:
    own_help = registered(answers(), limit(50_000))
    own_help.take_back(at=NOW)

    with pytest.raises(RuleViolation, match=r"own-help\.taken-back"):
        own_help.take_back(at=NOW)


def test_m11_the_limit_of_the_school_goes_before_that_of_its_unit_and_of_all() -> None:
    of_all, of_unit = limit(100), limit(200, unit_id=UNIT)
    of_school, later = (
        limit(50, school_id=SCHOOL),
        limit(70, version=2, since=date(2027, 1, 1), school_id=SCHOOL),
    )
    others = [limit(900, unit_id=uuid4()), limit(900, school_id=uuid4())]

    def now(*limits: ArrangingLimit, on: date = date(2026, 9, 1)) -> int | None:
        found = limit_in_force([*others, *limits], school_id=SCHOOL, unit_id=UNIT, on=on)
        return found.limit if found else None

    assert now() is None
    assert now(of_all) == 100
    assert now(of_all, of_unit) == 200
    assert now(of_all, of_unit, of_school, later) == 50
    assert now(of_all, of_unit, of_school, later, on=date(2027, 1, 1)) == 70
    assert now(of_all, on=date(2026, 7, 31)) is None
