"""When an event that failed is tried again, and when it no longer is."""

import random
from dataclasses import dataclass

from samenspel_kernel.errors import InvalidInput, RuleViolation

MINUTE, HOUR = 60.0, 3600.0
LADDER = (1.0, 5.0, 30.0, 2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR)
"""Seconds before each new try; after the last it is parked."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an event is held, after how many tries, and in how many seconds it is tried again.

    `error_class`: transient, permanent (a rule refuses it), schema (this build can't read it),
    unreadable (nobody can), gap (an earlier event of its aggregate has not come or is held),
    crash (it was delivered too often), stale (it may have been applied so long ago that it was
    forgotten). `error` is a class name. `wait` None: not by itself.
    """

    state: str
    error_class: str
    error: str = ""
    attempt: int = 0
    wait: float | None = None


GAP = Failure("gap", "gap")
CRASH = Failure("parked", "crash")
STALE = Failure("parked", "stale")
UNREADABLE = Failure("parked", "unreadable")


def unknown_schema(error: Exception) -> Failure:
    """Judge an event whose type or data this build can't read."""
    return Failure("parked", "schema", type(error).__name__)


def judge(error: Exception, *, attempt: int) -> Failure:
    """Judge what a handler raised at the n-th try (from 1)."""
    name = type(error).__name__
    if isinstance(error, RuleViolation | InvalidInput):
        return Failure("parked", "permanent", name, attempt)
    if attempt > len(LADDER):
        return Failure("parked", "transient", name, attempt)
    jitter = random.uniform(1.0, 1.2)  # noqa: S311 - spreads retries, never early
    return Failure("retry", "transient", name, attempt, LADDER[attempt - 1] * jitter)
