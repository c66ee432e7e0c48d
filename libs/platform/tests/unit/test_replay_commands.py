"""From where a replay may be asked to begin."""

from datetime import UTC, datetime

import pytest

from samenspel_messaging.replay import ReplayRefused
from samenspel_platform.replay_commands import read_start, write_places


def test_a_number_is_a_position_in_each_part() -> None:
    assert read_start("12") == dict.fromkeys(range(16), 12)


def test_positions_are_of_the_parts_that_are_named() -> None:
    assert read_start("p03/120,p15/7") == {3: 120, 15: 7}
    assert write_places({15: 7, 3: 120}) == "p03/120,p15/7"


def test_a_moment_without_a_zone_is_of_this_machine() -> None:
    assert read_start("2026-11-22T10:00Z") == datetime(2026, 11, 22, 10, tzinfo=UTC)
    assert read_start("2026-11-22T10:00") == datetime(2026, 11, 22, 10).astimezone()
    assert read_start("2026-11-22") == datetime(2026, 11, 22).astimezone()


@pytest.mark.parametrize("words", ["", "yesterday", "p16/1", "p03", "-1", "p3/1", "p03/1,"])
def test_anything_else_is_refused(words: str) -> None:
    with pytest.raises(ReplayRefused):
        read_start(words)
