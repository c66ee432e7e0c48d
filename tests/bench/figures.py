"""Measured figures: how pairs of runs become a ratio, and how the result is written down."""

import json
import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import fmean, median
from typing import Any

Target = float | tuple[float, float] | None
"""What a ratio must at least be, or between what it must lie; None where nothing is demanded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number.

    `ratio` compares it with `peer` (or says how it grows); `target` is demanded of the ratio.
    `aim` and `note` are for the table.
    """

    name: str
    value: float
    unit: str
    peer: str | None = None
    ratio: float | None = None
    target: Target = None
    aim: str = ""
    note: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the target is reached; None without one."""
        if self.target is None or self.ratio is None:
            return None
        if isinstance(self.target, tuple):
            return self.target[0] <= self.ratio <= self.target[1]
        return self.ratio >= self.target

    @property
    def demand(self) -> str:
        """The target in words."""
        match self.target:
            case None:
                return ""
            case (low, high):
                return f"{low:g} to {high:g}"
            case least:
                return f"at least {least:g}"

    def as_json(self) -> dict[str, Any]:
        """Give what `bench.json` says of it."""
        return {
            "name": self.name,
            "value": _rounded(self.value),
            "unit": self.unit,
            "peer": self.peer,
            "ratio": None if self.ratio is None else _rounded(self.ratio),
            "target": self.target,
            "holds": self.holds,
        }


@dataclass(slots=True)
class Rounds:
    """The rates of several contestants, round by round, on the same servers."""

    rates: dict[str, list[float]] = field(default_factory=dict)

    def note(self, contestant: str, rate: float) -> None:
        """Add what a contestant did in this round."""
        self.rates.setdefault(contestant, []).append(rate)

    async def run(self, runs: Mapping[str, Callable[[], Awaitable[float]]], rounds: int) -> None:
        """Let all take turns; every second round goes backwards, so that nobody is always first."""
        for number in range(rounds):
            for contestant in list(runs)[:: -1 if number % 2 else 1]:
                self.note(contestant, await runs[contestant]())

    def rate(self, contestant: str) -> float:
        """Give the median rate."""
        return median(self.rates[contestant])

    def ratio(self, contestant: str, peer: str) -> float:
        """Give the median of the ratios of the pairs, one pair a round."""
        return median_ratio(self.rates[contestant], self.rates[peer])


def median_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Compare run by run, then take the middle: what slows a pair slows both of it."""
    return median(a / b for a, b in zip(ours, theirs, strict=True))


def growth_exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """Give the slope of time over size on logarithmic axes: 1 is linear, 2 quadratic."""
    return slope([math.log(size) for size in sizes], [math.log(s) for s in seconds])


def slope(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Give the slope of the straight line through the points (least squares)."""
    x_mean, y_mean = fmean(xs), fmean(ys)
    spread = sum((x - x_mean) ** 2 for x in xs)
    return sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True)) / spread


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclass(frozen=True, slots=True)
class Machine:
    """Where the figures were measured."""

    system: str
    processor: str
    cores: int
    memory_gib: float
    python: str
    postgresql: str
    rabbitmq: str


def write_report(path: Path, machine: Machine, figures: Sequence[Figure]) -> None:
    """Write `bench.json`; figures that an earlier run measured and this one did not stay."""
    measured = [figure.as_json() for figure in figures]
    names = {figure["name"] for figure in measured}
    earlier = json.loads(path.read_text())["figures"] if path.exists() else []
    kept = [figure for figure in earlier if figure["name"] not in names]
    report = {"machine": asdict(machine), "figures": kept + measured}
    path.write_text(json.dumps(report, indent=2) + "\n")


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")
