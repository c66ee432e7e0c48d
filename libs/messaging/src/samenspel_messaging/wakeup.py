"""Tells the readers of a log, in the same process, that there may be something new."""

import asyncio
from contextlib import suppress


class Wakeup:
    """A signal that many may wait for, each with a time-out; a missed one only costs a poll."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()
        self._count = 0

    @property
    def count(self) -> int:
        """How often it was set; read it before looking for news, and give it to `wait`."""
        return self._count

    def set(self) -> None:
        """Wake everyone who waits now."""
        self._count += 1
        for event in self._waiting:
            event.set()

    async def wait(self, seconds: float, *, since: int | None = None) -> None:
        """Wait for the signal, at most so many seconds; not at all if set after count `since`."""
        if since is not None and since != self._count:
            return
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await event.wait()
        finally:
            self._waiting.discard(event)
