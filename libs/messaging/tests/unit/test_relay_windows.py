from datetime import UTC, datetime
from itertools import count
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from samenspel_contracts.envelope import Envelope
from samenspel_messaging.relay import Fate, Progress, windows
from samenspel_messaging.topology import routing_key

WHEN = datetime(2026, 9, 1, tzinfo=UTC)
NOBODY = UUID(int=0)


def entry(pos: int, *, toy: int = 0, part: int = 0, unit: UUID | None = None) -> Envelope:
    return Envelope(
        id=uuid4(),
        source="urn:toys",
        type="nl.passend-onderwijs.support-request.withdrawn.v1",
        subject=UUID(int=toy),
        time=WHEN,
        alliance=NOBODY,
        unit=unit,
        aggseq=pos,
        part=part,
        pos=pos,
        correlationid=NOBODY,
        data={},
    )


@given(st.lists(st.integers(0, 4), max_size=40), st.integers(1, 7))
def test_windows_hold_each_aggregate_once_and_keep_its_order(toys: list[int], most: int) -> None:
    numbers = count(1)
    entries = [entry(next(numbers), toy=toy) for toy in toys]
    sent = list(windows(entries, most))
    assert all(len({e.subject for e in window}) == len(window) <= most for window in sent)
    for toy in set(toys):
        wanted = [e for e in entries if e.subject == UUID(int=toy)]
        assert [e for window in sent for e in window if e.subject == UUID(int=toy)] == wanted


def test_the_cursor_stops_before_the_first_that_was_not_confirmed() -> None:
    entries = [entry(pos, toy=pos) for pos in (1, 2, 3)]
    progress = Progress(entries)
    for one, fate in zip(entries, (Fate.CONFIRMED, Fate.RETURNED, Fate.CONFIRMED), strict=True):
        progress.note(one, fate)
    assert progress.take() == {0: 1}
    assert progress.take() == {}
    assert progress.stopped == {0}


def test_a_part_that_stands_still_leaves_the_others_alone() -> None:
    stuck, fine = entry(1, part=3), entry(1, part=5, toy=1)
    progress = Progress([stuck, fine])
    progress.note(stuck, Fate.REFUSED)
    progress.note(fine, Fate.CONFIRMED)
    assert progress.take() == {5: 1}


def test_the_cursor_closes_a_hole_once_it_is_confirmed() -> None:
    first, second = entry(1), entry(2, toy=1)
    progress = Progress([first, second])
    progress.note(second, Fate.CONFIRMED)
    assert progress.take() == {}
    progress.note(first, Fate.CONFIRMED)
    assert progress.take() == {0: 2}


def test_the_routing_key_names_part_unit_aggregate_event_and_version() -> None:
    unit = UUID(int=7)
    assert routing_key(entry(1, part=3, unit=unit)) == f"p03.{unit}.support-request.withdrawn.v1"
    assert routing_key(entry(1, part=12)) == "p12.alliance.support-request.withdrawn.v1"
