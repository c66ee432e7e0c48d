"""Tells the readers of a log, in the same process, that there may be something new."""

import asyncio
from contextlib import suppress


class Wakeup:
    """A signal that many may wait for, each with a time-out; a missed one only costs a poll."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()

    def set(self) -> None:
        """Wake everyone who waits now."""
        for event in self._waiting:
            event.set()

    async def wait(self, seconds: float) -> None:
        """Wait for the signal, at most so many seconds."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await event.wait()
        finally:
            self._waiting.discard(event)
