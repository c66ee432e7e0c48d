"""Unit: aggregates, ids, desks and dates."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

from samenspel_kernel.accountability import HolderKind, desk
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import CaseId, HandoverId, case_id_of, new_id, reference_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(DomainEvent):
    pass


class Door(Aggregate[CaseId]):
    def open(self, at: datetime) -> None:
        self._record(Opened(occurred_at=at))


def test_recorded_facts_are_handed_over_once() -> None:
    door = Door(id=CaseId(uuid4()), alliance_id=uuid4())
    door.open(datetime(2026, 9, 7, tzinfo=UTC))
    assert len(door.take_events()) == 1
    assert door.take_events() == ()


def test_a_handover_opens_one_case_however_often_it_is_offered() -> None:
    handover = HandoverId(uuid4())
    assert case_id_of(handover) == case_id_of(handover)
    assert case_id_of(handover) != case_id_of(HandoverId(uuid4()))


def test_without_a_unit_the_desk_of_the_alliance_is_responsible() -> None:
    alliance, unit = uuid4(), uuid4()
    assert desk(unit_id=None, alliance_id=alliance).kind is HolderKind.ALLIANCE_DESK
    assert desk(unit_id=unit, alliance_id=alliance).id == unit


def test_an_evening_in_summer_is_the_next_day_in_the_netherlands() -> None:
    assert dutch_date(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == date(2026, 7, 2)


def test_a_reference_is_short_enough_to_say() -> None:
    id_ = new_id()
    assert reference_of(id_) == f"{id_.hex[:4]}-{id_.hex[4:8]}".upper()
