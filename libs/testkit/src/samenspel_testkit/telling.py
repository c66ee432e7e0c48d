"""Telling what happened: each fact becomes the next event on its subject, in an envelope."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from samenspel_contracts.accountability import HolderRef
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData

MONDAY = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


@dataclass
class Telling:
    """Writes events in the order in which they happen, a minute apart unless time is moved.

    All is in one unit of an alliance, at one school. Each request or other item is about a pupil
    of its own, `pupils[item]`.
    """

    alliance: UUID = field(default_factory=uuid4)
    unit: UUID | None = field(default_factory=uuid4)
    school: UUID = field(default_factory=uuid4)
    now: datetime = MONDAY
    events: list[Envelope] = field(default_factory=list)
    pupils: dict[UUID, UUID] = field(default_factory=dict)
    _numbers: Counter[UUID] = field(default_factory=Counter)

    def days_later(self, days: int) -> None:
        """Let time go by."""
        self.now += timedelta(days=days)

    def desk(self) -> HolderRef:
        """Give the desk that holds requests."""
        if self.unit is None:
            return HolderRef(kind="alliance-desk", id=self.alliance)
        return HolderRef(kind="unit-desk", id=self.unit)

    def _tell(self, subject: UUID, data: EventData) -> None:
        self._numbers[subject] += 1
        self.now += timedelta(minutes=1)
        self.events.append(
            Envelope(
                id=uuid4(),
                source="urn:test",
                type=data.type,
                subject=subject,
                time=self.now,
                alliance=self.alliance,
                unit=self.unit,
                aggseq=self._numbers[subject],
                part=0,
                pos=len(self.events) + 1,
                correlationid=uuid4(),
                data=data.model_dump(mode="json", by_alias=True),
            )
        )
