"""What clients tried, and what they were told: what must be true of the databases afterwards."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from uuid import UUID


class Outcome(Enum):
    """How a command ended, as far as its client can know."""

    OK = "ok"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """The connection was lost, or the client died, when it had asked for the commit."""


@dataclass(slots=True)
class Operation:
    """One command: its id (the correlation id of its events), and how many events it would make."""

    id: UUID
    events: int
    outcome: Outcome = Outcome.UNKNOWN


class History:
    """Everything that clients tried, in the order in which they began.

    `tell` gets a line for each beginning and end, for a client in another process.
    """

    def __init__(self, tell: Callable[[str], None] = lambda line: None) -> None:
        self.operations: list[Operation] = []
        self._tell = tell

    @classmethod
    def told(cls, lines: Iterable[str]) -> "History":
        """Read what another process told; what it did not end is unknown."""
        history, found = cls(), dict[UUID, Operation]()
        for words in (line.split() for line in lines):
            match words:
                case ["began", id_, events]:
                    found[UUID(id_)] = history.begin(UUID(id_), int(events))
                case ["ended", id_, outcome]:
                    history.end(found[UUID(id_)], Outcome(outcome))
        return history

    def begin(self, id_: UUID, events: int) -> Operation:
        """Note a try; until its end is noted its outcome is unknown."""
        operation = Operation(id_, events)
        self.operations.append(operation)
        self._tell(f"began {id_} {events}")
        return operation

    def end(self, operation: Operation, outcome: Outcome) -> None:
        """Note how it ended."""
        operation.outcome = outcome
        self._tell(f"ended {operation.id} {outcome.value}")

    def of(self, outcome: Outcome) -> dict[UUID, int]:
        """Give the operations with this outcome, and the events that each would make."""
        return {o.id: o.events for o in self.operations if o.outcome is outcome}

    def counts(self) -> Counter[str]:
        """Count the operations per outcome."""
        return Counter(operation.outcome.value for operation in self.operations)
