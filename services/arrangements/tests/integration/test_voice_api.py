"""Integration: the voice of the child by the API, in process, on real PostgreSQL."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from samenspel_kernel.actor import Actor, Role
from samenspel_messaging.scope import Scope
from samenspel_platform.looking_at_items import look_at_open_items

from .children import Child, a_child

HEARING = {"channel": "itself", "beside": "nobody"}
TOLD = {"toldOn": "2026-09-07", "words": "Je krijgt een vaste plek."}


async def says(
    child: Child, client_of: Any, *, safe: int | None = 4, audience: tuple[str, ...] = ()
) -> Any:
    """Let the child say all of it, by itself."""
    async with client_of(child.itself()) as client:
        for statement in range(1, 8):
            face = safe if statement == 7 else 4
            body = {"statement": statement, "face": face}
            answer = await client.post(f"{child.voice}/answers", json=body)
            assert answer.status_code == 201, answer.text
        await client.post(f"{child.voice}/words", json={"drawing": "Een huis.", "words": ""})
        return await client.post(
            f"{child.voice}/hearings", json=HEARING | {"audience": list(audience)}
        )


async def read(child: Child, client_of: Any, who: Actor) -> Any:
    async with client_of(who) as client:
        return (await client.get(child.voice)).json()


async def facts(child: Child) -> str:
    """Give all that was published of the voice, as text."""
    async with child.world.worker(Scope.begin(child.world.alliance_id)) as uow:
        query = text("SELECT json_agg(o.*)::text FROM bus.outbox o WHERE o.agg_id = :id")
        return str(await uow.session.scalar(query, {"id": child.voice_id}))


async def test_o6_a_child_is_heard_hears_back_and_it_is_done(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    heard = await says(child, client_of)
    async with client_of(child.holder) as client:
        owed = (await client.get(child.voice)).json()
        early = await client.post(f"{child.voice}/feedbacks", json=TOLD)
        await client.post(
            f"{child.voice}/influences", json={"changed": True, "what": "Een vaste plek."}
        )
        done = await client.post(f"{child.voice}/feedbacks", json=TOLD)

    assert heard.status_code == 201
    assert (owed["nextAction"], owed["dueOn"]) == ("feed-back-to-child", "2026-09-21")
    assert early.json()["code"] == "voice.influence-missing"
    assert done.json()["status"] == "closed"


async def test_o6_it_is_waived_for_reasons_of_the_child_only(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    async with client_of(child.holder) as client:
        refused = await client.post(
            f"{child.voice}/waivers", json={"reason": "no-time", "explanation": "Geen tijd."}
        )
        bare = await client.post(
            f"{child.voice}/waivers", json={"reason": "declined", "explanation": ""}
        )
        waived = await client.post(
            f"{child.voice}/waivers", json={"reason": "cannot-yet", "explanation": "Te ziek."}
        )

    assert (refused.status_code, bare.status_code) == (400, 400)
    assert waived.json()["status"] == "closed"


@pytest.mark.parametrize(
    ("audience", "readers"),
    [((), set()), (("parents",), {Role.PARENT}), (("teacher",), {Role.TEACHER})],
)
async def test_the_child_decides_who_else_sees_it(
    world: Any, client_of: Any, audience: tuple[str, ...], readers: set[Role]
) -> None:
    child = await a_child(world, client_of)
    await says(child, client_of, audience=audience)
    others = [
        *(child.follower(role) for role in (Role.PARENT, Role.TEACHER)),
        world.somebody(Role.SCHOOL_COORDINATOR, school_id=world.school_id),
        world.coordinator(),
        world.somebody(Role.ADMINISTRATOR),
    ]

    reading = {who.role for who in others if (await read(child, client_of, who))["said"]}
    own = await read(child, client_of, child.itself())
    asked = await read(child, client_of, child.holder)

    assert reading == readers
    assert own["said"]["drawing"] == asked["said"]["drawing"] == "Een huis."


async def test_only_the_child_changes_who_sees_it(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    await says(child, client_of)
    wanted = {"audience": ["parents"]}
    async with client_of(child.holder) as holder, client_of(child.itself()) as itself:
        refused = await holder.post(f"{child.voice}/audiences", json=wanted)
        changed = await itself.post(f"{child.voice}/audiences", json=wanted)

    assert refused.status_code in (403, 404)
    assert changed.status_code == 201
    assert (await read(child, client_of, child.follower(Role.PARENT)))["said"]


async def test_statement_7_of_2_or_less_brings_the_holder_within_two_school_days(
    world: Any, client_of: Any
) -> None:
    child = await a_child(world, client_of)
    async with client_of(child.itself()) as client:
        await client.post(f"{child.voice}/answers", json={"statement": 7, "face": 2})
    holder = await read(child, client_of, child.holder)

    assert (holder["nextAction"], holder["dueOn"]) == ("contact-child", "2026-09-09")
    assert holder["contactBy"] == "2026-09-09"
    async with client_of(world.coordinator()) as colleague:
        refused = await colleague.post(f"{child.voice}/visits", json={"on": "2026-09-07"})
    async with client_of(child.holder) as client:
        visited = await client.post(f"{child.voice}/visits", json={"on": "2026-09-07"})
    assert refused.json()["code"] == "voice.only-its-holder"
    assert visited.json()["contactBy"] is None


async def test_nobody_but_the_holder_learns_of_the_worry(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    calm = await a_child(world, client_of)
    await says(child, client_of, safe=1, audience=("parents", "teacher"))
    await says(calm, client_of, safe=None, audience=("parents", "teacher"))
    for role in (Role.PARENT, Role.TEACHER, Role.PUPIL):
        seen = [
            {k: v for k, v in (await read(each, client_of, each.follower(role))).items()}
            for each in (child, calm)
        ]
        for one in seen:
            assert (one["contactBy"], one["nextAction"], one["dueOn"]) == (None, None, None)
        assert seen[0]["status"] == seen[1]["status"] == "heard"

    told = await facts(child)
    for secret in ("contact-child", "voice-contact", "worry", "Een huis", '"face"'):
        assert secret not in told
    assert "speak-with-child" in told


async def test_a_late_visit_is_told_without_saying_what_it_was(
    world: Any, client_of: Any, clock: Any, process: Any
) -> None:
    child = await a_child(world, client_of)
    async with client_of(child.itself()) as client:
        await client.post(f"{child.voice}/answers", json={"statement": 7, "face": 1})
    async with world.worker(Scope.begin(world.alliance_id)) as uow:
        await uow.alliances.record(world.alliance_id)
    clock.advance(timedelta(days=10))
    await look_at_open_items(process.job_context)

    told = await facts(child)
    assert "voice-moment.term-breached" in told
    assert "voice-contact" not in told


async def test_an_adult_says_who_sat_beside(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    async with client_of(child.follower(Role.TEACHER)) as client:
        await client.post(f"{child.voice}/answers", json={"statement": 1, "face": 5})
        alone = await client.post(f"{child.voice}/hearings", json=HEARING)
        beside = await client.post(
            f"{child.voice}/hearings", json={"channel": "other", "beside": "teacher"}
        )

    assert alone.json()["code"] == "voice.somebody-sat-beside"
    assert beside.status_code == 201
    assert beside.json()["said"] is None


async def test_moments_are_planned_once_at_a_time(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    voices = f"/arrangements/v1/cases/{child.case_id}/voices"
    async with client_of(child.holder) as client:
        first = await client.post(voices, json={"moment": "aftercare"})
        again = await client.post(voices, json={"moment": "aftercare"})
        listed = (await client.get(voices)).json()["items"]

    assert first.json()["dueOn"] == "2026-12-06"  # 90 days
    assert again.json()["code"] == "voice.already-planned"
    assert {each["moment"] for each in listed} == {"drafting", "aftercare"}
    assert json.dumps(listed).count('"said"') == 2
