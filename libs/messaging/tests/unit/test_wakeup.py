import asyncio

from samenspel_messaging.wakeup import Wakeup


async def test_everyone_who_waits_is_woken() -> None:
    wakeup = Wakeup()
    waiting = [asyncio.create_task(wakeup.wait(60)) for _ in range(3)]
    await asyncio.sleep(0)
    wakeup.set()
    await asyncio.wait_for(asyncio.gather(*waiting), 5)


async def test_what_was_set_while_looking_is_not_missed() -> None:
    wakeup = Wakeup()
    seen = wakeup.count
    wakeup.set()
    await asyncio.wait_for(wakeup.wait(60, since=seen), 5)


async def test_waiting_ends_by_itself() -> None:
    await asyncio.wait_for(Wakeup().wait(0.01), 5)
