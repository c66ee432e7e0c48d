"""Integration: who may see a case does not see every field of it."""

from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from samenspel_kernel.actor import Actor, Role

HELP = "Twee keer per week een half uur samen lezen."
NOTE = "Het gezin verhuist."
GRANT = {
    "kind": "individual",
    "description": HELP,
    "startsOn": "2026-09-14",
    "plannedEndOn": "2027-03-12",
    "evaluationOn": "2027-02-12",
}
ACCEPT = {"nextAction": "contact-family", "dueOn": "2026-09-21"}
READS_TEXT = (Role.SCHOOL_COORDINATOR, Role.PARENT, Role.EXPERT, Role.COMMITTEE)
READS_NONE = (Role.TEACHER, Role.YOUTH_CONSULTANT, Role.DIRECTOR)


def related(world: Any, role: Role, pupil_id: UUID) -> Actor:
    actor: Actor = world.somebody(role, school_id=world.school_id, pupil_ids=frozenset({pupil_id}))
    return actor


async def get(client_of: Any, actor: Actor, path: str) -> httpx2.Response:
    async with client_of(actor) as client:
        answer: httpx2.Response = await client.get(path)
    return answer


async def helped(world: Any, client_of: Any, pupil_id: UUID) -> UUID:
    case_id: UUID = await world.offer(pupil_id=pupil_id)
    async with client_of(world.coordinator()) as client:
        path = f"/arrangements/v1/cases/{case_id}"
        for part, body in (("acceptances", ACCEPT), ("arrangements", GRANT)):
            answer = await client.post(f"{path}/{part}", json=body)
            assert answer.status_code == 201, answer.text
    return case_id


@pytest.mark.parametrize("role", [*READS_TEXT, *READS_NONE])
async def test_how_help_is_described_is_read_by_some_only(
    world: Any, client_of: Any, role: Role
) -> None:
    pupil_id = uuid4()
    case_id = await helped(world, client_of, pupil_id)
    actor = related(world, role, pupil_id)

    answer = await get(client_of, actor, f"/arrangements/v1/cases/{case_id}/arrangements")
    (granted,) = answer.json()["items"]
    assert granted["description"] == (HELP if role in READS_TEXT else None)
    assert (granted["kind"], granted["startsOn"]) == ("individual", "2026-09-14")
    page = await get(client_of, actor, f"/arrangements/cases/{case_id}")
    assert page.status_code == 200
    assert (HELP in page.text) is (role in READS_TEXT)


@pytest.mark.parametrize("role", [*READS_TEXT, *READS_NONE])
async def test_the_note_for_colleagues_is_for_colleagues(
    world: Any, client_of: Any, role: Role
) -> None:
    pupil_id = uuid4()
    case_id = await world.offer(pupil_id=pupil_id)
    path = f"/arrangements/cases/{case_id}"
    async with client_of(world.coordinator()) as client:
        body = {"reason": "other", "note": NOTE}
        await client.post(f"/arrangements/v1/cases/{case_id}/refusals", json=body)
        assert NOTE in (await client.get(path)).text

    page = await get(client_of, related(world, role, pupil_id), path)
    assert page.status_code == 200
    assert NOTE not in page.text


async def test_parents_see_who_saw_the_case(world: Any, client_of: Any) -> None:
    pupil_id = uuid4()
    case_id = await helped(world, client_of, pupil_id)
    await get(client_of, related(world, Role.DIRECTOR, pupil_id), f"/arrangements/cases/{case_id}")
    path = f"/arrangements/fragments/pupils/{pupil_id}/readers"

    shown = (await get(client_of, related(world, Role.PARENT, pupil_id), path)).text
    for words in ("Coördinator van het steunpunt", "Directeur", "Het traject"):
        assert words in shown, words
    assert "Sam de Wit" not in shown.split("<main", 1)[1].split("</main", 1)[0]
    others = await get(client_of, related(world, Role.PARENT, uuid4()), path)
    assert others.status_code == 404
