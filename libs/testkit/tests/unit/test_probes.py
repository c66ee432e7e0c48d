import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.probes import Differs, NeverHappened, eventually, same


async def test_what_comes_true_is_given() -> None:
    answers = iter([None, "", "here"])

    assert await eventually(lambda: next(answers), every=0.001) == "here"


async def test_an_exception_counts_as_not_yet() -> None:
    calls = 0

    async def second_time_lucky() -> bool:
        nonlocal calls
        calls += 1
        await asyncio.sleep(0)
        return bool(1 / (calls - 1))

    assert await eventually(second_time_lucky, every=0.001)


async def test_the_last_answer_is_in_the_failure() -> None:
    with pytest.raises(NeverHappened, match=r"the queue is empty; last: \[\]"):
        await eventually(lambda: [], within=0.01, every=0.001, because="the queue is empty")


def test_what_differs_is_told_with_both() -> None:
    assert same({1, 2}, {2, 1})
    with pytest.raises(Differs, match="1, 2"):
        same(1, 2)


async def test_a_slow_look_leaves_time_to_others() -> None:
    looks = 0

    async def look() -> None:
        nonlocal looks
        looks += 1
        await asyncio.sleep(0.05)

    with pytest.raises(NeverHappened):
        await eventually(look, within=0.5, every=0.001)
    assert looks <= 6


def test_a_fixed_clock_moves_only_when_told() -> None:
    clock = FixedClock(datetime(2026, 9, 1, 8, tzinfo=UTC))

    assert clock.advance(timedelta(hours=1), days=2) == datetime(2026, 9, 3, 9, tzinfo=UTC)
    assert clock.now() == clock.at
