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


class Pace:
    """How long to wait for news that nobody tells of: briefly after some came, longer if none does.

    Under load news is found soon after it is there, and at rest looking for it costs next to nothing.
    """

    def __init__(self, *, least: float = 0.01, most: float = 0.25) -> None:
        self._least, self._most = least, most
        self._seconds = most

    def found(self) -> None:
        """Note that there was something."""
        self._seconds = self._least

    def next(self) -> float:
        """Give the seconds to wait now."""
        seconds, self._seconds = self._seconds, min(self._most, self._seconds * 1.5)
        return seconds
