"""Use cases of the school: apply for a TLV, supply what is missing, take it back."""

from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.tlvs.ports import TlvUnitOfWork
from samenspel_arrangements.application.tlvs.stand_still import again
from samenspel_arrangements.domain import term_rules as rules
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.tlv.application import Application
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.standing import Suspended
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import AllianceId, CaseId, UnitId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyForTlv:
    """For the child of which open case, what; received today unless it came on paper before."""

    case_id: CaseId
    application: Application
    received_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyForTlv:
    """The application as it is now."""

    tlv_id: TlvId
    application: Application


async def apply_for_tlv(
    command: ApplyForTlv, *, actor: Actor, uow: TlvUnitOfWork, clock: Clock
) -> Tlv:
    """Take it in; one that renews another tells that one."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.APPLY_TLV, case)
    _ = case.opened
    now = clock.now()
    received_on = command.received_on or dutch_date(now)
    tlv = Tlv.receive(
        TlvId(new_id()),
        command.application,
        received_on=received_on,
        holder=Holder(HolderKind.ALLIANCE_DESK, case.alliance_id),
        decide=await uow.terms.begin(rules.TLV_DECISION, received_on),
        check=await uow.terms.begin(rules.TLV_CHECK, received_on),
        at=now,
        alliance_id=AllianceId(case.alliance_id),
        unit_id=UnitId(case.unit_id) if case.unit_id else None,
        pupil_id=case.pupil_id,
        school_id=case.school_id,
        case_id=case.id,
    )
    if command.application.renews is not None:
        before = await uow.tlvs.get(command.application.renews)
        require(actor, Action.APPLY_TLV, before)
        before.renewal_applied(tlv.id, at=now)
        uow.tlvs.save(before)
    uow.tlvs.save(tlv)
    return tlv


async def supply_for_tlv(
    command: SupplyForTlv, *, actor: Actor, uow: TlvUnitOfWork, clock: Clock
) -> Tlv:
    """Add what was missing; the clock runs on when all is there."""
    tlv = await tlv_for(command.tlv_id, Action.APPLY_TLV, actor=actor, uow=uow)
    now = clock.now()
    today = dutch_date(now)
    decide = await uow.terms.begin(rules.TLV_DECISION, tlv.received_on)
    if isinstance(tlv.standing, Suspended):
        decide = await again(tlv.standing.decide, tlv.suspensions_on(today), uow.terms)
    check = await uow.terms.begin(rules.TLV_CHECK, today)
    tlv.supply(command.application, decide=decide, check=check, at=now)
    uow.tlvs.save(tlv)
    return tlv


async def withdraw_tlv(tlv_id: TlvId, *, actor: Actor, uow: TlvUnitOfWork, clock: Clock) -> Tlv:
    """Take the application back."""
    tlv = await tlv_for(tlv_id, Action.APPLY_TLV, actor=actor, uow=uow)
    tlv.withdraw(at=clock.now())
    uow.tlvs.save(tlv)
    return tlv


async def tlv_for(id_: TlvId, action: Action, *, actor: Actor, uow: TlvUnitOfWork) -> Tlv:
    """Load one to do something with; refuses who may not."""
    tlv = await uow.tlvs.get(id_)
    require(actor, action, tlv)
    return tlv
