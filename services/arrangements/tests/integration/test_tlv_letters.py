"""Integration: what is decided on a TLV is told to the family by letter, once; death stops it."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from pypdf import PdfReader

from samenspel_arrangements.jobs.make_letters import make_letters
from samenspel_contracts.spells import SpellClosedV1
from samenspel_kernel.actor import Role
from samenspel_messaging.scope import Scope
from samenspel_testkit.clocks import FixedClock

from ..unit.tlv_world import MONDAY, WHY, begin
from .test_money_pages import press
from .test_money_pages import words_of as words_on
from .test_tlv_api import FIRST, GRANT, SECOND, Story, code_of, last_day, story

__all__ = ["story"]

OFFICE = "/arrangements/v1/letter-office"


@pytest.fixture
async def known(story: Story, worker: Any) -> Story:
    """The worker knows the alliance."""
    async with worker(Scope.begin(story.world.alliance_id)) as uow:
        await uow.alliances.record(story.world.alliance_id)
    return story


async def letters_of(story: Story) -> list[dict[str, Any]]:
    async with story.client_of(story.parent) as client:
        found = await client.get(f"/arrangements/v1/cases/{story.case_id}/letters")
    items: list[dict[str, Any]] = found.json()["items"]
    return items


async def words_of(story: Story, kind: str) -> str:
    (letter,) = [each for each in await letters_of(story) if each["kind"] == kind]
    path = f"/arrangements/v1/cases/{story.case_id}/letters/{letter['id']}/content"
    async with story.client_of(story.parent) as client:
        pdf = PdfReader(BytesIO((await client.get(path)).content))
    return " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)


async def test_an_announced_grant_is_told_by_letter_with_number_reasons_and_objection(
    known: Story, process: Any, worker: Any
) -> None:
    async with known.client_of(known.world.somebody(Role.ADMINISTRATOR)) as desk:
        kept = await desk.put(
            OFFICE, json={"name": "SWV De Plassen", "address": "Kade 1, Waterdam"}
        )
        assert kept.status_code == 200
    tlv = await known.advised()
    await known.done(known.committee, f"/{tlv}/decisions", GRANT)
    assert await letters_of(known) == [], "not before it is announced"

    await known.step(tlv, "announce")
    assert await make_letters(process.job_context) == 1

    said = await words_of(known, "tlv-granted")
    for words in ("2026000001", "speciaal basisonderwijs", WHY, "19 oktober 2026"):
        assert words in said
    assert "Kade 1, Waterdam" in said
    assert "Nog niet. Een school beslist zelf" in said
    assert "zo dicht mogelijk bij huis. De school sprak al met" in said
    assert "Hoe ver dat van huis is, weten wij nog niet." in said


async def test_t9_a_decision_that_waits_is_told_with_its_new_last_day_and_so_is_its_going_on(
    known: Story, process: Any, clock: FixedClock
) -> None:
    tlv = await known.applied()
    await known.step(tlv, "complete")
    wait = {
        "step": "stand-still",
        "ground": "agreed",
        "fromDay": "2026-09-10",
        "until": "2026-09-23",
        "why": "Het kind is ziek.",
    }
    refused = await known.post(known.committee, f"/{tlv}/steps", wait)
    assert code_of(refused) == "input.missing"

    body = {**wait, "agreedOn": "2026-09-07"}
    waits = await known.done(known.committee, f"/{tlv}/steps", body)
    assert (waits["status"], last_day(waits, "tlv-decision")) == ("in-advice", "2026-11-16")
    assert (waits["daysSuspended"], [each["until"] for each in waits["standStills"]]) == (
        0,
        ["2026-09-23"],
    )
    again = await known.post(known.committee, f"/{tlv}/steps", body)
    assert code_of(again) == "tlv.stood-still-then"
    clock.advance(days=10)
    goes_on = await known.step(tlv, "run-on")
    assert (goes_on["daysSuspended"], last_day(goes_on, "tlv-decision")) == (7, "2026-11-09")

    assert await make_letters(process.job_context) == 2
    said = await words_of(known, "tlv-waits")
    for words in ("Aan de school en de ouders", "Het kind is ziek.", "23 september 2026"):
        assert words in said
    assert "uiterlijk op 16 november 2026" in said
    assert "uiterlijk op 9 november 2026" in await words_of(known, "tlv-runs-on")


async def test_t9_a_step_that_begins_while_the_clock_stands_still_waits_too(known: Story) -> None:
    hearing, meeting = await known.advised(), await known.applied()
    await known.step(meeting, "complete")
    wait = {
        "step": "stand-still",
        "ground": "applicant-delay",
        "fromDay": "2026-09-08",
        "until": "2026-09-21",
        "why": "Het kind is ziek.",
    }
    for tlv in (hearing, meeting):
        await known.done(known.committee, f"/{tlv}/steps", wait)

    intend = {"decision": "intend-refusal", "grounds": "De school kan dit zelf."}
    heard = await known.done(known.committee, f"/{hearing}/decisions", intend)
    assert last_day(heard, "tlv-hearing") == later("tlv-hearing")

    await known.done(known.anna, f"/{meeting}/advices", FIRST)
    await known.done(known.bram, f"/{meeting}/advices", {**SECOND, "verdict": None})
    seen = (await known.read(known.committee, f"/{meeting}")).json()
    assert last_day(seen, "tlv-mdo") == later("tlv-mdo")
    aside = {"slot": "first", "reason": "Toch niet onafhankelijk."}
    again = await known.step(meeting, "set-advice-aside", **aside)
    assert last_day(again, "tlv-advice") == later("tlv-advice")


def later(rule: str) -> str:
    """Give the last day of a term of today that stands still from tomorrow for two weeks."""
    return (begin(rule, MONDAY).last_day + timedelta(days=14)).isoformat()


async def test_who_writes_and_where_one_objects_is_the_administrators_to_say(
    world: Any, client_of: Any
) -> None:
    page = "/arrangements/letter-office"
    async with client_of(world.somebody(Role.ADMINISTRATOR)) as desk:
        before = await desk.get(OFFICE)
        assert "bezwaar maken" in before.json()["address"]
        shown = await desk.get(page)
        assert "Er is nog geen afzender opgeschreven" in words_on(shown)
        wrong = await press(desk, shown, page, name="", address="Kade 1")
        assert wrong.status_code == 422
        assert 'value="Kade 1"' in wrong.text
        typed = {"name": "SWV Zuid", "address": "Postbus 7, 1234 AB Waterdam"}
        done = await press(desk, wrong, page, **typed)
        assert (done.status_code, (await desk.get(OFFICE)).json()) == (303, typed)
        assert "Postbus 7" in words_on(await desk.get(page))
        assert page in (await desk.get("/arrangements/letter-batches")).text
        empty = await desk.put(OFFICE, json={"name": " ", "address": "x"})
        assert empty.json()["errors"][0]["code"] == "text.missing"
        number = await desk.put(OFFICE, json={"name": "SWV", "address": "BSN 111222333"})
        assert number.json()["errors"][0]["code"] == "text.contains-bsn"
    async with client_of(world.somebody(Role.COMMITTEE)) as committee:
        assert page not in (await committee.get("/arrangements/letter-batches")).text
        for path in (OFFICE, page):
            assert (await committee.get(path)).status_code == 403
        assert (await committee.put(OFFICE, json=typed)).status_code == 403


async def test_a_refusal_is_told_with_its_reasons_and_how_to_object(
    known: Story, process: Any
) -> None:
    tlv = await known.advised()
    await known.done(
        known.committee, f"/{tlv}/decisions", {"decision": "intend-refusal", "grounds": "Kan zelf."}
    )
    for party in ("school", "parents"):
        await known.step(tlv, "hear", party=party, heldOn="2026-09-07", words="Oneens.")
    refuse = {"decision": "refuse", "motivation": WHY, "criteria": ["kind-fits-needs"]}
    await known.done(known.committee, f"/{tlv}/decisions", refuse)
    await known.step(tlv, "announce")
    assert await make_letters(process.job_context) == 1

    said = await words_of(known, "tlv-refused")
    assert WHY in said
    assert "U kunt bezwaar maken" in said
    assert "Kies in Samenspel".lower() in said.lower()


async def test_what_is_left_unprocessed_is_told_as_that_and_says_nothing_of_the_child(
    known: Story, process: Any, clock: Any
) -> None:
    tlv = await known.applied(receiving=None, talks=[])
    await known.step(tlv, "suspend", words="Wat vinden de ouders?")
    clock.at = datetime(2026, 9, 28, 9, 30, tzinfo=UTC)
    await known.done(known.committee, f"/{tlv}/decisions", {"decision": "leave-unprocessed"})
    await known.step(tlv, "announce")
    assert await make_letters(process.job_context) == 1

    said = await words_of(known, "tlv-unprocessed")
    assert "daarom op 7 september 2026" in said
    assert "U kunt bezwaar maken" in said
    assert "Wat vinden de ouders?" not in said


async def test_death_ends_a_running_application_and_no_letter_is_made_any_more(
    known: Story, process: Any
) -> None:
    granted, running = await known.granted(), await known.applied()
    assert len(await letters_of(known)) == 1

    event = SpellClosedV1(spell_id=uuid4(), pupil_id=known.pupil_id, outcome="died")
    await known.world.tell(event, subject=event.spell_id)

    assert await make_letters(process.job_context) == 0
    for tlv in (granted, running):
        seen = (await known.read(known.committee, f"/{tlv}")).json()
        assert (seen["status"], seen["holder"], seen["actions"]) == ("ended", None, [])
    assert [each["madeAt"] for each in await letters_of(known)] == [None]
