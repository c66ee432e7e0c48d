"""Use case: somebody is away, and a colleague acts for them meanwhile."""

from dataclasses import dataclass
from uuid import UUID

from samenspel_intake.application.desks.ports import DeskUnitOfWork
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.stand_in import StandIn, stand_in
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, Forbidden, InvalidInput, NotFound
from samenspel_kernel.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStandIn:
    """Who is away, who acts, and from when until when."""

    stand_in: StandIn


async def plan_stand_in(
    command: PlanStandIn, *, actor: Actor, uow: DeskUnitOfWork, clock: Clock
) -> UUID:
    """Write it down; InvalidInput unless both work within the actor's reach."""
    POLICY.require_somewhere(actor, Deed.ASSIGN)
    wanted = command.stand_in
    made = stand_in(wanted.away, wanted.deputy, wanted.first_day, wanted.last_day)
    today = dutch_date(clock.now())
    wrong = []
    if made.last_day < today:
        wrong.append(FieldError("last_day", "stand-in.over"))
    for field, person_id in (("away", made.away), ("deputy", made.deputy)):
        person = await uow.people.find(person_id)
        if person is None or not in_reach(person, actor):
            wrong.append(FieldError(field, "assignment.not-at-desk"))
    if wrong:
        raise InvalidInput(*wrong)
    id_ = new_id()
    await uow.stand_ins.add(id_, made, by=actor.person_id)
    await _tell(made, uow=uow, clock=clock)
    return id_


async def end_stand_in(id_: UUID, *, actor: Actor, uow: DeskUnitOfWork, clock: Clock) -> None:
    """Take it back; NotFound if there is none, Forbidden when it is of another unit."""
    POLICY.require_somewhere(actor, Deed.ASSIGN)
    ended = await uow.stand_ins.remove(id_)
    if ended is None:
        raise NotFound
    person = await uow.people.get(ended.away)
    if not in_reach(person, actor):
        raise Forbidden
    await _tell(ended, uow=uow, clock=clock)


def in_reach(person: Person, actor: Actor) -> bool:
    """Tell whether an actor may say who acts for a person: of its unit, or of its alliance."""
    if actor.role is Role.ADMINISTRATOR:
        return True
    return any(grant.unit_id == actor.unit_id for grant in person.grants if grant.unit_id)


async def _tell(changed: StandIn, *, uow: DeskUnitOfWork, clock: Clock) -> None:
    """Let the other services know who acts for that person from now on."""
    person = await uow.people.get(changed.away)
    now = clock.now()
    person.deputies_are(await uow.stand_ins.of(changed.away, since=dutch_date(now)), at=now)
    uow.people.save(person)
