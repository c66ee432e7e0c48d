"""Tells by letter that the decision on a TLV waits, until when, and when it runs on (Awb 4:15)."""

from datetime import datetime

from samenspel_arrangements.application.letters.order_letter import LettersUnitOfWork, order_about
from samenspel_arrangements.application.tlvs.tell_family import about_tlv
from samenspel_arrangements.domain.letters.contents import TlvRunsOn, TlvWaits
from samenspel_arrangements.domain.letters.letter import Letter
from samenspel_arrangements.domain.tlv.stand_still import StandStill
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.term import Term


async def tell_stand_still(
    tlv: Tlv, waits: StandStill, decide: Term, *, uow: LettersUnitOfWork, at: datetime
) -> Letter | None:
    """Order the letter that says from when until when nothing is decided, why, and what then.

    None for a TLV without a case: there is no file to read letters in.
    """
    if tlv.case_id is None:
        return None
    content = TlvWaits(
        child=await uow.letters.child(tlv.pupil_id),
        ground=waits.reason,
        why=waits.why,
        from_day=waits.from_day,
        until=waits.until,
        decide_by=decide.last_day,
    )
    days = f"{waits.from_day.isoformat()}/{waits.until.isoformat()}"
    key = f"tlv-waits/{tlv.id}/{days}/{dutch_date(at).isoformat()}"
    return await order_about(about_tlv(tlv, tlv.case_id), content, key=key, uow=uow, at=at)


async def tell_runs_on(
    tlv: Tlv, decide: Term, *, uow: LettersUnitOfWork, at: datetime
) -> Letter | None:
    """Order the letter that says that it goes on now, and by when it is decided."""
    if tlv.case_id is None:
        return None
    today = dutch_date(at)
    content = TlvRunsOn(
        child=await uow.letters.child(tlv.pupil_id), runs_from=today, decide_by=decide.last_day
    )
    key = f"tlv-runs-on/{tlv.id}/{today.isoformat()}"
    return await order_about(about_tlv(tlv, tlv.case_id), content, key=key, uow=uow, at=at)
