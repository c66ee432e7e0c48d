"""Integration: the way to a next school begins by itself, once for each child and school year."""

import asyncio
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from samenspel_arrangements.application.transitions.begin import GrownChild, begin_transition
from samenspel_arrangements.jobs import begin_transitions as job
from samenspel_arrangements.jobs.begin_transitions import begin_transitions
from samenspel_contracts.intake import PupilRecordedV1, UnitRecordedV1
from samenspel_testkit.clocks import FixedClock

from .test_pages import press, words_of
from .test_tlv_api import code_of
from .test_transitions import PAGES, SUMMARY, GoesOn, goes_on

__all__ = ["goes_on"]
THE_DAY = datetime(2026, 10, 26, 9, 30, tzinfo=UTC)
MOVED = {"reason": "moved-away"}
A_YEAR_ON = datetime(2027, 11, 1, 9, 30, tzinfo=UTC)


async def is_born(goes_on: GoesOn, born: date | None, *, seq: int = 2) -> None:
    world, pupil_id = goes_on.world, goes_on.child.pupil_id
    unit = UnitRecordedV1(unit_id=world.unit_id, name="Noord", alliance_name="De Waterkant")
    await world.tell(unit, subject=world.unit_id, seq=seq)
    pupil = PupilRecordedV1(
        pupil_id=pupil_id,
        given_name="Noor",
        family_name="Bakker",
        birth_date=born,
        school_id=world.school_id,
    )
    await world.tell(pupil, subject=pupil_id, seq=seq)


async def has_another_case(goes_on: GoesOn) -> None:
    case_id = await goes_on.world.offer(
        pupil_id=goes_on.child.pupil_id, answer_by=date(2027, 11, 30)
    )
    accepted = {"nextAction": "contact-family", "dueOn": "2027-11-22"}
    await goes_on.done(goes_on.desk, f"/cases/{case_id}/acceptances", accepted)


async def open_ones(goes_on: GoesOn) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await goes_on.get(goes_on.desk, "/transitions")).json()["items"]
    return found


async def test_m3_forty_weeks_before_somebody_sees_to_it_once(
    goes_on: GoesOn, process: Any, clock: FixedClock
) -> None:
    await is_born(goes_on, None)
    assert await begin_transitions(process.job_context) == 0  # nothing tells that it goes
    await is_born(goes_on, date(2015, 9, 30), seq=3)
    assert await begin_transitions(process.job_context) == 0  # September: it is early
    clock.at = THE_DAY
    done = await asyncio.gather(*(begin_transitions(process.job_context) for _ in range(2)))
    assert sum(done) == 1
    assert await begin_transitions(process.job_context) == 0

    (one,) = await open_ones(goes_on)
    assert (one["stage"], one["firstDay"], one["status"]) == (
        "to-secondary",
        "2027-08-01",
        "preparing",
    )
    assert (one["nextAction"], one["dueOn"]) == ("choose-next-school", "2026-12-07")
    path = f"/transitions/{one['id']}"
    for who, command, body in (
        (goes_on.mother, "answers", {"revision": 1, "isGiven": True}),
        (goes_on.school, "offers", {}),
    ):
        refused = await goes_on.post(who, f"{path}/{command}", body)
        assert code_of(refused) == "transition.nothing-chosen"

    # It stays for a year: that year it does not begin again, the next year it does.
    await goes_on.done(goes_on.school, f"{path}/endings", {"reason": "not-needed"})
    assert await begin_transitions(process.job_context) == 0
    clock.at = A_YEAR_ON
    assert await begin_transitions(process.job_context) == 1
    (again,) = await open_ones(goes_on)
    path = f"/transitions/{again['id']}"
    await goes_on.done(goes_on.school, f"{path}/endings", MOVED)
    clock.advance(days=7)
    assert await begin_transitions(process.job_context) == 0

    # It is back: with a new case it begins again, once, and not again when it moves once more.
    await has_another_case(goes_on)
    done = await asyncio.gather(*(begin_transitions(process.job_context) for _ in range(2)))
    assert sum(done) == 1
    assert await begin_transitions(process.job_context) == 0
    (back,) = await open_ones(goes_on)
    assert (back["firstDay"], back["caseId"]) != (again["firstDay"], again["caseId"])
    await goes_on.done(goes_on.school, f"/transitions/{back['id']}/endings", MOVED)
    clock.at = A_YEAR_ON.replace(year=2028)
    assert await begin_transitions(process.job_context) == 0


async def test_m3_from_preschool_it_goes_by_the_fourth_birthday_and_a_person_says_the_real_day(
    goes_on: GoesOn, process: Any, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []

    async def looks(child: GrownChild, **around: Any) -> bool:
        looked_at.append(child.birth_date)
        return await begin_transition(child, **around)

    monkeypatch.setattr(job, "begin_transition", looks)
    await is_born(goes_on, date(2023, 9, 1))
    clock.at = THE_DAY.replace(month=9)
    assert await begin_transitions(process.job_context) == 0
    assert looked_at == []  # not each hour of a child's first years
    clock.at = THE_DAY
    assert await begin_transitions(process.job_context) == 0  # 45 weeks before
    clock.at = THE_DAY.replace(month=12)
    assert await begin_transitions(process.job_context) == 1
    assert looked_at == [date(2023, 9, 1)] * 2
    (one,) = await open_ones(goes_on)
    assert (one["stage"], one["firstDay"]) == ("to-primary", "2027-09-01")

    page_of = f"{PAGES}/transitions/{one['id']}"
    async with goes_on.client_of(goes_on.mother) as mother:
        seen = words_of(await mother.get(page_of))
        assert "Dit kind gaat bijna naar een volgende school" in seen
        assert "Uw antwoord" not in seen
    async with goes_on.client_of(goes_on.school) as school:
        page = await school.get(page_of)
        assert "Nog niet bekend" in words_of(page)
        typed = {
            "first_day": "2027-10-18",
            "to_school_id": str(goes_on.next_id),
            "summary": SUMMARY,
        }
        far = {**typed, "first_day": "2040-01-01"}
        assert (await press(school, page, f"{page_of}/contents", **far)).status_code == 422
        chosen = await press(school, await school.get(page_of), f"{page_of}/contents", **typed)
        assert chosen.status_code == 303, words_of(chosen)
    (after,) = await open_ones(goes_on)
    assert (after["firstDay"], after["nextAction"], after["dueOn"], after["summary"]) == (
        "2027-10-18",
        "prepare-transition",
        "2027-08-09",
        SUMMARY,
    )
    assert await begin_transitions(process.job_context) == 0


async def test_m3_who_is_on_the_way_already_or_has_no_running_case_is_left_alone(
    goes_on: GoesOn, process: Any, clock: FixedClock
) -> None:
    await is_born(goes_on, date(2015, 9, 30))
    one = await goes_on.planned()
    clock.at = THE_DAY
    assert await begin_transitions(process.job_context) == 0
    await goes_on.done(goes_on.school, f"{one}/endings", {"reason": "not-needed"})
    assert await begin_transitions(process.job_context) == 0  # of that year it was said
    other = PupilRecordedV1(
        pupil_id=uuid4(), given_name="Sem", family_name="Smit", birth_date=date(2015, 3, 1)
    )
    await goes_on.world.tell(other, subject=other.pupil_id)
    assert await begin_transitions(process.job_context) == 0
