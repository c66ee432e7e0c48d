"""Use cases of who disagrees or waits too long: object, take it back, give notice of default."""

from dataclasses import dataclass, field
from datetime import date

from samenspel_arrangements.application.tlvs.apply import tlv_for
from samenspel_arrangements.application.tlvs.ports import TlvUnitOfWork
from samenspel_arrangements.domain import term_rules as rules
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.tlv.ids import ObjectionId, TlvId
from samenspel_arrangements.domain.tlv.objection import Objector
from samenspel_arrangements.domain.tlv.penalty import LateThing
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import new_id

OBJECTORS = {Role.PARENT: Objector.PARENTS, Role.SCHOOL_COORDINATOR: Objector.SCHOOL}
"""Who else writes one down, does so for another interested party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectToTlv:
    """Why; `received_on` where it came on paper."""

    tlv_id: TlvId
    grounds: str = field(repr=False)
    received_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDefault:
    """With what the alliance is late; `received_on` where the notice came on paper."""

    tlv_id: TlvId
    about: LateThing
    received_on: date | None = None


async def object_to_tlv(
    command: ObjectToTlv, *, actor: Actor, uow: TlvUnitOfWork, clock: Clock
) -> Tlv:
    """Take the objection in, late or not."""
    tlv = await tlv_for(command.tlv_id, Action.OBJECT_TLV, actor=actor, uow=uow)
    now = clock.now()
    received_on = command.received_on or dutch_date(now)
    over = max(tlv.object_by.last_day, received_on)
    tlv.object(
        ObjectionId(new_id()),
        OBJECTORS.get(actor.role, Objector.OTHER),
        command.grounds,
        person_id=actor.person_id if actor.role in OBJECTORS else None,
        received_on=received_on,
        ask=await uow.terms.begin(rules.TLV_ASK_LBT, received_on),
        decide=await uow.terms.begin(rules.OBJECTION_DECISION, over),
        holder=Holder(HolderKind.ALLIANCE_DESK, tlv.alliance_id),
        at=now,
    )
    uow.tlvs.save(tlv)
    return tlv


async def take_objection_back(
    tlv_id: TlvId, objection_id: ObjectionId, *, actor: Actor, uow: TlvUnitOfWork, clock: Clock
) -> Tlv:
    """Take one's own objection back."""
    tlv = await tlv_for(tlv_id, Action.OBJECT_TLV, actor=actor, uow=uow)
    own = any(o.id == objection_id and o.person_id == actor.person_id for o in tlv.objections)
    if not own:
        raise RuleViolation("objection.not-yours")
    tlv.take_objection_back(objection_id, at=clock.now())
    uow.tlvs.save(tlv)
    return tlv


async def note_default(
    command: NoteDefault, *, actor: Actor, uow: TlvUnitOfWork, clock: Clock
) -> Tlv:
    """Take a notice of default in."""
    tlv = await tlv_for(command.tlv_id, Action.OBJECT_TLV, actor=actor, uow=uow)
    now = clock.now()
    received_on = command.received_on or dutch_date(now)
    decide = await uow.terms.begin(rules.DEFAULT_NOTICE, received_on)
    tlv.note_default(command.about, received_on, decide=decide, at=now)
    uow.tlvs.save(tlv)
    return tlv
