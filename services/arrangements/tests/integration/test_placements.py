"""Integration: a child's way to a place over HTTP, the seats on it, and each refusal."""

import asyncio
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.arrangements import CaseActionPlannedV1
from samenspel_contracts.intake import PupilRecordedV1, SchoolRecordedV1, UnitRecordedV1
from samenspel_contracts.registrations import RegistrationClosedV1
from samenspel_contracts.tlvs import TlvDecidedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_messaging.scope import Scope
from samenspel_testkit.clocks import FixedClock

from .test_tlv_api import Story, code_of, story

__all__ = ["story"]
V1 = "/arrangements/v1"
WHY_NOT = "Ook met hulp in de klas raakt zij elke dag overprikkeld."
NOVEMBER = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
GRANTED = {"outcome": "granted", "kind": "sbo", "starts_on": "2026-11-01", "ends_on": "2028-07-31"}


class Places:
    """A unit's desk with provisions, and a child that looks for a place."""

    def __init__(self, story: Story) -> None:
        self.story, self.world = story, story.world
        self.desk = self.world.coordinator()
        self.sbo = uuid4()

    async def post(self, path: str, body: Any = None, *, who: Actor | None = None) -> Any:
        async with self.story.client_of(who or self.desk) as client:
            return await client.post(f"{V1}{path}", json=body or {})

    async def done(self, path: str, body: Any = None) -> Any:
        answer = await self.post(path, body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def get(self, path: str, *, who: Actor | None = None) -> Any:
        async with self.story.client_of(who or self.desk) as client:
            return await client.get(f"{V1}{path}")

    async def offers(self, *, kind: str = "sbo", capacity: int = 1) -> str:
        body = {
            "unitId": str(self.world.unit_id),
            "schoolId": str(self.sbo),
            "name": "De Wissel",
            "kind": kind,
            "startsOn": "2026-09-14",
            "capacity": capacity,
        }
        return str((await self.done("/provisions", body))["id"])

    async def seeks(self, kind: str = "sbo", case_id: UUID | None = None) -> str:
        body = {"kind": kind, "whyNotRegular": WHY_NOT}
        path = f"/cases/{case_id or self.story.case_id}/placements"
        return str((await self.done(path, body))["id"])

    async def another_child(self) -> UUID:
        case_id: UUID = await self.world.offer()
        body = {"nextAction": "observe", "dueOn": "2026-09-21"}
        await self.done(f"/cases/{case_id}/acceptances", body)
        return case_id

    async def tlv_granted(self) -> str:
        """Have a TLV granted and made known, and its event arrive."""
        tlv = await self.story.granted()
        event = TlvDecidedV1.model_validate(
            {
                **GRANTED,
                "tlv_id": tlv,
                "decided_on": "2026-09-07",
                "last_day": "2026-11-02",
                "days_suspended": 0,
            }
        )
        await self.world.tell(event, subject=UUID(tlv))
        return tlv

    async def admitted(self, placement: str) -> Any:
        return await self.post(
            f"/placements/{placement}/admissions",
            {
                "schoolId": str(self.sbo),
                "fromDay": "2026-11-09",
                "decision": "Brief van 2 november",
            },
        )


@pytest_asyncio.fixture
async def places(story: Story) -> Places:
    return Places(story)


async def the_one(places: Places) -> Any:
    (found,) = (await places.get(f"/cases/{places.story.case_id}/placements")).json()["items"]
    return found


async def test_t4_a_granted_tlv_begins_the_search_once_and_is_no_place(places: Places) -> None:
    tlv = await places.tlv_granted()
    await places.world.tell_again()

    found = await the_one(places)

    assert (found["status"], found["kind"], found["tlvId"]) == ("sought", "sbo", tlv)
    assert (found["nextAction"], found["dueOn"]) == ("find-place", "2026-10-05")
    early = await places.post(f"/placements/{found['id']}/enrolments", {"firstDay": "2026-09-07"})
    assert code_of(early) == "placement.not-admitted"


async def test_t4_who_looks_or_is_there_already_gets_no_second_search(
    places: Places,
) -> None:
    mine = await places.seeks()

    await places.tlv_granted()

    assert (await the_one(places))["id"] == mine


async def test_t4_a_tlv_that_is_granted_again_begins_no_search_for_who_stays(
    places: Places, clock: FixedClock
) -> None:
    await places.tlv_granted()
    placement = (await the_one(places))["id"]
    assert (await places.admitted(placement)).status_code == 201
    clock.at = NOVEMBER
    await places.done(f"/placements/{placement}/enrolments", {"firstDay": "2026-11-09"})
    await places.done(f"/placements/{placement}/endings", {"reason": "stays"})
    tlv = await places.story.advised()
    event = TlvDecidedV1.model_validate(
        {
            **GRANTED,
            "tlv_id": tlv,
            "decided_on": "2026-11-16",
            "last_day": "2027-01-11",
            "days_suspended": 0,
        }
    )

    await places.world.tell(event, subject=UUID(tlv))

    assert (await the_one(places))["id"] == placement
    school = SchoolRecordedV1(
        school_id=places.sbo, location_code="99XY00", name="De Wissel", municipality_code="0796"
    )
    await places.world.tell(school, subject=places.sbo)
    async with places.world.worker(Scope.begin(places.world.alliance_id)) as uow:
        there = await uow.childrens_places.of_case(places.story.case_id, "sbo")
    assert there is not None, "what a letter says of its place"
    assert (there.school_id, there.admitted) == (places.sbo, True)


async def test_the_whole_way_there_and_back(places: Places, clock: FixedClock) -> None:
    tlv = await places.tlv_granted()
    placement, provision = (await the_one(places))["id"], await places.offers()
    at = f"/placements/{placement}"

    seat = await places.done(f"{at}/seats", {"provisionId": provision})
    admitted = await places.admitted(placement)
    confirmed = (await places.story.read(places.story.committee, f"/{tlv}")).json()
    clock.at = NOVEMBER
    began = await places.done(f"{at}/enrolments", {"firstDay": "2026-11-09"})
    looked = await places.done(f"{at}/reviews")
    back = await places.done(
        f"{at}/returns", {"schoolId": str(places.world.school_id), "fromDay": "2026-11-16"}
    )
    free = (await places.get("/provisions?schoolYear=2026")).json()["items"]
    over = await places.done(f"{at}/endings", {"reason": "back-for-good"})

    assert (seat["provisionId"], seat["placeInLine"]) == (provision, None)
    assert admitted.status_code == 201, admitted.text
    assert admitted.json()["nextAction"] == "enrol"
    assert "confirm-place" not in {action["kind"] for action in confirmed["actions"]}
    assert (began["status"], began["firstDay"]) == ("enrolled", "2026-11-09")
    assert (looked["nextAction"], looked["dueOn"]) == ("review-stay", "2027-11-16")
    assert (back["status"], back["nextAction"]) == ("returned", "check-support")
    assert [one["free"] for one in free] == [1]
    assert (over["status"], over["endReason"], over["nextAction"]) == (
        "ended",
        "back-for-good",
        None,
    )


@pytest.mark.parametrize("kind", ["sbo", "so"])
async def test_n3_no_way_to_special_education_without_why_not_regular(
    places: Places, kind: str
) -> None:
    path = f"/cases/{places.story.case_id}/placements"

    for body in ({"kind": kind}, {"kind": kind, "whyNotRegular": "  "}):
        refused = await places.post(path, body)
        assert (refused.status_code, code_of(refused)) == (400, "text.missing")
    with_number = await places.post(path, {"kind": kind, "whyNotRegular": "BSN 111222333"})

    assert code_of(with_number) == "text.contains-bsn"
    assert (await places.get(path)).json()["items"] == []


async def test_t4_no_board_admits_to_special_education_without_a_tlv(places: Places) -> None:
    placement = await places.seeks()

    refused = await places.admitted(placement)

    assert (refused.status_code, code_of(refused)) == (409, "placement.no-tlv")


async def test_a_place_of_one_kind_is_looked_for_once_at_a_time(places: Places) -> None:
    await places.seeks()

    again = await places.post(
        f"/cases/{places.story.case_id}/placements", {"kind": "sbo", "whyNotRegular": WHY_NOT}
    )
    await places.seeks("observation")

    assert code_of(again) == "placement.sought-already"


async def test_who_waits_moves_up_in_the_same_transaction_when_a_seat_is_left(
    places: Places,
) -> None:
    provision, others = await places.offers(), [await places.another_child() for _ in range(2)]
    first, second, third = [
        await places.seeks(case_id=case_id) for case_id in (places.story.case_id, *others)
    ]
    answers = [
        await places.done(f"/placements/{each}/seats", {"provisionId": provision})
        for each in (first, second, third)
    ]
    assert [each["placeInLine"] for each in answers] == [None, 1, 2]
    waits = await places.admitted(second)

    await places.done(f"/placements/{first}/endings", {"reason": "not-needed"})

    moved = (await places.get(f"/placements/{second}")).json()
    last = (await places.get(f"/placements/{third}")).json()
    assert code_of(waits) in {"placement.waits-in-line", "placement.no-tlv"}
    assert (moved["provisionId"], moved["placeInLine"]) == (provision, None)
    assert last["placeInLine"] == 1
    await places.done(f"/provisions/{provision}/capacities", {"capacity": 2})
    assert (await places.get(f"/placements/{third}")).json()["placeInLine"] is None


async def test_children_who_ask_at_once_get_as_many_seats_as_there_are(places: Places) -> None:
    provision = await places.offers(capacity=2)
    cases = [places.story.case_id, *[await places.another_child() for _ in range(4)]]
    seeking = [await places.seeks(case_id=case_id) for case_id in cases]

    answers = await asyncio.gather(
        *(places.post(f"/placements/{each}/seats", {"provisionId": provision}) for each in seeking)
    )

    assert [each.status_code for each in answers] == [201] * 5
    in_line = sorted(each.json()["placeInLine"] or 0 for each in answers)
    assert in_line[:2] == [0, 0]
    assert in_line[2:] == [1, 2, 3]


@pytest.mark.parametrize("kind", ["observation", "so"])
async def test_a_seat_is_asked_where_that_is_offered(places: Places, kind: str) -> None:
    placement, other = await places.seeks(), await places.offers(kind=kind)
    at = f"/placements/{placement}/seats"

    wrong = await places.post(at, {"provisionId": other})
    nowhere = await places.post(at, {"provisionId": str(uuid4())})

    assert code_of(wrong) == "placement.other-kind"
    assert code_of(nowhere) == "provision.unknown"


async def test_only_the_board_where_the_seat_is_admits(places: Places) -> None:
    await places.tlv_granted()
    placement, provision = (await the_one(places))["id"], await places.offers()
    await places.done(f"/placements/{placement}/seats", {"provisionId": provision})
    places.sbo = uuid4()

    refused = await places.admitted(placement)

    assert code_of(refused) == "placement.other-school"


async def test_m16_four_weeks_without_a_place_are_escalated_and_listed(
    places: Places, looked: Any
) -> None:
    unit = UnitRecordedV1(unit_id=places.world.unit_id, name="Noord", alliance_name="De Waterkant")
    await places.world.tell(unit, subject=places.world.unit_id)
    placement = await places.seeks()
    assert await looked(date(2026, 10, 5)) == 0
    assert await looked(date(2026, 10, 6)) >= 1

    (found,) = (await places.get("/placements")).json()["items"]

    assert (found["id"], found["escalated"], found["nextAction"]) == (
        placement,
        True,
        "escalate-place",
    )
    assert found["dueOn"] > "2026-10-06"


async def test_m16_a_case_is_not_closed_while_its_child_has_no_place(
    places: Places, clock: FixedClock
) -> None:
    placement, case = await places.seeks("observation"), f"/cases/{places.story.case_id}"
    clock.advance(days=3)
    closure = {
        "reason": "goal-reached",
        "childHeardOn": "2026-09-08",
        "childWords": "Ik kan het nu zelf.",
        "parentsHeardOn": "2026-09-08",
        "parentsWords": "Wij zijn tevreden.",
    }

    refused = await places.post(f"{case}/closures", closure)
    await places.done(f"/placements/{placement}/endings", {"reason": "not-needed"})
    closed = await places.post(f"{case}/closures", closure)

    assert (refused.status_code, code_of(refused)) == (409, "case.place-is-sought")
    assert closed.status_code == 201, closed.text


@pytest.mark.parametrize("told_by", ["intake", "case"])
async def test_death_ends_it_at_once_and_frees_the_seat(places: Places, told_by: str) -> None:
    placement, provision = await places.seeks(), await places.offers()
    await places.done(f"/placements/{placement}/seats", {"provisionId": provision})
    waiting = await places.seeks(case_id=await places.another_child())
    await places.done(f"/placements/{waiting}/seats", {"provisionId": provision})

    if told_by == "intake":
        registration = uuid4()
        event = RegistrationClosedV1(
            registration_id=registration, pupil_id=places.story.pupil_id, outcome="died"
        )
        await places.world.tell(event, subject=registration)
    else:
        await places.done(f"/cases/{places.story.case_id}/deaths")

    async with places.world.worker(Scope.begin(places.world.alliance_id)) as uow:
        (ended,) = await uow.placements.of_case(places.story.case_id)
    assert (ended.responsibility, ended.standing.reason) == (None, "died")
    assert (await places.get(f"/placements/{waiting}")).json()["placeInLine"] is None


async def test_nobody_ends_it_by_saying_that_the_child_died(places: Places) -> None:
    placement = await places.seeks()

    refused = await places.post(f"/placements/{placement}/endings", {"reason": "died"})

    assert refused.status_code == 400


async def test_it_goes_with_who_holds_the_case_and_where_the_child_is(places: Places) -> None:
    await places.seeks()
    other, school = HolderRef(kind="unit-desk", id=places.world.unit_id), uuid4()
    case_id = places.story.case_id
    event = CaseActionPlannedV1(
        case_id=case_id,
        support_request_id=uuid4(),
        holder=other,
        next_action=NextActionRef(kind="observe", due_on=date(2026, 9, 21)),
    )
    await places.world.tell(event, subject=case_id, seq=7)
    moved = PupilRecordedV1(
        pupil_id=places.story.pupil_id, given_name="Noor", family_name="Vos", school_id=school
    )
    await places.world.tell(moved, subject=places.story.pupil_id)

    async with places.world.worker(Scope.begin(places.world.alliance_id)) as uow:
        (found,) = await uow.placements.of_case(case_id)
    assert (found.holder.kind.value, found.school_id) == ("unit-desk", school)


async def test_who_read_an_older_version_changes_nothing(places: Places) -> None:
    placement = await places.seeks("observation")
    async with places.story.client_of(places.desk) as client:
        read = await client.get(f"{V1}/placements/{placement}")
        at, body = f"{V1}/placements/{placement}/endings", {"reason": "not-needed"}
        old = await client.post(at, json=body, headers={"If-Match": '"99"'})
        new = await client.post(at, json=body, headers={"If-Match": read.headers["etag"]})
    assert (old.status_code, new.status_code) == (412, 201)


async def test_parents_and_school_read_it_and_only_the_desk_changes_it(places: Places) -> None:
    placement, story = await places.seeks(), places.story
    at = f"/placements/{placement}"
    for reader in (story.parent, story.school, story.committee):
        seen = await places.get(at, who=reader)
        assert seen.json()["whyNotRegular"] == WHY_NOT
        changed = await places.post(f"{at}/endings", {"reason": "not-needed"}, who=reader)
        assert changed.status_code == 403
        assert (await places.get("/placements", who=reader)).status_code == 403
    strangers = (
        places.world.coordinator(unit_id=uuid4()),
        places.world.somebody(Role.PARENT, pupil_ids=frozenset({uuid4()})),
    )
    for stranger in strangers:
        assert (await places.get(at, who=stranger)).status_code == 404


async def test_k12_gaps_are_what_children_of_a_unit_look_for_and_nobody_offers(
    places: Places,
) -> None:
    await places.seeks()
    gap = {
        "unitId": str(places.world.unit_id),
        "kind": "sbo",
        "wanted": 1,
        "free": 0,
        "offeredAtAll": False,
    }
    assert (await places.get("/provisions/gaps")).json()["items"] == [gap]

    provision = await places.offers()
    assert (await places.get("/provisions/gaps")).json()["items"] == []
    await places.done(f"/provisions/{provision}/starts", {"startsOn": "2027-03-01"})
    assert (await places.get("/provisions/gaps")).json()["items"] == [gap | {"offeredAtAll": True}]
    late = await places.post(f"/provisions/{provision}/starts", {"startsOn": "2027-09-01"})
    assert code_of(late) == "provision.outside-its-year"
