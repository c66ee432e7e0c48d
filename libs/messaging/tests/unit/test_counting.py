"""The arithmetic of watermarks, against a model of a log, a queue that loses, and a consumer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from samenspel_messaging.counting import Cursor, Finding


@pytest.mark.parametrize(
    ("cursor", "head", "expected", "finding"),
    [
        (Cursor(pos=9, seen=4), 9, 4, Finding.COMPLETE),
        (Cursor(pos=7, seen=4), 9, 4, Finding.COMPLETE),  # the last two are not for us
        (Cursor(pos=9, seen=3), 9, 4, Finding.BEHIND),
        (Cursor(pos=12, seen=3), 9, 4, Finding.BEHIND),
        (Cursor(pos=12, seen=4), 9, 4, Finding.NOTHING),  # may have come after it
        (Cursor(pos=12, seen=6, safe_pos=12, safe_seen=6), 9, 4, Finding.NOTHING),
        (Cursor(pos=9, seen=3, safe_pos=9, safe_seen=3), 9, 4, Finding.WRONG),
        (Cursor(pos=9, seen=5), 9, 4, Finding.WRONG),
    ],
)
def test_what_a_watermark_tells(cursor: Cursor, head: int, expected: int, finding: Finding) -> None:
    after, found = cursor.hear(head, expected)

    assert found is finding
    assert (after == cursor) is (finding is not Finding.COMPLETE)


def test_what_a_complete_consumer_has_seen_is_safe() -> None:
    after, _ = Cursor(pos=7, seen=4).hear(9, 4)

    assert after == Cursor(pos=7, seen=4, safe_pos=9, safe_seen=4)


class Lossy(RuleBasedStateMachine):
    """One part of a log, one queue, one consumer; anything may be lost, doubled or late."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[bool] = []
        """Per position whether the event is for us."""
        self.queue: list[int | tuple[int, int]] = []
        """Positions, and watermarks as (head, expected)."""
        self.frozen: list[tuple[int, int]] = []
        self.known: set[int] = set()
        self.cursor = Cursor()
        self.to_heal = False

    @rule(ours=st.booleans(), arrives=st.booleans())
    def log_event(self, *, ours: bool, arrives: bool) -> None:
        self.log.append(ours)
        if ours and arrives:
            self.queue.append(len(self.log))

    @rule(early=st.booleans())
    def send_watermark(self, *, early: bool) -> None:
        """At the end, as the relay does; or early, as when deliveries before it came back."""
        self.queue.insert(0 if early else len(self.queue), self._mark())

    @rule()
    def freeze_a_relay(self) -> None:
        self.frozen.append(self._mark())

    @precondition(lambda self: self.frozen)
    @rule()
    def thaw_a_relay(self) -> None:
        """It sends its watermark behind what its successor sent meanwhile."""
        self.queue.append(self.frozen.pop())

    def _mark(self) -> tuple[int, int]:
        return len(self.log), sum(self.log)

    @precondition(lambda self: self.queue)
    @rule(index=st.integers(0, 3), copies=st.integers(1, 2))
    def deliver(self, *, index: int, copies: int) -> None:
        message = self.queue.pop(min(index, len(self.queue) - 1))
        for _ in range(copies):
            self._take(message)

    @rule()
    def deliver_all(self) -> None:
        while self.queue:
            self._take(self.queue.pop(0))

    def _take(self, message: int | tuple[int, int]) -> None:
        if isinstance(message, int):
            new = int(message not in self.known)
            self.known.add(message)
            self.cursor = self.cursor.delivered(message, new)
            return
        self.cursor, found = self.cursor.hear(*message)
        assert found is not Finding.WRONG
        self.to_heal |= found is Finding.BEHIND

    @precondition(lambda self: self.to_heal)
    @rule(page=st.integers(1, 4), until=st.integers(0, 3))
    def heal(self, *, page: int, until: int) -> None:
        """Read pages; perhaps stop on the way, as a worker that is killed does."""
        for _ in range(until):
            self._heal_page(page)

    def _heal_page(self, size: int) -> bool:
        start = self.cursor.safe_pos
        end = min(start + size, len(self.log))
        if end == start:
            return False
        ours = {pos for pos in range(start + 1, end + 1) if self.log[pos - 1]}
        new = len(ours - self.known)
        self.known |= ours
        self.cursor = self.cursor.healed(end, len(ours), new)
        return True

    @rule(page=st.integers(1, 4))
    def quiesce(self, *, page: int) -> None:
        """One last watermark that arrives finds whatever is missing."""
        self.deliver_all()
        self._take(self._mark())
        while self.to_heal and self._heal_page(page):
            pass
        self.to_heal = False
        assert self.known == self._ours(len(self.log))

    def _ours(self, upto: int) -> set[int]:
        return {pos for pos, ours in enumerate(self.log[:upto], 1) if ours}

    @invariant()
    def never_counts_too_many(self) -> None:
        assert self.cursor.seen <= len(self.known)

    @invariant()
    def up_to_the_safe_position_nothing_is_missing(self) -> None:
        assert self._ours(self.cursor.safe_pos) <= self.known
        assert self.cursor.safe_seen == len(self._ours(self.cursor.safe_pos))


def test_the_watermark_of_a_relay_that_was_frozen_makes_nothing_safe() -> None:
    model = Lossy()
    model.log_event(ours=True, arrives=False)
    model.freeze_a_relay()
    model.log_event(ours=True, arrives=True)
    model.deliver_all()
    model.thaw_a_relay()
    model.deliver_all()

    assert model.cursor == Cursor(pos=2, seen=1)


TestLossy = Lossy.TestCase
TestLossy.settings = settings(max_examples=500, stateful_step_count=25, deadline=None)


@given(st.lists(st.booleans(), max_size=30), st.lists(st.integers(1, 7), min_size=1, max_size=10))
def test_who_follows_the_log_is_safe_wherever_it_is(log: list[bool], steps: list[int]) -> None:
    cursor = Cursor()
    for step in steps:
        end = min(cursor.pos + step, len(log))
        bound = sum(log[cursor.pos : end])
        cursor = cursor.followed(end, bound, bound)

        assert cursor == Cursor(end, sum(log[:end]), end, sum(log[:end]))
