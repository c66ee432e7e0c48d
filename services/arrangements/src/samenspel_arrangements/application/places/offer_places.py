"""Use cases: a unit offers places, and has more or fewer of them."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.domain.places.ids import PlacementId, ProvisionId
from samenspel_arrangements.domain.places.provision import Provision, ProvisionKind
from samenspel_arrangements.domain.policies import POLICY, Action, require
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_kernel.actor import Actor
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import SchoolId, UnitId, new_id


class Provisions(Protocol):
    """The provisions of one alliance."""

    async def locked(self, id_: UUID) -> Provision:
        """Load one for change; NotFound if there is none."""
        ...

    async def keep(self, provision: Provision) -> None:
        """Write it with its seats."""
        ...


class PlacesUnitOfWork(Protocol):
    """One transaction around places."""

    @property
    def provisions(self) -> Provisions:
        """The provisions."""
        ...


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
    command: OpenProvision, *, actor: Actor, uow: PlacesUnitOfWork, clock: Clock
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
    id_: ProvisionId, capacity: int, *, actor: Actor, uow: PlacesUnitOfWork, clock: Clock
) -> tuple[Provision, tuple[PlacementId, ...]]:
    """Have more or fewer seats, never fewer than are taken; gives who moved up."""
    POLICY.require_somewhere(actor, Action.OFFER_PLACES)
    provision = await uow.provisions.locked(id_)
    place = Relations(alliance_id=provision.alliance_id, unit_id=provision.unit_id)
    require(actor, Action.OFFER_PLACES, place)
    moved_up = provision.resize(capacity, at=clock.now())
    await uow.provisions.keep(provision)
    return provision, moved_up
