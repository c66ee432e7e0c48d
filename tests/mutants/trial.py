"""Runs tests in a copy of the project, and says what became of them."""

import asyncio
import os
import re
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tests.mutants.seeding import Mutant, copy_project

TIME_LIMIT = 120.0
PASSED, FAILED = 0, 1
FAILURE = re.compile(r"^FAILED (?P<test>.+?)(?: - (?P<reason>.*))?$", re.MULTILINE)


class Verdict(Enum):
    """What became of a mutant."""

    KILLED = "killed"
    KILLED_BY_TIME = "killed by time-out"
    SURVIVED = "SURVIVED"
    BROKEN = "DID NOT RUN"

    @property
    def is_good(self) -> bool:
        """Whether a test noticed."""
        return self in (Verdict.KILLED, Verdict.KILLED_BY_TIME)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a run: which test failed first, and why; `output` is what pytest said."""

    verdict: Verdict
    seconds: float
    test: str = ""
    reason: str = ""
    output: str = ""


async def try_mutant(mutant: Mutant, *, source: Path, to: Path, env: Mapping[str, str]) -> Outcome:
    """Make a copy with the mistake in it, and run the tests that must notice it."""
    copy_project(source, to)
    mutant.seed(to)
    return await run_tests(to, mutant.tests, env=env, seconds=TIME_LIMIT)


async def run_tests(
    copy: Path, tests: Sequence[str], *, env: Mapping[str, str], seconds: float, at_once: int = 0
) -> Outcome:
    """Run tests on a copy's own code, until the first failure; some `at_once` if that is given."""
    began = time.monotonic()
    options = ["-x", "-q", "-rfE", "--tb=short", "-p", "tests.mutants.own_code"]
    options += ["-p", "no:cacheprovider", "-n", str(at_once)]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pytest", *options, *tests),
        cwd=copy,
        env={**os.environ, **env, "PYTHONPATH": _paths(copy), "COLUMNS": "200"},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(seconds):
            output, _ = await process.communicate()
    except TimeoutError:
        return Outcome(Verdict.KILLED_BY_TIME, time.monotonic() - began)
    finally:
        with suppress(ProcessLookupError):  # also what the tests started
            os.killpg(process.pid, signal.SIGKILL)
    said = output.decode(errors="replace")
    return _judge(process.returncode, said, time.monotonic() - began)


def _paths(copy: Path) -> str:
    """Give the places to import from: the copy's come before where the packages are installed."""
    sources = [*copy.glob("libs/*/src"), *copy.glob("services/*/src"), *copy.glob("deploy/*/src")]
    return os.pathsep.join(str(path) for path in [copy, *sources])


def _judge(code: int | None, output: str, seconds: float) -> Outcome:
    if code == PASSED:
        return Outcome(Verdict.SURVIVED, seconds, output=output)
    found = FAILURE.search(output)
    if code != FAILED or found is None:
        return Outcome(Verdict.BROKEN, seconds, output=output)
    return Outcome(Verdict.KILLED, seconds, found["test"], found["reason"] or "", output)
