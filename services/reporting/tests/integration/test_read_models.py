"""Integration: the read models on real PostgreSQL, as the service's own roles."""

from collections.abc import Awaitable, Callable
from datetime import date
from random import Random
from statistics import quantiles
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from samenspel_kernel.clock import dutch_date
from samenspel_messaging.scope import Scope
from samenspel_reporting.application.ports import Wanted
from samenspel_reporting.domain.area import ALLIANCE, ALLIANCE_DESK, Area, unit
from samenspel_reporting.domain.figures import AreaFigures, AsOf
from samenspel_reporting.domain.items import ItemKind
from samenspel_reporting.domain.measures import Measure
from samenspel_reporting.domain.period import period_of
from samenspel_testkit.stories import Story

TODAY = date(2026, 11, 22)
AS_OF = AsOf(TODAY, period_of(None, None, today=TODAY))
TABLES = ("item", "journey", "handover", "breach", "unit", "school")
Apply = Callable[[list[Any]], Awaitable[None]]


async def rows(transactions: Any, alliance: UUID) -> dict[str, set[tuple[Any, ...]]]:
    async with transactions(Scope.begin(alliance)) as uow:
        return {
            table: {tuple(r) for r in await uow.session.execute(text(f"SELECT * FROM {table}"))}
            for table in TABLES
        }


async def figures(transactions: Any, alliance: UUID, area: Area) -> AreaFigures:
    async with transactions(Scope.begin(alliance)) as uow:
        found = await uow.figures.areas(AS_OF, only_unit=None)
    mine: AreaFigures = next(one for one in found if one.area == area)
    return mine


async def listed(transactions: Any, alliance: UUID, area: Area, measure: Measure) -> list[Any]:
    async with transactions(Scope.begin(alliance)) as uow:
        found = await uow.figures.lines(area, measure, AS_OF, Wanted(100))
    return [one.line for one in found]


async def test_an_open_item_counts_until_it_closes_and_its_broken_term_is_kept_once(
    apply: Apply, as_app: Any
) -> None:
    story = Story()
    registration = story.registered(due_on=date(2026, 11, 20))
    story.registration_late(registration, last_day=date(2026, 11, 20))
    await apply(story.events)
    await apply(story.events[-1:])

    assert story.unit is not None
    area = unit(story.unit)
    (line,) = await listed(as_app, story.alliance, area, Measure.OVERDUE)
    assert (line.id, line.kind, line.holder_kind) == (
        registration,
        ItemKind.REGISTRATION,
        "school",
    )
    story.registration_closed(registration)
    await apply(story.events[-1:])

    assert await listed(as_app, story.alliance, area, Measure.OVERDUE) == []
    async with as_app(Scope.begin(story.alliance)) as uow:
        kept = (await uow.session.execute(text("SELECT item_id, rule FROM breach"))).all()
    assert [tuple(row) for row in kept] == [(registration, "care-duty-decision")]


async def test_another_first_day_brings_another_last_day_until_the_next_school_said_yes(
    apply: Apply, as_app: Any
) -> None:
    story, last_day = Story(), date(2027, 8, 9)
    transition = story.transition_planned(last_day=date(2027, 8, 2))
    story.transition_moved(transition, last_day=last_day)
    story.transition_moved(transition, last_day=None)
    await apply(story.events)
    await apply(story.events[-1:])

    async with as_app(Scope.begin(story.alliance)) as uow:
        query = text("SELECT id, kind, term_last_day, holder_kind FROM item")
        kept = [tuple(row) for row in await uow.session.execute(query)]
    assert kept == [(transition, "transition", last_day, story.desk().kind)]


async def test_any_order_between_aggregates_gives_the_same_rows(
    apply: Apply, as_app: Any, full_story: Callable[..., Any]
) -> None:
    story = full_story()
    await apply(story.events)
    expected = await rows(as_app, story.alliance)
    assert all(expected.values())

    for seed in range(3):
        other = uuid4()
        turns = [event.subject for event in story.events]
        Random(seed).shuffle(turns)
        waiting = {s: iter([e for e in story.events if e.subject == s]) for s in turns}
        moved = [next(waiting[s]).model_copy(update={"alliance": other}) for s in turns]
        await apply(moved)

        again = await rows(as_app, other)
        assert {t: {r[1:] for r in found} for t, found in again.items()} == {
            t: {r[1:] for r in found} for t, found in expected.items()
        }


async def test_recomputing_over_the_result_changes_nothing(
    apply: Apply, as_app: Any, full_story: Callable[..., Any]
) -> None:
    story = full_story()
    await apply(story.events)
    once = await rows(as_app, story.alliance)

    await apply(story.events)

    assert await rows(as_app, story.alliance) == once


@pytest.mark.parametrize("measure", list(Measure))
async def test_each_number_is_the_length_of_the_list_behind_it(
    measure: Measure,
    apply: Apply,
    as_app: Any,
    full_story: Callable[..., Any],
    new_story: Callable[..., Any],
) -> None:
    story = full_story()
    elsewhere = full_story(alliance=story.alliance)
    at_desk = new_story(alliance=story.alliance, unit=None)
    at_desk.submitted()
    await apply([*story.events, *elsewhere.events, *at_desk.events])

    counts = {}
    for area in (unit(story.unit), ALLIANCE_DESK, ALLIANCE):
        number = (await figures(as_app, story.alliance, area)).figures[measure]
        counts[area] = number
        assert len(await listed(as_app, story.alliance, area, measure)) == number

    assert counts[unit(story.unit)] > 0
    assert counts[ALLIANCE] >= 2 * counts[unit(story.unit)]


async def test_what_nobody_answers_for_is_listed(
    apply: Apply, as_app: Any, full_story: Callable[..., Any]
) -> None:
    story = full_story()
    await apply(story.events)

    (lost,) = await listed(as_app, story.alliance, ALLIANCE, Measure.WITHOUT_HOLDER)

    assert (lost.kind, lost.holder_kind, lost.action_kind) == (ItemKind.CASE, None, None)


async def test_the_counts_of_a_known_story(
    apply: Apply, as_app: Any, full_story: Callable[..., Any]
) -> None:
    story = full_story()
    await apply(story.events)

    mine = await figures(as_app, story.alliance, unit(story.unit))

    assert mine.name == "Noord"
    assert mine.figures.counts == {
        Measure.OPEN: 4,
        Measure.OPEN_CASES: 4,
        Measure.OVER_TERM: 4,
        Measure.WITHOUT_HOLDER: 1,
        Measure.WITHOUT_NEXT_ACTION: 1,
        Measure.OVERDUE: 2,
        Measure.HANDOVER_UNANSWERED: 1,
        Measure.GRANTED: 3,
        Measure.ASKED: 9,
        Measure.TLV_DECIDED: 2,
        Measure.TLV_LATE: 1,
        Measure.TLV_OBJECTED: 1,
        Measure.TLV_OBJECTION_UPHELD: 1,
    }
    assert mine.figures.share_of_tlvs_in_time == 0.5
    assert mine.figures.money.allotted == 100_000
    assert mine.figures.time_to_grant.n == 3
    assert mine.figures.time_to_grant.median == 11
    assert mine.figures.time_to_grant.p90 == pytest.approx(11 + 0.8 * 29)


async def test_percentiles_are_continuous(
    apply: Apply, as_app: Any, new_story: Callable[..., Any]
) -> None:
    story = new_story()
    days = Random(7).sample(range(200), 12)
    for number in days:
        helped = story.submitted()
        submitted = story.now
        story.days_later(number)
        story.granted(helped, uuid4())
        assert (dutch_date(story.now) - dutch_date(submitted)).days == number
        story.now = submitted
    await apply(story.events)

    found = (await figures(as_app, story.alliance, ALLIANCE)).figures.time_to_grant

    inclusive = quantiles(
        [n for n in days if n <= (TODAY - date(2026, 9, 7)).days], n=10, method="inclusive"
    )
    assert found.median == pytest.approx(inclusive[4])
    assert found.p90 == pytest.approx(inclusive[8])


async def test_only_grants_within_the_period_count(
    apply: Apply, as_app: Any, new_story: Callable[..., Any]
) -> None:
    story = new_story()
    story.days_later(-500)
    story.granted(story.submitted(), uuid4())
    await apply(story.events)

    found = (await figures(as_app, story.alliance, ALLIANCE)).figures

    assert found[Measure.GRANTED] == found.time_to_grant.n == 0
    assert found.time_to_grant.median is None


async def test_a_list_is_paged_without_gaps_or_doubles(
    apply: Apply, as_app: Any, new_story: Callable[..., Any]
) -> None:
    story = new_story()
    requests = {story.submitted() for _ in range(7)}
    await apply(story.events)

    seen: list[UUID] = []
    after = None
    async with as_app(Scope.begin(story.alliance)) as uow:
        while True:
            found = await uow.figures.lines(ALLIANCE, Measure.OPEN, AS_OF, Wanted(3, after))
            seen += [one.line.id for one in found[:3]]
            if len(found) <= 3:
                break
            after = (found[2].day, found[2].line.id)

    assert len(seen) == 7
    assert set(seen) == requests


async def test_a_unit_without_work_counts_zero_and_one_without_a_name_is_not_dropped(
    apply: Apply, as_app: Any, new_story: Callable[..., Any]
) -> None:
    story = new_story()
    story.submitted()
    quiet = new_story(alliance=story.alliance)
    quiet.unit_named("Stil")
    await apply([*story.events, *quiet.events])

    async with as_app(Scope.begin(story.alliance)) as uow:
        found = await uow.figures.areas(AS_OF, only_unit=None)
        assert await uow.figures.knows(unit(quiet.unit))
        assert await uow.figures.knows(unit(story.unit))
        assert not await uow.figures.knows(unit(uuid4()))

    assert [(one.name, one.figures[Measure.OPEN]) for one in found] == [
        ("Stil", 0),
        (None, 1),
        (None, 0),
        (None, 1),
    ]


async def test_another_alliance_sees_nothing_even_without_our_own_checks(
    apply: Apply, as_app: Any, full_story: Callable[..., Any]
) -> None:
    story = full_story()
    await apply(story.events)

    assert not any((await rows(as_app, uuid4())).values())
    async with as_app(Scope.begin(uuid4())) as uow:
        await uow.session.execute(text("SELECT set_config('app.alliance', '', true)"))
        assert not list(await uow.session.execute(text("SELECT * FROM item")))


async def test_requests_may_read_only(as_app: Any) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        async with as_app(Scope.begin(uuid4())) as uow:
            await uow.projections.change_unit(uuid4(), name="Noord", alliance_name="De Brug")
