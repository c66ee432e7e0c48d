"""Asks for a deputy in time where a term ends in a school holiday; once for each last day."""

from datetime import timedelta
from typing import Any

from samenspel_intake.application.terms.announce_holiday import (
    announce_holiday,
    settle_holiday,
    windows,
)
from samenspel_intake.persistence.holiday_notices import Announced
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.errors import RuleViolation, StaleVersion
from samenspel_kernel.ids import NO_ALLIANCE, AllianceId
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import SqlRepository
from samenspel_platform.service import Job, JobContext

Context = JobContext[SqlIntakeUnitOfWork]
BATCH = 200


async def announce_holidays(context: Context) -> int:
    """Announce what ends in a holiday, and settle what was; gives how many items changed."""
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = [alliance.id for alliance in await uow.alliances.all()]
    done = 0
    for alliance_id in alliances:
        done += await _announce_in(alliance_id, context) + await _settle_in(alliance_id, context)
    return done


async def _announce_in(alliance_id: AllianceId, context: Context) -> int:
    async with context.transactions(Scope.begin(alliance_id)) as uow:
        try:
            soon = await windows(uow, context.clock)
        except RuleViolation:
            return 0  # the alliance has no such rule
        found = {
            (kind, id_)
            for window in soon
            for kind, items in _kinds(uow).items()
            for id_ in await uow.holiday_notices.unannounced(
                items.row_type, window.first_day, window.last_day
            )
        }
    return sum([await _announce(alliance_id, *each, context) for each in sorted(found)])


async def _announce(alliance_id: AllianceId, kind: str, id_: Any, context: Context) -> int:
    try:
        async with context.transactions(Scope.begin(alliance_id)) as uow:
            items = _kinds(uow)[kind]
            notice = await announce_holiday(id_, items, uow=uow, clock=context.clock)
            if notice is None:
                return 0
            uow.holiday_notices.add(kind, id_, notice, at=context.clock.now())
    except (StaleVersion, RuleViolation):
        return 0  # somebody was at it; the next round looks again
    return 1


async def _settle_in(alliance_id: AllianceId, context: Context) -> int:
    async with context.transactions(Scope.begin(alliance_id)) as uow:
        found = await uow.holiday_notices.unsettled(limit=BATCH)
    return sum([await _settle(alliance_id, notice, context) for notice in found])


async def _settle(alliance_id: AllianceId, notice: Announced, context: Context) -> int:
    try:
        async with context.transactions(Scope.begin(alliance_id)) as uow:
            is_over = await settle_holiday(
                notice.item_id,
                _kinds(uow)[notice.item_kind],
                last_day=notice.last_day,
                begins_on=notice.holiday_begins_on,
                uow=uow,
                clock=context.clock,
            )
            if is_over:
                await uow.holiday_notices.settle(notice, at=context.clock.now())
    except (StaleVersion, RuleViolation):
        return 0  # the next round looks again
    return int(is_over)


def _kinds(uow: SqlIntakeUnitOfWork) -> dict[str, SqlRepository[Any, Any]]:
    every = (uow.support_requests, *uow.open_items)
    return {items.row_type.__tablename__: items for items in every}


ANNOUNCE_HOLIDAYS = Job(name="announce-holidays", every=timedelta(hours=1), run=announce_holidays)
