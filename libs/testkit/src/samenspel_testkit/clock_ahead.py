"""Runs the command `samenspel` with a clock that is so many days ahead: `… -m …clock_ahead 91 run`."""

import runpy
import sys
from datetime import UTC, datetime, timedelta

from samenspel_kernel.clock import SystemClock


def _go_ahead(days: int) -> None:
    """Let the wall clock of this process stand later; a database keeps its own time."""

    def now(_: SystemClock) -> datetime:
        return datetime.now(UTC) + timedelta(days=days)

    SystemClock.now = now  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    _go_ahead(int(sys.argv.pop(1)))
    runpy.run_module("samenspel_standalone", run_name="__main__")
