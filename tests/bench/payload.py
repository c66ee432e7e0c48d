"""Events as production has them: real contracts, about 1 kB each, interleaved over many cases."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from samenspel_contracts.accountability import HolderRef, NextActionRef, TermRef
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import (
    SupportRequestActionPlannedV1,
    SupportRequestHandoverOfferedV1,
    SupportRequestSubmittedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_kernel.clock import SystemClock
from samenspel_messaging.partitions import PARTITIONS, part_of

ALLIANCE = UUID("a0000000-0000-4000-8000-000000000001")
UNITS = 40
SOURCE = "urn:nld:oin:00000099000000000000:systeem:samenspel-intake"
BEGIN = SystemClock().now() - timedelta(days=1)
DAY = BEGIN.date() + timedelta(days=14)
UNDER_WAY = 400
EVENTS_EACH = 10
"""Events per support request; a request is written about by turns with others."""


def units(count: int = UNITS) -> list[UUID]:
    """Give the support units, always the same."""
    return [UUID(int=0xB0000000 << 96 | 0x4000 << 64 | 0x8000 << 48 | n) for n in range(count)]


def events(count: int, *, seed: int = 1) -> Iterator[Envelope]:
    """Give so many events in the order of their log; the same for the same seed.

    Four hundred requests are under way at a time.
    """
    chance = Random(seed)
    positions = dict.fromkeys(range(PARTITIONS), 0)
    under_way: list[tuple[UUID, UUID, int]] = []
    for number in range(count):
        if len(under_way) < UNDER_WAY:
            under_way.append((random_id(chance), chance.choice(units()), 0))
        turn = chance.randrange(len(under_way))
        request, unit, done = under_way[turn]
        part = part_of(unit)
        positions[part] += 1
        yield _event(chance, request, unit, done + 1, part, positions[part], number)
        if done + 1 < EVENTS_EACH:
            under_way[turn] = (request, unit, done + 1)
        else:
            del under_way[turn]


def _event(
    chance: Random, request: UUID, unit: UUID, seq: int, part: int, pos: int, number: int
) -> Envelope:
    data = _data(chance, request, unit, seq)
    time = BEGIN + timedelta(milliseconds=number)
    return Envelope(
        id=event_id(chance, time),
        source=SOURCE,
        type=data.type,
        subject=request,
        time=time,
        alliance=ALLIANCE,
        unit=unit,
        aggseq=seq,
        part=part,
        pos=pos,
        correlationid=random_id(chance),
        causationid=random_id(chance),
        traceparent=f"00-{chance.getrandbits(128):032x}-{chance.getrandbits(64):016x}-01",
        data=data.model_dump(mode="json", by_alias=True),
    )


def _data(chance: Random, request: UUID, unit: UUID, seq: int) -> EventData:
    holder = HolderRef(kind="unit-desk", id=unit)
    action = NextActionRef(kind="await-answer", due_on=DAY)
    if seq == 1:
        term = TermRef(
            rule="support-request.response", rule_version=1, starts_on=BEGIN.date(), last_day=DAY
        )
        return SupportRequestSubmittedV1(
            support_request_id=request,
            pupil_id=random_id(chance),
            school_id=random_id(chance),
            kind="arrangement",
            age_band="8-9",
            response_term=term,
            holder=holder,
            next_action=action,
        )
    if seq % 2 == 0:
        return SupportRequestHandoverOfferedV1(
            support_request_id=request,
            handover_id=random_id(chance),
            pupil_id=random_id(chance),
            school_id=random_id(chance),
            kind="arrangement",
            age_band="8-9",
            answer_by=DAY,
            holder=holder,
            next_action=action,
        )
    return SupportRequestActionPlannedV1(
        support_request_id=request, holder=holder, next_action=action
    )


def random_id(chance: Random) -> UUID:
    """Make an id."""
    return UUID(int=chance.getrandbits(128), version=4)


def event_id(chance: Random, time: datetime) -> UUID:
    """Make a UUID of version 7: its moment comes first."""
    milliseconds = int(time.timestamp() * 1000)
    return UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62 | chance.getrandbits(62))
