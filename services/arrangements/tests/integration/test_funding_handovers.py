"""Integration: a funding check is given to a colleague and back, by API and by page."""

import re
from typing import Any
from uuid import uuid4

import pytest

from samenspel_contracts.intake import UnitRecordedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_platform.looking_at_items import look_at_open_items
from samenspel_platform.process import ServiceProcess

from .test_funding import OURS, PAGES, compared, post, read, running
from .test_tlv_api import Story, code_of, story
from .test_tlv_handovers import in_office, to_person

__all__ = ["running", "story"]
TAKE_UP = {"step": "take-up"}


async def steps(story: Story, who: Actor, check: Any, **body: str) -> Any:
    return await post(story, who, f"/{check['id']}/steps", **body)


async def done(story: Story, who: Actor, check: Any, **body: str) -> Any:
    answer = await steps(story, who, check, **body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_colleague_takes_it_over_and_until_then_who_compared_holds_it(
    running: Story,
) -> None:
    colleague, check = await in_office(running, Role.DIRECTOR), await compared(running)
    me = {"kind": "person", "id": str(running.committee.person_id), "name": "Sam de Wit"}
    assert (check["holder"], check["handover"]) == (me, None)

    offered = await done(running, running.committee, check, **to_person(colleague))
    assert (offered["holder"], offered["handover"]["toId"]) == (me, str(colleague.person_id))
    for who, step, code in (
        (running.committee, "take-over", "handover.not-yours"),
        (running.committee, "leave", "handover.not-yours"),
        (colleague, "take-back", "handover.not-yours"),
        (colleague, "take-from-desk", "handover.held-by-a-person"),
    ):
        assert code_of(await steps(running, who, check, step=step)) == code
    async with running.client_of(colleague) as client:
        led = await client.get(f"/arrangements/funding-handovers/{offered['handover']['id']}")
        nowhere = await client.get(f"/arrangements/funding-handovers/{uuid4()}")
    assert led.headers["location"] == f"{PAGES}/{check['id']}"
    assert nowhere.status_code == 404

    taken = await done(running, colleague, check, step="take-over")
    assert (taken["holder"]["id"], taken["handover"]) == (str(colleague.person_id), None)
    assert taken["dueOn"] == check["dueOn"], "its term goes along"
    late = await steps(running, colleague, check, step="leave")
    assert code_of(late) == "handover.not-open"


async def test_what_is_refused_taken_back_or_not_answered_stays_with_who_offered_it(
    running: Story, clock: Any, process: ServiceProcess
) -> None:
    world, me = running.world, str(running.committee.person_id)
    colleague, check = await in_office(running), await compared(running)
    unit = UnitRecordedV1(unit_id=world.unit_id, name="Noord", alliance_name="SWV De Brug")
    await world.tell(unit, subject=world.unit_id)

    await done(running, running.committee, check, **to_person(colleague))
    left = await done(running, colleague, check, step="leave")
    assert (left["holder"]["id"], left["handover"]) == (me, None)
    await done(running, running.committee, check, **TAKE_UP)
    again = await steps(running, running.committee, check, **TAKE_UP)
    assert code_of(again) == "action.not-planned"

    await done(running, running.committee, check, **to_person(colleague))
    assert (await done(running, running.committee, check, step="take-back"))["handover"] is None

    await done(running, running.committee, check, **to_person(colleague))
    clock.advance(days=15)
    while await look_at_open_items(process.job_context):
        pass
    silent = (await read(running, f"/{check['id']}")).json()
    assert (silent["handover"], silent["holder"]["id"]) == (None, me)

    await done(running, running.committee, check, **to_person(colleague))
    said = {"number": OURS, "outcome": "corrected-there"}
    settled = await post(running, running.committee, f"/{check['id']}/settlements", **said)
    assert (settled.json()["status"], settled.json()["handover"]) == ("settled", None)
    closed = await steps(running, colleague, check, step="take-over")
    assert code_of(closed) == "funding-check.closed"


@pytest.mark.parametrize("role", [Role.UNIT_COORDINATOR, Role.EXPERT])
async def test_it_is_offered_to_nobody_who_may_not_see_to_it(running: Story, role: Role) -> None:
    stranger, check = await in_office(running, role), await compared(running)

    for to in (to_person(stranger), to_person(running.world.somebody(Role.COMMITTEE))):
        answer = await steps(running, running.committee, check, **to)
        assert code_of(answer) == "handover.no-such-holder"
    assert (await steps(running, stranger, check, step="take-over")).status_code in (403, 404)


async def test_a_holder_gives_it_to_the_desk_over_the_page_and_another_takes_it(
    running: Story,
) -> None:
    other, check = await in_office(running, Role.DIRECTOR), await compared(running)
    page = f"{PAGES}/{check['id']}"

    async def send(who: Actor, **form: str) -> Any:
        async with running.client_of(who) as client:
            shown = (await client.get(page)).text
            secret = {"csrf": re.findall(r'name="csrf" value="([^"]*)"', shown)[0]}
            data = {**secret, "idempotency_key": str(uuid4()), **form}
            return await client.post(f"{page}/steps", data=data)

    async def shown(who: Actor) -> str:
        async with running.client_of(who) as client:
            return str((await client.get(page)).text)

    assert "Nu: Sam de Wit." in await shown(running.committee)
    for form, field in (({"step": "hand-over", "to": "niemand"}, "to"), ({"step": "x"}, "")):
        refused = await send(running.committee, **form)
        assert refused.status_code == 422
        assert not field or f'id="{field}-error"' in refused.text
    desk = f"alliance-desk:{running.world.alliance_id}"
    assert (await send(running.committee, step="hand-over", to=desk)).status_code == 303
    assert "Toch zelf verdergaan" in await shown(running.committee)
    assert "Ja, overnemen" in await shown(other)
    assert (await send(other, step="take-over")).status_code == 303
    assert "Zelf hiervoor zorgen" in await shown(other)
    assert (await send(other, step="take-from-desk")).status_code == 303
    answer = await read(running, f"/{check['id']}", other)
    assert answer.json()["holder"]["id"] == str(other.person_id)
