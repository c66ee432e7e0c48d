"""Integration: the journey by JSON, on a real database."""

from typing import Any
from uuid import uuid4

import httpx2
import pytest

from samenspel_kernel.actor import Actor

REQUESTS = "/intake/v1/support-requests"


def a_body(**changes: Any) -> dict[str, Any]:
    pupil = {
        "givenName": "Sem",
        "familyName": "Jansen",
        "birthDate": "2019-04-09",
        "parents": [{"name": "Anna Jansen", "email": "anna@example.org", "language": "tr"}],
    }
    body = {"kind": "arrangement", "question": "Sem loopt vast.", "pupil": pupil}
    return {**body, **changes}


async def submitted(client: httpx2.AsyncClient, **changes: Any) -> dict[str, Any]:
    answer = await client.post(REQUESTS, json=a_body(**changes))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def test_a_request_has_a_holder_and_a_dated_next_action_at_once(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        answer = await client.post(REQUESTS, json=a_body())
        made = answer.json()
        assert answer.status_code == 201
        assert answer.headers["location"] == f"{REQUESTS}/{made['id']}"
        assert made["holder"]["kind"] == "unit-desk"
        assert made["nextAction"] == {"kind": "assess", "dueOn": "2026-09-28"}
        assert made["responseTerm"]["lastDay"] == "2026-09-28"
        assert made["pupilData"] is None
        assert "question" not in made

        again = await client.get(answer.headers["location"])
    assert again.json() == made
    assert again.headers["etag"] == answer.headers["etag"]


async def test_what_is_missing_stands_beside_the_request(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        made = await submitted(client, pupil={"givenName": "Noor"})
        assert made["pupilData"]["missing"] == ["birth-date", "family-name", "parent-contact"]
        assert made["pupilData"]["holder"]["kind"] == "school"
        assert made["pupilData"]["nextAction"]["dueOn"] == "2026-09-21"

        pupil = f"/intake/v1/pupils/{made['pupilId']}"
        body = {"familyName": "Bakker", "birthDate": "2018-01-01"}
        await client.post(f"{pupil}/completions", json=body)
        parent = {"name": "Bo Bakker", "email": "bo@example.org"}
        contact = await client.post(f"{pupil}/contacts", json=parent)
        assert contact.status_code == 201
        assert (await client.get(pupil)).json()["missing"] == []
        assert (await client.get(f"{REQUESTS}/{made['id']}")).json()["pupilData"] is None


async def test_the_same_request_twice_is_one_request(intake: Any, coordinator: Actor) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    async with intake.client(coordinator) as client:
        first = await client.post(REQUESTS, json=a_body(), headers=key)
        second = await client.post(REQUESTS, json=a_body(), headers=key)
        assert second.json() == first.json()
        assert second.headers["idempotency-replayed"] == "true"
        other = await client.post(REQUESTS, json=a_body(question="Anders"), headers=key)
        assert (other.status_code, other.json()["code"]) == (409, "idempotency-key.reused")
        assert len((await client.get(REQUESTS)).json()["items"]) == 1


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        (
            {"pupil": {"givenName": "S", "birthDate": "2030-01-01"}},
            "pupil.birthDate",
            "pupil.birth-date-in-future",
        ),
        (
            {"pupil": {"givenName": "S", "birthDate": "2011-09-07"}},
            "pupil.birthDate",
            "pupil.too-old",
        ),
        (
            {"pupil": {"givenName": "S", "schoolId": str(uuid4())}},
            "pupil.schoolId",
            "school.unknown",
        ),
        ({"pupil": {"givenName": ""}}, "pupil.givenName", "name.missing"),
        ({"pupil": None, "pupilId": str(uuid4())}, "pupilId", "pupil.unknown"),
        ({"pupil": None}, "pupil", "pupil.missing"),
        ({"question": "Haar BSN: 111222333"}, "question", "text.contains-bsn"),
        ({"alreadyTried": "pgn 101222331"}, "alreadyTried", "text.contains-education-number"),
        ({"question": "x" * 4001}, "question", "text.too-long"),
        ({"question": None}, "question", "input.string-type"),
        ({"unknownField": 1}, "unknownField", "input.extra-forbidden"),
    ],
)
async def test_bad_input_names_the_field(
    intake: Any, coordinator: Actor, changes: dict[str, Any], field: str, code: str
) -> None:
    async with intake.client(coordinator) as client:
        answer = await client.post(REQUESTS, json=a_body(**changes))
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "application/problem+json"
        assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [(field, code)]
        assert (await client.get(REQUESTS)).json()["items"] == []


async def test_malformed_and_too_large_bodies_are_refused(intake: Any, coordinator: Actor) -> None:
    headers = {"content-type": "application/json"}
    async with intake.client(coordinator) as client:
        malformed = await client.post(REQUESTS, content=b'{"kind":', headers=headers)
        large = await client.post(REQUESTS, json=a_body(question="x" * 300_000))
    assert malformed.status_code == 400
    assert malformed.json()["errors"][0]["code"] == "input.json-invalid"
    assert large.status_code == 413


async def test_the_handover_is_offered_on_the_version_that_was_read(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school, intake.client(unit_coordinator) as unit:
        made = await submitted(school)
        url = f"{REQUESTS}/{made['id']}"
        etag = (await unit.get(url)).headers["etag"]

        assert (await school.post(f"{url}/handovers")).status_code == 403
        stale = await unit.post(f"{url}/handovers", headers={"If-Match": '"99"'})
        assert stale.status_code == 412
        offered = await unit.post(f"{url}/handovers", headers={"If-Match": etag})
        assert offered.status_code == 201
        assert offered.json()["handover"]["answerBy"] == "2026-09-14"
        assert offered.json()["holder"] == made["holder"]
        assert offered.headers["etag"] == (await unit.get(url)).headers["etag"] != etag

        twice = await unit.post(f"{url}/handovers")
        assert twice.json()["code"] == "support-request.handover-already-offered"
        withdrawn = await school.post(f"{url}/withdrawals", json={"reason": "solved"})
    assert withdrawn.json()["status"] == "withdrawn"
    assert withdrawn.json()["holder"] is None


async def test_others_do_not_even_know_of_it(
    intake: Any, coordinator: Actor, stranger: Actor
) -> None:
    async with intake.client(coordinator) as school, intake.client(stranger) as other:
        made = await submitted(school)
        url = f"{REQUESTS}/{made['id']}"
        for answer in (
            await other.get(url),
            await other.post(f"{url}/handovers"),
            await other.post(f"{url}/withdrawals", json={"reason": "other"}),
            await other.get(f"/intake/v1/pupils/{made['pupilId']}"),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
        assert (await other.get(REQUESTS)).json()["items"] == []


async def test_without_a_session_nothing_is_given(intake: Any) -> None:
    async with intake.client(None) as client:
        for url in (REQUESTS, "/intake/v1/schools", f"/intake/v1/pupils/{uuid4()}"):
            assert (await client.get(url)).status_code == 401


async def test_lists_go_on_where_the_last_page_ended(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        made = []
        for _ in range(5):
            intake.clock.advance(minutes=1)
            made.append((await submitted(client))["id"])
        seen: list[str] = []
        cursor = ""
        while True:
            query = {"pageSize": "2", **({"cursor": cursor} if cursor else {})}
            page = (await client.get(REQUESTS, params=query)).json()
            seen += [item["id"] for item in page["items"]]
            if not (cursor := page.get("nextCursor") or ""):
                break
        assert seen == made[::-1]
        bad = await client.get(REQUESTS, params={"cursor": "bm90LW91cnM="})
        assert bad.json()["errors"][0]["code"] == "cursor.invalid"
        only = await client.get(REQUESTS, params={"status": "withdrawn"})
        assert only.json()["items"] == []


async def test_schools_are_found_by_a_part_of_their_name(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        found = (await client.get("/intake/v1/schools", params={"name": "fûg"})).json()
        assert [school["locationCode"] for school in found["items"]] == ["99BB00"]
        none = (await client.get("/intake/v1/schools", params={"name": "100%"})).json()
        assert none["items"] == []
        units = (await client.get("/intake/v1/units")).json()
    assert [unit["slug"] for unit in units["items"]] == ["noord", "zuid"]
