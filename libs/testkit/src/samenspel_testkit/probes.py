"""Waiting for what happens elsewhere, without sleeping longer than needed."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import TypeVar, overload

T = TypeVar("T")

PATIENCE_SECONDS = 60.0
"""How long a test waits unless it tells: far longer than it takes, as machines may be busy."""


class NeverHappened(AssertionError):
    """What a test waited for did not come true in time."""


class Differs(Exception):
    """What was found, and what is waited for."""


def same(found: object, expected: object) -> bool:
    """Tell that they are equal, or raise Differs; for what is looked at again and again.

    An assertion would work out the difference of two collections at each look, which may take so
    long that what is waited for, in the same process, gets no turn.
    """
    if found != expected:
        raise Differs(found, expected)
    return True


@overload
async def eventually(
    check: Callable[[], Awaitable[T | None]],
    *,
    within: float = ...,
    every: float = ...,
    because: str = ...,
) -> T: ...
@overload
async def eventually(
    check: Callable[[], T | None], *, within: float = ..., every: float = ..., because: str = ...
) -> T: ...
async def eventually(
    check: Callable[[], object],
    *,
    within: float = PATIENCE_SECONDS,
    every: float = 0.05,
    because: str = "",
) -> object:
    """Repeat `check` until it gives something true, and give that.

    `within` and `every` are seconds; an exception counts as not yet. NeverHappened tells
    the last value or exception. At least half of the time is left to others.
    """
    loop = asyncio.get_running_loop()
    until = loop.time() + within
    while True:
        began = loop.time()
        try:
            last = check()
            if inspect.isawaitable(last):
                last = await last
            if last:
                return last
        except Exception as why:
            last = why
        if loop.time() >= until:
            cause = last if isinstance(last, Exception) else None
            raise NeverHappened(f"not within {within:g} s: {because}; last: {last!r}") from cause
        await asyncio.sleep(max(every, loop.time() - began))
