"""Counts TLVs for what they cost: kinds, days and numbers, without a child or a school."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, and_, case, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.tlv.forecast import CountedTlvs, GivenTlvs, Renewals
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.standing import (
    ChildDied,
    Decided,
    Ended,
    Expired,
    Granted,
    NextStep,
    Succeeded,
)
from samenspel_arrangements.persistence.tlv_tables import TlvRow
from samenspel_arrangements.persistence.tlvs.tlvs import OURS

HOW = TlvRow.standing["how"]
SUCCEEDED = HOW["is"].astext == Succeeded.__name__
FROM_DAY = cast(HOW["from_day"].astext, Date)
ENDED_ON = cast(TlvRow.standing["ended_on"].astext, Date)
UNTIL = case(
    (TlvRow.status != Ended.status, TlvRow.ends_on),
    (SUCCEEDED, func.least(TlvRow.ends_on, FROM_DAY - 1)),
    (HOW["is"].astext == ChildDied.__name__, func.least(TlvRow.ends_on, ENDED_ON)),
    else_=TlvRow.ends_on,
)
"""The last day that it costs: of one with a successor, the day before that begins."""
OPEN_END = TlvRow.status.in_((Granted.status, Expired.status))


class TlvCostQueries:
    """Counts the TLVs of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def counted(self, since: date) -> CountedTlvs:
        """Count what costs something on a day or later, and all whose end is open.

        What was not made known yet does not count (Awb 3:40).
        """
        row = TlvRow
        made_known = (
            select(
                row.kind,
                row.issuer,
                row.starts_on,
                UNTIL.label("until"),
                OPEN_END.label("open_end"),
                and_(row.status == Ended.status, SUCCEEDED).label("succeeded"),
                (HOW["step"].astext == NextStep.RENEWED.value).label("renewed"),
            )
            .where(
                row.alliance_id == self._alliance_id,
                row.ends_on.is_not(None),
                row.status != Decided.status,
            )
            .subquery()
        )
        all_ = made_known.c
        ours = all_.issuer == OURS
        query = (
            select(
                all_.kind, all_.starts_on, all_.until, all_.open_end, func.count().label("count")
            )
            .where(ours, or_(all_.until >= since, all_.open_end), all_.starts_on <= all_.until)
            .group_by(all_.kind, all_.starts_on, all_.until, all_.open_end)
            .order_by(all_.kind, all_.starts_on, all_.until)
        )
        found = (await self._session.execute(query)).mappings()
        given = [GivenTlvs(**{**line, "kind": TlvKind(line["kind"])}) for line in found]
        counts = await self._session.execute(
            select(
                func.count().filter(ours, all_.succeeded),
                func.count().filter(ours, all_.succeeded, all_.renewed),
                func.count().filter(~ours, all_.until >= since),
            ).select_from(made_known)
        )
        ended, renewed, foreign = counts.one()
        return CountedTlvs(given=given, renewals=Renewals(ended, renewed), foreign=foreign)
