"""Integration: who can help, by API and pages, and asking them for an advice (real PostgreSQL)."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from samenspel_contracts.people import GrantRef, PersonAccessChangedV1
from samenspel_kernel.actor import Actor, Role

from .test_own_help import press, words_of
from .test_tlv_api import Story, story
from .test_tlv_pages import applied, get, send, step

__all__ = ["story"]
API, PAGE = "/arrangements/v1/helpers", "/arrangements/helpers"
ABLE = {
    "professions": ["psychologist"],
    "expertise": ["autism"],
    "languages": ["nl", "pl"],
    "employment": "alliance",
    "hours": 8,
}


async def may_act(world: Any, actor: Actor, *, until: str | None = None) -> None:
    """Have intake tell that somebody has a role here."""
    grant = GrantRef.model_validate(
        {"grant_id": uuid4(), "role": actor.role.value, "since": "2026-01-01", "until": until}
    )
    event = PersonAccessChangedV1(person_id=actor.person_id, grants=(grant,))
    await world.tell(event, subject=actor.person_id)


async def helper(world: Any, client_of: Any, name: str, **other: Any) -> Actor:
    somebody: Actor = replace(
        world.somebody(Role.EXPERT, pupil_ids=frozenset({uuid4()})), name=name
    )
    await may_act(world, somebody)
    async with client_of(somebody) as client:
        kept = await client.post(f"{API}/own-profiles", json={**ABLE, **other})
    assert kept.status_code == 201, kept.text
    return somebody


async def names(client: Any, query: str = "") -> list[str]:
    found = await client.get(f"{API}?{query}")
    assert found.status_code == 200, found.text
    return [one["profile"]["name"] for one in found.json()["items"]]


async def test_n12_a_coordinator_finds_by_profession_expertise_language_and_load(
    world: Any, client_of: Any
) -> None:
    await helper(world, client_of, "Karin")
    await helper(world, client_of, "Ab", professions=[], languages=["nl"], awayUntil="2026-12-31")
    await helper(world, client_of, "Els", expertise=["gifted"], professions=["physician"])
    coordinator = replace(world.coordinator(), name="Fatima")
    await may_act(world, coordinator)
    async with client_of(coordinator) as unit:
        await unit.post(f"{API}/own-profiles", json=ABLE)
        case_id = await world.offer()
        taken = {"nextAction": "contact-family", "dueOn": "2026-09-21"}
        accepted = await unit.post(f"/arrangements/v1/cases/{case_id}/acceptances", json=taken)
        assert accepted.status_code == 201

        assert await names(unit) == ["Els", "Karin", "Fatima", "Ab"]
        assert await names(unit, "expertise=autism") == ["Karin", "Fatima", "Ab"]
        assert await names(unit, "language=pl&profession=psychologist") == ["Karin", "Fatima"]
        loads = (await unit.get(API)).json()["items"]
        assert [one["cases"] for one in loads] == [0, 0, 1, 0]
        page = await unit.get(f"{PAGE}?expertise=gifted&language=none-of-ours")
        assert "Els" in words_of(page)
        assert "Karin" not in words_of(page)


async def test_who_may_not_act_any_more_or_is_of_another_alliance_is_not_found(
    world: Any, client_of: Any
) -> None:
    gone = await helper(world, client_of, "Weg")
    await may_act(world, gone, until="2026-09-07")
    async with client_of(world.coordinator()) as unit:
        assert await names(unit) == []
    await may_act(world, gone)
    elsewhere = replace(world.coordinator(), alliance_id=uuid4())
    async with client_of(elsewhere) as other:
        assert await names(other) == []


async def test_n12_a_person_keeps_its_own_availability_on_a_page(
    world: Any, client_of: Any
) -> None:
    async with client_of(world.coordinator()) as unit:
        at = f"{PAGE}/own-profile"
        page = await unit.get(at)
        typed = {"languages": "nl", "employment": "alliance", "hours": "99"}
        wrong = await press(unit, page, at, **typed, expertise="autism")
        assert wrong.status_code == 422
        assert 'value="99"' in wrong.text
        nothing = await press(unit, page, at, **typed | {"hours": "4"})
        assert "Kies een beroep" in words_of(nothing)
        done = await press(unit, page, at, **typed | {"hours": "4"}, expertise="autism")
        assert (done.status_code, done.headers["location"]) == (303, at)
        again = await press(
            unit, await unit.get(at), at, **typed | {"hours": "0"}, expertise="autism"
        )
        assert again.status_code == 303
        assert 'value="0"' in (await unit.get(at)).text


@pytest.mark.parametrize("role", [Role.PARENT, Role.TEACHER, Role.SCHOOL_COORDINATOR])
async def test_family_and_school_do_not_see_the_register(
    world: Any, client_of: Any, role: Role
) -> None:
    somebody = world.somebody(role, school_id=uuid4(), pupil_ids=frozenset({uuid4()}))
    async with client_of(somebody) as client:
        assert (await client.get(PAGE)).status_code == 403
        assert (await client.get(f"{PAGE}/own-profile")).status_code == 403
        assert (await client.get(API)).status_code == 403


async def test_t6_an_expert_of_the_register_is_asked_for_an_advice(
    story: Story, world: Any, client_of: Any
) -> None:
    karin = await helper(world, client_of, "Karin")
    await helper(world, client_of, "Els", professions=[])
    tlv = await applied(story)
    await step(story, tlv, "complete")
    page = words_of(await get(story, story.committee, tlv))
    assert "Karin (Psycholoog)" in page
    assert "Els" not in page

    form = {"step": "ask-helper", "person_id": str(karin.person_id)}
    second = await send(story, story.committee, tlv, f"{tlv}/steps", **form, slot="second")
    assert second.status_code == 422  # a psychologist gives the first (T5)
    nobody = {**form, "person_id": str(uuid4())}
    unknown = await send(story, story.committee, tlv, f"{tlv}/steps", **nobody, slot="second")
    assert unknown.status_code == 422
    await step(
        story, tlv, **{"name": "ask-helper", "person_id": form["person_id"], "slot": "first"}
    )
    assert "Karin (Psycholoog)" not in words_of(await get(story, story.committee, tlv))
