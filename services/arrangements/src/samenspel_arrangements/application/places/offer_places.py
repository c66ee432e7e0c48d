"""Use cases: a unit offers places, and has more or fewer of them."""

from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.places.ports import SeatsUnitOfWork
from samenspel_arrangements.application.places.seats import move_up
from samenspel_arrangements.domain.places.ids import ProvisionId
from samenspel_arrangements.domain.places.provision import Provision, ProvisionKind
from samenspel_arrangements.domain.policies import POLICY, Action, require
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_kernel.actor import Actor
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import SchoolId, UnitId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProvision:
    """What is offered, by which unit, at which school, from when, with how many seats."""

    unit_id: UnitId | None
    name: str
    kind: ProvisionKind
    school_id: SchoolId | None
    starts_on: date
    capacity: int


async def open_provision(
    command: OpenProvision, *, actor: Actor, uow: SeatsUnitOfWork, clock: Clock
) -> Provision:
    """Offer it in the school year in which it starts."""
    POLICY.require_somewhere(actor, Action.OFFER_PLACES)
    place = Relations(alliance_id=actor.alliance_id, unit_id=command.unit_id)
    require(actor, Action.OFFER_PLACES, place)
    draft = Provision(
        id=ProvisionId(new_id()),
        alliance_id=actor.alliance_id,
        unit_id=command.unit_id,
        name=command.name.strip(),
        kind=command.kind,
        school_id=command.school_id,
        year=SchoolYear.of(command.starts_on),
        starts_on=command.starts_on,
    )
    provision = Provision.open(draft, capacity=command.capacity, at=clock.now())
    await uow.provisions.keep(provision)
    return provision


async def resize_provision(
    id_: ProvisionId, capacity: int, *, actor: Actor, uow: SeatsUnitOfWork, clock: Clock
) -> Provision:
    """Have more or fewer seats, never fewer than are taken; who waits moves up into new ones."""
    provision = await _to_change(id_, actor=actor, uow=uow)
    now = clock.now()
    moved_up = provision.resize(capacity, at=now)
    await uow.provisions.keep(provision)
    await move_up(id_, moved_up, at=now, uow=uow)
    return provision


async def start_provision(
    id_: ProvisionId, day: date, *, actor: Actor, uow: SeatsUnitOfWork
) -> Provision:
    """Begin on another day of its school year."""
    provision = await _to_change(id_, actor=actor, uow=uow)
    provision.start_on(day)
    await uow.provisions.keep(provision)
    return provision


async def _to_change(id_: ProvisionId, *, actor: Actor, uow: SeatsUnitOfWork) -> Provision:
    POLICY.require_somewhere(actor, Action.OFFER_PLACES)
    provision = await uow.provisions.locked(id_)
    place = Relations(alliance_id=provision.alliance_id, unit_id=provision.unit_id)
    require(actor, Action.OFFER_PLACES, place)
    return provision
