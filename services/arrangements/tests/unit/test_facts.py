"""Unit: what leaves the service."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from samenspel_arrangements.domain.arrangement import Arrangement, ArrangementKind, Period
from samenspel_arrangements.domain.case import ActionKind, Case, DeclineReason
from samenspel_arrangements.publishing.facts import to_contract
from samenspel_contracts.registry import EventData
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.ids import (
    AllianceId,
    ArrangementId,
    HandoverId,
    PersonId,
    PupilId,
    SchoolId,
    SupportRequestId,
    UnitId,
)
from samenspel_platform.calendar import DutchWorkingDays

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
SAM = Actor(
    person_id=PersonId(uuid4()),
    alliance_id=AllianceId(uuid4()),
    role=Role.ADMINISTRATOR,
    name="Sam de Wit",
)


def a_case() -> Case:
    return Case.offer(
        alliance_id=SAM.alliance_id,
        unit_id=UnitId(uuid4()),
        handover_id=HandoverId(uuid4()),
        support_request_id=SupportRequestId(uuid4()),
        pupil_id=PupilId(uuid4()),
        school_id=SchoolId(uuid4()),
        kind="arrangement",
        age_band="4-6",
        answer_by=date(2026, 9, 14),
        at=NOW,
    )


def told_by(aggregate: Aggregate[Any]) -> list[EventData]:
    return [told for e in aggregate.take_events() if (told := to_contract(e)) is not None]


def names(told: list[EventData]) -> list[str]:
    return [event.type.removeprefix("nl.passend-onderwijs.") for event in told]


def test_the_whole_way_of_a_case_is_told_without_free_text_or_names() -> None:
    case = a_case()
    case.accept(by=SAM, kind=ActionKind.OBSERVE, due_on=date(2026, 9, 21), at=NOW)
    arrangement = Arrangement.grant(
        case,
        id_=ArrangementId(uuid4()),
        kind=ArrangementKind.INDIVIDUAL,
        description="Een geheim plan.",
        period=Period(
            starts_on=date(2026, 9, 14),
            planned_end_on=date(2027, 3, 12),
            evaluation_on=date(2027, 2, 12),
        ),
        look_by=date(2027, 2, 12),
        by=SAM.person_id,
        at=NOW,
    )

    told = told_by(case) + told_by(arrangement)

    assert names(told) == [
        "case.offered.v1",
        "case.opened.v1",
        "case.action-planned.v1",
        "arrangement.granted.v1",
    ]
    opened = told[1].model_dump(mode="json", by_alias=True)
    assert opened["holder"] == {"kind": "person", "id": str(SAM.person_id)}
    assert opened["nextAction"] == {"kind": "observe", "dueOn": "2026-09-21"}
    everything = "".join(event.model_dump_json() for event in told)
    assert "Sam" not in everything
    assert "geheim" not in everything


def test_a_refusal_tells_the_reason_and_not_the_note() -> None:
    case = a_case()
    case.decline(reason=DeclineReason.OTHER, note="Een geheim.", at=NOW)

    told = told_by(case)

    assert names(told) == ["case.offered.v1", "case.declined.v1"]
    assert told[1].model_dump()["reason"] == "other"
    assert "geheim" not in told[1].model_dump_json()


def test_an_offer_that_ended_is_told() -> None:
    case = a_case()
    case.note_withdrawal(reason="solved", at=NOW, working_days=DutchWorkingDays())

    assert names(told_by(case)) == ["case.offered.v1", "case.offer-withdrawn.v1"]


def test_an_event_of_no_contract_stays_inside() -> None:
    assert to_contract(DomainEvent(occurred_at=NOW)) is None
