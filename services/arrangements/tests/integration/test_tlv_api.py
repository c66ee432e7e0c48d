"""Integration: a TLV over HTTP, from the school's application to what comes after."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from samenspel_contracts.people import GrantRef, PersonAccessChangedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import PersonId
from samenspel_testkit.clocks import FixedClock

from ..unit.tlv_world import ONE_TEXT, OTHER_TEXT, WHY

TLVS = "/arrangements/v1/tlvs"
FOREIGN = "/arrangements/v1/foreign-tlvs"
APPLICATION = {
    "kind": "sbo",
    "reason": "Extra hulp in de klas was niet genoeg.",
    "talks": [{"heldOn": "2026-09-01", "words": "Ouders zijn het ermee eens."}],
    "receiving": {"heldOn": "2026-09-02", "school": "SBO De Wissel"},
}
GRANT = {
    "decision": "grant",
    "kind": "sbo",
    "startsOn": "2026-11-01",
    "endsOn": "2028-07-31",
    "motivation": WHY,
    "criteria": ["kind-fits-needs"],
}
FIRST = {
    "profession": "special-educationalist",
    "employment": "self-employed",
    "verdict": "sbo",
    "text": ONE_TEXT,
    "alone": True,
}
SECOND = {**FIRST, "profession": "child-psychologist", "text": OTHER_TEXT}


class Story:
    """A child with an open case, and the people around it."""

    def __init__(self, world: Any, client_of: Any, case_id: UUID, pupil_id: UUID) -> None:
        self.world, self.client_of = world, client_of
        self.case_id, self.pupil_id = case_id, pupil_id
        child = frozenset({pupil_id})
        self.school = world.somebody(Role.SCHOOL_COORDINATOR, school_id=world.school_id)
        self.parent = world.somebody(Role.PARENT, pupil_ids=child)
        self.anna = world.somebody(Role.EXPERT, pupil_ids=child)
        self.bram = world.somebody(Role.EXPERT, pupil_ids=child)
        self.committee = world.somebody(Role.COMMITTEE)

    async def post(self, who: Actor, path: str, body: Any = None, **headers: str) -> Any:
        async with self.client_of(who) as client:
            sent = {"Idempotency-Key": str(uuid4()), **headers}
            url = path if path == FOREIGN else f"{TLVS}{path}"
            return await client.post(url, json=body or {}, headers=sent)

    async def done(self, who: Actor, path: str, body: Any = None) -> Any:
        answer = await self.post(who, path, body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def read(self, who: Actor, path: str) -> Any:
        async with self.client_of(who) as client:
            return await client.get(f"{TLVS}{path}")

    async def applied(self, **changes: Any) -> str:
        body = {"caseId": str(self.case_id), **APPLICATION, **changes}
        made: str = (await self.done(self.school, "", body))["id"]
        return made

    async def step(self, tlv: str, step: str, **more: Any) -> Any:
        return await self.done(self.committee, f"/{tlv}/steps", {"step": step, **more})

    async def advised(self, second: dict[str, Any] | None = None) -> str:
        tlv = await self.applied()
        await self.step(tlv, "complete")
        await self.done(self.anna, f"/{tlv}/advices", FIRST)
        await self.done(self.bram, f"/{tlv}/advices", second or SECOND)
        return tlv

    async def granted(self) -> str:
        tlv = await self.advised()
        await self.done(self.committee, f"/{tlv}/decisions", GRANT)
        await self.step(tlv, "announce")
        return tlv


@pytest_asyncio.fixture
async def story(world: Any, client_of: Any) -> Story:
    pupil_id = uuid4()
    case_id = await world.offer(pupil_id=pupil_id)
    async with client_of(world.coordinator()) as client:
        accepted = await client.post(
            f"/arrangements/v1/cases/{case_id}/acceptances",
            json={"nextAction": "observe", "dueOn": "2026-09-21"},
        )
        assert accepted.status_code == 201
    return Story(world, client_of, case_id, pupil_id)


def code_of(answer: Any) -> str:
    problem = answer.json()
    errors = problem.get("errors") or []
    return str(errors[0]["code"] if errors else problem.get("code"))


async def test_a_school_applies_experts_advise_the_committee_grants(story: Story) -> None:
    tlv = await story.granted()

    seen = (await story.read(story.parent, f"/{tlv}")).json()

    assert seen["status"] == "granted"
    assert [stage["status"] for stage in seen["stages"]] == [
        *("received", "in-advice", "deciding", "decided", "granted")
    ]
    assert [stage["isNow"] for stage in seen["stages"]] == [False] * 4 + [True]
    assert seen["decision"]["number"] == "2026000001"
    assert seen["decision"]["motivation"] == WHY
    assert seen["decision"]["criteria"] == [{"code": "kind-fits-needs", "version": 1}]
    assert [advice["text"] for advice in seen["advices"]] == [ONE_TEXT, OTHER_TEXT]
    assert seen["objectBy"] == "2026-10-19"
    assert {action["kind"] for action in seen["actions"]} == {"confirm-place", "choose-successor"}
    listed = (await story.read(story.committee, "?status=granted")).json()["items"]
    assert [line["number"] for line in listed] == ["2026000001"]


async def test_an_expert_reads_its_own_advice_only_and_nobody_a_decision_before_it_is_known(
    story: Story,
) -> None:
    tlv = await story.advised()
    await story.done(story.committee, f"/{tlv}/decisions", GRANT)

    assert [a["text"] for a in (await story.read(story.anna, f"/{tlv}")).json()["advices"]] == [
        ONE_TEXT
    ]
    for reader in (story.parent, story.school):
        seen = (await story.read(reader, f"/{tlv}")).json()
        assert (seen["decision"], len(seen["advices"])) == (None, 2)
    assert (await story.read(story.committee, f"/{tlv}")).json()["decision"]["kind"] == "sbo"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({**SECOND, "alone": False}, "tlv.collective-advice"),
        ({**SECOND, "text": ONE_TEXT}, "tlv.advices-alike"),
        ({**SECOND, "profession": "psychologist"}, "tlv.not-your-advice"),
        ({**SECOND, "employment": "applicant-board"}, "tlv.expert-not-independent"),
        ({**SECOND, "text": " "}, "text.missing"),
        ({**SECOND, "text": "Het BSN van het kind is 111222333."}, "text.contains-bsn"),
    ],
)
async def test_t6_no_advice_that_can_not_count_is_taken(
    story: Story, body: dict[str, Any], code: str
) -> None:
    tlv = await story.applied()
    await story.step(tlv, "complete")
    await story.done(story.anna, f"/{tlv}/advices", FIRST)

    answer = await story.post(story.bram, f"/{tlv}/advices", body)

    assert answer.status_code in {400, 409}
    assert code_of(answer) == code
    refused = await story.post(story.committee, f"/{tlv}/decisions", GRANT)
    assert code_of(refused) == "tlv.not-now"


async def test_t6_who_is_known_to_work_at_the_school_does_not_advise(
    story: Story, world: Any
) -> None:
    tlv = await story.applied()
    await story.step(tlv, "complete")
    grant = GrantRef(
        grant_id=uuid4(),
        role="teacher",
        school_id=world.school_id,
        since=date(2026, 1, 1),
    )
    event = PersonAccessChangedV1(person_id=story.anna.person_id, grants=(grant,))
    await world.tell(event, subject=story.anna.person_id)

    answer = await story.post(story.anna, f"/{tlv}/advices", FIRST)

    assert code_of(answer) == "tlv.expert-not-independent"


async def test_t7_divided_experts_meet_first(story: Story) -> None:
    tlv = await story.advised({**SECOND, "verdict": None})
    assert code_of(await story.post(story.committee, f"/{tlv}/decisions", GRANT)) == "tlv.not-now"

    await story.step(tlv, "hold-mdo", heldOn="2026-09-07")

    decided = await story.done(story.committee, f"/{tlv}/decisions", GRANT)
    assert decided["status"] == "decided"


async def test_t9_the_school_supplies_what_is_missing_and_the_clock_goes_on(
    story: Story, clock: FixedClock
) -> None:
    tlv = await story.applied(receiving=None, talks=[])
    seen = (await story.read(story.school, f"/{tlv}")).json()
    assert seen["application"]["missing"] == ["parents", "receiving-school"]
    refused = await story.post(story.committee, f"/{tlv}/steps", {"step": "complete"})
    assert code_of(refused) == "tlv.incomplete"
    before = last_day(seen, "tlv-decision")

    suspended = await story.step(tlv, "suspend", words="Wat vinden de ouders?")
    assert last_day(suspended, "tlv-decision") is None
    clock.advance(days=7)
    supplied = await story.done(story.school, f"/{tlv}/supplies", APPLICATION)

    assert (supplied["status"], supplied["daysSuspended"]) == ("received", 6)
    assert (before, last_day(supplied, "tlv-decision")) == ("2026-11-02", "2026-11-09")


def last_day(seen: Any, rule: str) -> Any:
    return next((term["lastDay"] for term in seen["terms"] if term["rule"] == rule), None)


async def test_a_refusal_comes_after_a_hearing_and_is_objected_to(story: Story) -> None:
    tlv = await story.advised()
    intend = {"decision": "intend-refusal", "grounds": "De school kan dit zelf."}
    refuse = {"decision": "refuse", "motivation": WHY, "criteria": ["kind-fits-needs"]}
    await story.done(story.committee, f"/{tlv}/decisions", intend)
    assert code_of(await story.post(story.committee, f"/{tlv}/decisions", refuse)) == (
        "tlv.hear-first"
    )
    for party in ("school", "parents"):
        await story.step(tlv, "hear", party=party, heldOn="2026-09-07", words="Oneens.")
    await story.done(story.committee, f"/{tlv}/decisions", refuse)
    await story.step(tlv, "announce")

    objected = await story.done(story.parent, f"/{tlv}/objections", {"grounds": "Wij zijn boos."})
    objection = objected["objections"][0]
    assert (objection["objector"], objection["wasLate"]) == ("parents", False)
    path = f"/{tlv}/objections/{objection['id']}"
    answer = {"outcome": "rejected", "words": "Wij keken opnieuw."}
    assert code_of(await story.post(story.committee, f"{path}/answers", answer)) == (
        "objection.ask-lbt-first"
    )
    other = await story.post(story.school, f"{path}/withdrawals")
    assert code_of(other) == "objection.not-yours"
    await story.step(tlv, "ask-lbt", objectionId=objection["id"], hasDefence=True)
    await story.step(
        tlv, "lbt-advised", objectionId=objection["id"], advisedOn="2026-09-07", upholds=False
    )
    await story.step(tlv, "adjourn", objectionId=objection["id"])

    done = await story.done(story.committee, f"{path}/answers", answer)
    assert done["objections"][0]["outcome"] == "rejected"


async def test_an_objection_that_is_upheld_brings_a_new_decision(story: Story) -> None:
    tlv = await story.granted()
    objected = await story.done(story.parent, f"/{tlv}/objections", {"grounds": "Andere soort."})
    path = f"/{tlv}/objections/{objected['objections'][0]['id']}"

    upheld = {"outcome": "upheld", "words": "U heeft gelijk."}
    anew = await story.done(story.committee, f"{path}/answers", upheld)
    assert anew["status"] == "deciding"
    await story.done(story.committee, f"/{tlv}/decisions", {**GRANT, "kind": "so-low"})
    again = await story.step(tlv, "announce")

    assert again["decision"]["number"] == "2026000002", "a number is never used twice"


async def test_t18_a_notice_of_default_before_the_term_is_over_is_refused(story: Story) -> None:
    tlv = await story.applied()

    answer = await story.post(story.parent, f"/{tlv}/default-notices", {"about": "decision"})

    assert code_of(answer) == "tlv.not-late"


async def test_t14_another_alliances_tlv_is_brought_in_once(story: Story) -> None:
    body = {
        "caseId": str(story.case_id),
        "alliance": "PO 30.05",
        "number": "AB-12",
        "kind": "so-low",
        "startsOn": "2026-08-01",
        "endsOn": "2028-07-31",
    }
    made = await story.done(story.committee, FOREIGN, body)

    assert (made["decision"]["issuer"], made["decision"]["number"]) == ("PO3005", "AB-12")
    assert code_of(await story.post(story.committee, FOREIGN, body)) == "tlv.number-used-before"


async def test_t12_a_renewal_ends_what_it_renews_when_it_is_announced(story: Story) -> None:
    old = await story.granted()
    body = {"caseId": str(story.case_id), **APPLICATION, "renews": old, "applicant": "sbo"}
    new = (await story.done(story.school, "", body))["id"]
    await story.step(new, "complete")
    await story.done(story.anna, f"/{new}/advices", FIRST)
    await story.done(story.bram, f"/{new}/advices", SECOND)
    await story.done(story.committee, f"/{new}/decisions", GRANT)
    await story.step(new, "announce")

    assert (await story.read(story.school, f"/{old}")).json()["status"] == "ended"


async def test_a_change_on_an_older_version_is_refused(story: Story) -> None:
    tlv = await story.applied()
    tag = (await story.read(story.committee, f"/{tlv}")).headers["etag"]
    await story.step(tlv, "complete")

    stale = await story.post(
        story.committee, f"/{tlv}/steps", {"step": "complete"}, **{"If-Match": tag}
    )
    fresh = (await story.read(story.committee, f"/{tlv}")).headers["etag"]

    assert tag != fresh
    assert stale.status_code in {409, 412}


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.UNIT_COORDINATOR, Role.PARENT])
async def test_who_does_not_decide_may_not(story: Story, role: Role) -> None:
    tlv = await story.advised()
    who = Actor(
        person_id=PersonId(uuid4()),
        alliance_id=story.world.alliance_id,
        role=role,
        unit_id=story.world.unit_id,
        pupil_ids=frozenset({story.pupil_id}),
    )

    for path, body in (("decisions", GRANT), ("steps", {"step": "announce"})):
        assert (await story.post(who, f"/{tlv}/{path}", body)).status_code == 403
    assert (await story.read(who, f"/{tlv}")).status_code == 200


async def test_another_school_knows_of_nothing(story: Story) -> None:
    tlv = await story.applied()
    other = story.world.somebody(Role.SCHOOL_COORDINATOR, school_id=uuid4())

    assert (await story.read(other, f"/{tlv}")).status_code == 404
    assert (await story.read(other, "")).json()["items"] == []
    body = {"caseId": str(story.case_id), **APPLICATION}
    assert (await story.post(other, "", body)).status_code == 404
