"""Integration: what no form of ours offers is refused to a system that asks it all the same."""

from typing import Any
from uuid import uuid4

from samenspel_kernel.actor import Role

from .children import a_child
from .test_money import API, give, made, some_help
from .test_money_pages import press, words_of
from .test_perspective_api import written
from .test_tlv_api import APPLICATION, FIRST, FOREIGN, GRANT, Story, code_of, story

__all__ = ["story"]


async def test_no_expert_advises_that_may_not(story: Story) -> None:
    tlv = await story.applied()
    await story.step(tlv, "complete")
    steps = f"/{tlv}/steps"
    anna = {"personId": str(story.anna.person_id), "name": "Anna", "employment": "self-employed"}

    async def asked(**expert: str) -> str:
        body = {"step": "ask-expert", **anna, **expert}
        return code_of(await story.post(story.committee, steps, body))

    assert await asked(slot="first", profession="physician") == "tlv.first-profession"
    assert await asked(slot="second", profession="psychologist") == "tlv.second-profession"
    aside = {"step": "set-advice-aside", "slot": "first", "reason": "Niet onafhankelijk."}
    missing = await story.post(story.committee, steps, aside)
    assert code_of(missing) == "tlv.advice-missing"
    early = await story.post(story.parent, f"/{tlv}/objections", {"grounds": "Nee."})
    assert code_of(early) == "objection.nothing-to-object-to"
    await story.done(story.anna, f"/{tlv}/advices", FIRST)
    again = await story.post(story.anna, f"/{tlv}/advices", FIRST)
    assert code_of(again) == "tlv.advice-is-there"
    assert await asked(slot="second", profession="educationalist") == "tlv.one-expert-twice"


async def test_what_a_decision_needs_is_not_left_out(story: Story) -> None:
    tlv = await story.advised()
    steps, decisions = f"/{tlv}/steps", f"/{tlv}/decisions"
    unknown = await story.post(story.committee, decisions, {**GRANT, "criteria": ["geluk"]})
    assert code_of(unknown) == "tlv.unknown-criterion"
    none = {"step": "adjourn", "objectionId": str(uuid4())}
    assert code_of(await story.post(story.committee, steps, none)) == "objection.not-now"
    await story.done(story.committee, decisions, GRANT)
    await story.step(tlv, "announce")
    renewed = {"step": "succeed", "nextStep": "renewed", "fromDay": "2028-08-01"}
    assert code_of(await story.post(story.committee, steps, renewed)) == "tlv.renewed-by-which"
    filed = await story.done(story.parent, f"/{tlv}/objections", {"grounds": "Wij willen so."})
    objection = filed["objections"][0]["id"]
    over = {"step": "succeed", "nextStep": "moved", "fromDay": "2028-08-01"}
    assert code_of(await story.post(story.committee, steps, over)) == "objection.pending"
    bare = {"step": "ask-lbt", "objectionId": objection, "hasDefence": False}
    assert code_of(await story.post(story.committee, steps, bare)) == "objection.defence-missing"
    late = {"outcome": "inadmissible", "words": "Te laat."}
    answers = f"/{tlv}/objections/{objection}/answers"
    refused = await story.post(story.committee, answers, late)
    assert code_of(refused) == "objection.was-in-time"


async def test_who_lives_elsewhere_is_decided_on_there(story: Story) -> None:
    there = {"firstEnrolment": True, "livesHere": False, "homeAlliance": "PO2703"}
    tlv = await story.applied(**APPLICATION, **there)
    complete = await story.post(story.committee, f"/{tlv}/steps", {"step": "complete"})
    assert code_of(complete) == "tlv.other-alliance-decides"
    brought = {
        "caseId": str(story.case_id),
        "alliance": "PO2703",
        "number": "2026000001",
        "kind": "sbo",
        "startsOn": "2026-08-01",
        "endsOn": "2028-07-31",
    }
    foreign = (await story.done(story.committee, FOREIGN, brought))["id"]
    objection = await story.post(story.parent, f"/{foreign}/objections", {"grounds": "Nee."})
    assert code_of(objection) == "objection.not-ours"


async def test_no_money_moves_past_its_rules(world: Any, client_of: Any) -> None:
    async with (
        client_of(world.somebody(Role.DIRECTOR)) as director,
        client_of(world.coordinator()) as unit,
    ):
        budget = await give(world, director, 20_000_00)
        mandate = {"role": "teacher", "limitCents": 100, "source": "Besluit 12"}
        who = await director.post(f"{API}/mandates", json={**mandate, "validFrom": "2026-09-08"})
        limit = {**mandate, "role": "director", "validFrom": "2026-09-07"}
        await made(director, "mandates", **limit)
        help_id = await some_help(world, unit, amountCents=100)
        asked = await made(unit, f"arrangements/{help_id}/money-requests", amountCents=6_000_00)
        waits = f"money-requests/{asked['waiting']['id']}/grants"
        above = await director.post(f"{API}/{waits}")
        entries = (await director.get(f"{API}/budgets/{budget['id']}/entries")).json()["items"]
        (committed,) = [e for e in entries if e["kind"] == "commit"]
        reversal = await made(director, f"budget-entries/{committed['id']}/reversals")
        back = await director.post(f"{API}/budget-entries/{reversal['id']}/reversals")

    assert code_of(who) == "mandate.role"
    assert code_of(above) == "budget.above-mandate"
    assert code_of(back) == "budget.not-reversible"


async def test_nobody_agrees_as_a_party_that_there_is_none_of(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    at = f"/arrangements/cases/{child.case_id}/perspective"
    async with client_of(child.holder) as client:
        await written(client, child)
        said = {"party": "buurman", "view": "agrees"}
        refused = await press(client, await client.get(at), f"{at}/positions", **said)
    assert refused.status_code == 422
    assert "Kies wie dit zegt." in words_of(refused)  # perspective.party-missing
