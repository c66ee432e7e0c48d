"""Which command leads from which state to which: the one table of an aggregate, in code.

An aggregate moves through its table alone, so the page that is drawn from it (docs/state-machines.md)
can't say anything else than what happens.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samenspel_kernel.errors import RuleViolation

Moves = Mapping[type[Any], Mapping[str, tuple[type[Any], ...]]]


@dataclass(frozen=True, slots=True)
class StateTable:
    """The states of one kind of thing, each a type, and the commands between them.

    `thing` begins the code of a refusal; `first` says by which command it comes to be, and as what.
    A state from which nothing leads is an end.
    """

    thing: str
    first: Mapping[str, type[Any]]
    moves: Moves

    def __post_init__(self) -> None:
        reached = {*self.first.values(), *(to for _, _, to in self.all())}
        if lost := reached.symmetric_difference(self.states):
            raise ValueError(f"{self.thing}: not in the table, or never reached: {lost}")

    @property
    def states(self) -> tuple[type[Any], ...]:
        """All states, in the order of the table."""
        return tuple(self.moves)

    def all(self) -> Iterator[tuple[type[Any], str, type[Any]]]:
        """Give each move: from which state, by which command, to which."""
        for state, commands in self.moves.items():
            for command, targets in commands.items():
                for target in targets:
                    yield state, command, target

    def may(self, state: object, command: str) -> bool:
        """Tell whether a command is there in a state."""
        return command in self.moves[type(state)]

    def require(self, state: object, command: str) -> None:
        """Refuse a command that is not there in this state."""
        if not self.may(state, command):
            raise RuleViolation(f"{self.thing}.not-now")

    def check(self, state: object, command: str, target: object) -> None:
        """Refuse what `require` refuses; AssertionError for a move that the table does not have."""
        self.require(state, command)
        if type(target) not in self.moves[type(state)][command]:
            raise AssertionError(f"{self.thing}: {command} does not lead to {type(target)}")
