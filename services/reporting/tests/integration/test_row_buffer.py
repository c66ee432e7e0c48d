"""What is written together is what would have been written one by one."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from samenspel_contracts.envelope import Envelope
from samenspel_messaging.scope import Scope
from samenspel_reporting.application.ports import Milestone
from samenspel_reporting.domain.items import ItemKind, ItemState

MONDAY = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
Apply = Callable[[list[Envelope]], Awaitable[None]]
TABLES = ("item", "journey", "handover")


async def rows(transactions: Any, alliance: UUID) -> dict[str, set[tuple[Any, ...]]]:
    """Give all rows of an alliance, but for the alliance."""
    async with transactions(Scope.begin(alliance)) as uow:
        return {
            table: {
                tuple(row)[1:] for row in await uow.session.execute(text(f"SELECT * FROM {table}"))
            }
            for table in TABLES
        }


@pytest.mark.parametrize("seed", range(4))
async def test_the_size_of_a_batch_makes_no_difference(
    apply: Apply, as_app: Any, full_story: Callable[..., Any], seed: int
) -> None:
    dice = Random(seed)
    story = full_story()
    turns = [event.subject for event in story.events]
    dice.shuffle(turns)
    waiting = {s: iter([e for e in story.events if e.subject == s]) for s in turns}
    events = [next(waiting[subject]) for subject in turns]
    for event in events:
        await apply([event])
    expected = await rows(as_app, story.alliance)

    for most in (3, 20, len(events)):
        alliance, left = uuid4(), [*events]
        while left:
            size = dice.randint(1, most)
            await apply([event.model_copy(update={"alliance": alliance}) for event in left[:size]])
            del left[:size]
        assert await rows(as_app, alliance) == expected


@pytest.mark.parametrize("there_already", [False, True])
async def test_what_is_expected_and_then_comes_is_as_if_they_were_written_apart(
    as_worker: Any, there_already: bool
) -> None:
    alliance, item, unit = uuid4(), uuid4(), uuid4()
    first, second, third = (MONDAY + timedelta(days=n) for n in range(3))
    if there_already:
        async with as_worker(Scope.begin(alliance)) as uow:
            await uow.projections.change_item(item, ItemKind.CASE, ItemState.CLOSED, at=third)

    async with as_worker(Scope.begin(alliance)) as uow:
        await uow.projections.expect_item(item, ItemKind.CASE, at=first, unit_id=unit)
        await uow.projections.change_item(item, ItemKind.CASE, ItemState.OPEN, at=second)
        await uow.projections.expect_item(item, ItemKind.CASE, at=first, unit_id=None)

    async with as_worker(Scope.begin(alliance)) as uow:
        found = await uow.session.execute(text("SELECT state, unit_id, opened_at FROM item"))
    assert [tuple(row) for row in found] == [
        ("open", None, second) if there_already else ("open", unit, first)
    ]


@pytest.mark.parametrize("expecting", [False, True])
async def test_transactions_over_the_same_rows_never_wait_for_each_other_in_a_circle(
    as_worker: Any, expecting: bool
) -> None:
    """Two shards may follow requests and their cases; neither may be the victim of a deadlock."""
    alliance = uuid4()
    ids = [uuid4() for _ in range(30)]

    async def write(seed: int) -> None:
        dice = Random(seed)
        for _ in range(8):
            async with as_worker(Scope.begin(alliance)) as uow:
                for id_ in dice.sample(ids, 20):
                    await change(uow.projections, dice, id_, expecting=expecting)

    await asyncio.gather(*(write(seed) for seed in range(6)))

    assert len((await rows(as_worker, alliance))["item"]) == len(ids)


async def change(projections: Any, dice: Random, id_: UUID, *, expecting: bool) -> None:
    kind, at = ItemKind.CASE, MONDAY + timedelta(minutes=dice.randrange(1000))
    match dice.randrange(4):
        case 0 if expecting:
            await projections.expect_item(id_, kind, at=at, unit_id=None)
        case 1:
            await projections.change_item(id_, kind, ItemState.OPEN, at=at, holder_kind="person")
        case 2:
            await projections.change_item(id_, kind, ItemState.CLOSED, at=at, closed_at=at)
        case _:
            await projections.change_item(id_, kind, ItemState.OPEN, at=at)
    await projections.reach(id_, dice.choice(list(Milestone)), at)
