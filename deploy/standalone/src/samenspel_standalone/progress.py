"""Shows what the start is busy with, and how long each step took."""

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TypeVar

from rich.console import Console

ResultT = TypeVar("ResultT")


class Steps:
    """Prints a line per step; while it lasts, a spinner on a terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def during(self, label: str) -> Iterator[None]:
        """Show the step while the block lasts."""
        began = perf_counter()
        with self._console.status(f"{label} …"):
            yield
        self._console.print(f"  [green]✓[/green] {label} ({perf_counter() - began:.1f} s)")

    async def __call__(self, label: str, work: Awaitable[ResultT]) -> ResultT:
        """Show the step while the work is done, and give its result."""
        with self.during(label):
            return await work
