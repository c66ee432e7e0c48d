"""Integration: a case is given to another holder, by API and by page."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx2

from samenspel_contracts.intake import UnitRecordedV1
from samenspel_contracts.people import GrantRef, PersonAccessChangedV1
from samenspel_kernel.actor import Actor, Role

CASES = "/arrangements/v1/cases"
PAGES = "/arrangements/cases"
ACCEPTANCE = {"nextAction": "contact-family", "dueOn": "2026-09-21"}


async def known(world: Any, actor: Actor) -> Actor:
    """Let arrangements know that somebody may act so, and the unit by its name."""
    grant = GrantRef(
        grant_id=uuid4(), role=actor.role.value, unit_id=actor.unit_id, since=date(2026, 1, 1)
    )
    event = PersonAccessChangedV1(person_id=actor.person_id, grants=(grant,))
    await world.tell(event, subject=actor.person_id)
    if actor.unit_id is not None:
        unit = UnitRecordedV1(
            unit_id=actor.unit_id,
            name=f"Eenheid {actor.unit_id.hex[:4]}",
            alliance_name="De Waterkant",
        )
        await world.tell(unit, subject=actor.unit_id, unit_id=actor.unit_id)
    return actor


async def an_open_case(world: Any, client_of: Any, holder: Actor) -> UUID:
    case_id: UUID = await world.offer()
    async with client_of(holder) as client:
        answer = await client.post(f"{CASES}/{case_id}/acceptances", json=ACCEPTANCE)
    assert answer.status_code == 201, answer.text
    return case_id


async def offer(
    client: httpx2.AsyncClient, case_id: UUID, kind: str, id_: UUID | None
) -> httpx2.Response:
    body = {"toKind": kind, "toId": str(id_)}
    return await client.post(f"{CASES}/{case_id}/handovers", json=body)


async def test_a_colleague_takes_over_and_until_then_the_sender_holds_it(
    world: Any, client_of: Any
) -> None:
    sender, colleague = world.coordinator(), await known(world, world.coordinator())
    case_id = await an_open_case(world, client_of, sender)
    async with client_of(sender) as client:
        offered = await offer(client, case_id, "person", colleague.person_id)
        not_mine = await client.post(f"{CASES}/{case_id}/handover-acceptances", json=ACCEPTANCE)
        again = await offer(client, case_id, "person", colleague.person_id)
    async with client_of(colleague) as client:
        seen = await client.get(f"{CASES}/{case_id}")
        taken = await client.post(f"{CASES}/{case_id}/handover-acceptances", json=ACCEPTANCE)
        too_late = await client.post(f"{CASES}/{case_id}/handover-refusals")

    assert offered.status_code == 201, offered.text
    assert offered.json()["holder"]["id"] == str(sender.person_id)
    assert offered.json()["nextAction"]["kind"] == "await-handover-answer"
    assert offered.json()["handover"]["toId"] == str(colleague.person_id)
    assert (not_mine.status_code, not_mine.json()["code"]) == (409, "handover.not-yours")
    assert again.json()["code"] == "handover.already-offered"
    assert seen.json()["handover"] == offered.json()["handover"]
    assert taken.status_code == 201, taken.text
    assert taken.json()["holder"] == {
        "kind": "person",
        "id": str(colleague.person_id),
        "name": "Sam de Wit",
    }
    assert (taken.json()["handover"], taken.json()["laterActions"]) == (None, [])
    assert too_late.json()["code"] == "handover.not-open"


async def test_a_refusal_leaves_it_with_the_sender_who_takes_it_up_again(
    world: Any, client_of: Any
) -> None:
    sender, colleague = world.coordinator(), await known(world, world.coordinator())
    case_id = await an_open_case(world, client_of, sender)
    async with client_of(sender) as client:
        await offer(client, case_id, "person", colleague.person_id)
    async with client_of(colleague) as client:
        left = await client.post(f"{CASES}/{case_id}/handover-refusals")

    assert left.json()["holder"]["id"] == str(sender.person_id)
    assert left.json()["nextAction"] == {"kind": "take-up", "dueOn": "2026-09-14"}


async def test_another_units_desk_sees_what_it_is_asked_and_then_it_is_its(
    world: Any, client_of: Any
) -> None:
    sender = world.coordinator()
    elsewhere = await known(world, world.coordinator(unit_id=uuid4()))
    case_id = await an_open_case(world, client_of, sender)
    async with client_of(elsewhere) as client:
        before = await client.get(f"{CASES}/{case_id}")
    async with client_of(sender) as client:
        offered = await offer(client, case_id, "unit-desk", elsewhere.unit_id)
        page = await client.get(f"{PAGES}/{case_id}")
    assert offered.status_code == 201, offered.text
    assert "kan dit traject overnemen" in page.text
    async with client_of(elsewhere) as client:
        led = await client.get(f"/arrangements/case-handovers/{offered.json()['handover']['id']}")
        asked = await client.get(f"{PAGES}/{case_id}")
        may_not = await client.post(
            f"{CASES}/{case_id}/actions", json={"kind": "observe", "dueOn": "2026-09-21"}
        )
        taken = await client.post(f"{CASES}/{case_id}/handover-acceptances", json=ACCEPTANCE)
        picked_up = await client.post(f"{CASES}/{case_id}/pick-ups")
    async with client_of(sender) as client:
        gone = await client.get(f"{CASES}/{case_id}")

    assert before.status_code == 404
    assert led.headers["location"] == f"{PAGES}/{case_id}"
    assert "Neemt u dit traject over?" in asked.text
    assert "/arrangements/new" not in asked.text
    assert may_not.status_code == 404
    assert taken.json()["holder"] == {
        "kind": "unit-desk",
        "id": str(elsewhere.unit_id),
        "name": "",
    }
    assert taken.json()["unitId"] == str(elsewhere.unit_id)
    assert picked_up.json()["holder"]["id"] == str(elsewhere.person_id)
    assert gone.status_code == 404


async def test_who_does_not_work_there_can_not_get_it(world: Any, client_of: Any) -> None:
    sender = world.coordinator()
    teacher = await known(world, world.somebody(Role.TEACHER))
    far = await known(world, world.coordinator(unit_id=uuid4()))
    case_id = await an_open_case(world, client_of, sender)
    async with client_of(sender) as client:
        refusals = [
            await offer(client, case_id, kind, id_)
            for kind, id_ in (
                ("person", uuid4()),
                ("person", teacher.person_id),
                ("person", far.person_id),
                ("unit-desk", uuid4()),
                ("alliance-desk", uuid4()),
            )
        ]

    for refusal in refusals:
        assert refusal.status_code == 400, refusal.text
        (error,) = refusal.json()["errors"]
        assert (error["field"], error["code"]) == ("to", "handover.no-such-holder")


async def test_an_offer_that_nobody_answers_comes_back(
    world: Any, client_of: Any, clock: Any, looked: Any
) -> None:
    sender, colleague = world.coordinator(), await known(world, world.coordinator())
    case_id = await an_open_case(world, client_of, sender)
    async with client_of(sender) as client:
        await offer(client, case_id, "person", colleague.person_id)

    await looked(date(2026, 9, 15))

    async with client_of(sender) as client:
        case = (await client.get(f"{CASES}/{case_id}")).json()
    assert case["handover"] is None
    assert case["nextAction"]["kind"] == "contact-family"
    assert [action["kind"] for action in case["laterActions"]] == ["take-up"]


async def test_on_pages_one_chooses_from_who_can_and_the_other_answers(
    world: Any, client_of: Any
) -> None:
    sender, colleague = world.coordinator(), await known(world, world.coordinator())
    case_id = await an_open_case(world, client_of, sender)
    await an_open_case(world, client_of, colleague)  # so that the name is known
    at = f"{PAGES}/{case_id}"
    async with client_of(sender) as client:
        form = await client.get(f"{at}/handovers/new")
        csrf = _field(form, "csrf")
        nobody = await client.post(f"{at}/handovers", data={"csrf": csrf, "to": "iemand"})
        to = f"person:{colleague.person_id}"
        sent = await client.post(f"{at}/handovers", data={"csrf": csrf, "to": to})
        back = await client.get(f"{at}/handovers/new")
    async with client_of(colleague) as client:
        csrf = _field(await client.get(at), "csrf")
        wrong = await client.post(f"{at}/handover-acceptances", data={"csrf": csrf})
        took = await client.post(
            f"{at}/handover-acceptances",
            data={"csrf": csrf, "next_action": "observe", "due_on": "2026-09-21"},
        )
        case = (await client.get(f"{CASES}/{case_id}")).json()

    assert to in form.text
    assert f"unit-desk:{colleague.unit_id}" in form.text
    assert f"person:{sender.person_id}" not in form.text
    assert nobody.status_code == 422
    assert "Kies iemand uit de lijst." in nobody.text
    assert sent.status_code == back.status_code == took.status_code == 303
    assert wrong.status_code == 422
    assert case["holder"]["id"] == str(colleague.person_id)


async def test_on_pages_one_leaves_it_or_takes_it_from_the_desk(world: Any, client_of: Any) -> None:
    sender, colleague = world.coordinator(), await known(world, world.coordinator())
    case_id = await an_open_case(world, client_of, sender)
    at = f"{PAGES}/{case_id}"
    async with client_of(sender) as client:
        await offer(client, case_id, "person", colleague.person_id)
    async with client_of(colleague) as client:
        csrf = _field(await client.get(at), "csrf")
        left = await client.post(f"{at}/handover-refusals", data={"csrf": csrf})
        theirs = await client.post(f"{at}/pick-ups", data={"csrf": csrf})
        await offer(client, case_id, "unit-desk", colleague.unit_id)
        await client.post(f"{CASES}/{case_id}/handover-acceptances", json=ACCEPTANCE)
        page = await client.get(at)
        took = await client.post(f"{at}/pick-ups", data={"csrf": csrf})

    assert left.headers["location"].startswith(PAGES)
    assert "Een collega heeft de casusregie al." in theirs.text
    assert "Loket van" in page.text
    assert took.status_code == 303


def _field(page: httpx2.Response, name: str) -> str:
    found: str = page.text.split(f'name="{name}" value="')[1].split('"')[0]
    return found
