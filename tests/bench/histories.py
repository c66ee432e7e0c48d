"""Logs of intake and arrangements as years of work make them: requests that become cases."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from random import Random
from uuid import UUID

from tests.bench.payload import ALLIANCE, BEGIN, DAY, event_id, random_id, units

from samenspel_contracts.accountability import HolderRef, NextActionRef, TermRef
from samenspel_contracts.arrangements import (
    ArrangementGrantedV1,
    CaseActionPlannedV1,
    CaseOfferedV1,
    CaseOpenedV1,
)
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import (
    SupportRequestActionPlannedV1,
    SupportRequestHandedOverV1,
    SupportRequestHandoverOfferedV1,
    SupportRequestReceiptConfirmedV1,
    SupportRequestSubmittedV1,
    SupportRequestWithdrawnV1,
)
from samenspel_contracts.registry import EventData
from samenspel_messaging.partitions import part_of

UNDER_WAY = 2_000
STARTS = 1 / 9
"""Share of the events that begin a new request until so many are under way; later it is 1 in 10.

A log that began with all of them would be denser in new rows at its beginning than later on, and a
short log dearer than a piece of a long one.
"""
WITHDRAWN = 0.1
"""Share of the requests that are taken back."""
LATER_PLANS = 3


@dataclass
class History:
    """One request and the case that it may become: what happens to it, in order."""

    chance: Random
    unit: UUID
    request: UUID = field(init=False)
    case: UUID = field(init=False)
    _events: Iterator[tuple[UUID, EventData]] = field(init=False)
    _seq: dict[UUID, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.request, self.case = random_id(self.chance), random_id(self.chance)
        self._events = self._happens()

    def next(self) -> tuple[UUID, int, EventData] | None:
        """Give the next event, with its aggregate and its number there; None at the end."""
        found = next(self._events, None)
        if found is None:
            return None
        subject, data = found
        self._seq[subject] = seq = self._seq.get(subject, 0) + 1
        return subject, seq, data

    @cached_property
    def _ids(self) -> dict[str, UUID]:
        names = ("handover_id", "pupil_id", "school_id")
        return {name: random_id(self.chance) for name in names}

    def _happens(self) -> Iterator[tuple[UUID, EventData]]:
        ids, request, case = self._ids, self.request, self.case
        pupil = {"pupil_id": ids["pupil_id"], "school_id": ids["school_id"]}
        desk = HolderRef(kind="unit-desk", id=self.unit)
        yield request, self._submitted(pupil, desk)
        yield (
            request,
            SupportRequestReceiptConfirmedV1(
                support_request_id=request, response_last_day=DAY, **pupil
            ),
        )
        yield request, self._planned(desk)
        if self.chance.random() < WITHDRAWN:
            yield request, SupportRequestWithdrawnV1(support_request_id=request, reason="solved")
            return
        yield request, self._offered(desk)
        yield case, CaseOfferedV1(case_id=case, support_request_id=request, answer_by=DAY, **ids)
        holder = HolderRef(kind="person", id=random_id(self.chance))
        yield (
            case,
            CaseOpenedV1(
                case_id=case,
                support_request_id=request,
                holder=holder,
                next_action=_action("first-talk"),
                **ids,
            ),
        )
        yield (
            request,
            SupportRequestHandedOverV1(
                support_request_id=request, handover_id=ids["handover_id"], case_id=case
            ),
        )
        for _ in range(LATER_PLANS):
            yield (
                case,
                CaseActionPlannedV1(
                    case_id=case,
                    support_request_id=request,
                    holder=holder,
                    next_action=_action("evaluate"),
                ),
            )
        arrangement = random_id(self.chance)
        yield (
            arrangement,
            ArrangementGrantedV1(
                arrangement_id=arrangement,
                case_id=case,
                support_request_id=request,
                kind="specialist-hours",
                starts_on=DAY,
                planned_end_on=DAY + timedelta(days=200),
                evaluation_on=DAY + timedelta(days=90),
                **pupil,
            ),
        )

    def _submitted(self, pupil: dict[str, UUID], desk: HolderRef) -> EventData:
        return SupportRequestSubmittedV1(
            support_request_id=self.request,
            kind="arrangement",
            age_band="8-9",
            response_term=TermRef(
                rule="support-request.response",
                rule_version=1,
                starts_on=BEGIN.date(),
                last_day=DAY,
            ),
            holder=desk,
            next_action=_action("confirm-receipt"),
            **pupil,
        )

    def _planned(self, desk: HolderRef) -> EventData:
        return SupportRequestActionPlannedV1(
            support_request_id=self.request, holder=desk, next_action=_action("assess")
        )

    def _offered(self, desk: HolderRef) -> EventData:
        return SupportRequestHandoverOfferedV1(
            support_request_id=self.request,
            kind="arrangement",
            age_band="8-9",
            answer_by=DAY,
            holder=desk,
            next_action=_action("await-answer"),
            **self._ids,
        )


def _action(kind: str) -> NextActionRef:
    return NextActionRef(kind=kind, due_on=DAY)


def histories(count: int, *, seed: int = 1) -> Iterator[tuple[str, Envelope]]:
    """Give so many events in the order in which they happened, each with its service.

    In the end two thousand requests are under way at a time, spread over the units.
    """
    chance, every = Random(seed), units()
    under_way: list[History] = []
    positions: dict[tuple[str, int], int] = {}
    number = 0
    while number < count:
        begins = len(under_way) < UNDER_WAY and chance.random() < STARTS
        if begins or not under_way:
            under_way.append(History(chance, chance.choice(every)))
        turn = len(under_way) - 1 if begins else chance.randrange(len(under_way))
        happened = under_way[turn].next()
        if happened is None:
            under_way[turn] = under_way[-1]
            del under_way[-1]
            continue
        subject, seq, data = happened
        unit = under_way[turn].unit
        key = data.owner, part_of(unit)
        positions[key] = positions.get(key, 0) + 1
        number += 1
        yield data.owner, _envelope(chance, unit, subject, seq, data, positions[key], number)


def _envelope(
    chance: Random, unit: UUID, subject: UUID, seq: int, data: EventData, pos: int, number: int
) -> Envelope:
    time = BEGIN + timedelta(milliseconds=number)
    return Envelope.model_construct(
        id=event_id(chance, time),
        source=f"urn:nld:oin:00000099000000000000:systeem:samenspel-{data.owner}",
        type=data.type,
        subject=subject,
        time=time,
        alliance=ALLIANCE,
        unit=unit,
        aggseq=seq,
        part=part_of(unit),
        pos=pos,
        correlationid=random_id(chance),
        causationid=None,
        traceparent=None,
        data=data.model_dump(mode="json", by_alias=True),
    )
