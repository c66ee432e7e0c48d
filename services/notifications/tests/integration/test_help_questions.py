"""Who is asked about granted help finds it among its work, and nobody else does."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx2

from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.help_questions import HelpQuestionAskedV1, HelpQuestionLapsedV1
from samenspel_contracts.registry import EventData
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_messaging.scope import Scope
from samenspel_notifications.consumers.work import HANDLERS
from samenspel_platform.cookies import COOKIE
from samenspel_platform.process import ServiceProcess
from samenspel_testkit.access import KnownActors
from samenspel_testkit.clocks import FixedClock

QUESTION = uuid4()
WORK_API = "/notifications/v1/work-items"


def envelope(event: EventData, alliance: UUID, at: datetime, seq: int) -> Envelope:
    return Envelope(
        id=uuid4(),
        source="arrangements",
        type=event.type,
        subject=QUESTION,
        time=at,
        alliance=alliance,
        unit=None,
        aggseq=seq,
        part=0,
        pos=seq,
        correlationid=uuid4(),
        data=event.model_dump(mode="json", by_alias=True),
    )


async def test_it_is_the_work_of_who_is_asked_until_it_is_over(
    alliance: UUID, clock: FixedClock, worker: Any, process: ServiceProcess, actors: KnownActors
) -> None:
    pupil = uuid4()
    mother, father, teacher = (
        Actor(
            person_id=PersonId(uuid4()),
            alliance_id=AllianceId(alliance),
            role=role,
            pupil_ids=frozenset({pupil}),
        )
        for role in (Role.PARENT, Role.PARENT, Role.TEACHER)
    )

    async def hear(event: EventData, seq: int) -> None:
        told = envelope(event, alliance, clock.now(), seq)
        async with worker(Scope.caused_by(told)) as uow:
            await HANDLERS[type(event)](event, told, uow)

    async def see(actor: Actor, path: str) -> httpx2.Response:
        transport = httpx2.ASGITransport(process.asgi)
        cookies = {COOKIE: actors.log_in(actor)}
        async with httpx2.AsyncClient(
            transport=transport, base_url="http://127.0.0.1:8000", cookies=cookies
        ) as client:
            return await client.get(path)

    of: dict[str, Any] = {
        "question_id": QUESTION,
        "arrangement_id": uuid4(),
        "case_id": uuid4(),
        "support_request_id": uuid4(),
        "moment": "midway",
        "party": "parent",
    }
    asked = HelpQuestionAskedV1(
        **of,
        pupil_id=pupil,
        holder=HolderRef(kind="person", id=mother.person_id),
        next_action=NextActionRef(kind="answer-question", due_on=date(2026, 11, 9)),
    )
    await hear(asked, 1)
    hers, his, theirs = [
        (await see(each, WORK_API)).json()["items"] for each in (mother, father, teacher)
    ]
    page = await see(mother, "/notifications/work")
    await hear(HelpQuestionLapsedV1(**of), 2)
    after = (await see(mother, WORK_API)).json()["items"]

    assert [item["id"] for item in hers] == [str(QUESTION)]
    assert his == theirs == after == []
    assert f"/arrangements/help-questions/{QUESTION}" in page.text
    assert "Een vraag over de hulp beantwoorden" in page.text
