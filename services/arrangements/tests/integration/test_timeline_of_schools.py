"""Integration: the timeline tells of a child's place and of its next school, to its own people."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from samenspel_arrangements.domain.timeline import EntryKind
from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.arrangements import CaseActionPlannedV1
from samenspel_contracts.intake import UnitRecordedV1
from samenspel_contracts.placements import (
    PlacementAdmittedV1,
    PlacementEndedV1,
    PlacementEnrolledV1,
    PlacementEscalatedV1,
    PlacementReturnedV1,
)
from samenspel_contracts.registry import REGISTRY
from samenspel_kernel.actor import Role
from samenspel_messaging.scope import Scope

from .children import Child, a_child
from .test_pages import words_of
from .test_transitions import PAGES, GoesOn

TIMELINE = "/arrangements/fragments/support-requests/{}/timeline"
OUTBOX = """
    SELECT type, agg_seq, data FROM bus.outbox
    WHERE agg_id = :id AND type LIKE :kind ORDER BY agg_seq
"""
DAYS = {"preparing": "30 augustus 2027", "moved": "6 september 2027"}


@pytest.fixture
async def child(world: Any, client_of: Any) -> Child:
    return await a_child(world, client_of)


async def request_of(child: Child) -> UUID:
    async with child.world.worker(Scope.begin(child.world.alliance_id)) as uow:
        found: UUID = (await uow.cases.get(child.case_id)).support_request_id
    return found


async def hear_again(child: Child, id_: str, kind: str) -> list[dict[str, Any]]:
    """Let the service read twice what it told of one thing itself; gives what it told."""
    async with child.world.worker(Scope.begin(child.world.alliance_id)) as uow:
        query = await uow.session.execute(text(OUTBOX), {"id": id_, "kind": f"%{kind}.%"})
        rows = query.all()
    for type_, seq, data in rows:
        whole = type_ if type_ in REGISTRY else f"nl.passend-onderwijs.{type_}"
        await child.world.tell(REGISTRY[whole].model_validate(data), subject=UUID(id_), seq=seq)
        await child.world.tell_again()
    return [data for _, _, data in rows]


async def timeline(child: Child, client_of: Any, request_id: UUID, role: Role) -> str:
    async with client_of(child.follower(role)) as client:
        answer = await client.get(TIMELINE.format(request_id))
    assert answer.status_code == 200, answer.text
    return words_of(answer)


async def test_m3_each_step_to_a_next_school_is_told_once_with_its_day(
    child: Child, client_of: Any
) -> None:
    goes_on, request_id = GoesOn(child, client_of), await request_of(child)
    one = await goes_on.planned(toSchoolId=None, toName="Vmbo De Linde")
    await goes_on.done(goes_on.mother, f"{one}/answers", {"revision": 1, "isGiven": True})
    await goes_on.done(goes_on.school, f"{one}/offers")
    reason = "De school begint later."
    body = {"firstDay": "2027-09-06", "reason": reason}
    await goes_on.done(goes_on.school, f"{one}/first-days", body)
    yes = {"words": "Mevrouw Smit, in haar brief van 3 juni."}
    await goes_on.done(goes_on.desk, f"{one}/acceptances", yes)

    told = await hear_again(child, one.rpartition("/")[2], "transition")

    shown = await timeline(child, client_of, request_id, Role.PARENT)
    for line in (
        "De overstap naar een volgende school is gepland",
        f"Van de basisschool naar het voortgezet onderwijs. De eerste dag is {DAYS['preparing']}.",
        "De volgende school is gevraagd",
        "De eerste dag op de volgende school is veranderd",
        f"De eerste dag is nu {DAYS['moved']}.",
        "De volgende school zei ja",
        f"Het kind begint op {DAYS['moved']}.",
    ):
        assert shown.count(line) == 1, line
    for secret in (reason, "Linde", "Smit"):
        assert secret not in f"{shown} {told}"
    moved = next(data for data in told if data.get("firstDay") == "2027-09-06" and "term" in data)
    assert moved["term"]["lastDay"] == "2027-08-09"


async def test_m16_the_way_to_a_place_is_told_to_parents_and_school(
    child: Child, client_of: Any
) -> None:
    request_id, id_ = await request_of(child), uuid4()
    of = {"placement_id": id_, "case_id": child.case_id, "support_request_id": request_id}
    there = {"pupil_id": child.pupil_id, "kind": "sbo", "to_school_id": uuid4()}
    events = (
        PlacementEscalatedV1(**of, pupil_id=child.pupil_id, kind="sbo", last_day=date(2026, 10, 5)),
        PlacementAdmittedV1(**of, **there, from_day=date(2026, 10, 12)),
        PlacementEnrolledV1(**of, **there, first_day=date(2026, 10, 13)),
        PlacementReturnedV1(**of, **there, from_day=date(2027, 8, 30)),
        PlacementEndedV1(**of, outcome="back-for-good"),
    )
    for seq, event in enumerate(events, start=1):
        await child.world.tell(event, subject=id_, seq=seq)
    for role in (Role.PARENT, Role.TEACHER):
        shown = await timeline(child, client_of, request_id, role)
        for line in (
            "Uiterlijk 5 oktober 2026 moest er een plek zijn. Het loket helpt zoeken.",
            "Speciaal basisonderwijs (sbo), vanaf 12 oktober 2026.",
            "Speciaal basisonderwijs (sbo), op 13 oktober 2026.",
            "Vanaf 30 augustus 2027.",
            "Het gaat goed op de gewone school.",
        ):
            assert shown.count(line) == 1, line


async def test_what_was_told_before_requests_were_told_adds_nothing(child: Child) -> None:
    old = PlacementEndedV1(placement_id=uuid4(), case_id=child.case_id, outcome="stays")
    await child.world.tell(old, subject=old.placement_id)

    async with child.world.worker(Scope.begin(child.world.alliance_id)) as uow:
        query = text("SELECT count(*) FROM timeline_entry WHERE kind = :kind")
        assert await uow.session.scalar(query, {"kind": EntryKind.PLACE_ENDED.value}) == 0


async def test_a_case_that_goes_to_another_unit_takes_place_and_next_school_along(
    child: Child, client_of: Any
) -> None:
    goes_on, request_id, unit_id = GoesOn(child, client_of), await request_of(child), uuid4()
    one = await goes_on.planned(toSchoolId=None, toName="Vmbo De Linde")
    sought = await goes_on.done(
        goes_on.desk, f"/cases/{child.case_id}/placements", {"kind": "observation"}
    )
    place = f"/placements/{sought['id']}"
    there = child.world.coordinator(unit_id=unit_id)
    unit = UnitRecordedV1(unit_id=unit_id, name="Eenheid Zuid", alliance_name="Samen")
    await child.world.tell(unit, subject=unit_id, unit_id=unit_id)
    for path in (one, place):
        assert (await goes_on.get(there, path)).status_code == 404
    planned = CaseActionPlannedV1(
        case_id=child.case_id,
        support_request_id=request_id,
        holder=HolderRef(kind="unit-desk", id=unit_id),
        next_action=NextActionRef(kind="observe", due_on=date(2026, 9, 21)),
    )

    await child.world.tell(planned, subject=child.case_id, seq=7, unit_id=unit_id)
    await child.world.tell_again()

    for path in (one, place):
        assert (await goes_on.get(there, path)).status_code == 200
        assert (await goes_on.get(goes_on.desk, path)).status_code == 404
    # What was told late by something that still was of the old unit does not give it the file back.
    late = PlacementEndedV1(
        placement_id=uuid4(),
        case_id=child.case_id,
        support_request_id=request_id,
        outcome="not-needed",
    )
    await child.world.tell(late, subject=late.placement_id)
    for who, status in ((there, 200), (goes_on.desk, 404)):
        async with client_of(who) as client:
            assert (await client.get(TIMELINE.format(request_id))).status_code == status
    async with client_of(there) as client:
        assert (await client.get(f"{PAGES}{one}")).status_code == 200
