"""Integration: a case is closed, looked at again and opened again, by API and by page."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from samenspel_arrangements.jobs.make_letters import make_letters
from samenspel_contracts.intake import PupilRecordedV1, UnitRecordedV1
from samenspel_contracts.registrations import RegistrationClosedV1
from samenspel_contracts.spells import SpellClosedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_messaging.scope import Scope

CASES = "/arrangements/v1/cases"
PAGES = "/arrangements/cases"
ACCEPTANCE = {"nextAction": "contact-family", "dueOn": "2026-09-21"}
SAID = "Ik kan het nu zelf."
TRIED = {
    "parentsFirstTry": "2026-09-07",
    "parentsSecondTry": "2026-09-08",
    "parentsReason": "Nam niet op.",
}
CLOSURE = {
    "reason": "goal-reached",
    "childHeardOn": "2026-09-08",
    "childWords": SAID,
    "parentsHeardOn": "2026-09-08",
    "parentsWords": "Wij zijn tevreden.",
}
REOPENING = {"reason": "Het gaat weer mis.", "nextAction": "observe", "dueOn": "2026-12-21"}


async def an_open_case(
    world: Any, client_of: Any, clock: Any, **offered: Any
) -> tuple[UUID, Actor]:
    holder: Actor = world.coordinator()
    case_id: UUID = await world.offer(**offered)
    async with client_of(holder) as client:
        answer = await client.post(f"{CASES}/{case_id}/acceptances", json=ACCEPTANCE)
    assert answer.status_code == 201, answer.text
    clock.advance(days=3)
    return case_id, holder


async def post(
    client: httpx2.AsyncClient, case_id: UUID, part: str, **body: Any
) -> httpx2.Response:
    return await client.post(f"{CASES}/{case_id}/{part}", json=body)


async def closed(world: Any, client_of: Any, clock: Any, **offered: Any) -> tuple[UUID, Actor]:
    case_id, holder = await an_open_case(world, client_of, clock, **offered)
    async with client_of(holder) as client:
        answer = await post(client, case_id, "closures", **CLOSURE)
    assert answer.status_code == 201, answer.text
    return case_id, holder


async def test_a_case_closes_through_its_gate_and_is_let_go_of_after_its_check(
    world: Any, client_of: Any, clock: Any
) -> None:
    case_id, holder = await closed(world, client_of, clock)
    async with client_of(holder) as client:
        waits = (await client.get(f"{CASES}/{case_id}")).json()
        early = await post(client, case_id, "aftercare-checks", how="going-well", toldBy="child")
    clock.at = datetime(2026, 12, 8, 9, 30, tzinfo=UTC)
    async with client_of(holder) as client:
        well = await post(client, case_id, "aftercare-checks", how="going-well", toldBy="child")

    assert (waits["state"], waits["outcome"]) == ("aftercare", "goal-reached")
    assert waits["nextAction"] == {"kind": "check-aftercare", "dueOn": "2026-12-09"}
    assert early.json()["code"] == "aftercare.too-early"
    assert (well.json()["state"], well.json()["holder"]) == ("closed", None)


async def test_when_it_does_not_go_well_the_case_is_open_again(
    world: Any, client_of: Any, clock: Any
) -> None:
    case_id, holder = await closed(world, client_of, clock)
    bad = {"how": "not-well", "toldBy": "school"}
    async with client_of(holder) as client:
        bare = await post(client, case_id, "aftercare-checks", **bad, words="Weer mis.")
        open_again = await post(
            client,
            case_id,
            "aftercare-checks",
            **bad,
            words="Weer mis.",
            nextAction="observe",
            dueOn="2026-09-21",
        )
        again = await post(
            client,
            case_id,
            "closures",
            **CLOSURE | {"childHeardOn": "2026-09-10", "parentsHeardOn": "2026-09-10"},
        )
        reopened = await post(client, case_id, "reopenings", **REOPENING)

    assert {error["field"] for error in bare.json()["errors"]} == {"nextAction", "dueOn"}
    assert (open_again.json()["state"], open_again.json()["outcome"]) == ("opened", None)
    assert again.json()["state"] == "aftercare"
    assert (reopened.json()["state"], reopened.json()["nextAction"]["kind"]) == (
        "opened",
        "observe",
    )


async def test_n25_what_the_gate_asks_is_asked(world: Any, client_of: Any, clock: Any) -> None:
    case_id, holder = await an_open_case(world, client_of, clock)
    async with client_of(holder) as client:
        nothing = await post(client, case_id, "closures", reason="successor")
        answered = await post(client, case_id, "answers")
        half = await post(client, case_id, "closures", **CLOSURE | {"parentsWords": ""})
        by_tries = {k: v for k, v in CLOSURE.items() if not k.startswith("parents")} | TRIED
        tried = await post(client, case_id, "closures", **by_tries)

    assert {error["field"] for error in nothing.json()["errors"]} == {
        *("successor", "acceptedOn", "childHeardOn", "childWords"),
        *("parentsHeardOn", "parentsWords"),
    }
    assert answered.json()["code"] == "case.gate-not-passed"
    assert [error["field"] for error in half.json()["errors"]] == ["parentsWords"]
    assert tried.status_code == 201, tried.text


async def test_thinking_along_closes_without_a_gate(world: Any, client_of: Any, clock: Any) -> None:
    case_id, holder = await an_open_case(world, client_of, clock, kind="consultation")
    async with client_of(holder) as client:
        page = await client.get(f"{PAGES}/{case_id}/closures/new")
        gate = await post(client, case_id, "closures", **CLOSURE)
        answered = await post(client, case_id, "answers")

    assert 'name="child_words"' not in page.text
    assert gate.json()["code"] == "gate.not-asked"
    assert (answered.json()["state"], answered.json()["outcome"]) == ("closed", "answered")


@pytest.mark.parametrize("told_by", ["registration", "spell", "holder"])
async def test_a_death_closes_all_cases_of_the_child_at_once(
    world: Any, client_of: Any, clock: Any, told_by: str
) -> None:
    pupil_id = uuid4()
    case_id, holder = await an_open_case(world, client_of, clock, pupil_id=pupil_id)
    waiting = await world.offer(pupil_id=pupil_id)
    other, _ = await an_open_case(world, client_of, clock)
    if told_by == "registration":
        item = uuid4()
        event = RegistrationClosedV1(registration_id=item, pupil_id=pupil_id, outcome="died")
        await world.tell(event, subject=item)
    elif told_by == "spell":
        item = uuid4()
        ended = SpellClosedV1(spell_id=item, pupil_id=pupil_id, outcome="died")
        await world.tell(ended, subject=item)
    else:
        async with client_of(holder) as client:
            assert (await post(client, case_id, "deaths")).status_code == 201
    async with client_of(holder) as client:
        states = {
            id_: (await client.get(f"{CASES}/{id_}")).json()["state"]
            for id_ in (case_id, waiting, other)
        }
        reopened = await post(client, case_id, "reopenings", **REOPENING)
        planned = await post(client, case_id, "actions", kind="observe", dueOn="2026-12-21")

    assert states == {case_id: "closed", waiting: "offer-withdrawn", other: "opened"}
    assert reopened.json()["code"] == "case.closed"
    assert planned.status_code == 409


async def test_another_outcome_of_a_registration_closes_nothing(
    world: Any, client_of: Any, clock: Any
) -> None:
    pupil_id, item = uuid4(), uuid4()
    case_id, holder = await an_open_case(world, client_of, clock, pupil_id=pupil_id)
    event = RegistrationClosedV1(registration_id=item, pupil_id=pupil_id, outcome="admitted")

    await world.tell(event, subject=item)

    async with client_of(holder) as client:
        assert (await client.get(f"{CASES}/{case_id}")).json()["state"] == "opened"


async def test_a_closed_file_does_not_go_with_the_child_to_another_school(
    world: Any, client_of: Any, clock: Any
) -> None:
    pupil_id, new_school = uuid4(), uuid4()
    old = PupilRecordedV1(
        pupil_id=pupil_id, given_name="Noor", family_name="B", school_id=world.school_id
    )
    await world.tell(old, subject=pupil_id)
    case_id, _ = await closed(world, client_of, clock, pupil_id=pupil_id)
    running, _ = await an_open_case(world, client_of, clock, pupil_id=pupil_id)
    moved = old.model_copy(update={"school_id": new_school})
    await world.tell(moved, subject=pupil_id, seq=2)

    async with client_of(world.somebody(Role.SCHOOL_COORDINATOR, school_id=new_school)) as client:
        theirs = [(await client.get(f"{at}/{case_id}")).status_code for at in (CASES, PAGES)]
        help_ = (await client.get(f"{CASES}/{case_id}/arrangements")).status_code
        listed = (await client.get(CASES)).json()["items"]
        open_one = (await client.get(f"{CASES}/{running}")).status_code
    async with client_of(
        world.somebody(Role.SCHOOL_COORDINATOR, school_id=world.school_id)
    ) as client:
        kept = (await client.get(f"{CASES}/{case_id}")).status_code

    assert (theirs, help_, open_one, kept) == ([404, 404], 404, 200, 200)
    assert [item["id"] for item in listed] == [str(running)]


@pytest.mark.parametrize("role", [Role.TEACHER, Role.EXPERT, Role.YOUTH_CONSULTANT])
async def test_who_stands_by_a_child_now_does_not_see_a_closed_file(
    world: Any, client_of: Any, clock: Any, role: Role
) -> None:
    pupil_id = uuid4()
    case_id, _ = await closed(world, client_of, clock, pupil_id=pupil_id)
    async with client_of(world.somebody(role, pupil_ids=frozenset({pupil_id}))) as client:
        answers = [
            (await client.get(path)).status_code
            for path in (
                f"{CASES}/{case_id}",
                f"{CASES}/{case_id}/arrangements",
                f"{PAGES}/{case_id}",
            )
        ]
        listed = (await client.get(CASES)).json()["items"]
    async with client_of(world.somebody(Role.PARENT, pupil_ids=frozenset({pupil_id}))) as client:
        parent = (await client.get(f"{CASES}/{case_id}")).status_code

    assert (answers, listed, parent) == ([404, 404, 404], [], 200)


async def test_a_closed_case_is_given_to_nobody(world: Any, client_of: Any, clock: Any) -> None:
    case_id, holder = await closed(world, client_of, clock)
    async with client_of(holder) as client:
        answer = await post(
            client, case_id, "handovers", toKind="alliance-desk", toId=str(world.alliance_id)
        )

    assert answer.json()["code"] == "case.not-open"


async def test_nobody_looked_is_told_of_and_stays_to_be_done(
    world: Any, client_of: Any, clock: Any, looked: Any
) -> None:
    case_id, holder = await closed(world, client_of, clock)
    unit = UnitRecordedV1(unit_id=world.unit_id, name="Noord", alliance_name="De Waterkant")
    await world.tell(unit, subject=world.unit_id)

    assert await looked(date(2026, 12, 9)) == 0
    assert await looked(date(2026, 12, 10)) == 1

    async with client_of(holder) as client:
        case = (await client.get(f"{CASES}/{case_id}")).json()
    assert (case["state"], case["nextAction"]["kind"]) == ("aftercare", "check-aftercare")


async def test_on_pages_what_is_missing_stands_at_its_field_and_nothing_is_lost(
    world: Any, client_of: Any, clock: Any
) -> None:
    case_id, holder = await an_open_case(world, client_of, clock)
    at = f"{PAGES}/{case_id}"
    async with client_of(holder) as client:
        form = await client.get(f"{at}/closures/new")
        csrf = form.text.split('name="csrf" value="')[1].split('"')[0]
        typed = {"csrf": csrf, "reason": "goal-reached", "child_words": SAID}
        refused = await client.post(f"{at}/closures", data=typed)
        whole = typed | {
            "child_heard_on": "2026-09-08",
            "parents_heard_on": "2026-09-08",
            "parents_words": "Ja.",
        }
        done = await client.post(f"{at}/closures", data=whole)
        page = await client.get(at)
        check = await client.get(f"{at}/aftercare-checks/new")
        bad = {"csrf": csrf, "how": "not-well", "told_by": "parent", "words": "Mis."}
        missing = await client.post(f"{at}/aftercare-checks", data=bad)
        reopening = await client.get(f"{at}/reopenings/new")
        opened = await client.post(
            f"{at}/reopenings",
            data={"csrf": csrf, "reason": "Mis.", "next_action": "observe", "due_on": "2026-09-21"},
        )
        death = await client.get(f"{at}/deaths/new")
        ended = await client.post(f"{at}/deaths", data={"csrf": csrf})
        after = await client.get(at)

    assert refused.status_code == 422
    assert SAID in refused.text
    assert "Vul dit in." in refused.text
    assert done.status_code == opened.status_code == ended.status_code == 303
    assert "Dit dossier gaat niet mee naar anderen." in page.text
    assert (check.status_code, missing.status_code, reopening.status_code) == (200, 422, 200)
    assert death.status_code == 200
    assert "Het kind is overleden." in after.text
    assert "/reopenings/new" not in after.text


async def test_on_pages_thinking_along_closes_with_one_press(
    world: Any, client_of: Any, clock: Any
) -> None:
    case_id, holder = await an_open_case(world, client_of, clock, kind="consultation")
    at = f"{PAGES}/{case_id}"
    async with client_of(holder) as client:
        form = await client.get(f"{at}/closures/new")
        csrf = form.text.split('name="csrf" value="')[1].split('"')[0]
        done = await client.post(f"{at}/answers", data={"csrf": csrf})
        again = await client.get(f"{at}/closures/new")

    assert done.status_code == again.status_code == 303


async def test_a_closed_case_is_told_by_one_letter(
    world: Any, client_of: Any, clock: Any, process: Any, worker: Any
) -> None:
    case_id, _ = await closed(world, client_of, clock)
    async with worker(Scope.begin(world.alliance_id)) as uow:
        await uow.alliances.record(world.alliance_id)
        letters = await uow.letters.of_case(case_id)

    assert [each.content.kind.value for each in letters] == ["case-closed"]
    assert letters[0].content.reason == "goal-reached"
    assert await make_letters(process.job_context) == 1
