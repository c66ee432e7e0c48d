"""Parents and school are told of a meeting: that it comes, that it is moved, that it is off."""

from collections.abc import Callable, Coroutine
from datetime import date
from typing import Any
from uuid import uuid4

import httpx2

from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.intake import ContactRecordedV1
from samenspel_contracts.meetings import (
    MeetingCancelledV1,
    MeetingClosedV1,
    MeetingDayKeptV1,
    MeetingMovedV1,
    MeetingOpenedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_kernel.actor import Role

Tell = Callable[..., Coroutine[Any, Any, None]]
LogIn = Callable[..., httpx2.AsyncClient]
MEETING, PUPIL, SCHOOL, UNIT = (uuid4() for _ in range(4))
DAY = date(2026, 9, 21)
OF_MEETING = {
    "meeting_id": MEETING,
    "case_id": uuid4(),
    "pupil_id": PUPIL,
    "school_id": SCHOOL,
    "day": DAY,
}
PLANNED = MeetingOpenedV1(
    holder=HolderRef(kind="unit-desk", id=UNIT),
    next_action=NextActionRef(kind="hold-meeting", due_on=DAY),
    status="planned",
    support_request_id=uuid4(),
    **OF_MEETING,
)
MOVED = MeetingMovedV1(**OF_MEETING)
CANCELLED = MeetingCancelledV1(**OF_MEETING)


async def who_is_reached(tell: Tell) -> None:
    """A parent of the child, one of another child, and the school."""
    for kind, email, of in (
        ("parent", "ouder@v.example", {"pupil_id": PUPIL}),
        ("parent", "ander@v.example", {"pupil_id": uuid4()}),
        ("school", "school@v.example", {"school_id": SCHOOL}),
    ):
        known = {"kind": kind, "name": "Noor de Vries", "email": email, "language": "nl", **of}
        await tell(ContactRecordedV1(contact_id=uuid4(), **known))


async def told(log_in: LogIn) -> list[tuple[str, str, str]]:
    """Give of each message about what it is, for whom, and to which address."""
    answer = await log_in(Role.ADMINISTRATOR).get("/notifications/v1/messages")
    items = answer.json()["items"]
    return sorted((each["template"], each["audience"], each["to"]) for each in items)


async def test_parents_and_school_are_told_of_each_change_and_nobody_else_is(
    tell: Tell, log_in: LogIn
) -> None:
    await who_is_reached(tell)

    both = [
        ("meeting-told", "parent", "o•••@v.example"),
        ("meeting-told", "school", "s•••@v.example"),
    ]
    events: tuple[EventData, ...] = (PLANNED, MOVED, CANCELLED)
    for times, event in enumerate(events, start=1):
        await tell(event, unit=UNIT, about=MEETING)
        assert await told(log_in) == sorted(both * times), type(event).__name__


async def test_who_asked_for_another_day_alone_is_told_that_it_stays(
    tell: Tell, log_in: LogIn
) -> None:
    asked = uuid4()
    for contact_id, email in ((asked, "moeder@v.example"), (uuid4(), "vader@v.example")):
        await tell(
            ContactRecordedV1(
                contact_id=contact_id,
                kind="parent",
                name="Noor de Vries",
                email=email,
                language="nl",
                pupil_id=PUPIL,
            )
        )
    await who_is_reached(tell)
    kept = MeetingDayKeptV1(**OF_MEETING, parents_asked=(asked,), school_asked=False)

    await tell(kept, unit=UNIT, about=MEETING)
    parent_alone = await told(log_in)
    await tell(
        kept.model_copy(update={"parents_asked": (), "school_asked": True}),
        unit=UNIT,
        about=MEETING,
    )

    both = await told(log_in)
    await tell(MeetingClosedV1(meeting_id=MEETING, outcome="stopped"), unit=UNIT, about=MEETING)
    await tell(
        kept.model_copy(update={"parents_asked": (asked,), "school_asked": True}),
        unit=UNIT,
        about=MEETING,
    )

    assert await told(log_in) == both
    assert parent_alone == [("meeting-told", "person", "m•••@v.example")]
    assert both == [
        ("meeting-told", "person", "m•••@v.example"),
        ("meeting-told", "school", "s•••@v.example"),
    ]


async def test_of_a_meeting_without_a_school_the_parents_alone_are_told(
    tell: Tell, log_in: LogIn
) -> None:
    await who_is_reached(tell)
    await tell(PLANNED.model_copy(update={"school_id": None}), unit=UNIT, about=MEETING)
    assert await told(log_in) == [("meeting-told", "parent", "o•••@v.example")]


async def test_who_becomes_known_later_is_told_later(tell: Tell, log_in: LogIn) -> None:
    await tell(PLANNED, unit=UNIT, about=MEETING)
    assert await told(log_in) == []
    await who_is_reached(tell)
    assert [audience for _, audience, _ in await told(log_in)] == ["parent", "school"]


async def test_holding_it_is_work_of_who_planned_it_until_it_is_over(
    tell: Tell, log_in: LogIn
) -> None:
    desk = log_in(Role.UNIT_COORDINATOR, unit=UNIT)

    async def work() -> list[tuple[str, str]]:
        items = (await desk.get("/notifications/v1/work-items")).json()["items"]
        return [(each["kind"], each["dueOn"]) for each in items]

    await tell(PLANNED, unit=UNIT, about=MEETING)
    assert await work() == [("meeting", DAY.isoformat())]
    await tell(MeetingClosedV1(meeting_id=MEETING, outcome="held"), unit=UNIT, about=MEETING)
    assert await work() == []
