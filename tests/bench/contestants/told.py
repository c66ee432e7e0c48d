"""How a contestant starts: what it was told, its event loop, and the word that it works."""

import asyncio
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

import uvloop

READY, MEASURED = "ready", "measured: "
"""What a line begins with that is meant for those who wait."""


def run(work: Callable[..., Awaitable[None]]) -> None:
    """Run an asynchronous contestant with what the command line tells it."""

    async def told() -> None:
        await work(**json.loads(sys.argv[1]))

    uvloop.run(told())


def end_with_parent() -> None:
    """End soon after the process that started us did, however that ended."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def say(word: str) -> None:
    """Tell those who wait."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def ready() -> None:
    """Tell that the work begins; from here on nobody stays behind."""
    end_with_parent()
    say(READY)


def report(**measured: Any) -> None:
    """Tell what was measured."""
    say(MEASURED + json.dumps(measured))


def stop_at_sigterm() -> asyncio.Event:
    """Give an event that is set when the contest is over."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    return stop
