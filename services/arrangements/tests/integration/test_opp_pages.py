"""Integration: the pages of a school's plan, as school and parent use them."""

from typing import Any

import pytest

from samenspel_kernel.actor import Role

from .test_opp_api import CONTENT, Child, opp, prepare, send, yes
from .test_pages import fields_of, press, words_of


@pytest.fixture
async def child(world: Any, client_of: Any) -> Child:
    return await Child(world).arrives(client_of, "Sam de Wit")


def page_of(child: Child, part: str = "") -> str:
    return f"/arrangements/cases/{child.case_id}/opp{part}"


async def test_a_school_makes_a_plan_on_the_pages(child: Child, client_of: Any) -> None:
    here = page_of(child)
    async with client_of(child.school) as school, client_of(child.parent) as parent:
        case = await school.get(f"/arrangements/cases/{child.case_id}")
        begun = await press(school, case, here)
        write = await school.get(f"{here}/draft")
        written = await press(school, write, f"{here}/draft", **CONTENT)
        hear = await school.get(f"{here}/hearing")
        heard = await press(
            school,
            hear,
            f"{here}/hearing",
            on="2026-09-07",
            channel="itself",
            said="Ik wil rust.",
            influence="Een eigen plek.",
        )
        talk = await school.get(f"{here}/talk")
        talked = await press(school, talk, f"{here}/talk", on="2026-09-07", parents_came="true")
        ask = await parent.get(f"{here}/consent")
        answered = await press(parent, ask, f"{here}/consent", is_given="true")
        ready = await school.get(here)
        established = await press(school, ready, f"{here}/establishments")
        shown = await parent.get(here)

    for done in (begun, written, heard, talked, answered, established):
        assert done.status_code == 303, words_of(done)
        assert done.headers["location"] == here
    assert "Welke ouder?" not in words_of(ask)
    assert "Plan 1, vastgesteld op" in words_of(shown)
    assert "Elke dag een kwartier voordoen." in words_of(shown)


async def test_a_refusal_keeps_what_was_typed(child: Child, client_of: Any) -> None:
    here = page_of(child)
    async with client_of(child.school) as school:
        await send(school, opp(child.case_id))
        hear = await school.get(f"{here}/hearing")
        refused = await press(school, hear, f"{here}/hearing", on="2026-09-07", said="Ik wil rust.")
        talk = await school.get(f"{here}/talk")
        no_tries = await press(school, talk, f"{here}/talk", on="2026-09-07", parents_came="false")

    assert refused.status_code == 422
    assert "Ik wil rust.</textarea>" in refused.text
    assert "Vul twee dagen in waarop u de ouders vroeg." in words_of(no_tries)


async def test_a_fold_is_open_when_the_mistake_is_in_it(child: Child, client_of: Any) -> None:
    here = page_of(child)
    fold = '<details class="details" open>'
    asked = {"on": "2026-09-07", "parents_came": "false", "tried_on": "2026-09-01"}
    async with client_of(child.school) as school:
        await send(school, opp(child.case_id))
        talk = await school.get(f"{here}/talk")
        no_day = await press(school, talk, f"{here}/talk", **asked, second_try="gisteren")
        hear = await school.get(f"{here}/hearing")
        no_reason = await press(school, hear, f"{here}/hearing", on="2026-09-07", reason="zo")

    assert fold not in talk.text + hear.text
    assert no_day.status_code == no_reason.status_code == 422
    assert fold in no_day.text
    assert fold in no_reason.text


async def test_looking_back_and_stopping(child: Child, client_of: Any) -> None:
    here = page_of(child)
    async with client_of(child.school) as school:
        await prepare(school, child)
        await send(school, opp(child.case_id, "/consents"), yes(child.parents[0]))
        await send(school, opp(child.case_id, "/establishments"))
        form = await school.get(f"{here}/evaluation")
        looked_back = await press(
            school,
            form,
            f"{here}/evaluation",
            on="2026-09-07",
            note="Het gaat goed.",
            parents_came="true",
            channel="parents",
            said="Het is fijn.",
            influence="Niets: het blijft zo.",
            outcome="stop",
            end_reason="goal-reached",
        )
        after = await school.get(here)
        told = await school.post(f"{here}/records", data=fields_of(after) | {"done": "child-told"})

    assert looked_back.status_code == 303, words_of(looked_back)
    assert "Het gaat goed." in words_of(after)
    assert told.status_code == 303


async def test_work_leads_to_the_plan(child: Child, client_of: Any) -> None:
    async with client_of(child.school) as school:
        id_ = (await send(school, opp(child.case_id)))["id"]
        found = await school.get(f"/arrangements/opps/{id_}")

    assert found.status_code == 303
    assert found.headers["location"] == page_of(child)


async def test_a_reader_without_a_part_in_it_finds_nothing(
    world: Any, child: Child, client_of: Any
) -> None:
    async with client_of(child.school) as school:
        await send(school, opp(child.case_id))
    async with client_of(world.somebody(Role.DIRECTOR)) as client:
        answer = await client.get(page_of(child))

    assert answer.status_code in (403, 404)
