"""Integration: a child goes on to its next school, over HTTP and on the pages, and each refusal."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest_asyncio

from samenspel_contracts.intake import PupilRecordedV1, SchoolRecordedV1, UnitRecordedV1
from samenspel_contracts.registrations import RegistrationClosedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_testkit.clocks import FixedClock

from .children import Child, a_child, goes_to
from .test_pages import press, words_of
from .test_tlv_api import code_of

V1, PAGES = "/arrangements/v1", "/arrangements"
SUMMARY = "Een vaste plek bij het raam helpt haar."
BEGUN = datetime(2027, 8, 31, 9, 30, tzinfo=UTC)


class GoesOn:
    """Noor, her school, her mother, and the school where she goes."""

    def __init__(self, child: Child, client_of: Any) -> None:
        self.child, self.world, self.client_of = child, child.world, client_of
        self.next_id = uuid4()
        self.school = self.world.somebody(Role.SCHOOL_COORDINATOR, school_id=self.world.school_id)
        self.next = self.world.somebody(Role.SCHOOL_COORDINATOR, school_id=self.next_id)
        self.mother = child.follower(Role.PARENT)
        self.desk = child.holder

    @property
    def plan(self) -> dict[str, Any]:
        return {
            "stage": "to-secondary",
            "firstDay": "2027-08-30",
            "toSchoolId": str(self.next_id),
            "parts": ["perspective", "help"],
            "summary": SUMMARY,
        }

    async def post(self, who: Actor, path: str, body: Any = None) -> Any:
        async with self.client_of(who) as client:
            return await client.post(f"{V1}{path}", json=body or {})

    async def get(self, who: Actor, path: str) -> Any:
        async with self.client_of(who) as client:
            return await client.get(f"{V1}{path}")

    async def done(self, who: Actor, path: str, body: Any = None) -> Any:
        answer = await self.post(who, path, body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def planned(self, **changes: Any) -> str:
        path = f"/cases/{self.child.case_id}/transitions"
        made = await self.done(self.school, path, {**self.plan, **changes})
        return f"/transitions/{made['id']}"

    async def offered(self) -> str:
        one = await self.planned()
        await self.done(self.mother, f"{one}/answers", {"revision": 1, "isGiven": True})
        await self.done(self.school, f"{one}/offers")
        return one


@pytest_asyncio.fixture
async def goes_on(world: Any, client_of: Any) -> GoesOn:
    found = GoesOn(await a_child(world, client_of), client_of)
    school = SchoolRecordedV1(
        school_id=found.next_id,
        location_code="99XY00",
        name="College De Brug",
        municipality_code="0796",
    )
    await world.tell(school, subject=found.next_id)
    return found


async def test_k23_the_next_school_accepts_a_child_before_its_first_day(
    goes_on: GoesOn, clock: FixedClock
) -> None:
    one = await goes_on.planned()
    made = (await goes_on.get(goes_on.mother, one)).json()
    assert (made["status"], made["nextAction"], made["dueOn"]) == (
        "preparing",
        "prepare-transition",
        "2027-06-21",
    )
    assert (await goes_on.get(goes_on.next, one)).status_code == 404
    early = await goes_on.post(goes_on.school, f"{one}/offers")
    assert code_of(early) == "transition.parents-first"

    await goes_on.done(goes_on.mother, f"{one}/answers", {"revision": 1, "isGiven": True})
    await goes_on.done(goes_on.school, f"{one}/offers")
    (coming,) = (await goes_on.get(goes_on.next, "/transitions")).json()["items"]
    assert coming["summary"] == SUMMARY
    accepted = await goes_on.done(goes_on.next, f"{one}/acceptances")

    assert (accepted["status"], accepted["acceptedOn"]) == ("accepted", "2026-09-07")
    assert (accepted["nextAction"], accepted["dueOn"]) == ("check-begin", "2027-09-06")
    not_yet = await goes_on.post(goes_on.school, f"{one}/endings", {"reason": "began"})
    assert code_of(not_yet) == "transition.not-begun"
    clock.at = BEGUN
    ended = await goes_on.done(goes_on.school, f"{one}/endings", {"reason": "began"})
    assert (ended["status"], ended["endReason"]) == ("ended", "began")
    assert (await goes_on.get(goes_on.next, one)).status_code == 404


async def test_m3_parents_say_what_travels_and_each_change_asks_them_anew(goes_on: GoesOn) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        far = {**goes_on.plan, "firstDay": day}
        path = f"/cases/{goes_on.child.case_id}/transitions"
        assert code_of(await goes_on.post(goes_on.school, path, far)) == "transition.day"
    one = await goes_on.planned()
    other = {**goes_on.plan, "parts": []}
    del other["stage"], other["firstDay"]
    await goes_on.done(goes_on.mother, f"{one}/answers", {"revision": 1, "isGiven": True})
    changed = await goes_on.done(goes_on.school, f"{one}/contents", other)

    assert (changed["revision"], changed["agreed"]) == (2, 0)
    stale = await goes_on.post(goes_on.mother, f"{one}/answers", {"revision": 1, "isGiven": True})
    assert code_of(stale) == "transition.was-changed"
    no = {"revision": 2, "isGiven": False, "reason": "Te veel."}
    assert (await goes_on.done(goes_on.mother, f"{one}/answers", no))["withheld"] == 1
    refused = await goes_on.post(goes_on.school, f"{one}/offers")
    assert code_of(refused) == "transition.parents-first"
    whose = await goes_on.post(goes_on.school, f"{one}/answers", {"revision": 2, "isGiven": True})
    assert code_of(whose) == "transition.which-parent"
    told = {"revision": 2, "isGiven": True, "parentId": str(goes_on.child.mother_id)}
    assert (await goes_on.done(goes_on.school, f"{one}/answers", told))["agreed"] == 1
    stranger = {**told, "parentId": str(uuid4())}
    assert code_of(await goes_on.post(goes_on.school, f"{one}/answers", stranger)) == (
        "transition.no-such-parent"
    )
    other_name = Actor(
        person_id=goes_on.mother.person_id,
        alliance_id=goes_on.world.alliance_id,
        role=Role.PARENT,
        name="Oma",
        pupil_ids=goes_on.mother.pupil_ids,
    )
    unknown = await goes_on.post(other_name, f"{one}/answers", no)
    assert code_of(unknown) == "transition.parent-not-recognised"


async def test_the_next_school_is_one_that_is_known_or_goes_by_its_name(goes_on: GoesOn) -> None:
    unknown = {**goes_on.plan, "toSchoolId": str(uuid4())}
    path = f"/cases/{goes_on.child.case_id}/transitions"
    refused = await goes_on.post(goes_on.school, path, unknown)
    one = await goes_on.planned()
    other = {key: unknown[key] for key in ("toSchoolId", "parts", "summary")}
    changed = await goes_on.post(goes_on.school, f"{one}/contents", other)

    for answer in (refused, changed):
        assert answer.status_code == 400
        (error,) = answer.json()["errors"]
        assert (error["field"], error["code"]) == ("toSchoolId", "transition.unknown-school")


async def test_m3_a_wrong_first_day_is_corrected_alone_with_the_reason_until_it_ended(
    goes_on: GoesOn,
) -> None:
    one, why = await goes_on.offered(), "De school begint een week later."
    body = {"firstDay": "2027-09-06", "reason": why}
    for who, status in ((goes_on.mother, 403), (goes_on.next, 404)):
        assert (await goes_on.post(who, f"{one}/first-days", body)).status_code == status
    for wrong, code in (
        ({"firstDay": "2027-08-30"}, "transition.same-day"),
        ({"firstDay": "9999-12-31"}, "transition.day"),
        ({"reason": " "}, "input.string-too-short"),
    ):
        assert code_of(await goes_on.post(goes_on.school, f"{one}/first-days", body | wrong)) == (
            code
        )
    async with goes_on.client_of(goes_on.school) as client:
        tag = (await client.get(f"{V1}{one}")).headers["etag"]
        at = f"{V1}{one}/first-days"
        old = await client.post(at, json=body, headers={"If-Match": '"99"'})
        new = await client.post(at, json=body, headers={"If-Match": tag})
    moved = new.json()
    assert (old.status_code, new.status_code, moved["agreed"]) == (412, 201, 1)
    assert (moved["firstDay"], moved["status"]) == ("2027-09-06", "offered")
    assert (moved["nextAction"], moved["dueOn"]) == ("await-acceptance", "2027-08-09")

    form = f"{PAGES}{one}/first-days"
    async with goes_on.client_of(goes_on.school) as school:
        page = await school.get(f"{form}/new")
        typed = {"first_day": "2027-09-06", "reason": "Het was een andere week."}
        refused = await press(school, page, form, **typed)
        assert refused.status_code == 422
        assert 'id="first_day-error"' in refused.text
        assert typed["reason"] in refused.text
        page = await school.get(f"{form}/new")
        done = await press(school, page, form, **typed | {"first_day": "2027-09-13"})
        assert done.status_code == 303, words_of(done)
    for who, status, reads in ((goes_on.mother, 403, True), (goes_on.next, 404, False)):
        async with goes_on.client_of(who) as client:
            page = await client.get(f"{PAGES}{one}")
            assert (await client.get(f"{form}/new")).status_code == status
        assert "13 september 2027" in words_of(page)
        assert (typed["reason"] in words_of(page)) == reads
    await goes_on.done(goes_on.next, f"{one}/acceptances")
    last = await goes_on.done(goes_on.school, f"{one}/first-days", body)
    assert (last["nextAction"], last["dueOn"]) == ("check-begin", "2027-09-13")
    await goes_on.done(goes_on.school, f"{one}/endings", {"reason": "not-needed"})
    late = await goes_on.post(goes_on.school, f"{one}/first-days", body)
    assert code_of(late) == "transition.closed"


async def test_a_school_outside_says_yes_through_the_desk(goes_on: GoesOn) -> None:
    one = await goes_on.planned(toSchoolId=None, toName="Vmbo De Linde")
    await goes_on.done(goes_on.mother, f"{one}/answers", {"revision": 1, "isGiven": True})
    await goes_on.done(goes_on.desk, f"{one}/offers")

    silent = await goes_on.post(goes_on.desk, f"{one}/acceptances")
    assert code_of(silent) == "text.missing"
    words = {"words": "Mail van de teamleider, 3 juni"}
    assert (await goes_on.done(goes_on.desk, f"{one}/acceptances", words))["status"] == "accepted"


async def test_a_no_brings_it_back_and_hides_it_from_that_school(goes_on: GoesOn) -> None:
    one = await goes_on.offered()
    stranger = goes_on.world.somebody(Role.SCHOOL_COORDINATOR, school_id=uuid4())
    for who in (stranger, goes_on.mother):
        answer = await goes_on.post(who, f"{one}/acceptances")
        assert answer.status_code in (403, 404)

    back = await goes_on.done(goes_on.next, f"{one}/refusals", {"reason": "Wij zijn vol."})

    assert (back["status"], back["nextAction"]) == ("preparing", "prepare-transition")
    assert (await goes_on.get(goes_on.next, one)).status_code == 404
    again = await goes_on.post(goes_on.next, f"{one}/acceptances")
    assert again.status_code == 404


async def test_k23_who_has_no_yes_four_weeks_before_is_escalated(
    goes_on: GoesOn, looked: Any, clock: FixedClock
) -> None:
    one = await goes_on.offered()
    unit = UnitRecordedV1(unit_id=goes_on.world.unit_id, name="Noord", alliance_name="De Waterkant")
    await goes_on.world.tell(unit, subject=goes_on.world.unit_id)

    await looked(date(2027, 8, 3))

    found = (await goes_on.get(goes_on.school, one)).json()
    assert found["escalated"]
    assert found["nextAction"] in ("await-acceptance", "escalate-transition")
    clock.at = BEGUN
    late = await goes_on.done(goes_on.next, f"{one}/acceptances")
    assert (late["status"], late["acceptedOn"]) == ("accepted", "2027-08-31")


async def test_it_goes_with_case_and_child_and_a_case_does_not_close_without_it(
    goes_on: GoesOn, clock: FixedClock
) -> None:
    one, case = await goes_on.offered(), f"/cases/{goes_on.child.case_id}"
    second = await goes_on.post(goes_on.school, f"{case}/transitions", goes_on.plan)
    assert code_of(second) == "transition.goes-on-already"
    colleague = goes_on.world.coordinator()
    await goes_to(goes_on.child, colleague)
    moved = PupilRecordedV1(
        pupil_id=goes_on.child.pupil_id,
        given_name="Noor",
        family_name="Bakker",
        school_id=goes_on.next_id,
    )
    await goes_on.world.tell(moved, subject=goes_on.child.pupil_id, seq=9)
    assert (await goes_on.get(goes_on.next, one)).status_code == 200
    clock.advance(days=3)
    closure = {
        "reason": "goal-reached",
        "childHeardOn": "2026-09-08",
        "childWords": "Ik kan het nu zelf.",
        "parentsHeardOn": "2026-09-08",
        "parentsWords": "Wij zijn tevreden.",
    }
    closed = await goes_on.post(goes_on.desk, f"{case}/closures", closure)
    assert (closed.status_code, code_of(closed)) == (409, "case.goes-on")

    died = RegistrationClosedV1(
        registration_id=uuid4(), pupil_id=goes_on.child.pupil_id, outcome="died"
    )
    await goes_on.world.tell(died, subject=uuid4())

    assert (await goes_on.get(goes_on.desk, one)).json()["endReason"] == "died"


async def test_m3_on_the_pages_school_mother_and_next_school_see_to_it(goes_on: GoesOn) -> None:
    case = f"{PAGES}/cases/{goes_on.child.case_id}"
    new = f"{case}/transitions/new"
    async with goes_on.client_of(goes_on.school) as school:
        assert "Volgende school regelen" in words_of(await school.get(case))
        page = await school.get(new)
        typed = {"stage": "to-secondary", "first_day": "2027-08-30", "summary": SUMMARY}
        wrong = await press(school, page, f"{case}/transitions", **typed)
        assert wrong.status_code == 422
        assert 'id="to_school_id-error"' in wrong.text
        assert SUMMARY in wrong.text
        page = await school.get(new)
        sent = {**typed, "to_school_id": str(goes_on.next_id), "parts": "help"}
        made = await press(school, page, f"{case}/transitions", **sent)
        assert made.status_code == 303, words_of(made)
        one = made.headers["location"].split("?")[0]
        page = await school.get(one)
        refused = await press(school, page, f"{one}/offers")
        assert "Elke ouder met gezag moet eerst ja zeggen." in words_of(refused)
    async with goes_on.client_of(goes_on.mother) as mother:
        page = await mother.get(one)
        assert SUMMARY in words_of(page)
        said = await press(mother, page, f"{one}/answers", is_given="true")
        assert said.status_code == 303, words_of(said)
        assert "U zei: Ja" in words_of(await mother.get(one))
    async with goes_on.client_of(goes_on.school) as school:
        offered = await press(school, await school.get(one), f"{one}/offers")
        assert offered.status_code == 303, words_of(offered)
    async with goes_on.client_of(goes_on.next) as coming:
        listed = words_of(await coming.get(f"{PAGES}/transitions"))
        assert "Noor Bakker" in listed
        page = await coming.get(one)
        assert SUMMARY in words_of(page)
        assert "Sam de Wit" not in page.text.split("<main")[1]
        accepted = await press(coming, page, f"{one}/acceptances")
        assert accepted.status_code == 303, words_of(accepted)
        assert "De volgende school zei ja" in words_of(await coming.get(one))
    async with goes_on.client_of(goes_on.mother) as mother:
        on_case = words_of(await mother.get(case))
    assert "College De Brug : De volgende school zei ja" in on_case
