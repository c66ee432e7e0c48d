"""Use case: an administrator publishes a new version of the criteria."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.application.desks.ports import DeskUnitOfWork
from samenspel_intake.domain.desks.criteria import Criteria, DecisionKind
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishCriteria:
    """What counts for a kind of decision, from which day, and where that was decided."""

    kind: DecisionKind
    points: tuple[str, ...]
    source: str
    valid_from: date


async def publish_criteria(
    command: PublishCriteria, *, actor: Actor, uow: DeskUnitOfWork, clock: Clock
) -> Criteria:
    """Add the version; what was decided by an older one keeps citing that."""
    POLICY.require_somewhere(actor, Deed.SET_CRITERIA)
    versions = [c.version for c in await uow.criteria.all() if c.kind is command.kind]
    made = Criteria(
        kind=command.kind,
        version=max(versions, default=0) + 1,
        points=command.points,
        source=command.source,
        valid_from=command.valid_from,
    )
    wrong = made.wrong()
    if command.valid_from < dutch_date(clock.now()):
        wrong.append(FieldError("valid_from", "criteria.in-the-past"))
    if wrong:
        raise InvalidInput(*wrong)
    await uow.criteria.add(made)
    return made
