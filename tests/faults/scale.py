"""How often and how long things are broken: one place for all numbers, chosen by FAULTS_SCALE."""

import os
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Counts and seconds; `long` is what the promises were made for, `short` fits a coffee break."""

    rate: float = 80.0
    """Commands per second."""
    seconds: float = 6.0
    """How long clients write, where a fault does not decide that."""
    relay_kills: int = 6
    reader_kills: int = 12
    database_kills: int = 25
    outages: tuple[float, ...] = (0.0, 3.0)
    """Seconds that the broker is away after each kill."""
    restarts: int = 2
    closings: int = 3
    cuts: int = 8
    silences: int = 1
    alarm_seconds: float = 6.0
    transaction_seconds: float = 8.0
    deliveries: int = 6
    """Of one message, before the broker gives it up."""
    rounds: int = 3
    failpoint_times: tuple[int, ...] = (4,)
    """At which pass of each failpoint the process dies."""
    rebuilt_toys: int = 60
    """With a hundred events each."""
    late_seconds: float = 2.0
    """How late an event comes at most at a careless reader's door."""
    soak_seconds: float = 25.0


SCALES = {
    "smoke": Scale(seconds=4.0, relay_kills=4, reader_kills=6, outages=(1.0,)),
    "short": Scale(),
    "long": Scale(
        rate=150.0,
        seconds=30.0,
        relay_kills=200,
        reader_kills=500,
        database_kills=300,
        outages=(0.0, 5.0, 30.0),
        restarts=50,
        closings=50,
        cuts=100,
        silences=5,
        alarm_seconds=60.0,
        transaction_seconds=300.0,
        deliveries=20,
        rounds=10,
        failpoint_times=(1, 2, 5, 20),
        rebuilt_toys=2000,
        late_seconds=10.0,
        soak_seconds=7200.0,
    ),
}
SEED = int(os.environ.get("FAULTS_SEED", "20261"))
"""Chooses all random moments; the summary tells it, so that a run can be repeated."""


def chosen() -> Scale:
    """Give the scale of this run; SOAK_SECONDS overrides its own."""
    scale = SCALES[os.environ.get("FAULTS_SCALE", "short")]
    soak = os.environ.get("SOAK_SECONDS")
    return replace(scale, soak_seconds=float(soak)) if soak else scale


SCALE = chosen()
