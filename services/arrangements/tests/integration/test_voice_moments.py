"""Integration: a child is heard by itself when its plan or its help changes (O6), and once."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from samenspel_arrangements.consumers.voice import VOICE_HANDLERS
from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.help_courses import ArrangementEndedV1, ArrangementMidwayReachedV1
from samenspel_contracts.opps import OppActionPlannedV1
from samenspel_contracts.registry import EventData
from samenspel_messaging.scope import Scope

from .test_opp_api import Child as SchoolChild
from .test_opp_api import opp, prepare, send, yes


@pytest.fixture
async def child(world: Any, client_of: Any) -> SchoolChild:
    return await SchoolChild(world).arrives(client_of, "Sam de Wit")


async def moments(child: SchoolChild, client_of: Any) -> list[str]:
    """Give at which moments the child is to be heard, by their names."""
    async with client_of(child.world.coordinator()) as client:
        path = f"/arrangements/v1/cases/{child.case_id}/voices"
        return sorted(each["moment"] for each in (await client.get(path)).json()["items"])


def midway(child: SchoolChild, help_id: UUID) -> EventData:
    return ArrangementMidwayReachedV1(
        arrangement_id=help_id,
        case_id=child.case_id,
        support_request_id=uuid4(),
        reached_on="2026-09-07",
    )


def ended(child: SchoolChild, help_id: UUID) -> EventData:
    return ArrangementEndedV1(
        arrangement_id=help_id,
        case_id=child.case_id,
        support_request_id=uuid4(),
        ended_on="2026-09-07",
        reason="goal-reached",
    )


async def tell_twice(world: Any, event: EventData, subject: UUID) -> None:
    """Let the consumer of voices take it, as it came and once more."""
    envelope = world.envelope(event, subject=subject, seq=9)
    for _ in range(2):
        async with world.worker(Scope.caused_by(envelope)) as uow:
            await VOICE_HANDLERS[type(event)](event, envelope, uow)


async def plan_changed(child: SchoolChild, opp_id: UUID) -> None:
    told = OppActionPlannedV1(
        opp_id=opp_id,
        holder=HolderRef(kind="school", id=child.world.school_id),
        next_action=NextActionRef(kind="establish-opp", due_on="2026-10-19"),
    )
    await tell_twice(child.world, told, opp_id)


async def test_o6_help_half_way_and_at_its_end_lets_the_child_be_heard_once(
    world: Any, child: SchoolChild, client_of: Any
) -> None:
    help_id, other = uuid4(), uuid4()
    for event in (midway(child, help_id), ended(child, help_id), ended(child, other)):
        await tell_twice(world, event, help_id)

    assert await moments(child, client_of) == ["ending", "evaluating"]


async def test_o6_an_adjusted_plan_and_its_end_let_the_child_be_heard(
    child: SchoolChild, client_of: Any
) -> None:
    async with client_of(child.school) as school:
        await prepare(school, child)
        async with client_of(child.parent) as parent:
            await send(parent, opp(child.case_id, "/consents"), yes())
        plan = await send(school, opp(child.case_id, "/establishments"))
        await plan_changed(child, UUID(plan["id"]))
        unchanged = await moments(child, client_of)
        await send(school, opp(child.case_id, "/adjustments"))
        await plan_changed(child, UUID(plan["id"]))
        adjusted = await moments(child, client_of)
        await send(school, opp(child.case_id, "/endings"), {"reason": "goal-reached"})
        await plan_changed(child, UUID(plan["id"]))

    assert (unchanged, adjusted) == ([], ["adjusting"])
    assert await moments(child, client_of) == ["adjusting", "ending"]


async def test_a_question_about_a_group_asks_no_child(world: Any, client_of: Any) -> None:
    child = SchoolChild(world)
    child.case_id = await world.offer(pupil_id=child.pupil_id, kind="group")
    async with client_of(world.coordinator()) as client:
        body = {"nextAction": "contact-family", "dueOn": "2026-09-21"}
        path = f"/arrangements/v1/cases/{child.case_id}/acceptances"
        assert (await client.post(path, json=body)).status_code == 201
    await tell_twice(world, ended(child, uuid4()), uuid4())

    assert await moments(child, client_of) == []


async def test_nothing_is_asked_in_a_case_that_nobody_holds_yet(world: Any, client_of: Any) -> None:
    child = SchoolChild(world)
    child.case_id = await world.offer(pupil_id=child.pupil_id)
    await tell_twice(world, ended(child, uuid4()), uuid4())

    assert await moments(child, client_of) == []
