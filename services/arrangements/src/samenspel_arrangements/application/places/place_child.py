"""Use cases: a board admits the child, it begins, stays on, goes back, and nobody has to look on."""

from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.places.ports import PlacesUnitOfWork
from samenspel_arrangements.application.places.seats import release
from samenspel_arrangements.application.places.seek_place import placement_for
from samenspel_arrangements.domain.places.ids import PlacementId
from samenspel_arrangements.domain.places.placement import Placement
from samenspel_arrangements.domain.places.standing import Admission, EndReason
from samenspel_arrangements.domain.places.tlv_places import counts_for
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.term_rules import PLACE_ENROL, RETURN_SUPPORT, STAY_REVIEW
from samenspel_arrangements.domain.tlv.standing import Granted
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import SchoolId

FIND = Action.FIND_PLACE


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitChild:
    """The board of which school admits it, from which day, and by what writing one finds that."""

    placement_id: PlacementId
    school_id: SchoolId
    from_day: date
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnChild:
    """To which regular school it goes back, from which day."""

    placement_id: PlacementId
    school_id: SchoolId
    from_day: date


async def admit_child(
    command: AdmitChild, *, actor: Actor, uow: PlacesUnitOfWork, clock: Clock
) -> Placement:
    """Note that a board admits it; its TLV has a place then, so nobody notes that again."""
    placement = await placement_for(command.placement_id, FIND, actor=actor, uow=uow)
    now, asked = clock.now(), placement.asked
    seat = await uow.provisions.locked(asked.provision_id) if asked is not None else None
    tlvs = [
        tlv
        for tlv in await uow.tlvs.of_pupil(placement.pupil_id)
        if counts_for(tlv, placement.kind, command.from_day)
    ]
    placement.admit(
        Admission(command.school_id, command.from_day, command.decision.strip(), actor.person_id),
        enrol=await uow.terms.begin(PLACE_ENROL, command.from_day, school_id=command.school_id),
        provision_school=seat.school_id if seat is not None else None,
        has_tlv=bool(tlvs),
        at=now,
    )
    uow.placements.save(placement)
    for tlv in tlvs:
        if isinstance(tlv.standing, Granted) and tlv.standing.place is not None:
            tlv.confirm_place(at=now)
            uow.tlvs.save(tlv)
    return placement


async def enrol_child(
    id_: PlacementId, first_day: date, *, actor: Actor, uow: PlacesUnitOfWork, clock: Clock
) -> Placement:
    """Note that it began; a year later one looks whether it can go back."""
    placement = await placement_for(id_, FIND, actor=actor, uow=uow)
    review = await uow.terms.begin(STAY_REVIEW, first_day)
    placement.enrol(first_day, review=review, at=clock.now())
    uow.placements.save(placement)
    return placement


async def let_stay(
    id_: PlacementId, *, actor: Actor, uow: PlacesUnitOfWork, clock: Clock
) -> Placement:
    """Note that people looked today: it still needs this place, and one looks again."""
    placement = await placement_for(id_, FIND, actor=actor, uow=uow)
    now = clock.now()
    review = await uow.terms.begin(STAY_REVIEW, dutch_date(now))
    placement.stay_on(review, at=now)
    uow.placements.save(placement)
    return placement


async def return_child(
    command: ReturnChild, *, actor: Actor, uow: PlacesUnitOfWork, clock: Clock
) -> Placement:
    """Note that it goes back, with support; its seat is free for who waits."""
    placement = await placement_for(command.placement_id, FIND, actor=actor, uow=uow)
    now, asked = clock.now(), placement.asked
    support = await uow.terms.begin(RETURN_SUPPORT, command.from_day)
    placement.return_to(command.school_id, command.from_day, support=support, at=now)
    uow.placements.save(placement)
    await release(placement.id, asked, at=now, uow=uow)
    return placement


async def end_placement(
    id_: PlacementId, reason: EndReason, *, actor: Actor, uow: PlacesUnitOfWork, clock: Clock
) -> Placement:
    """Close it; who stays keeps its seat, else it is free for who waits.

    A death is told to the case, which ends all at once.
    """
    placement = await placement_for(id_, FIND, actor=actor, uow=uow)
    if reason is EndReason.DIED:
        raise RuleViolation("placement.no-such-end")
    now, asked = clock.now(), placement.asked
    placement.end(reason, at=now)
    uow.placements.save(placement)
    if reason is not EndReason.STAYS:
        await release(id_, asked, at=now, uow=uow)
    return placement
