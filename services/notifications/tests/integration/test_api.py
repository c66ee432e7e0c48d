"""The API over HTTP, on a real database."""

from collections.abc import Callable
from uuid import UUID, uuid4

import httpx2
import pytest

from samenspel_kernel.actor import Role

LogIn = Callable[..., httpx2.AsyncClient]


@pytest.mark.usefixtures("three_messages")
async def test_an_administrator_sees_all_messages_newest_first_with_masked_addresses(
    log_in: LogIn,
) -> None:
    answer = await log_in(Role.ADMINISTRATOR).get("/notifications/v1/messages")

    assert answer.status_code == 200
    items = answer.json()["items"]
    assert [(i["state"], i["to"]) for i in items] == [
        ("queued", "s•••@v.example"),
        ("queued", "n•••@voorbeeld.example"),
        ("waiting-for-address", None),
    ]
    assert "noor@" not in answer.text
    assert set(items[0]) == {
        "id",
        "channel",
        "template",
        "audience",
        "state",
        "to",
        "createdAt",
        "nextAttemptAt",
        "sentAt",
        "attempts",
    }


@pytest.mark.usefixtures("three_messages")
async def test_pages_of_the_list_follow_each_other(log_in: LogIn) -> None:
    client, seen, cursor = log_in(Role.ADMINISTRATOR), [], None
    while True:
        query = {"pageSize": "2"} | ({"cursor": cursor} if cursor else {})
        body = (await client.get("/notifications/v1/messages", params=query)).json()
        seen += [i["id"] for i in body["items"]]
        cursor = body["nextCursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 3


@pytest.mark.usefixtures("three_messages")
async def test_a_list_can_be_limited_to_a_state(log_in: LogIn) -> None:
    answer = await log_in(Role.ADMINISTRATOR).get(
        "/notifications/v1/messages", params={"state": "waiting-for-address"}
    )
    assert [i["state"] for i in answer.json()["items"]] == ["waiting-for-address"]


@pytest.mark.usefixtures("three_messages")
async def test_a_coordinator_sees_the_messages_of_the_unit_only(
    log_in: LogIn, units: tuple[UUID, UUID]
) -> None:
    north, south = (log_in(Role.UNIT_COORDINATOR, unit=unit) for unit in units)
    mine = (await south.get("/notifications/v1/messages")).json()["items"]

    assert len(mine) == 1
    assert len((await north.get("/notifications/v1/messages")).json()["items"]) == 2
    assert (await south.get(f"/notifications/v1/messages/{mine[0]['id']}")).status_code == 200
    assert (await north.get(f"/notifications/v1/messages/{mine[0]['id']}")).status_code == 404


@pytest.mark.usefixtures("three_messages")
async def test_another_alliance_sees_nothing(log_in: LogIn) -> None:
    answer = await log_in(Role.ADMINISTRATOR, of=uuid4()).get("/notifications/v1/messages")
    assert answer.json()["items"] == []


@pytest.mark.parametrize("role", [Role.PARENT, Role.SCHOOL_COORDINATOR, Role.DIRECTOR])
async def test_others_are_refused(log_in: LogIn, role: Role) -> None:
    answer = await log_in(role).get("/notifications/v1/messages")
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "query",
    [
        {"cursor": "nonsense"},
        {"cursor": "WyJ4IiwgInkiXQ=="},
        {"cursor": "W10="},
        {"state": "lost"},
        {"pageSize": "0"},
    ],
)
async def test_a_wrong_query_is_a_problem_and_no_crash(
    log_in: LogIn, query: dict[str, str]
) -> None:
    answer = await log_in(Role.ADMINISTRATOR).get("/notifications/v1/messages", params=query)
    assert answer.status_code == 400
    assert answer.json()["code"] == "input.invalid"


async def test_a_message_that_is_not_there_is_not_found(log_in: LogIn) -> None:
    answer = await log_in(Role.ADMINISTRATOR).get(f"/notifications/v1/messages/{uuid4()}")
    assert answer.status_code == 404
