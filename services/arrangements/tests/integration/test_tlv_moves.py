"""Integration: TLVs go with the case and the child, and who decides is asked when it leaves (T2)."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.arrangements import CaseActionPlannedV1
from samenspel_contracts.cases import CaseClosedV1
from samenspel_contracts.intake import PupilRecordedV1
from samenspel_contracts.placements import PlacementEndedV1
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import PersonId, UnitId
from samenspel_messaging.scope import Scope

from .test_tlv_api import Story, code_of, story
from .test_tlv_pages import get, send

__all__ = ["story"]


async def at_school(story: Story, school_id: UUID | None, *, seq: int) -> None:
    told = PupilRecordedV1(
        pupil_id=story.pupil_id, given_name="Noor", family_name="Vos", school_id=school_id
    )
    await story.world.tell(told, subject=story.pupil_id, seq=seq)


async def moved_away(story: Story, outcome: str = "moved-away") -> None:
    ended = PlacementEndedV1(placement_id=uuid4(), case_id=story.case_id, outcome=outcome)
    await story.world.tell(ended, subject=uuid4())


def duties(seen: Any) -> dict[str, str]:
    return {action["kind"]: action["dueOn"] for action in seen["actions"]}


async def test_t2_a_tlv_goes_to_the_school_of_the_child_and_late_news_changes_nothing(
    story: Story,
) -> None:
    tlv, next_school = await story.granted(), uuid4()
    new = story.world.somebody(Role.SCHOOL_COORDINATOR, school_id=next_school)
    await at_school(story, story.world.school_id, seq=1)
    assert (await story.read(new, f"/{tlv}")).status_code == 404

    await at_school(story, next_school, seq=3)
    await at_school(story, story.world.school_id, seq=2)

    assert (await story.read(new, f"/{tlv}")).json()["schoolId"] == str(next_school)
    assert (await story.read(story.school, f"/{tlv}")).status_code == 404
    again = {"renews": tlv, "applicant": "sbo"}
    body = {"caseId": str(story.case_id), "kind": "sbo", "reason": "Nog nodig.", **again}
    renewed = await story.done(new, "", body)
    assert renewed["schoolId"] == str(next_school), "T12: the school of now renews it"

    await at_school(story, None, seq=4)
    seen = (await story.read(story.committee, f"/{tlv}")).json()
    assert seen["schoolId"] is None
    assert (
        duties(seen)["settle-move"]
        == duties((await story.read(story.committee, f"/{renewed['id']}")).json())["settle-move"]
    )


async def test_t2_a_tlv_goes_to_the_unit_of_its_case(story: Story) -> None:
    tlv, unit_id = await story.applied(), uuid4()
    async with story.world.worker(Scope.begin(story.world.alliance_id)) as uow:
        case = await uow.cases.get(story.case_id)
        case.unit_id = UnitId(unit_id)
        uow.cases.save(case)
    planned = CaseActionPlannedV1(
        case_id=story.case_id,
        support_request_id=uuid4(),
        holder=HolderRef(kind="unit-desk", id=unit_id),
        next_action=NextActionRef(kind="observe", due_on=date(2026, 9, 21)),
    )
    assert (
        await story.read(story.world.coordinator(unit_id=unit_id), f"/{tlv}")
    ).status_code == 404

    await story.world.tell(planned, subject=story.case_id, seq=7)
    await story.world.tell_again()

    there = await story.read(story.world.coordinator(unit_id=unit_id), f"/{tlv}")
    assert there.status_code == 200
    assert (await story.read(story.world.coordinator(), f"/{tlv}")).status_code == 404


async def test_t2_who_decides_is_asked_of_the_holder_and_settled_on_the_page(story: Story) -> None:
    tlv = await story.advised()
    await moved_away(story, "not-needed")
    seen = (await story.read(story.committee, f"/{tlv}")).json()
    assert (seen["decidedBy"], "settle-move" in duties(seen)) == ("school", False)

    await moved_away(story)
    await moved_away(story)

    seen = (await story.read(story.committee, f"/{tlv}")).json()
    assert duties(seen)["settle-move"] == "2026-09-14"
    assert seen["holder"]["kind"] == "alliance-desk"
    page = f"/tlvs/{tlv}"
    shown = (await get(story, story.committee, page)).text
    assert "Het samenwerkingsverband van de school beslist." in shown
    assert "Er is nog geen school" in shown
    for reader in (story.committee, story.parent):
        read = await get(story, reader, page)
        to_act = read.text.partition('class="next-action"')[2].partition("</p>")[0]
        assert "Loket van het samenwerkingsverband" in to_act
    assert "wie beslist nu?" not in (await get(story, story.parent, page)).text
    step = f"{page}/steps"
    nowhere = await send(story, story.committee, page, step, step="settle-move", is_here="false")
    assert nowhere.status_code == 422
    assert 'id="alliance-error"' in nowhere.text
    unsaid = await send(story, story.committee, page, step, step="settle-move")
    assert unsaid.status_code == 422
    waits = await send(story, story.committee, page, step, step="no-school-yet")
    assert waits.status_code == 303
    seen = (await story.read(story.committee, f"/{tlv}")).json()
    assert duties(seen)["settle-move"] == "2026-09-14"
    refused = await story.post(story.school, f"/{tlv}/steps", {"step": "no-school-yet"})
    assert refused.status_code == 403
    postponed = await story.done(story.committee, f"/{tlv}/steps", {"step": "no-school-yet"})
    assert "settle-move" in duties(postponed)
    stays = await send(story, story.committee, page, step, step="settle-move", is_here="true")
    assert stays.status_code == 303
    await moved_away(story)
    assert "wie beslist nu?" not in (await get(story, story.committee, page)).text

    noted = await send(story, story.committee, page, step, step="note-move")
    assert noted.status_code == 303
    elsewhere = {"step": "settle-move", "isHere": False, "alliance": "PO-27-03"}
    refused = await story.post(story.school, f"/{tlv}/steps", elsewhere)
    assert refused.status_code == 403
    ended = await story.done(story.committee, f"/{tlv}/steps", elsewhere)
    assert (ended["status"], ended["actions"]) == ("ended", [])
    assert ended["decidedElsewhere"] == "PO2703"
    assert "PO2703" in (await get(story, story.committee, page)).text
    late = await story.post(story.committee, f"/{tlv}/steps", elsewhere)
    assert code_of(late) == "tlv.closed"


async def test_t2_a_case_that_goes_to_another_alliance_asks_of_a_granted_tlv(story: Story) -> None:
    tlv, unit = await story.granted(), story.world.coordinator()
    own = story.case_id
    async with story.world.worker(Scope.begin(story.world.alliance_id)) as uow:
        held = (await uow.cases.get(own)).opened.holder
    holder = replace(unit, person_id=PersonId(held.id))
    closing = {
        "reason": "successor",
        "successor": "other-alliance",
        "acceptedOn": "2026-09-07",
        "childHeardOn": "2026-09-07",
        "childWords": "Ik ga naar een nieuwe school.",
        "parentsHeardOn": "2026-09-07",
        "parentsWords": "Wij zijn het eens.",
    }
    async with story.client_of(holder) as client:
        answer = await client.post(f"/arrangements/v1/cases/{own}/closures", json=closing)
    assert answer.status_code == 201, answer.text
    told = CaseClosedV1(case_id=own, support_request_id=uuid4(), outcome="successor")
    await story.world.tell(told, subject=own, seq=9)
    await story.world.tell_again()

    seen = (await story.read(story.committee, f"/{tlv}")).json()
    assert (seen["status"], "settle-move" in duties(seen)) == ("granted", True)
    page = await get(story, story.committee, f"/tlvs/{tlv}")
    assert "De TLV blijft geldig tot de laatste dag." in page.text
    ended = await story.step(tlv, "settle-move", isHere=False, alliance="PO2703")
    assert (ended["status"], ended["decision"]["endsOn"]) == ("ended", "2028-07-31")
