"""Integration: teacher and parents are asked whether the help helped, and answer on a page."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from samenspel_contracts.help_courses import ArrangementEndedV1, ArrangementMidwayReachedV1
from samenspel_contracts.intake import UnitRecordedV1
from samenspel_contracts.people import GrantRef, PersonAccessChangedV1
from samenspel_kernel.actor import Actor, Role

CASES = "/arrangements/v1/cases"
PAGES = "/arrangements/cases"
ASKED = "/arrangements/help-questions"
ACCEPTANCE = {"nextAction": "decide-on-help", "dueOn": "2026-09-21"}
GRANT = {
    "kind": "individual",
    "description": "Twee keer per week samen lezen.",
    "startsOn": "2026-09-07",
    "plannedEndOn": "2027-03-12",
    "evaluationOn": "2027-02-12",
}


async def known(world: Any, role: Role, pupil_id: UUID) -> Actor:
    """Have somebody who can log in and is related to the child."""
    actor: Actor = world.somebody(role, pupil_ids=frozenset({pupil_id}))
    grant = GrantRef(
        grant_id=uuid4(), role=role.value, pupil_ids=(pupil_id,), since=date(2026, 8, 1)
    )
    event = PersonAccessChangedV1(person_id=actor.person_id, grants=(grant,))
    await world.tell(event, subject=actor.person_id)
    return actor


async def granted(world: Any, client_of: Any) -> tuple[Actor, UUID, UUID, str]:
    pupil_id = uuid4()
    holder: Actor = world.coordinator()
    case_id: UUID = await world.offer(pupil_id=pupil_id)
    async with client_of(holder) as client:
        await client.post(f"{CASES}/{case_id}/acceptances", json=ACCEPTANCE)
        answer = await client.post(f"{CASES}/{case_id}/arrangements", json=GRANT)
    return holder, pupil_id, case_id, f"{case_id}/arrangements/{answer.json()['id']}"


async def midway(world: Any, case_id: UUID, at: str) -> None:
    event = ArrangementMidwayReachedV1(
        arrangement_id=UUID(at.rpartition("/")[2]),
        case_id=case_id,
        support_request_id=uuid4(),
        reached_on=date(2026, 9, 7),
    )
    await world.tell(event, subject=event.arrangement_id)
    await world.tell_again()


async def questions(client_of: Any, actor: Actor, at: str) -> list[dict[str, Any]]:
    async with client_of(actor) as client:
        found = await client.get(f"{CASES}/{at}/questions")
    items: list[dict[str, Any]] = found.json()["items"]
    return items


async def test_each_is_asked_once_and_reads_its_own_answer_alone(
    world: Any, client_of: Any
) -> None:
    holder, pupil_id, case_id, at = await granted(world, client_of)
    teacher = await known(world, Role.TEACHER, pupil_id)
    mother, father = [await known(world, Role.PARENT, pupil_id) for _ in range(2)]
    await known(world, Role.PARENT, uuid4())
    await midway(world, case_id, at)

    (hers,) = await questions(client_of, mother, at)
    (his,) = await questions(client_of, father, at)
    (theirs,) = await questions(client_of, teacher, at)
    here = f"/arrangements/v1/help-questions/{hers['id']}/answers"
    async with client_of(father) as client:
        not_his = await client.post(here, json={"isHeard": 1})
    async with client_of(mother) as client:
        none = await client.post(here, json={})
        wrong = await client.post(here, json={"isHeard": 9})
        done = await client.post(here, json={"isHeard": 4, "helpsChild": 5})
        again = await client.post(here, json={"isHeard": 1})
    async with client_of(holder) as client:
        never = await client.post(here, json={"isHeard": 1})
        page = await client.get(f"{PAGES}/{at}")
    async with client_of(father) as client:
        fathers = await client.get(f"{PAGES}/{at}")

    assert hers["party"] == his["party"] == "parent"
    assert theirs["party"] == "teacher"
    assert len(await questions(client_of, holder, at)) == 3
    assert (not_his.status_code, not_his.json()["code"]) == (409, "question.of-another")
    assert (none.status_code, wrong.status_code) == (400, 400)
    assert done.status_code == 201, done.text
    assert again.json()["code"] == "question.not-now"
    assert never.status_code == 403
    assert "Ja, best wel" in page.text
    assert "Ja, best wel" not in fathers.text


async def test_a_teacher_answers_with_one_tap_on_a_page(world: Any, client_of: Any) -> None:
    _, pupil_id, case_id, at = await granted(world, client_of)
    teacher = await known(world, Role.TEACHER, pupil_id)
    await midway(world, case_id, at)
    (asked,) = await questions(client_of, teacher, at)
    here = f"{ASKED}/{asked['id']}"
    async with client_of(teacher) as client:
        page = await client.get(here)
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        half = await client.post(f"{here}/answers", data={"csrf": csrf})
        done = await client.post(f"{here}/answers", data={"csrf": csrf, "helped_in_class": "5"})
        after = await client.get(here)
        none = await client.get(f"{ASKED}/{uuid4()}")

    assert "Hielp het in de klas?" in page.text
    assert half.status_code == 422
    assert (done.status_code, done.headers["location"].split("?")[0]) == (303, here)
    assert "Ja, heel goed" in after.text
    assert "/answers" not in after.text
    assert none.status_code == 404


async def test_at_the_end_all_are_asked_again_and_after_a_death_nobody(
    world: Any, client_of: Any
) -> None:
    holder, pupil_id, case_id, at = await granted(world, client_of)
    await known(world, Role.TEACHER, pupil_id)
    await midway(world, case_id, at)
    ended = ArrangementEndedV1(
        arrangement_id=UUID(at.rpartition("/")[2]),
        case_id=case_id,
        support_request_id=uuid4(),
        ended_on=date(2026, 9, 7),
        reason="goal-reached",
    )
    await world.tell(ended, subject=ended.arrangement_id)
    both = await questions(client_of, holder, at)
    died = ended.model_copy(update={"reason": "died"})
    await world.tell(died, subject=ended.arrangement_id, seq=2)
    none = await questions(client_of, holder, at)

    assert [one["moment"] for one in both] == ["midway", "end"]
    assert none == []


async def test_nobody_waits_for_an_answer(world: Any, client_of: Any, looked: Any) -> None:
    holder, pupil_id, case_id, at = await granted(world, client_of)
    teacher = await known(world, Role.TEACHER, pupil_id)
    await midway(world, case_id, at)
    unit = UnitRecordedV1(unit_id=world.unit_id, name="Noord", alliance_name="De Waterkant")
    await world.tell(unit, subject=world.unit_id)
    await looked(date(2026, 12, 1))
    (silent,) = await questions(client_of, holder, at)
    async with client_of(teacher) as client:
        late = await client.post(
            f"/arrangements/v1/help-questions/{silent['id']}/answers", json={"helpedInClass": 3}
        )

    assert silent["status"] == "unanswered"
    assert late.status_code == 201
