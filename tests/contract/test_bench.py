"""How measurements become figures, and what `bench.json` promises to who reads it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.bench.figures import (
    Figure,
    Machine,
    Rounds,
    growth_exponent,
    median_ratio,
    percentile,
    write_report,
)
from tests.bench.payload import events

MACHINE = Machine("Linux", "some", 2, 8.0, "3.11", "17", "4.1")


FIGURE = Figure(name="drain", value=1234.5678, unit="events/s")


def test_a_ratio_is_the_middle_of_the_pairs_so_that_one_bad_pair_counts_for_little() -> None:
    assert median_ratio([100, 10, 300], [20, 10, 50]) == 5


def test_a_target_is_held_by_the_ratio() -> None:
    assert replace(FIGURE, ratio=5.0, target=5.0).holds is True
    assert replace(FIGURE, ratio=4.9, target=5.0).holds is False
    assert replace(FIGURE, ratio=1.06, target=(0.95, 1.05)).holds is False
    assert replace(FIGURE, ratio=5.0).holds is None


def test_time_in_proportion_to_size_grows_with_exponent_one() -> None:
    assert growth_exponent([10, 100, 1000], [1, 10, 100]) == pytest.approx(1)
    assert growth_exponent([10, 100, 1000], [1, 100, 10_000]) == pytest.approx(2)


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([3, 1, 2, 4], 0.5) == 2
    assert percentile([3, 1, 2, 4], 0.99) == 4


async def test_every_second_round_goes_backwards() -> None:
    order: list[str] = []

    async def run(name: str) -> float:
        order.append(name)
        return len(order)

    found = Rounds()
    await found.run({"a": lambda: run("a"), "b": lambda: run("b")}, 2)

    assert order == ["a", "b", "b", "a"]
    assert found.rates == {"a": [1, 4], "b": [2, 3]}


def test_the_report_has_the_promised_keys_and_keeps_what_was_not_measured_again(
    tmp_path: Path,
) -> None:
    report = tmp_path / "bench.json"
    write_report(report, MACHINE, [FIGURE, replace(FIGURE, name="relay")])
    write_report(report, MACHINE, [replace(FIGURE, value=2.0, ratio=5.5, target=5.0)])

    found = json.loads(report.read_text())
    assert found["machine"]["cores"] == 2
    assert {f["name"]: f["value"] for f in found["figures"]} == {"relay": 1235.0, "drain": 2.0}
    assert all(
        list(f) == ["name", "value", "unit", "peer", "ratio", "target", "holds"]
        for f in found["figures"]
    )


def test_the_events_that_are_measured_with_are_those_of_production() -> None:
    some = list(events(2_000))

    assert [e.open() for e in some]
    assert 800 < sum(len(e.to_wire()) for e in some) / len(some) < 1200
    for part in {e.part for e in some}:
        positions = [e.pos for e in some if e.part == part]
        assert positions == list(range(1, len(positions) + 1))
    for subject in {e.subject for e in some}:
        numbers = [e.aggseq for e in some if e.subject == subject]
        assert numbers == list(range(1, len(numbers) + 1))
