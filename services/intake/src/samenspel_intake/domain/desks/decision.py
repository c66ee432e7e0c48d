"""What a desk decided on a request, by which criteria; some are read twice, blind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from samenspel_intake.domain.desks.criteria import Criteria, DecisionKind
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import PersonId, SupportRequestId, UnitId

READ_TWICE_PERCENT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReading:
    """What another would have decided, without knowing the first decision."""

    kind: DecisionKind
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision; `points` are the numbers of the criteria that counted most.

    A second reading measures whether two readers decide alike; it changes nothing for the child.
    """

    id: UUID
    support_request_id: SupportRequestId
    unit_id: UnitId | None
    kind: DecisionKind
    criteria_version: int
    points: tuple[int, ...]
    by: PersonId
    at: datetime
    is_read_twice: bool
    second: SecondReading | None = None


def decide(
    id_: UUID,
    request: SupportRequestId,
    criteria: Criteria,
    points: Sequence[int],
    *,
    unit_id: UnitId | None,
    by: PersonId,
    at: datetime,
) -> Decision:
    """Note a decision by these criteria; InvalidInput for points that they don't have."""
    criteria.check(points)
    return Decision(
        id=id_,
        support_request_id=request,
        unit_id=unit_id,
        kind=criteria.kind,
        criteria_version=criteria.version,
        points=tuple(sorted(set(points))),
        by=by,
        at=at,
        is_read_twice=is_read_twice(request, criteria.version),
    )


def is_read_twice(
    request: SupportRequestId, criteria_version: int, *, percent: int = READ_TWICE_PERCENT
) -> bool:
    """Draw: nobody can steer it, and anybody can draw it again with the same outcome."""
    drawn = sha256(f"{request}/{criteria_version}".encode()).digest()
    return int.from_bytes(drawn[:8]) % 100 < percent


def check_second_reader(decision: Decision, reader: PersonId) -> None:
    """Refuse whoever decided first, and a second reading that is there already."""
    if not decision.is_read_twice:
        raise RuleViolation("second-reading.not-drawn")
    if decision.by == reader:
        raise RuleViolation("second-reading.own-decision")
    if decision.second is not None:
        raise RuleViolation("second-reading.done")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two readers decided alike."""

    alike: int
    total: int

    @property
    def percent(self) -> int | None:
        """The share that was alike, rounded down; None when nothing was read twice."""
        return self.alike * 100 // self.total if self.total else None


def agreement(decisions: Sequence[Decision]) -> Agreement:
    """Compare first and second readings."""
    read = [(d.kind, d.second.kind) for d in decisions if d.second is not None]
    return Agreement(sum(first is second for first, second in read), len(read))
