from uuid import UUID, uuid4

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from samenspel_messaging.guard import Guard, Verdict

TOY = UUID(int=1)


def test_the_first_event_of_an_aggregate_is_applied() -> None:
    assert Guard({}).verdict(TOY, 1) is Verdict.APPLY


def test_what_was_dealt_with_is_known() -> None:
    assert Guard({TOY: 3}).verdict(TOY, 3) is Verdict.KNOWN


def test_an_event_too_early_is_a_gap() -> None:
    assert Guard({TOY: 3}).verdict(TOY, 5) is Verdict.GAP


def test_a_hold_makes_what_follows_a_gap_in_its_aggregate_only() -> None:
    guard = Guard({TOY: 3}, [(TOY, 4)])
    assert guard.verdict(TOY, 4) is Verdict.KNOWN
    assert guard.verdict(TOY, 5) is Verdict.GAP
    assert guard.verdict(uuid4(), 1) is Verdict.APPLY


class Redelivery(RuleBasedStateMachine):
    """Events 1..8 of one aggregate come in any order, any number of times; some fail at first."""

    def __init__(self) -> None:
        super().__init__()
        self.last = 0
        self.held: set[int] = set()
        self.effects: list[int] = []

    @rule(seqs=st.lists(st.integers(1, 8), max_size=6), failing=st.sets(st.integers(1, 8)))
    def deliver(self, seqs: list[int], failing: set[int]) -> None:
        self._take(Guard({TOY: self.last}, {(TOY, seq) for seq in self.held}), seqs, failing)

    @rule(failing=st.sets(st.integers(1, 8)))
    def try_again(self, failing: set[int]) -> None:
        self._take(Guard({TOY: self.last}), sorted(self.held), failing)

    def _take(self, guard: Guard, seqs: list[int], failing: set[int]) -> None:
        for seq in seqs:
            verdict = guard.verdict(TOY, seq)
            if verdict is Verdict.APPLY and seq not in failing:
                self.effects.append(seq)
                guard.passed(TOY, seq)
                self.held.discard(seq)
            elif verdict is not Verdict.KNOWN:
                guard.hold(TOY, seq)
                self.held.add(seq)
        self.last = guard.changed.get(TOY, self.last)

    @invariant()
    def effects_are_in_order_and_once(self) -> None:
        assert self.effects == [*range(1, self.last + 1)]

    @invariant()
    def nothing_held_is_behind_us(self) -> None:
        assert all(seq > self.last for seq in self.held)


TestRedelivery = Redelivery.TestCase
