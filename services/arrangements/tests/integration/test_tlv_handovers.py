"""Integration: a TLV is given to a colleague and back to the desk, by API and by page."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from samenspel_contracts.people import GrantRef, PersonAccessChangedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_messaging.scope import Scope
from samenspel_platform.looking_at_items import look_at_open_items
from samenspel_testkit.clocks import FixedClock

from .test_tlv_api import FIRST, Story, code_of, story
from .test_tlv_pages import get, send

__all__ = ["story"]
WORK = {"profession": "child-psychologist", "employment": "self-employed"}


async def in_office(story: Story, role: Role = Role.COMMITTEE) -> Actor:
    """Somebody of the committee's office, whom arrangements knows to act so."""
    actor: Actor = story.world.somebody(role)
    grant = GrantRef(grant_id=uuid4(), role=role.value, since=date(2026, 1, 1))
    event = PersonAccessChangedV1(person_id=actor.person_id, grants=(grant,))
    await story.world.tell(event, subject=actor.person_id)
    return actor


def to_person(person: Actor) -> dict[str, str]:
    return {"step": "hand-over", "toKind": "person", "toId": str(person.person_id)}


async def test_a_colleague_takes_it_over_and_until_then_the_sender_holds_it(story: Story) -> None:
    colleague, tlv = await in_office(story), await story.applied()
    picked_up = await story.step(tlv, "take-from-desk")
    me = {"kind": "person", "id": str(story.committee.person_id), "name": "Sam de Wit"}
    assert picked_up["holder"] == me

    taken = await story.post(colleague, f"/{tlv}/steps", to_person(colleague))
    assert code_of(taken) == "handover.not-yours", "not by offering it to oneself either"

    offered = await story.done(story.committee, f"/{tlv}/steps", to_person(colleague))
    assert (offered["holder"], offered["handover"]["toId"]) == (me, str(colleague.person_id))
    assert {"await-handover-answer", "check-completeness"} <= {
        a["kind"] for a in offered["actions"]
    }
    for who, step, code in (
        (story.committee, "take-over", "handover.not-yours"),
        (story.committee, "leave", "handover.not-yours"),
        (colleague, "take-back", "handover.not-yours"),
        (colleague, "take-from-desk", "handover.held-by-a-person"),
    ):
        assert code_of(await story.post(who, f"/{tlv}/steps", {"step": step})) == code
    again = await story.post(story.committee, f"/{tlv}/steps", to_person(story.committee))
    assert code_of(again) in {"handover.no-such-holder", "handover.already-offered"}
    async with story.client_of(colleague) as client:
        led = await client.get(f"/arrangements/tlv-handovers/{offered['handover']['id']}")
    assert led.headers["location"] == f"/arrangements/tlvs/{tlv}"

    taken = await story.done(colleague, f"/{tlv}/steps", {"step": "take-over"})
    assert taken["holder"]["id"] == str(colleague.person_id)
    assert taken["handover"] is None
    assert {a["kind"] for a in taken["actions"]} == {"check-completeness", "decide-on-tlv"}
    late = await story.post(colleague, f"/{tlv}/steps", {"step": "leave"})
    assert code_of(late) == "handover.not-open"


async def test_what_is_refused_taken_back_or_not_answered_stays_with_who_offered_it(
    story: Story, process: Any, worker: Any, clock: FixedClock
) -> None:
    colleague, tlv = await in_office(story), await story.applied()
    await story.step(tlv, "take-from-desk")

    await story.done(story.committee, f"/{tlv}/steps", to_person(colleague))
    left = await story.done(colleague, f"/{tlv}/steps", {"step": "leave"})
    assert left["holder"]["id"] == str(story.committee.person_id)
    assert "take-up" in {a["kind"] for a in left["actions"]}
    refused = await story.post(colleague, f"/{tlv}/steps", {"step": "take-up"})
    assert code_of(refused) == "handover.not-yours"
    taken_up = await story.step(tlv, "take-up")
    assert "take-up" not in {a["kind"] for a in taken_up["actions"]}

    await story.done(story.committee, f"/{tlv}/steps", to_person(colleague))
    back = await story.step(tlv, "take-back")
    assert (back["handover"], {a["kind"] for a in back["actions"]}) == (
        None,
        {"check-completeness", "decide-on-tlv"},
    )

    await story.done(story.committee, f"/{tlv}/steps", to_person(colleague))
    async with worker(Scope.begin(story.world.alliance_id)) as uow:
        await uow.alliances.record(story.world.alliance_id)
    clock.advance(days=15)
    await look_at_open_items(process.job_context)
    silent = (await story.read(story.committee, f"/{tlv}")).json()
    assert (silent["handover"], silent["holder"]["id"]) == (None, str(story.committee.person_id))
    assert "take-up" in {a["kind"] for a in silent["actions"]}
    await story.done(colleague, f"/{tlv}/steps", {"step": "complete"})
    await story.done(story.anna, f"/{tlv}/advices", FIRST)
    still = (await story.read(story.committee, f"/{tlv}")).json()
    assert "take-up" in {a["kind"] for a in still["actions"]}, "what others do is not a yes"
    helper = {"slot": "second", "personId": str(story.bram.person_id), "name": "Bram Vos"}
    await story.step(tlv, "ask-expert", **helper, **WORK)
    done = (await story.read(story.committee, f"/{tlv}")).json()
    assert "take-up" not in {a["kind"] for a in done["actions"]}, "who goes on has taken it up"


@pytest.mark.parametrize("role", [Role.UNIT_COORDINATOR, Role.EXPERT, Role.DIRECTOR])
async def test_it_is_offered_to_nobody_who_may_not_handle_it(story: Story, role: Role) -> None:
    stranger, tlv = await in_office(story, role), await story.applied()

    for to in (to_person(stranger), to_person(story.world.somebody(Role.COMMITTEE))):
        answer = await story.post(story.committee, f"/{tlv}/steps", to)
        assert code_of(answer) == "handover.no-such-holder"
    assert (await story.post(stranger, f"/{tlv}/steps", {"step": "take-over"})).status_code != 201


async def test_a_holder_gives_it_back_to_the_desk_over_the_page(story: Story) -> None:
    colleague, tlv = await in_office(story), await story.applied()
    page = f"/tlvs/{tlv}"

    async def does(who: Actor, **form: str) -> str:
        answer = await send(story, who, page, f"{page}/steps", **form)
        assert answer.status_code == 303, answer.text
        return str((await get(story, who, page)).text)

    shown = await does(colleague, step="take-from-desk")
    assert "Nu: Sam de Wit." in shown
    to_act = shown.partition('class="next-action"')[2].partition("</p>")[0]
    assert "Sam de Wit" in to_act, "who holds it is said once, in one way"
    read = (await get(story, story.parent, page)).text
    to_act = read.partition('class="next-action"')[2].partition("</p>")[0]
    assert "De TLV-commissie" in to_act
    assert "Sam de Wit" not in to_act, "a family reads no names of the office"
    assert f"alliance-desk:{story.world.alliance_id}" in shown
    refused = await send(story, colleague, page, f"{page}/steps", step="hand-over", to="niemand")
    assert refused.status_code == 422
    assert 'id="to-error"' in refused.text

    offered = await does(colleague, step="hand-over", to=f"alliance-desk:{story.world.alliance_id}")
    assert "Toch zelf verdergaan" in offered
    assert "Ja, overnemen" not in offered, "who gives it does not say yes for the desk"
    own = await send(story, colleague, page, f"{page}/steps", step="take-over")
    assert "Een ander zorgt hiervoor, of is ervoor gevraagd." in own.text
    waits = (await get(story, story.committee, page)).text
    assert "Ja, overnemen" in waits
    assert "Toch zelf verdergaan" not in waits
    assert "Zelf hiervoor zorgen" in await does(story.committee, step="take-over")
    assert "Wie zorgt hiervoor?" not in (await get(story, story.parent, page)).text
