"""Integration: the shared perspective by the API, in process, on real PostgreSQL."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.cases import CaseClosedV1, CaseReopenedV1
from samenspel_kernel.actor import Role
from samenspel_messaging.scope import Scope

from .children import PERSPECTIVE, a_child, goes_to


async def written(client: Any, child: Any, **changes: Any) -> Any:
    """Write a version upon the newest one."""
    tag = (await client.get(child.perspective)).headers["etag"]
    answer = await client.put(
        child.perspective, json=PERSPECTIVE | changes, headers={"If-Match": tag}
    )
    assert answer.status_code == 200, answer.text
    return answer


async def test_it_begins_with_the_case_once_and_is_written_in_versions(
    world: Any, client_of: Any
) -> None:
    child = await a_child(world, client_of)
    async with client_of(child.holder) as client:
        begun = (await client.get(child.perspective)).json()
        first = (await written(client, child)).json()
        second = (await written(client, child, now="Rust.")).json()
        same = (await written(client, child, now="Rust.")).json()
        versions = (await client.get(f"{child.perspective}/versions")).json()["items"]

    assert (begun["version"], begun["nextAction"]) == (0, "write-perspective")
    assert begun["dueOn"] == "2026-10-19"
    assert {k: v for k, v in first["content"].items() if k in ("ownWords", "goals")} == {
        k: PERSPECTIVE[k] for k in ("ownWords", "goals")
    }
    assert first["content"]["care"] == {
        "lines": [],
        "notNeededBecause": "De huisarts is gevraagd.",
    }
    assert (second["version"], same["version"]) == (2, 2)
    assert [each["number"] for each in versions] == [2, 1]
    assert versions[1]["content"]["now"] == "Een rustige plek."


async def test_who_read_another_version_is_refused_and_loses_nothing(
    world: Any, client_of: Any
) -> None:
    child = await a_child(world, client_of)
    async with client_of(child.holder) as one, client_of(child.follower(Role.PARENT)) as other:
        tag = (await other.get(child.perspective)).headers["etag"]
        await written(one, child)
        stale = await other.put(
            child.perspective, json=PERSPECTIVE | {"now": "x"}, headers={"If-Match": tag}
        )
        blind = await other.put(child.perspective, json=PERSPECTIVE)
        kept = (await one.get(child.perspective)).json()

    assert (stale.status_code, blind.status_code) == (412, 412)
    assert kept["content"]["now"] == "Een rustige plek."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"care": {}}, "care"),
        ({"ownWords": ""}, "ownWords"),
        ({"goals": PERSPECTIVE["goals"][:1]}, "noGoalForSurroundings"),  # type: ignore[index]
        ({"home": {"lines": ["x"], "notNeededBecause": "y"}}, "homeNotNeeded"),
        ({"now": "BSN 111222333"}, "now"),
    ],
)
async def test_what_is_half_is_refused_at_its_field(
    world: Any, client_of: Any, changes: dict[str, Any], field: str
) -> None:
    child = await a_child(world, client_of)
    async with client_of(child.holder) as client:
        tag = (await client.get(child.perspective)).headers["etag"]
        answer = await client.put(
            child.perspective, json=PERSPECTIVE | changes, headers={"If-Match": tag}
        )

    assert answer.status_code == 400
    assert field in {error["field"] for error in answer.json()["errors"]}


async def test_a_consultation_asks_no_strands(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of, kind="consultation")
    light = {k: v for k, v in PERSPECTIVE.items() if k not in ("education", "care", "home")}
    async with client_of(child.holder) as client:
        tag = (await client.get(child.perspective)).headers["etag"]
        made = await client.put(child.perspective, json=light, headers={"If-Match": tag})
        tag = made.headers["etag"]
        full = await client.put(child.perspective, json=PERSPECTIVE, headers={"If-Match": tag})

    assert made.status_code == 200
    assert made.json()["content"]["education"] is None
    assert {error["code"] for error in full.json()["errors"]} == {"gate.not-asked"}


async def test_k15_child_parent_and_teacher_say_it_for_themselves(
    world: Any, client_of: Any
) -> None:
    child = await a_child(world, client_of)
    async with client_of(child.holder) as client:
        await written(client, child)
    said = {
        Role.PUPIL: {"party": "child", "agrees": True},
        Role.PARENT: {
            "party": "parent",
            "contactId": str(child.mother_id),
            "agrees": False,
            "withWhat": "Ik wil eerst een gesprek.",
        },
        Role.TEACHER: {"party": "teacher", "agrees": True},
    }
    for role, body in said.items():
        async with client_of(child.follower(role)) as client:
            answer = await client.post(f"{child.perspective}/positions", json=body | {"version": 1})
            assert answer.status_code == 201, answer.text
            for other in said.values():
                if other["party"] != body["party"]:
                    refused = await client.post(
                        f"{child.perspective}/positions", json=other | {"version": 1}
                    )
                    assert refused.json()["code"] == "perspective.speaks-for-another"

    assert [each["party"] for each in answer.json()["positions"]] == ["child", "parent", "teacher"]
    assert [each["agrees"] for each in answer.json()["positions"]] == [True, False, True]
    assert answer.json()["positions"][1]["withWhat"] == "Ik wil eerst een gesprek."
    assert answer.json()["shared"] is False
    assert answer.json()["nextAction"] == "review-perspective"


async def test_a_grandmother_without_authority_is_not_asked(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    async with client_of(child.holder) as client:
        asked = (await client.get(child.perspective)).json()["positions"]

    assert [each["contactId"] for each in asked] == [None, str(child.mother_id), None]


async def test_n2_a_year_after_the_transfer_it_is_looked_at(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    async with client_of(child.holder) as client:
        await written(client, child)
        moved = await client.post(f"{child.perspective}/transfers", json={"on": "2026-09-01"})
        early = await client.post(
            f"{child.perspective}/transfer-checks", json={"outcome": "realised"}
        )
        phase = await client.post(f"{child.perspective}/phases", json={"phase": "plan"})

    assert moved.status_code == 201
    assert early.json()["code"] == "perspective.check-too-early"
    assert phase.json()["phase"] == "plan"


async def test_it_comes_back_when_its_case_is_opened_again(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    case_id, request_id = child.case_id, uuid4()
    async with client_of(child.holder) as client:
        await written(client, child)
        closed = CaseClosedV1(case_id=case_id, support_request_id=request_id, outcome="successor")
        await world.tell(closed, subject=case_id, seq=8)
        ended = (await client.post(f"{child.perspective}/phases", json={"phase": "plan"})).json()
        again = CaseReopenedV1(
            case_id=case_id,
            support_request_id=request_id,
            pupil_id=child.pupil_id,
            holder=HolderRef(kind="person", id=child.holder.person_id),
            next_action=NextActionRef(kind="contact-family", due_on=date(2026, 9, 21)),
        )
        await world.tell(again, subject=case_id, seq=9)
        await world.tell_again()
        phase = await client.post(f"{child.perspective}/phases", json={"phase": "plan"})
    async with world.worker(Scope.begin(world.alliance_id)) as uow:
        perspective = await uow.perspectives.get(child.perspective_id)

    assert ended["code"] == "perspective.closed"
    assert (phase.status_code, perspective.version) == (201, 1)
    assert perspective.responsibility is not None
    assert perspective.responsibility.next_action.kind == "write-perspective"
    assert perspective.holder.id == child.holder.person_id


async def test_it_goes_with_who_holds_the_case(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    other = world.coordinator()
    await goes_to(child, other)
    async with world.worker(Scope.begin(world.alliance_id)) as uow:
        perspective = await uow.perspectives.get(child.perspective_id)
        voice = await uow.voices.get(child.voice_id)

    assert {perspective.holder.id, voice.holder.id} == {other.person_id}


async def test_a_case_of_another_is_not_there(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    async with client_of(world.coordinator(unit_id=child.pupil_id)) as stranger:
        assert (await stranger.get(child.perspective)).status_code == 404
