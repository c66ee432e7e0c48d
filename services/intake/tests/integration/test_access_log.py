"""Integration: who saw a child's file is noted with the read, and shown to the parents."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx2
import pytest

from samenspel_intake.domain.alliance import school_id_of
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_platform.provisioning import ServiceUrls

REQUESTS = "/intake/v1/support-requests"
BODY = {
    "kind": "arrangement",
    "question": "Sem loopt vast.",
    "pupil": {
        "givenName": "Sem",
        "parents": [
            {"name": "Anna Jansen", "email": "anna@eerste-huis.example"},
            {"name": "Bas Pietersen", "email": "bas@tweede-huis.example"},
        ],
    },
}


async def a_request(intake: Any, coordinator: Actor, **changes: Any) -> dict[str, Any]:
    async with intake.client(coordinator) as client:
        answer = await client.post(REQUESTS, json={**BODY, **changes})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def of_pupil(role: Role, coordinator: Actor, pupil_id: str) -> Actor:
    return Actor(
        person_id=PersonId(uuid4()),
        alliance_id=coordinator.alliance_id,
        role=role,
        name="Anna Jansen",
        alliance_name="SWV De Linde",
        pupil_ids=frozenset({UUID(pupil_id)}),
    )


async def get(intake: Any, actor: Actor, path: str, **headers: str) -> httpx2.Response:
    async with intake.client(actor) as client:
        answer: httpx2.Response = await client.get(path, headers=headers)
    return answer


@pytest.fixture
async def app(urls: ServiceUrls, intake: Any) -> Any:
    """A connection of the role that serves requests, within the alliance."""
    connection = await asyncpg.connect(urls.app_url)
    await connection.execute(f"SET app.alliance = '{intake.scope.alliance_id}'")
    yield connection
    await connection.close()


async def test_a_read_says_who_when_what_and_why(
    intake: Any, coordinator: Actor, app: asyncpg.Connection
) -> None:
    made = await a_request(intake, coordinator)
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    path = f"{REQUESTS}/{made['id']}"
    await get(intake, coordinator, path, traceparent=f"00-{trace}-00f067aa0ba902b7-01")

    row = await app.fetchrow("SELECT * FROM access_log WHERE trace = $1", trace)
    assert row is not None
    assert dict(row) == {
        "id": row["id"],
        "alliance_id": coordinator.alliance_id,
        "at": intake.clock.now(),
        "person_id": coordinator.person_id,
        "role": "school-coordinator",
        "unit_id": None,
        "school_id": coordinator.school_id,
        "pupil_id": UUID(made["pupilId"]),
        "part": "support-request",
        "by_relation": "school",
        "trace": trace,
    }


async def test_without_the_note_there_is_no_answer(
    intake: Any, coordinator: Actor, urls: ServiceUrls
) -> None:
    made = await a_request(intake, coordinator)
    owner = await asyncpg.connect(urls.owner_url)
    await owner.execute("REVOKE INSERT ON access_log FROM intake_app")
    await owner.close()

    for path in (f"{REQUESTS}/{made['id']}", f"/intake/support-requests/{made['id']}"):
        answer = await get(intake, coordinator, path)
        assert answer.status_code == 500
        assert "Sem" not in answer.text


@pytest.mark.parametrize(
    "change",
    ["UPDATE access_log SET role = 'parent'", "DELETE FROM access_log", "TRUNCATE access_log"],
)
async def test_nothing_in_the_log_is_changed(app: asyncpg.Connection, change: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await app.execute(change)


async def test_another_alliance_reads_and_writes_nothing_of_it(
    intake: Any, coordinator: Actor, app: asyncpg.Connection
) -> None:
    await a_request(intake, coordinator)
    assert await app.fetchval("SELECT count(*) FROM access_log") == 1

    await app.execute(f"SET app.alliance = '{uuid4()}'")
    assert await app.fetchval("SELECT count(*) FROM access_log") == 0
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await app.execute(
            "INSERT INTO access_log (id, alliance_id, at, person_id, role, pupil_id, part, trace)"
            " VALUES ($1, $2, now(), $1, 'parent', $1, 'pupil', '')",
            uuid4(),
            coordinator.alliance_id,
        )


async def test_parents_see_roles_and_organisations_and_why_but_no_names(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    made = await a_request(intake, coordinator)
    other = await a_request(intake, coordinator, pupil={"givenName": "Noor"})
    committee = replace(unit_coordinator, role=Role.COMMITTEE, unit_id=None)
    for reader in (unit_coordinator, committee):
        await get(intake, reader, f"{REQUESTS}/{made['id']}")
    await get(intake, committee, f"{REQUESTS}/{other['id']}")
    parent = of_pupil(Role.PARENT, coordinator, made["pupilId"])

    page = await get(intake, parent, f"/intake/pupils/{made['pupilId']}/readers")
    assert page.status_code == 200
    for words in (
        "Wie zag het dossier van Sem?",
        "7 september 2026",
        "Schoolcoördinator",
        "Werkt op de school van het kind",
        "Coördinator van het steunpunt",
        "Werkt bij het steunpunt van het kind",
        "Zuid",
        "Commissie",
        "Werkt voor het hele samenwerkingsverband",
    ):
        assert words in page.text, words
    assert page.text.count("Commissie") == 1, "what was read of Noor stands elsewhere"
    for hidden in ("Fatima El Amrani", "Noor", "Bas Pietersen", "bas@tweede-huis.example"):
        assert hidden not in page.text


async def test_the_parts_of_other_services_are_slots(intake: Any, coordinator: Actor) -> None:
    made = await a_request(intake, coordinator)
    pupil_id = made["pupilId"]
    parent = of_pupil(Role.PARENT, coordinator, pupil_id)

    page = await get(intake, parent, f"/intake/pupils/{pupil_id}/readers")
    for service in ("arrangements", "notifications"):
        assert f'hx-get="/{service}/fragments/pupils/{pupil_id}/readers"' in page.text
    request = await get(intake, parent, f"/intake/support-requests/{made['id']}")
    assert f'href="/intake/pupils/{pupil_id}/readers"' in request.text


async def test_who_was_refused_is_shown_to_the_administrator_only(
    intake: Any, coordinator: Actor, stranger: Actor
) -> None:
    made = await a_request(intake, coordinator)
    refused = await get(intake, stranger, f"{REQUESTS}/{made['id']}")
    assert refused.status_code == 404
    path = f"/intake/pupils/{made['pupilId']}/readers"

    administrator = replace(coordinator, role=Role.ADMINISTRATOR, school_id=None)
    assert "Niet toegelaten" in (await get(intake, administrator, path)).text
    parent = of_pupil(Role.PARENT, coordinator, made["pupilId"])
    assert "Niet toegelaten" not in (await get(intake, parent, path)).text


async def test_another_childs_parent_and_staff_do_not_see_who_read_it(
    intake: Any, coordinator: Actor
) -> None:
    made = await a_request(intake, coordinator)
    path = f"/intake/pupils/{made['pupilId']}/readers"

    assert (await get(intake, coordinator, path)).status_code == 403
    others = of_pupil(Role.PARENT, coordinator, str(uuid4()))
    assert (await get(intake, others, path)).status_code == 404
    elsewhere = replace(
        of_pupil(Role.PARENT, coordinator, made["pupilId"]), alliance_id=AllianceId(uuid4())
    )
    assert (await get(intake, elsewhere, path)).status_code == 404


async def test_a_teacher_sees_less_of_a_child_than_its_school_does(
    intake: Any, coordinator: Actor
) -> None:
    made = await a_request(intake, coordinator, pupil={"givenName": "Noor"})
    teacher = replace(
        of_pupil(Role.TEACHER, coordinator, made["pupilId"]), school_id=school_id_of("99BB00")
    )
    pupil, request = f"/intake/v1/pupils/{made['pupilId']}", f"{REQUESTS}/{made['id']}"

    whole = (await get(intake, coordinator, pupil)).json()
    less = (await get(intake, teacher, pupil)).json()
    assert whole["missing"]
    assert less == {**whole, "missing": [], "holder": None, "nextAction": None}
    assert (await get(intake, coordinator, request)).json()["pupilData"] is not None
    assert (await get(intake, teacher, request)).json()["pupilData"] is None

    page = await get(intake, teacher, f"/intake/support-requests/{made['id']}")
    assert page.status_code == 200
    assert "Sem loopt vast." not in page.text
    question = f"/intake/fragments/support-requests/{made['id']}/question"
    assert (await get(intake, teacher, question)).status_code == 403
