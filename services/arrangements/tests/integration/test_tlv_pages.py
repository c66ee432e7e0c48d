"""Integration: the pages of a TLV, for school, experts, committee and parents."""

import re
from typing import Any
from uuid import uuid4

import pytest

from samenspel_contracts.intake import UnitRecordedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_platform.looking_at_items import look_at_open_items
from samenspel_platform.process import ServiceProcess

from ..unit.tlv_world import ONE_TEXT, OTHER_TEXT, WHY
from .test_tlv_api import SECOND, Story, story

__all__ = ["story"]
FORM = {
    "applicant": "regular",
    "kind": "sbo",
    "reason": "Extra hulp was niet genoeg.",
    "talked_on": "2026-09-01",
    "talk": "Ouders zijn het eens.",
    "consulted_on": "2026-09-02",
    "receiving_school": "SBO De Wissel",
}
ADVICE = {
    "profession": "special-educationalist",
    "employment": "self-employed",
    "verdict": "sbo",
    "text": ONE_TEXT,
    "alone": "true",
}


async def get(story: Story, who: Actor, path: str) -> Any:
    async with story.client_of(who) as client:
        return await client.get(f"/arrangements{path}")


async def send(story: Story, who: Actor, page: str, action: str, **form: Any) -> Any:
    """Fill a form in, as the page has it."""
    async with story.client_of(who) as client:
        shown = (await client.get(f"/arrangements{page}")).text
        tokens = {
            name: re.findall(rf'name="{name}" value="([^"]*)"', shown)[0]
            for name in ("csrf", "idempotency_key")
        }
        tokens["idempotency_key"] = str(uuid4())
        return await client.post(f"/arrangements{action}", data={**tokens, **form})


async def applied(story: Story) -> str:
    new = f"/cases/{story.case_id}/tlvs"
    answer = await send(story, story.school, f"{new}/new", new, **FORM)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).split("?")[0].removeprefix("/arrangements")


async def step(story: Story, tlv: str, name: str, **form: Any) -> None:
    answer = await send(story, story.committee, tlv, f"{tlv}/steps", step=name, **form)
    assert answer.status_code == 303, answer.text


async def advised(story: Story) -> str:
    tlv = await applied(story)
    await step(story, tlv, "complete")
    answer = await send(story, story.anna, tlv, f"{tlv}/advices", **ADVICE)
    assert answer.status_code == 303, answer.text
    second = {**ADVICE, "profession": "child-psychologist", "text": OTHER_TEXT}
    answer = await send(story, story.bram, tlv, f"{tlv}/advices", **second)
    assert answer.status_code == 303, answer.text
    return tlv


async def test_from_application_to_announced_grant_over_pages(story: Story) -> None:
    tlv = await advised(story)
    decide = f"{tlv}/decisions"
    asked = (await get(story, story.committee, f"{decide}/new")).text
    assert ONE_TEXT in asked
    form = {
        "decision": "grant",
        "kind": "sbo",
        "starts_on": "2026-11-01",
        "ends_on": "2028-07-31",
        "criteria": ["kind-fits-needs", "place-near-home"],
        "motivation": WHY,
    }

    answer = await send(story, story.committee, f"{decide}/new", decide, **form)
    assert answer.status_code == 303, answer.text
    await step(story, tlv, "announce")

    seen = (await get(story, story.parent, tlv)).text
    assert "2026000001" in seen
    assert WHY in seen
    assert "Bezwaar maken" in seen
    assert "Hoe lang duurde elke stap?" in seen
    listed = (await get(story, story.school, "/tlvs")).text
    assert "Geldig" in listed


async def test_what_a_form_misses_stands_beside_the_field_and_nothing_typed_is_lost(
    story: Story,
) -> None:
    new = f"/cases/{story.case_id}/tlvs"
    wrong = {**FORM, "kind": "", "elsewhere": "Alkmaar"}

    answer = await send(story, story.school, f"{new}/new", new, **wrong)

    assert answer.status_code == 422
    assert "Extra hulp was niet genoeg." in answer.text
    assert 'id="kind-error"' in answer.text


async def test_t6_an_advice_that_can_not_count_is_said_at_its_field(story: Story) -> None:
    tlv = await applied(story)
    await step(story, tlv, "complete")
    form = {name: value for name, value in ADVICE.items() if name != "alone"}

    answer = await send(story, story.anna, tlv, f"{tlv}/advices", **form)

    assert answer.status_code == 422
    assert 'id="alone-error"' in answer.text
    assert ONE_TEXT in answer.text


async def test_the_school_supplies_what_the_committee_asked(story: Story) -> None:
    new = f"/cases/{story.case_id}/tlvs"
    bare = {"applicant": "regular", "kind": "sbo"}
    answer = await send(story, story.school, f"{new}/new", new, **bare)
    tlv = str(answer.headers["location"]).split("?")[0].removeprefix("/arrangements")
    await step(story, tlv, "suspend", words="Wat vinden de ouders?")
    seen = (await get(story, story.school, tlv)).text
    assert "Wat vinden de ouders?" in seen
    assert "Nog nodig: een gesprek met de ouders" in seen

    supplied = await send(story, story.school, f"{tlv}/supplies/new", f"{tlv}/supplies", **FORM)

    assert supplied.status_code == 303, supplied.text
    assert "Nog nodig" not in (await get(story, story.school, tlv)).text


async def test_a_refusal_is_heard_announced_and_objected_to(story: Story) -> None:
    tlv = await advised(story)
    decide = f"{tlv}/decisions"
    answer = await send(
        story, story.committee, tlv, decide, decision="intend-refusal", grounds="Kan zelf."
    )
    assert answer.status_code == 303, answer.text
    refuse = {"decision": "refuse", "criteria": ["kind-fits-needs"], "motivation": WHY}
    early = await send(story, story.committee, f"{decide}/new", decide, **refuse)
    assert early.status_code in {409, 422}
    assert "Hoor eerst de school en de ouders." in early.text
    for party in ("school", "parents"):
        await step(story, tlv, "hear", party=party, held_on="2026-09-07", words="Oneens.")
    answer = await send(story, story.committee, f"{decide}/new", decide, **refuse)
    assert answer.status_code == 303, answer.text
    await step(story, tlv, "announce")

    objected = await send(
        story, story.parent, tlv, f"{tlv}/objections", grounds="Wij zien dit anders."
    )
    assert objected.status_code == 303, objected.text
    seen = (await get(story, story.committee, tlv)).text
    assert "Wij zien dit anders." in seen
    found = re.search(r'name="objection_id" value="([^"]+)"', seen)
    assert found
    await step(story, tlv, "ask-lbt", objection_id=found[1], has_defence="true")
    await step(
        story, tlv, "lbt-advised", objection_id=found[1], advised_on="2026-09-07", upholds="true"
    )
    await step(story, tlv, "adjourn", objection_id=found[1])
    upheld = {"objection_id": found[1], "outcome": "upheld", "words": "U heeft gelijk."}
    answer = await send(story, story.committee, tlv, decide, decision="answer-objection", **upheld)
    assert answer.status_code == 303, answer.text
    assert "Commissie beslist" in (await get(story, story.parent, tlv)).text


async def test_t9_a_decision_waits_and_goes_on_over_the_page(story: Story) -> None:
    tlv = await applied(story)
    await step(story, tlv, "complete")
    form = {
        "step": "stand-still",
        "ground": "applicant-delay",
        "from_day": "2026-09-08",
        "until": "2026-09-01",
        "why": "Het kind is ziek.",
    }
    refused = await send(story, story.committee, tlv, f"{tlv}/steps", **form)
    assert refused.status_code == 422
    assert 'id="until-error"' in refused.text
    assert "Het kind is ziek." in refused.text

    answer = await send(
        story, story.committee, tlv, f"{tlv}/steps", **{**form, "until": "2026-09-21"}
    )
    assert answer.status_code == 303, answer.text
    for reader in (story.school, story.parent, story.committee):
        seen = (await get(story, reader, tlv)).text
        assert "De termijn staat stil van 8 september 2026 tot en met 21 september 2026." in seen
    await step(story, tlv, "run-on")
    assert "staat stil van" not in (await get(story, story.school, tlv)).text


async def test_a_tlv_gets_a_place_and_a_next_step(story: Story) -> None:
    tlv = f"/tlvs/{await story.granted()}"
    await step(story, tlv, "confirm-place")
    await step(story, tlv, "succeed", next_step="moved", from_day="2026-10-01")

    assert "Afgerond" in (await get(story, story.school, tlv)).text


async def test_who_may_not_gets_no_form_and_no_answer(story: Story) -> None:
    tlv = f"/tlvs/{await story.advised(SECOND)}"
    director = story.world.somebody(Role.DIRECTOR)
    stranger = story.world.somebody(Role.PARENT, pupil_ids=frozenset({uuid4()}))

    seen = (await get(story, director, tlv)).text
    assert ONE_TEXT not in seen
    assert "Beslissen over de aanvraag" not in seen
    assert (await get(story, stranger, tlv)).status_code == 404
    assert (await get(story, story.school, f"{tlv}/decisions/new")).status_code == 403


@pytest.mark.parametrize("role", [Role.SCHOOL_COORDINATOR, Role.COMMITTEE, Role.PARENT])
async def test_a_list_of_nothing_says_so(story: Story, role: Role) -> None:
    nobody = story.world.somebody(role)

    assert "Er zijn geen TLV" in (await get(story, nobody, "/tlvs")).text


async def test_the_case_shows_its_tlv_where_it_stands_and_what_is_next(story: Story) -> None:
    tlv = await story.granted()
    case = f"/cases/{story.case_id}"

    for who in (story.school, story.parent):
        seen = (await get(story, who, case)).text
        for said in ("Geldig", "2026000001", f"/arrangements/tlvs/{tlv}"):
            assert said in seen
    teacher = story.world.somebody(Role.TEACHER, pupil_ids=frozenset({story.pupil_id}))
    unseen = await get(story, teacher, case)
    assert unseen.status_code == 200
    assert tlv not in unseen.text


async def test_who_handles_a_tlv_sees_what_such_a_place_costs_and_parents_do_not(
    story: Story,
) -> None:
    tlv = f"/tlvs/{await story.applied()}"

    assert "6.634,52 per jaar (bedrag van 2024)" in (await get(story, story.committee, tlv)).text
    assert "6.634,52" not in (await get(story, story.parent, tlv)).text


FROM_ELSEWHERE = {
    "alliance": "PO 30.05",
    "number": "AB-12",
    "kind": "so-low",
    "starts_on": "2024-08-01",
    "ends_on": "2027-07-31",
}


async def test_t14_a_tlv_of_another_alliance_gets_its_next_step_and_its_alarm(
    story: Story, clock: Any, process: ServiceProcess
) -> None:
    world = story.world
    await world.tell(
        UnitRecordedV1(unit_id=world.unit_id, name="Noord", alliance_name="SWV De Brug"),
        subject=world.unit_id,
    )
    of_case = f"/cases/{story.case_id}"
    assert "TLV van elders" in (await get(story, story.committee, of_case)).text
    new, action = f"{of_case}/foreign-tlvs/new", f"{of_case}/foreign-tlvs"
    made = await send(story, story.committee, new, action, **FROM_ELSEWHERE)
    assert made.status_code == 303, made.text
    tlv = made.headers["location"].split("?")[0].removeprefix("/arrangements")

    shown = (await get(story, story.committee, tlv)).text
    assert "PO3005" in shown
    assert "AB-12" in shown
    assert "Afspreken wat er hierna komt" in shown
    clock.advance(days=365)
    while await look_at_open_items(process.job_context):
        pass
    assert "De TLV is verlopen." in (await get(story, story.committee, tlv)).text
    form = {"next_step": "back-to-regular", "from_day": "2027-09-08"}
    await step(story, tlv, "succeed", **form)
    assert "Afgerond" in (await get(story, story.committee, tlv)).text


async def test_t14_what_can_not_be_on_a_tlv_from_elsewhere_stands_beside_its_field(
    story: Story,
) -> None:
    of_case = f"/cases/{story.case_id}/foreign-tlvs"
    for field, value in (
        *(("alliance", "Alkmaar"), ("number", "!"), ("kind", "vo")),
        *(("ends_on", "2024-07-31"), ("starts_on", "")),
    ):
        wrong = {**FROM_ELSEWHERE, field: value}
        answer = await send(story, story.committee, f"{of_case}/new", of_case, **wrong)
        assert answer.status_code == 422
        assert (
            f'id="{field}-error"' in answer.text or f'id="{field}-hint {field}-error' in answer.text
        )
    for who in (story.school, story.parent, story.anna):
        assert (await get(story, who, f"{of_case}/new")).status_code == 403
