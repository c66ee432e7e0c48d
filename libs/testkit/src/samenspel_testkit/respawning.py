"""A program that comes back whenever it dies, and whoever kills it."""

import asyncio
import os
import random
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from samenspel_testkit.probes import PATIENCE_SECONDS, eventually
from samenspel_testkit.processes import Process


class Respawning(Process):
    """A process that starts its program again each time; it prints `life 3 is 4711`.

    Leaving the block kills both.
    """

    kills = 0
    """How often we killed it on purpose."""

    @property
    def lives(self) -> list[int]:
        """The pids of its lives so far."""
        words = [line.split() for line in self.output if line.startswith("life ")]
        return [int(word[3]) for word in words if word[2] == "is"]

    @property
    def ends(self) -> list[int]:
        """How its lives ended so far."""
        words = [line.split() for line in self.output if line.startswith("life ")]
        return [int(word[4]) for word in words if word[2] == "ended"]

    async def life(self, number: int, *, within: float = PATIENCE_SECONDS) -> int:
        """Wait for its n-th life (from 1), and give the pid."""
        await eventually(lambda: len(self.lives) >= number, within=within, because="it lives again")
        return self.lives[number - 1]

    async def died(self, times: int, *, within: float = PATIENCE_SECONDS) -> None:
        """Wait until it has died so often."""
        await eventually(lambda: len(self.ends) >= times, within=within, because="it dies")

    async def strike(self) -> None:
        """Kill its present life (SIGKILL), and wait for the next."""
        lives = len(self.lives)
        with suppress(ProcessLookupError):  # it died by itself just now
            os.kill(await self.life(max(1, lives)), signal.SIGKILL)
        self.kills += 1
        await self.life(max(1, lives) + 1)

    async def strike_often(
        self, times: int, dice: random.Random, *, between: tuple[float, float] = (0.2, 1.5)
    ) -> None:
        """Kill it so often, at random moments."""
        for _ in range(times):
            await asyncio.sleep(dice.uniform(*between))
            await self.strike()

    @asynccontextmanager
    async def frozen(self) -> AsyncIterator[None]:
        """Stop its present life in its tracks (SIGSTOP) for as long as the block lasts."""
        pid = await self.life(max(1, len(self.lives)))
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            with suppress(ProcessLookupError):  # somebody lost patience with it
                os.kill(pid, signal.SIGCONT)

    def kill(self) -> None:
        """Kill the program and whoever starts it again."""
        if self.exit_code is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
