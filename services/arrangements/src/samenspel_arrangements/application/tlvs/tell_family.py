"""Tells a family by letter what was decided on its TLV, and that one comes to its end."""

from dataclasses import replace
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.letters.how_far import HowFarUnitOfWork, how_far
from samenspel_arrangements.application.letters.order_letter import LettersUnitOfWork, order_about
from samenspel_arrangements.domain.letters.contents import (
    AboutTlv,
    Objection,
    TlvGranted,
    TlvRefused,
    TlvRenewal,
    TlvUnprocessed,
)
from samenspel_arrangements.domain.letters.letter import About, Letter, batch_id_of
from samenspel_arrangements.domain.tlv.decision import (
    Decision,
    ForeignGrant,
    Grant,
    Refusal,
    Unprocessed,
)
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.standing import Declined, Granted
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.ids import CaseId


class TellingUnitOfWork(LettersUnitOfWork, HowFarUnitOfWork, Protocol):
    """One transaction with the letters, and what they say of the way there."""


async def tell_decision(tlv: Tlv, *, uow: TellingUnitOfWork, at: datetime) -> Letter | None:
    """Order the letter about a decision that was just announced (Awb 3:41, T16).

    None for a TLV without a case: its family has no file to read letters in. A decision that is
    taken anew, after an objection, has a letter of its own.
    """
    now = tlv.standing
    if tlv.case_id is None or not isinstance(now, Granted | Declined) or now.object_by is None:
        return None
    decision = now.grant if isinstance(now, Granted) else now.decision
    if isinstance(decision, ForeignGrant):
        return None
    address = (await uow.letters.office()).address
    objection = Objection(last_day=now.object_by.last_day, address=address)
    content = _decided(decision, tlv, await uow.letters.child(tlv.pupil_id), objection)
    if isinstance(content, TlvGranted):
        far = await how_far(tlv.case_id, tlv.pupil_id, content.education, uow=uow)
        content = replace(content, at_school=far.at_school, admitted=far.admitted, km=far.km)
    answered = len(tlv.objections) - len(tlv.pending)
    key = f"tlv-decision/{tlv.id}/{answered}"
    return await order_about(about_tlv(tlv, tlv.case_id), content, key=key, uow=uow, at=at)


async def tell_renewal(tlv: Tlv, *, uow: LettersUnitOfWork, at: datetime) -> Letter | None:
    """Order the letter about what comes next (T12), in the batch of its year; once.

    None where nobody waits for it: it ended, or somebody sent one by hand. None too without a
    case; that letter stays to be done by who holds the TLV.
    """
    now = tlv.standing
    if tlv.case_id is None or not isinstance(now, Granted):
        return None
    if not now.in_wave or now.letter_sent_on is not None:
        return None
    ends_on = now.grant.validity.ends_on
    content = TlvRenewal(
        child=await uow.letters.child(tlv.pupil_id),
        number=now.grant.number,
        ends_on=ends_on,
        ask_before=now.successor.last_day + ONE_DAY,
    )
    return await order_about(
        about_tlv(tlv, tlv.case_id),
        content,
        key=f"tlv-renewal/{tlv.id}/{ends_on.isoformat()}",
        uow=uow,
        at=at,
        batch_id=wave_of(tlv.alliance_id, ends_on),
    )


def wave_of(alliance_id: UUID, ends_on: date) -> UUID:
    """Give the batch of letters about the TLVs that end in a year."""
    return batch_id_of(alliance_id, f"tlv-renewal/{ends_on.year}")


def _decided(decision: Decision, tlv: Tlv, child: str, objection: Objection) -> AboutTlv:
    match decision:
        case Grant(kind=kind, validity=validity):
            return TlvGranted(
                child=child,
                number=decision.number,
                education=_education(kind),
                category=str(kind.category or ""),
                starts_on=validity.starts_on,
                ends_on=validity.ends_on,
                motivation=decision.motivation.words,
                objection=objection,
                asked_school=tlv.asked.receiving.school if tlv.asked.receiving else "",
            )
        case Refusal(motivation=motivation):
            return TlvRefused(
                child=child,
                education=_education(tlv.asked.kind),
                motivation=motivation.words,
                objection=objection,
            )
        case Unprocessed(asked_on=asked_on):
            return TlvUnprocessed(
                child=child,
                education=_education(tlv.asked.kind),
                asked_on=asked_on,
                objection=objection,
            )


def _education(kind: TlvKind) -> str:
    return "so" if kind.category else "sbo"


def about_tlv(tlv: Tlv, case_id: CaseId) -> About:
    """Say what a letter about a TLV is about."""
    return About(
        alliance_id=tlv.alliance_id,
        unit_id=tlv.unit_id,
        case_id=case_id,
        pupil_id=tlv.pupil_id,
        school_id=tlv.school_id,
        tlv_id=tlv.id,
    )
