"""Integration: the work of somebody who is away shows to the deputy too, and stays theirs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from samenspel_contracts.desks import (
    SupportRequestAnsweredV1,
    SupportRequestTransferAnsweredV1,
    SupportRequestTransferOfferedV1,
)
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.people import DeputyRef, PersonDeputiesChangedV1
from samenspel_contracts.registry import EventData
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.clock import dutch_date
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_notifications.consumers.work import HANDLERS
from samenspel_notifications.domain.work_items import Today
from samenspel_notifications.domain.work_reach import WorkReach
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_testkit.clocks import FixedClock

Uows = Transactions[NotificationsSqlUnitOfWork]
HERE, THERE = uuid4(), uuid4()


def told(data: EventData, alliance: UUID, seq: int) -> Envelope:
    return Envelope(
        id=uuid4(),
        source="urn:test",
        type=data.type,
        subject=uuid4(),
        time=datetime(2026, 9, 7, 9, tzinfo=UTC),
        alliance=alliance,
        unit=HERE,
        aggseq=seq,
        part=0,
        pos=seq,
        correlationid=uuid4(),
        data=data.model_dump(mode="json", by_alias=True),
    )


async def hear(worker: Uows, alliance: UUID, *events: EventData) -> None:
    for seq, data in enumerate(events, start=1):
        envelope = told(data, alliance, seq)
        async with worker(Scope.caused_by(envelope)) as uow:
            handler: Any = HANDLERS[type(data)]
            await handler(data, envelope, uow)


async def ids_of(worker: Uows, alliance: UUID, clock: FixedClock, *holders: Holder) -> set[UUID]:
    today = Today.at(clock.now(), DutchWorkingDays())
    reach = WorkReach(holders=frozenset(holders))
    async with worker(Scope.begin(alliance)) as uow:
        found = await uow.shown_work.items(reach, today, group=None, after=None, limit=50)
    return {shown.item.id for shown in found}


async def test_a_deputy_sees_the_work_on_the_days_of_the_absence(
    worker: Uows, alliance: UUID, clock: FixedClock
) -> None:
    away, deputy = uuid4(), uuid4()
    today = dutch_date(clock.now())
    days = [(today, today + timedelta(days=1)), (today + timedelta(days=9),) * 2]
    event = PersonDeputiesChangedV1(
        person_id=away,
        deputies=tuple(DeputyRef(person_id=deputy, first_day=a, last_day=b) for a, b in days),
    )
    await hear(worker, alliance, event, event)

    async def stood_in_for(on: date) -> list[UUID]:
        async with worker(Scope.begin(alliance)) as uow:
            return list(await uow.shown_work.away(deputy, on))

    assert [await stood_in_for(today + timedelta(days=n)) for n in (0, 1, 2, 9, 10)] == [
        [away],
        [away],
        [],
        [away],
        [],
    ]
    reach = WorkReach(holders=frozenset()).for_those_away([away])
    assert Holder(HolderKind.PERSON, away) in reach.holders
    await hear(worker, alliance, PersonDeputiesChangedV1(person_id=away))
    assert await stood_in_for(today) == []


async def test_a_transfer_is_work_of_both_units_until_it_is_answered(
    worker: Uows, alliance: UUID, clock: FixedClock
) -> None:
    request, handover = uuid4(), uuid4()
    ours, theirs = (Holder(HolderKind.UNIT_DESK, unit) for unit in (HERE, THERE))
    held: dict[str, Any] = {
        "holder": {"kind": "unit-desk", "id": HERE},
        "next_action": {"kind": "await-handover-answer", "due_on": date(2026, 9, 14)},
    }
    offered = SupportRequestTransferOfferedV1(
        support_request_id=request,
        handover_id=handover,
        to_unit_id=THERE,
        answer_by=date(2026, 9, 14),
        **held,
    )
    await hear(worker, alliance, offered)
    assert await ids_of(worker, alliance, clock, ours) == {request}
    assert await ids_of(worker, alliance, clock, theirs) == {handover}

    moved: dict[str, Any] = {**held, "holder": {"kind": "unit-desk", "id": THERE}}
    answered = SupportRequestTransferAnsweredV1(
        support_request_id=request, handover_id=handover, answer="accepted", **moved
    )
    await hear(worker, alliance, answered, answered)
    assert await ids_of(worker, alliance, clock, ours) == set()
    assert await ids_of(worker, alliance, clock, theirs) == {request}

    done = SupportRequestAnsweredV1(support_request_id=request, outcome="advice")
    await hear(worker, alliance, done)
    assert await ids_of(worker, alliance, clock, theirs) == set()
