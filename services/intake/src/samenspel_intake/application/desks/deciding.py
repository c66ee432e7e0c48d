"""Notes what a desk decides, by the criteria that are in force."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_intake.application.desks.ports import DeskUnitOfWork
from samenspel_intake.domain.desks.criteria import DecisionKind
from samenspel_intake.domain.desks.decision import Decision, decide
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Cited:
    """The decision, and the criteria (by number) that counted most."""

    kind: DecisionKind
    points: Sequence[int] = ()


async def note_decision(
    cited: Cited, request: SupportRequest, *, actor: Actor, uow: DeskUnitOfWork, clock: Clock
) -> Decision:
    """Note it; InvalidInput for criteria that there are not."""
    now = clock.now()
    made = decide(
        new_id(),
        request.id,
        await uow.criteria.in_force(cited.kind, dutch_date(now)),
        cited.points,
        unit_id=request.unit_id,
        by=actor.person_id,
        at=now,
    )
    await uow.decisions.add(made)
    return made
