"""Integration: the API (in process, real PostgreSQL)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from samenspel_kernel.actor import Role

PROBLEM = "application/problem+json"
ACCEPTANCE = {"nextAction": "contact-family", "dueOn": "2026-09-21"}
GRANT = {
    "kind": "individual",
    "description": "Twee keer per week een half uur samen lezen.",
    "startsOn": "2026-09-14",
    "plannedEndOn": "2027-03-12",
    "evaluationOn": "2027-02-12",
}


def cases(case_id: UUID | None = None, part: str = "") -> str:
    return "/arrangements/v1/cases" + (f"/{case_id}" if case_id else "") + part


def refused(answer: httpx2.Response, status: int, code: str) -> dict[str, str]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    body = answer.json()
    assert body["code"] == code
    return {error["field"]: error["code"] for error in body["errors"]}


async def test_the_journey_of_a_case(world: Any, client_of: Any) -> None:
    case_id = await world.offer()
    coordinator = world.coordinator()
    async with client_of(coordinator) as client:
        offered = await client.get(cases(case_id))
        accepted = await client.post(cases(case_id, "/acceptances"), json=ACCEPTANCE)
        granted = await client.post(cases(case_id, "/arrangements"), json=GRANT)
        after = await client.get(cases(case_id))
        listed = await client.get(cases(case_id, "/arrangements"))

    assert offered.json()["state"] == "offered"
    assert (offered.json()["holder"], offered.json()["nextAction"]) == (None, None)
    assert accepted.status_code == 201
    assert accepted.json()["holder"] == {
        "kind": "person",
        "id": str(coordinator.person_id),
        "name": "Sam de Wit",
    }
    assert accepted.json()["nextAction"] == {"kind": "contact-family", "dueOn": "2026-09-21"}
    assert accepted.headers["etag"] == '"2"'
    assert granted.status_code == 201
    assert after.json()["nextAction"] == {"kind": "evaluate", "dueOn": "2027-02-12"}
    assert after.headers["etag"] == '"3"'
    assert listed.json()["items"] == [granted.json()]


async def test_the_same_request_twice_has_one_effect_and_one_answer(
    world: Any, client_of: Any
) -> None:
    case_id = await world.offer()
    async with client_of(world.coordinator()) as client:
        send = {"json": ACCEPTANCE, "headers": {"Idempotency-Key": "once"}}
        first = await client.post(cases(case_id, "/acceptances"), **send)
        again = await client.post(cases(case_id, "/acceptances"), **send)
        new_key = await client.post(cases(case_id, "/acceptances"), json=ACCEPTANCE)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    refused(new_key, 409, "case.already-opened")


async def test_a_grant_sent_twice_grants_once(world: Any, client_of: Any) -> None:
    case_id = await world.offer()
    async with client_of(world.coordinator()) as client:
        await client.post(cases(case_id, "/acceptances"), json=ACCEPTANCE)
        for _ in range(2):
            headers = {"Idempotency-Key": "grant-1"}
            await client.post(cases(case_id, "/arrangements"), json=GRANT, headers=headers)
        listed = await client.get(cases(case_id, "/arrangements"))

    assert len(listed.json()["items"]) == 1


async def test_a_refusal_gives_the_reason_and_keeps_the_note(world: Any, client_of: Any) -> None:
    case_id = await world.offer()
    body = {"reason": "other", "note": "Gezin verhuist."}
    async with client_of(world.coordinator()) as client:
        answer = await client.post(cases(case_id, "/refusals"), json=body)
        late = await client.post(cases(case_id, "/acceptances"), json=ACCEPTANCE)

    assert answer.status_code == 201
    assert answer.json()["state"] == "declined"
    assert answer.json()["declineReason"] == "other"
    assert "verhuist" not in answer.text
    refused(late, 409, "case.already-declined")


async def test_a_refusal_after_acceptance_is_told_so(world: Any, client_of: Any) -> None:
    case_id = await world.offer()
    async with client_of(world.coordinator()) as client:
        await client.post(cases(case_id, "/acceptances"), json=ACCEPTANCE)
        answer = await client.post(cases(case_id, "/refusals"), json={"reason": "no-capacity"})

    refused(answer, 409, "case.already-opened")


async def test_what_is_next_is_replaced_unless_someone_else_was_first(
    world: Any, client_of: Any
) -> None:
    case_id = await world.offer()
    body = {"kind": "plan-meeting", "dueOn": "2026-10-01"}
    async with client_of(world.coordinator()) as client:
        await client.post(cases(case_id, "/acceptances"), json=ACCEPTANCE)
        stale = await client.post(
            cases(case_id, "/actions"), json=body, headers={"If-Match": '"1"'}
        )
        fresh = await client.post(
            cases(case_id, "/actions"), json=body, headers={"If-Match": '"2"'}
        )

    refused(stale, 412, "stale-version")
    assert fresh.status_code == 201
    assert fresh.json()["nextAction"] == {"kind": "plan-meeting", "dueOn": "2026-10-01"}


async def test_nothing_is_granted_or_planned_in_a_case_that_nobody_holds(
    world: Any, client_of: Any
) -> None:
    case_id = await world.offer()
    async with client_of(world.coordinator()) as client:
        grant = await client.post(cases(case_id, "/arrangements"), json=GRANT)
        action = {"kind": "observe", "dueOn": "2026-10-01"}
        plan = await client.post(cases(case_id, "/actions"), json=action)

    refused(grant, 409, "case.not-open")
    refused(plan, 409, "case.not-open")


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"description": " "}, {"description": "text.missing"}),
        ({"description": "BSN 111222333"}, {"description": "text.contains-bsn"}),
        ({"plannedEndOn": "2026-09-01"}, {"plannedEndOn": "arrangement.ends-before-start"}),
        ({"evaluationOn": "2027-03-01"}, {"evaluationOn": "arrangement.evaluation-too-late"}),
        (
            {"startsOn": "2026-08-01"},
            {"startsOn": "arrangement.starts-too-long-ago"},
        ),
        ({"startsOn": "volgende week"}, {"startsOn": "input.value-error"}),
        ({"kind": "anything"}, {"kind": "input.enum"}),
        ({"unknown": 1}, {"unknown": "input.extra-forbidden"}),
    ],
)
async def test_a_wrong_grant_names_each_field(
    change: dict[str, Any], wrong: dict[str, str], world: Any, client_of: Any
) -> None:
    case_id = await world.offer()
    async with client_of(world.coordinator()) as client:
        await client.post(cases(case_id, "/acceptances"), json=ACCEPTANCE)
        answer = await client.post(cases(case_id, "/arrangements"), json=GRANT | change)
        listed = await client.get(cases(case_id, "/arrangements"))

    assert refused(answer, 400, "input.invalid") == wrong
    assert listed.json()["items"] == []


async def test_broken_json_and_a_body_over_the_limit_are_refused(
    world: Any, client_of: Any
) -> None:
    case_id = await world.offer()
    json_type = {"content-type": "application/json"}
    async with client_of(world.coordinator()) as client:
        broken = await client.post(
            cases(case_id, "/acceptances"), content=b'{"nextAction": ', headers=json_type
        )
        large = await client.post(
            cases(case_id, "/acceptances"), content=b" " * 300_000, headers=json_type
        )

    assert broken.status_code == 400
    assert broken.headers["content-type"] == PROBLEM
    assert large.status_code == 413


async def test_each_reads_what_concerns_them_and_only_the_unit_acts(
    world: Any, client_of: Any
) -> None:
    pupil_id = uuid4()
    case_id = await world.offer(pupil_id=pupil_id)
    readers = [
        world.somebody(Role.DIRECTOR),
        world.somebody(Role.SCHOOL_COORDINATOR, school_id=world.school_id),
        world.somebody(Role.PARENT, pupil_ids=frozenset({pupil_id})),
    ]
    strangers = [
        world.coordinator(unit_id=uuid4()),
        world.somebody(Role.SCHOOL_COORDINATOR, school_id=uuid4()),
        world.somebody(Role.PARENT, pupil_ids=frozenset({uuid4()})),
    ]

    for actor in readers:
        async with client_of(actor) as client:
            assert (await client.get(cases(case_id))).status_code == 200
            answer = await client.post(cases(case_id, "/acceptances"), json=ACCEPTANCE)
            refused(answer, 403, "forbidden")
    for actor in strangers:
        async with client_of(actor) as client:
            refused(await client.get(cases(case_id)), 404, "not-found")
            refused(await client.get(cases(case_id, "/arrangements")), 404, "not-found")
            answer = await client.post(cases(case_id, "/acceptances"), json=ACCEPTANCE)
            refused(answer, 404, "not-found")
            assert (await client.get(cases())).json()["items"] == []
    async with client_of(None) as client:
        refused(await client.get(cases(case_id)), 401, "not-logged-in")


async def test_the_list_is_paged_by_what_is_due_first_and_filtered_by_state(
    world: Any, client_of: Any
) -> None:
    first = date(2026, 9, 10)
    ids = [await world.offer(answer_by=first + timedelta(days=n // 2)) for n in range(5)]
    async with client_of(world.coordinator()) as client:
        seen: list[dict[str, Any]] = []
        query: dict[str, Any] = {"pageSize": 2}
        while True:
            body = (await client.get(cases(), params=query)).json()
            seen += body["items"]
            if body.get("nextCursor") is None:
                break
            query["cursor"] = body["nextCursor"]
        opened = await client.get(cases(), params={"state": "opened"})
        broken = await client.get(cases(), params={"cursor": "xxx"})
        foreign = await client.get(cases(), params={"cursor": "WyJ4Il0="})
        unknown = await client.get(cases(), params={"state": "lost"})

    assert sorted(case["id"] for case in seen) == sorted(str(id_) for id_ in ids)
    assert [case["answerBy"] for case in seen] == sorted(case["answerBy"] for case in seen)
    assert opened.json()["items"] == []
    for answer in (broken, foreign):
        assert refused(answer, 400, "input.invalid") == {"cursor": "cursor.invalid"}
    assert refused(unknown, 400, "input.invalid") == {"state": "input.enum"}


async def test_the_api_describes_itself(client_of: Any) -> None:
    async with client_of(None) as client:
        document = (await client.get("/arrangements/v1/openapi.json")).json()

    operations = [op for path in document["paths"].values() for op in path.values()]
    ids = [op["operationId"] for op in operations]
    assert len(set(ids)) == len(ids)
    assert all(op["summary"] and op["description"] for op in operations)
