"""Use cases: a place is looked for, because somebody says so or because a TLV was granted."""

from dataclasses import dataclass
from datetime import datetime

from samenspel_arrangements.application.places.ports import PlacesUnitOfWork
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.child_of_case import ChildOfCase
from samenspel_arrangements.domain.gates.gates import CasePart, gate_of
from samenspel_arrangements.domain.places.grounds import ByTlv, Grounds, grounds_of
from samenspel_arrangements.domain.places.ids import PlacementId, placement_id_of
from samenspel_arrangements.domain.places.placement import Placement
from samenspel_arrangements.domain.places.provision import ProvisionKind
from samenspel_arrangements.domain.places.standing import (
    Admitted,
    Ended,
    EndReason,
    Enrolled,
    Sought,
)
from samenspel_arrangements.domain.places.tlv_places import place_of
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.term_rules import PLACE_FOUND
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_kernel.accountability import desk
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import CaseId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class SeekPlace:
    """For the child of which open case, a place of what kind, and why not in regular education."""

    case_id: CaseId
    kind: ProvisionKind
    why_not_regular: str = ""


async def placement_for(
    id_: PlacementId, action: Action, *, actor: Actor, uow: PlacesUnitOfWork
) -> Placement:
    """Load one to do something with; refuses who may not."""
    placement = await uow.placements.get(id_)
    require(actor, action, placement)
    return placement


async def seek_place(
    command: SeekPlace, *, actor: Actor, uow: PlacesUnitOfWork, clock: Clock
) -> Placement:
    """Begin to look, with four weeks to find one; RuleViolation while one such is looked for."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.FIND_PLACE, case)
    _ = case.opened
    gate_of(case.kind).require(CasePart.ARRANGEMENT)
    if await uow.placements.is_sought(case.id, command.kind):
        raise RuleViolation("placement.sought-already")
    grounds = grounds_of(command.why_not_regular, command.kind)
    return await _seek(PlacementId(new_id()), case, command.kind, grounds, at=clock.now(), uow=uow)


async def seek_with_tlv(
    tlv_id: TlvId, kind: TlvKind, *, at: datetime, uow: PlacesUnitOfWork
) -> None:
    """Begin to look because a TLV was granted (T4), once; not for who looks or is there already.

    A TLV that was applied for from no case keeps its own action to confirm a place.
    """
    tlv = await uow.tlvs.get(tlv_id)
    id_, place = placement_id_of(tlv_id), place_of(kind)
    if tlv.case_id is None or await uow.placements.find(id_) is not None:
        return
    for known in await uow.placements.of_pupil(tlv.pupil_id):
        if known.kind is place and _looks_or_is_there(known):
            return
    case = await uow.cases.get(tlv.case_id)
    await _seek(id_, case, place, ByTlv(tlv_id), at=at, uow=uow)


def _looks_or_is_there(placement: Placement) -> bool:
    match placement.standing:
        case Sought() | Admitted() | Enrolled() | Ended(reason=EndReason.STAYS):
            return True
        case _:
            return False


async def _seek(
    id_: PlacementId,
    case: Case,
    kind: ProvisionKind,
    grounds: Grounds | None,
    *,
    at: datetime,
    uow: PlacesUnitOfWork,
) -> Placement:
    child = ChildOfCase.of(case)
    holder = case.holder or desk(unit_id=case.unit_id, alliance_id=case.alliance_id)
    find = await uow.terms.begin(PLACE_FOUND, dutch_date(at), school_id=case.school_id)
    placement = Placement.seek(id_, kind, grounds, child=child, holder=holder, find=find, at=at)
    uow.placements.save(placement)
    return placement
