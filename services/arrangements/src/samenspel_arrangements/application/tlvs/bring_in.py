"""Use case: write down a TLV that another alliance gave a child of ours."""

from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.tlvs.handle import ahead_of
from samenspel_arrangements.application.tlvs.ports import TlvUnitOfWork
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.tlv.decision import ForeignGrant
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.standing import Granted
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_arrangements.domain.tlv.validity import Validity
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import AllianceId, CaseId, UnitId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class BringInTlv:
    """Whose, by which alliance and number, for what, from when to when."""

    case_id: CaseId
    alliance: str
    number: str
    kind: TlvKind
    starts_on: date
    ends_on: date


async def bring_in_tlv(
    command: BringInTlv, *, actor: Actor, uow: TlvUnitOfWork, clock: Clock
) -> Tlv:
    """Write it down; its number counts once."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.HANDLE_TLV, case)
    tlv = Tlv.bring_in(
        TlvId(new_id()),
        alliance=command.alliance,
        number=command.number,
        kind=command.kind,
        validity=Validity(command.starts_on, command.ends_on),
        holder=Holder(HolderKind.ALLIANCE_DESK, case.alliance_id),
        ahead=await ahead_of(command.starts_on, command.ends_on, uow.terms, needs_place=False),
        at=clock.now(),
        alliance_id=AllianceId(case.alliance_id),
        unit_id=UnitId(case.unit_id) if case.unit_id else None,
        pupil_id=case.pupil_id,
        school_id=case.school_id,
        case_id=case.id,
    )
    standing = tlv.standing
    if isinstance(standing, Granted) and isinstance(standing.grant, ForeignGrant):
        foreign = standing.grant
        await uow.tlv_numbers.keep_foreign(
            tlv.id, foreign.alliance, foreign.number, year=command.starts_on.year
        )
    uow.tlvs.save(tlv)
    return tlv
