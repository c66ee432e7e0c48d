"""Use case: a second reader says what it would have decided; nothing changes for the child."""

from dataclasses import dataclass, replace
from uuid import UUID

from samenspel_intake.application.desks.ports import DeskUnitOfWork
from samenspel_intake.domain.desks.criteria import DecisionKind
from samenspel_intake.domain.desks.decision import Decision, SecondReading, check_second_reader
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAgain:
    """Which decision, and what this reader would have decided."""

    decision_id: UUID
    kind: DecisionKind


async def read_again(
    command: ReadAgain, *, actor: Actor, uow: DeskUnitOfWork, clock: Clock
) -> Decision:
    """Note it; RuleViolation for who decided first, or when it was read twice already."""
    decision = await uow.decisions.get(command.decision_id)
    request = await uow.support_requests.get(decision.support_request_id)
    require(actor, Deed.DECIDE, Subject.of(request))
    check_second_reader(decision, actor.person_id)
    second = SecondReading(kind=command.kind, by=actor.person_id, at=clock.now())
    read = replace(decision, second=second)
    await uow.decisions.read_again(read)
    return read
