"""Integration: the child is heard once: its own moment counts for its plan (O6)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from samenspel_arrangements.domain.voice.hearing import Moment
from samenspel_arrangements.domain.voice.ids import voice_id_of
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import CaseId
from samenspel_messaging.scope import Scope
from samenspel_platform.looking_at_items import look_at_open_items
from samenspel_platform.process import ServiceProcess
from samenspel_testkit.clocks import FixedClock

from .test_api import refused
from .test_opp_api import CONTENT, HEARING, TALK, Child, opp, send, yes
from .test_pages import press, words_of
from .test_voice_moments import moments, plan_changed

WORDS = "Ik wil naast Noor zitten."
CHANGED = {"changed": True, "what": "Ze zit naast Noor."}
FACE = {"channel": "itself", "beside": "nobody", "audience": []}


@pytest.fixture
async def child(world: Any, client_of: Any) -> Child:
    return await Child(world).arrives(client_of, "Sam de Wit")


async def plan(child: Child, client_of: Any, moment: Moment = Moment.DRAFTING) -> str:
    """Let who holds the case plan to hear it; gives where that is."""
    async with client_of(child.holder) as client:
        path = f"/arrangements/v1/cases/{child.case_id}/voices"
        answer = await client.post(path, json={"moment": moment.value})
    assert answer.status_code == 201, answer.text
    return f"/arrangements/v1/voices/{voice_id_of(CaseId(child.case_id), moment)}"


async def speak(child: Child, client_of: Any, voice: str, *, changed: bool = True) -> None:
    itself = child.world.somebody(Role.PUPIL, pupil_ids=frozenset({child.pupil_id}))
    async with client_of(itself) as client:
        await send(client, f"{voice}/words", {"drawing": "", "words": WORDS})
        await send(client, f"{voice}/hearings", FACE)
    if changed:
        async with client_of(child.holder) as client:
            await send(client, f"{voice}/influences", CHANGED)


async def test_o6_the_moment_of_the_child_counts_and_is_not_entered_again(
    child: Child, client_of: Any
) -> None:
    voice = await plan(child, client_of)
    page = f"/arrangements/cases/{child.case_id}/opp"
    async with client_of(child.school) as school, client_of(child.parent) as parent:
        await send(school, opp(child.case_id))
        await school.put(opp(child.case_id, "/draft"), json=CONTENT)
        asked = await school.get(f"{page}/hearing")
        twice = await school.post(opp(child.case_id, "/hearings"), json=HEARING)
        await speak(child, client_of, voice)
        draft = (await school.get(opp(child.case_id))).json()["draft"]
        shown = await school.get(f"{page}/hearing")
        await send(school, opp(child.case_id, "/talks"), TALK)
        await send(parent, opp(child.case_id, "/consents"), yes())
        plan_ = await send(school, opp(child.case_id, "/establishments"))
        for_parent = await parent.get(page)

    assert "Het kind vertelt dit op een eigen moment" in words_of(asked)
    assert refused(twice, 400, "input.invalid") == {"whyHere": "opp.voice-waits"}
    assert draft["isHeard"]
    assert "Ze zit naast Noor." in words_of(shown)
    assert plan_["nextAction"]["kind"] != "tell-child-about-opp"
    assert "Ze zit naast Noor." in words_of(for_parent)
    assert WORDS not in for_parent.text + shown.text, "the child chooses who reads its words"


async def test_o6_it_is_still_heard_by_the_school_with_a_reason(
    child: Child, client_of: Any
) -> None:
    await plan(child, client_of)
    async with client_of(child.school) as school:
        await send(school, opp(child.case_id))
        reason = {"whyHere": "Sam vroeg zelf om het nu te zeggen."}
        heard = await send(school, opp(child.case_id, "/hearings"), HEARING | reason)

    assert heard["draft"]["isHeard"]


async def test_o6_what_was_said_before_the_plan_began_counts_too(
    child: Child, client_of: Any
) -> None:
    voice = await plan(child, client_of)
    await speak(child, client_of, voice)
    async with client_of(child.school) as school:
        begun = await send(school, opp(child.case_id))

    assert begun["draft"]["isHeard"]


async def test_o6_a_waiver_at_the_moment_counts(child: Child, client_of: Any) -> None:
    voice = await plan(child, client_of)
    async with client_of(child.school) as school:
        before = await send(school, opp(child.case_id))
        async with client_of(child.holder) as client:
            why = {"reason": "cannot-yet", "explanation": "Nog te jong."}
            await send(client, f"{voice}/waivers", why)
        after = (await school.get(opp(child.case_id))).json()

    assert (before["draft"]["isHeard"], after["draft"]["isHeard"]) == (False, True)


async def test_o5_the_child_is_asked_before_the_evaluation_and_its_word_counts_there(
    child: Child, client_of: Any, clock: FixedClock, process: ServiceProcess
) -> None:
    page = f"/arrangements/cases/{child.case_id}/opp"
    async with client_of(child.school) as school, client_of(child.parent) as parent:
        await send(school, opp(child.case_id))
        await school.put(opp(child.case_id, "/draft"), json=CONTENT)
        await send(school, opp(child.case_id, "/hearings"), HEARING)
        await send(school, opp(child.case_id, "/talks"), TALK)
        await send(parent, opp(child.case_id, "/consents"), yes())
        made = await send(school, opp(child.case_id, "/establishments"))
    due = date.fromisoformat(made["terms"][0]["lastDay"])
    clock.advance(due - timedelta(days=20) - clock.now().date())
    async with child.world.worker(Scope.begin(child.world.alliance_id)) as uow:
        await uow.alliances.record(child.world.alliance_id)
    await look_at_open_items(process.job_context)
    await plan_changed(child, UUID(made["id"]))
    planned = await moments(child, client_of)
    bare = {"on": clock.now().date().isoformat(), "note": "Goed.", "parents_came": "true"}
    async with client_of(child.school) as school:
        form = await school.get(f"{page}/evaluation")
        unheard = await press(school, form, f"{page}/evaluation", **bare, outcome="go-on")
        async with client_of(child.holder) as client:
            listed = await client.get(f"/arrangements/v1/cases/{child.case_id}/voices")
        await speak(child, client_of, f"/arrangements/v1/voices/{listed.json()['items'][0]['id']}")
        done = await press(school, form, f"{page}/evaluation", **bare, outcome="go-on")

    assert planned == ["evaluating"]
    assert unheard.status_code == 422
    assert done.status_code == 303, words_of(done)
