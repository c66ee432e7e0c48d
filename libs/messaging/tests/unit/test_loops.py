import asyncio

import pytest

from samenspel_messaging.loops import Pulse, keep_going


async def test_trouble_with_a_neighbour_is_waited_out() -> None:
    stop, tries = asyncio.Event(), []

    async def step() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise ConnectionRefusedError
        stop.set()

    await asyncio.wait_for(keep_going("toy", step, stop, pulse=Pulse("toys")), 10)
    assert len(tries) == 2


async def test_any_other_error_ends_the_loop() -> None:
    async def step() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await keep_going("toy", step, asyncio.Event(), pulse=Pulse("toys"))


async def test_a_loop_that_does_not_come_round_shows() -> None:
    pulse = Pulse("toys")
    pulse.beat("fine")
    pulse.beat("stuck")
    await asyncio.sleep(0.02)
    pulse.beat("fine")
    assert pulse.stalled(0.01) == ["stuck"]
    pulse.ended("stuck")
    assert pulse.stalled(0.01) == []
