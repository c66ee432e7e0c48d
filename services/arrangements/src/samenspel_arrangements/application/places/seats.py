"""Use cases: a seat is asked and given back; who waits moves up in the same transaction."""

from collections.abc import Iterable
from datetime import datetime

from samenspel_arrangements.application.places.ports import PlacesUnitOfWork, SeatsUnitOfWork
from samenspel_arrangements.application.places.seek_place import placement_for
from samenspel_arrangements.domain.places.ids import PlacementId, ProvisionId
from samenspel_arrangements.domain.places.placement import Placement
from samenspel_arrangements.domain.places.standing import Asked
from samenspel_arrangements.domain.policies import Action
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound


async def ask_seat(
    id_: PlacementId,
    provision_id: ProvisionId,
    *,
    actor: Actor,
    uow: PlacesUnitOfWork,
    clock: Clock,
) -> Placement:
    """Have a seat kept, or wait in line for one; of all units, for help near home may be there."""
    placement = await placement_for(id_, Action.FIND_PLACE, actor=actor, uow=uow)
    placement.check_can_ask()
    try:
        provision = await uow.provisions.locked(provision_id)
    except NotFound:
        raise InvalidInput(FieldError("provision_id", "provision.unknown")) from None
    if provision.kind is not placement.kind:
        raise InvalidInput(FieldError("provision_id", "placement.other-kind"))
    now = clock.now()
    seated = provision.ask(id_, at=now)
    await uow.provisions.keep(provision)
    placement.ask_at(provision_id, seated=seated, at=now)
    uow.placements.save(placement)
    return placement


async def leave_seat(
    id_: PlacementId, *, actor: Actor, uow: PlacesUnitOfWork, clock: Clock
) -> Placement:
    """Give the seat or the place in line back; the first who waits moves up."""
    placement = await placement_for(id_, Action.FIND_PLACE, actor=actor, uow=uow)
    asked = placement.asked
    placement.leave_line()
    uow.placements.save(placement)
    await release(id_, asked, at=clock.now(), uow=uow)
    return placement


async def release(
    id_: PlacementId, asked: Asked | None, *, at: datetime, uow: SeatsUnitOfWork
) -> None:
    """Free what was kept for a child; the first who waits gets it, now."""
    if asked is None:
        return
    provision = await uow.provisions.locked(asked.provision_id)
    moved_up = provision.leave(id_, at=at)
    await uow.provisions.keep(provision)
    await move_up(provision.id, moved_up, at=at, uow=uow)


async def move_up(
    provision_id: ProvisionId,
    moved_up: Iterable[PlacementId],
    *,
    at: datetime,
    uow: SeatsUnitOfWork,
) -> None:
    """Have those who came out of the line know that a seat is kept for them."""
    for id_ in moved_up:
        placement = await uow.placements.find(id_)
        if placement is not None:
            placement.move_up(provision_id, at=at)
            uow.placements.save(placement)
