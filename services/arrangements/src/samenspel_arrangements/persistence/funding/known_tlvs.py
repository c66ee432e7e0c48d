"""The numbers of TLVs that an alliance knows, as a list of funded ones is compared with."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.funding.compared import KnownTlv, Terms
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.standing import (
    ChildDied,
    Ended,
    Expired,
    Granted,
    NextStep,
    Succeeded,
)
from samenspel_arrangements.persistence.tlv_tables import TlvNumberRow, TlvRow
from samenspel_arrangements.persistence.tlvs.tlvs import OURS, STANDINGS
from samenspel_kernel.days import ONE_DAY

MADE_KNOWN = (Granted.status, Expired.status, Ended.status)


class SqlKnownTlvs:
    """Every number that was given or brought in; a number that was given stays ours for good."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def to_compare(self, numbers: Collection[str], *, on: date) -> Sequence[KnownTlv]:
        """Give those with these numbers, and all of ours whose days hold this one."""
        known, tlv = TlvNumberRow, TlvRow
        counts = and_(
            known.issuer == OURS,
            tlv.status.in_(MADE_KNOWN),
            tlv.starts_on <= on,
            tlv.ends_on >= on,
        )
        query = (
            select(
                known.tlv_id,
                known.number,
                known.issuer,
                tlv.status,
                tlv.kind,
                tlv.starts_on,
                tlv.ends_on,
                tlv.standing,
            )
            .outerjoin(tlv, and_(tlv.id == known.tlv_id, tlv.number == known.number))
            .where(known.alliance_id == self._alliance_id, or_(counts, known.number.in_(numbers)))
        )
        return [_known(line) for line in (await self._session.execute(query)).mappings()]


def _known(line: Any) -> KnownTlv:
    terms = None
    if line["status"] in MADE_KNOWN and line["ends_on"] is not None:
        terms = Terms(TlvKind(line["kind"]), line["starts_on"], line["ends_on"])
    return KnownTlv(
        tlv_id=TlvId(line["tlv_id"]),
        number=line["number"],
        is_ours=line["issuer"] == OURS,
        terms=terms,
        last_day=_last_day(line) if terms else None,
    )


def _last_day(line: Any) -> date:
    ends_on: date = line["ends_on"]
    standing = STANDINGS.load(line["standing"]) if line["status"] == Ended.status else None
    match standing:
        case Ended(how=Succeeded(step=step, from_day=day)) if step is not NextStep.RENEWED:
            return min(ends_on, day - ONE_DAY)
        case Ended(how=ChildDied(), ended_on=day):
            return min(ends_on, day)
        case _:
            return ends_on
