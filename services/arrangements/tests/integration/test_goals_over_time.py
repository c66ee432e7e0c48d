"""Integration: what an evaluation finds of a goal, and how goals went, by API and on the page."""

from typing import Any

import pytest

from samenspel_kernel.actor import Role

from .children import a_child
from .test_course_of_help import GRANT
from .test_opp_api import CONTENT, TALK
from .test_opp_api import HEARING as HEARD
from .test_perspective_api import written

HEARING = HEARD | {"whyHere": "Het kind wil het nu zeggen."}
TEACHERS = {"key": "bbbb2222", "whom": "teacher", "text": "De leraar wacht.", "seenBy": "Rust"}
FOUND = {"evaluatedOn": "2026-09-07", "works": "partly", "words": "Het gaat beter."}
LOOKED_BACK = {
    "on": "2026-09-07",
    "talk": TALK,
    "hearing": HEARING,
    "outcome": "go-on",
    "note": "Goed.",
}


@pytest.fixture
async def child(world: Any, client_of: Any) -> Any:
    return await a_child(world, client_of)


async def helped(client: Any, child: Any) -> str:
    at = f"/cases/{child.case_id}/arrangements"
    answer = await client.post(f"/arrangements/v1{at}", json=GRANT)
    assert answer.status_code == 201, answer.text
    return f"{at}/{answer.json()['id']}"


async def test_a_goal_is_followed_from_evaluation_to_evaluation(
    child: Any, client_of: Any, world: Any
) -> None:
    school = world.somebody(Role.SCHOOL_COORDINATOR, school_id=world.school_id)
    opp = f"/arrangements/v1/cases/{child.case_id}/opp"
    async with client_of(child.holder) as holder, client_of(school) as at_school:
        await written(holder, child)
        at = await helped(holder, child)
        partly = [{"key": "aaaa1111", "result": "partly", "words": "Een keer."}]
        one = await holder.post(f"/arrangements/v1{at}/evaluations", json=FOUND | {"goals": partly})
        stray = await holder.post(
            f"/arrangements/v1{at}/evaluations",
            json=FOUND | {"goals": [{"key": "zzzz", "result": "reached"}]},
        )
        await at_school.post(opp)
        await at_school.put(f"{opp}/draft", json=CONTENT)
        await at_school.post(f"{opp}/hearings", json=HEARING)
        await at_school.post(f"{opp}/talks", json=TALK)
        consent = {
            "revision": 2,
            "isGiven": True,
            "parentId": str(child.mother_id),
            "way": "in-talk",
            "on": "2026-09-07",
        }
        await at_school.post(f"{opp}/consents", json=consent)
        await at_school.post(f"{opp}/establishments")
        reached = [{"key": "aaaa1111", "result": "reached", "words": "Elke dag."}]
        two = await at_school.post(f"{opp}/evaluations", json=LOOKED_BACK | {"goals": reached})
        page = f"/arrangements/cases/{child.case_id}/opp/evaluation"
        asked = (await at_school.get(page)).text
        csrf = asked.split('name="csrf" value="')[1].split('"')[0]
        typed = {
            "csrf": csrf,
            "on": "2026-09-07",
            "channel": "itself",
            "said": "Het gaat.",
            "influence": "Rust.",
            "why_here": "Het kind wil het nu zeggen.",
            "parents_came": "true",
            "note": "Goed.",
            "outcome": "go-on",
            "goals.bbbb2222.result": "changed",
        }
        three = await at_school.post(page, data=typed)
        plan = (await at_school.get(page.removesuffix("/evaluation"))).text
        await written(holder, child, goals=[TEACHERS])
        went = (await holder.get(f"{child.perspective}/goals")).json()["items"]
    assert (one.status_code, two.status_code) == (201, 201), two.text
    assert three.status_code == 303, three.text
    assert "Ik durf iets te vragen." in asked
    assert "past niet meer, wordt anders" in plan
    assert went[0]["result"] == "changed"
    assert stray.json()["errors"][0]["code"] == "goal-course.unknown"
    assert [goal["key"] for goal in went] == ["bbbb2222", "aaaa1111"]
    gone = went[1]
    assert (gone["isCurrent"], gone["result"]) == (False, "reached")
    assert [(s["kind"], s["result"], s["words"]) for s in gone["steps"] if s["result"]] == [
        ("help", "partly", "Een keer."),
        ("plan", "reached", "Elke dag."),
    ]
    assert {s["byName"] for s in gone["steps"] if s["result"]} == {child.holder.name, school.name}
    assert {s["kind"]: s["version"] for s in gone["steps"]}["went"] == 2

    said: dict[Role, tuple[bool, bool]] = {}
    for role in (Role.PARENT, Role.TEACHER, Role.PUPIL, Role.YOUTH_CONSULTANT):
        async with client_of(child.follower(role)) as client:
            page = (await client.get(f"/arrangements/cases/{child.case_id}/perspective")).text
            read = (await client.get(f"{child.perspective}/goals")).text
        assert "Zo gaan de doelen" in page
        assert "voor een deel bereikt" in page
        assert ("Een keer." in read) is ("Een keer." in page)
        assert ("Elke dag." in read) is ("Elke dag." in page)
        said[role] = ("Een keer." in page, "Elke dag." in page)
    assert said == {
        Role.PARENT: (True, True),
        Role.TEACHER: (False, True),
        Role.PUPIL: (False, False),
        Role.YOUTH_CONSULTANT: (False, False),
    }
    async with client_of(world.somebody(Role.DIRECTOR)) as director:
        refused = await director.get(f"{child.perspective}/goals")
    assert refused.status_code == 403


async def test_the_form_of_an_evaluation_asks_each_goal_and_keeps_what_was_typed(
    child: Any, client_of: Any
) -> None:
    async with client_of(child.holder) as client:
        await written(client, child)
        here = f"/arrangements{await helped(client, child)}"
        page = (await client.get(here)).text
        csrf = page.split('name="csrf" value="')[1].split('"')[0]
        typed = {
            "csrf": csrf,
            "evaluated_on": "2026-09-07",
            "works": "yes",
            "words": "Beter.",
            "goals.aaaa1111.words": "Zij vraagt meer.",
        }
        half = await client.post(f"{here}/evaluations", data=typed)
        whole = await client.post(
            f"{here}/evaluations", data=typed | {"goals.aaaa1111.result": "not-reached"}
        )
        after = (await client.get(here)).text
    assert "Ik durf iets te vragen." in page
    assert half.status_code == 422
    assert "Kies hoe ver dit doel is." in half.text
    assert "Zij vraagt meer." in half.text
    assert whole.status_code == 303, whole.text
    assert "niet bereikt" in after
    assert "Zij vraagt meer." in after
