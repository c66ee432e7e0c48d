import sys

import pytest

from samenspel_testkit.probes import NeverHappened
from samenspel_testkit.processes import Process


async def test_a_line_of_the_output_can_be_waited_for() -> None:
    async with await Process.start(sys.executable, "-c", "print('up: 1'); input()") as process:
        assert await process.line("up") == "up: 1"


async def test_a_killed_process_tells_the_signal() -> None:
    async with await Process.start(sys.executable, "-c", "import time; time.sleep(60)") as process:
        process.kill()

        assert await process.ended() == -9


async def test_what_it_printed_last_is_told_when_it_ends_too_soon() -> None:
    async with await Process.start(sys.executable, "-c", "print('no luck')") as process:
        with pytest.raises(NeverHappened, match="no luck"):
            await process.line("up")
