"""Integration: meetings by the API, in process, on real PostgreSQL."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from samenspel_contracts.cases import CaseClosedV1
from samenspel_contracts.intake import UnitRecordedV1
from samenspel_kernel.actor import Role
from samenspel_messaging.scope import Scope

from .children import Child, a_child, goes_to

MEETING = {
    "subject": "Hoe gaat het in de klas?",
    "on": "2026-09-21",
    "time": "14:30",
    "placeName": "De Vuurtoren",
    "placeAddress": "Dijk 2, Waterdam",
    "withChild": True,
    "experts": ["orthopedagoog"],
    "partners": ["Jeugdteam"],
}
NOTES = {
    "came": [{"number": number, "came": "present"} for number in range(1, 7)],
    "minutes": [{"number": 1, "said": "Het gaat goed."}],
    "noMinutesBecause": "",
    "decision": "Een half jaar hulp in de klas.",
}
ON_THE_DAY = datetime(2026, 9, 21, 13, 0, tzinfo=UTC)
ACTION = {"what": "Meekijken thuis", "doer": "partner", "who": "Jeugdteam", "by": "2026-10-05"}


async def planned(child: Child, client_of: Any, **other: Any) -> Any:
    async with client_of(child.holder) as client:
        path = f"/arrangements/v1/cases/{child.case_id}/meetings"
        answer = await client.post(path, json=MEETING | other)
    assert answer.status_code == 201, answer.text
    return answer.json()


def path_of(meeting: Any) -> str:
    return f"/arrangements/v1/meetings/{meeting['id']}"


async def letters(child: Child, kind: str) -> list[Any]:
    async with child.world.worker(Scope.begin(child.world.alliance_id)) as uow:
        query = text("SELECT content FROM letter WHERE case_id = :case AND kind = :kind")
        found = await uow.session.scalars(query, {"case": child.case_id, "kind": kind})
        return list(found)


async def facts(child: Child, meeting_id: str) -> str:
    async with child.world.worker(Scope.begin(child.world.alliance_id)) as uow:
        query = text("SELECT json_agg(o.*)::text FROM bus.outbox o WHERE o.agg_id = :id")
        return str(await uow.session.scalar(query, {"id": meeting_id}))


async def test_m17_parents_are_always_invited_and_get_a_letter(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    meeting = await planned(child, client_of)
    ordered = await letters(child, "meeting-invitation")

    kinds = [each["kind"] for each in meeting["invited"]]
    assert kinds == ["parent", "school", "unit", "child", "expert", "partner"]
    assert meeting["invited"][0]["contactId"] == str(child.mother_id)  # grandmother decides nothing
    assert (meeting["papersBy"], meeting["recordBy"]) == ("2026-09-16", "2026-09-28")
    (letter,) = ordered
    assert (letter["on"], letter["time"]) == ("2026-09-21", "14:30")
    assert "Jeugdteam" in letter["with_whom"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"placeName": ""}, "placeName"),
        ({"on": "2026-09-06"}, "on"),
        ({"time": "25:00"}, "time"),
        ({"partners": ["BSN 111222333"]}, "partners"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_no_letter_goes(
    world: Any, client_of: Any, wrong: dict[str, Any], field: str
) -> None:
    child = await a_child(world, client_of)
    async with client_of(child.holder) as client:
        path = f"/arrangements/v1/cases/{child.case_id}/meetings"
        refused = await client.post(path, json=MEETING | wrong)

    assert refused.status_code == 400
    assert field in refused.text
    assert await letters(child, "meeting-invitation") == []


async def test_a_meeting_goes_from_its_agenda_to_actions_that_are_done(
    world: Any, client_of: Any, clock: Any
) -> None:
    child = await a_child(world, client_of)
    meeting = await planned(child, client_of)
    path = path_of(meeting)
    async with client_of(child.follower(Role.PARENT)) as parent:
        point = await parent.post(f"{path}/points", json={"text": "De gymles"})
    async with client_of(child.holder) as client:
        early = await client.post(f"{path}/records", json=NOTES)
    clock.at = ON_THE_DAY
    async with client_of(child.holder) as client:
        await client.post(f"{path}/agreements", json=ACTION)
        noted = await client.post(f"{path}/notes", json=NOTES | {"came": []})
        half = await client.post(f"{path}/records", json=NOTES | {"came": NOTES["came"][1:]})
        bare = await client.post(f"{path}/records", json=NOTES | {"decision": ""})
        before = await letters(child, "meeting-decision")
        recorded = await client.post(f"{path}/records", json=NOTES)
        unexplained = await client.post(f"{path}/agreements/1/settlements", json={"done": False})
        done = await client.post(f"{path}/agreements/1/settlements", json={"done": True})
        again = await client.post(f"{path}/agreements/1/settlements", json={"done": True})

    assert point.json()["agenda"][0]["by"] == "parent"
    assert early.json()["code"] == "meeting.not-yet"
    assert (noted.json()["status"], noted.json()["decision"]) == ("planned", None)
    assert [each.status_code for each in (half, bare, unexplained)] == [400, 400, 400]
    assert before == []
    assert recorded.json()["status"] == "following"
    assert (await letters(child, "meeting-decision"))[0]["decision"] == NOTES["decision"]
    assert (done.json()["status"], done.json()["agreed"][0]["status"]) == ("finished", "done")
    assert again.json()["code"] == "meeting.not-now"


async def test_what_is_told_of_it_says_days_codes_and_counts_alone(
    world: Any, client_of: Any, clock: Any
) -> None:
    child = await a_child(world, client_of)
    meeting = await planned(child, client_of)
    path = path_of(meeting)
    async with client_of(child.holder) as client:
        await client.post(f"{path}/points", json={"text": "De gymles"})
    clock.at = ON_THE_DAY
    async with client_of(child.holder) as client:
        await client.post(f"{path}/agreements", json=ACTION)
        await client.post(f"{path}/records", json=NOTES)
    told = await facts(child, meeting["id"])

    for told_type in ("meeting.opened", "meeting.held", "meeting.action-planned"):
        assert told_type in told
    for secret in ("gymles", "goed", "Jeugdteam", "half jaar", "Vuurtoren", "Hoe gaat het"):
        assert secret not in told


async def test_other_parents_and_teachers_do_not_learn_which_parents_are_invited(
    world: Any, client_of: Any
) -> None:
    child = await a_child(world, client_of)
    meeting = await planned(child, client_of)
    for role in (Role.PARENT, Role.TEACHER, Role.EXPERT):
        async with client_of(child.follower(role)) as client:
            seen = await client.get(path_of(meeting))
        assert seen.status_code == 200
        assert str(child.mother_id) not in seen.text
    async with client_of(child.follower(Role.PARENT)) as parent:
        refused = await parent.post(f"{path_of(meeting)}/notes", json=NOTES)
    async with client_of(world.somebody(Role.PARENT, pupil_ids=frozenset({uuid4()}))) as stranger:
        hidden = await stranger.get(path_of(meeting))

    assert (refused.status_code, hidden.status_code) == (403, 404)


async def test_a_paper_must_be_there_for_the_parents_as_well(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    meeting = await planned(child, client_of)
    async with client_of(child.holder) as client:
        refused = await client.post(f"{path_of(meeting)}/papers", json={"documentId": str(uuid4())})

    assert refused.json()["code"] == "meeting.paper-not-shared"


async def test_moved_the_family_gets_another_letter_and_cancelled_it_reads_why(
    world: Any, client_of: Any
) -> None:
    child = await a_child(world, client_of)
    meeting = await planned(child, client_of)
    when = {key: MEETING[key] for key in ("time", "placeName", "placeAddress")}
    move = when | {"on": "2026-09-28", "because": "Vader is ziek."}
    async with client_of(child.holder) as client:
        silent = await client.post(f"{path_of(meeting)}/moves", json=move | {"because": ""})
        moved = await client.post(f"{path_of(meeting)}/moves", json=move)
        await client.post(f"{path_of(meeting)}/cancellations", json={"because": "Niet nodig."})
    async with client_of(child.follower(Role.PARENT)) as parent:
        seen = (await parent.get(path_of(meeting))).json()

    assert silent.status_code == 400
    assert moved.json()["papersBy"] == "2026-09-23"
    assert {each["on"] for each in await letters(child, "meeting-invitation")} == {
        "2026-09-21",
        "2026-09-28",
    }
    assert (seen["status"], seen["cancelledBecause"]) == ("cancelled", "Niet nodig.")


async def test_the_same_version_is_changed_once(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    meeting = await planned(child, client_of)
    async with client_of(child.holder) as client:
        etag = (await client.get(path_of(meeting))).headers["etag"]
        body, headers = {"because": "Niet nodig."}, {"If-Match": etag}
        await client.post(f"{path_of(meeting)}/points", json={"text": "De gymles"})
        stale = await client.post(f"{path_of(meeting)}/cancellations", json=body, headers=headers)

    assert stale.status_code == 412


async def test_it_goes_with_the_case_and_an_overdue_action_is_told(
    world: Any, client_of: Any, clock: Any, looked: Any
) -> None:
    child = await a_child(world, client_of)
    meeting = await planned(child, client_of)
    other = world.coordinator()
    await goes_to(child, other)
    clock.at = ON_THE_DAY
    async with client_of(other) as client:
        await client.post(f"{path_of(meeting)}/agreements", json=ACTION)
        notes = NOTES | {"minutes": [], "noMinutesBecause": "Het was kort."}
        await client.post(f"{path_of(meeting)}/records", json=notes)
    unit = UnitRecordedV1(unit_id=world.unit_id, name="Noord", alliance_name="De Waterkant")
    await world.tell(unit, subject=world.unit_id)
    await looked(date(2026, 10, 6))
    told = await facts(child, meeting["id"])

    assert str(other.person_id) in told
    assert "meeting.term-breached" in told
    assert "meeting-agreed-day" in told


async def test_a_death_stops_it(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    meeting = await planned(child, client_of)
    closed = CaseClosedV1.model_validate(
        {"caseId": child.case_id, "supportRequestId": uuid4(), "outcome": "died"}
    )
    await world.tell(closed, subject=child.case_id, seq=9)
    async with client_of(child.holder) as client:
        seen = (await client.get(path_of(meeting))).json()

    assert seen["status"] == "stopped"
    assert json.loads(json.dumps(seen))["recordBy"] is None
