"""Programs under test that run in a process of their own."""

import asyncio
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from samenspel_testkit.probes import PATIENCE_SECONDS, eventually


class Process:
    """A running program; `output` is what it printed so far. Leaving the block kills it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._reading = asyncio.create_task(self._read())
        self.output: list[str] = []

    @classmethod
    async def start(
        cls, *command: str, env: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> Self:
        """Start a program; `env` is added to our own environment."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})},
            cwd=cwd,
            start_new_session=True,
        )
        return cls(process)

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """How it ended (negative: the signal), or None while it runs."""
        return self._process.returncode

    async def line(self, containing: str, *, within: float = PATIENCE_SECONDS) -> str:
        """Wait until it prints a line with this text, and give that line.

        NeverHappened if it does not, or if it ends first.
        """

        def find() -> str | None:
            return next((line for line in self.output if containing in line), None)

        def found_or_over() -> bool:
            return find() is not None or self._reading.done()

        await eventually(found_or_over, within=within, because=f"prints {containing!r}")
        last = "\n".join(self.output[-20:])
        return await eventually(find, within=0, because=f"it ended before, with:\n{last}")

    async def listens(self, port: int, *, within: float = PATIENCE_SECONDS) -> None:
        """Wait until something on this machine takes connections on a port."""

        async def connect() -> bool:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return True

        await eventually(connect, within=within, because=f"listens on port {port}")

    def kill(self) -> None:
        """Kill it at once (SIGKILL), as a crash would."""
        if self.exit_code is None:
            with suppress(ProcessLookupError):  # it ended, and we were not told yet
                os.kill(self.pid, signal.SIGKILL)

    async def terminate(self, *, within: float = 25.0) -> int:
        """Ask it to stop (SIGTERM) and give its exit code; TimeoutError if it takes too long."""
        if self.exit_code is None:
            self._process.terminate()
        return await self.ended(within=within)

    async def ended(self, *, within: float = PATIENCE_SECONDS) -> int:
        """Wait until it has ended, and give its exit code; TimeoutError if it takes too long."""
        async with asyncio.timeout(within):
            code = await self._process.wait()
            await self._reading
        return code

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        await self._process.wait()
        self._reading.cancel()

    async def _read(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 - we asked for a pipe
        async for line in self._process.stdout:
            self.output.append(line.decode(errors="replace").rstrip("\n"))
