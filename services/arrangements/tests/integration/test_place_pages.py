"""Integration: the pages of places, as the unit's desk, a school and a parent use them."""

from typing import Any
from uuid import UUID, uuid4

import pytest_asyncio

from samenspel_contracts.intake import PupilRecordedV1, SchoolRecordedV1
from samenspel_testkit.clocks import FixedClock

from .test_pages import press, words_of
from .test_placements import NOVEMBER, WHY_NOT, Places, the_one
from .test_tlv_api import Story, story

__all__ = ["story"]
PAGES = "/arrangements"


@pytest_asyncio.fixture
async def places(story: Story) -> Places:
    found = Places(story)
    school = SchoolRecordedV1(
        school_id=found.sbo, location_code="99XY00", name="SBO De Wissel", municipality_code="0796"
    )
    await found.world.tell(school, subject=found.sbo)
    pupil = PupilRecordedV1(
        pupil_id=story.pupil_id,
        given_name="Noor",
        family_name="Vos",
        school_id=found.world.school_id,
    )
    await found.world.tell(pupil, subject=story.pupil_id)
    return found


async def test_a_desk_finds_a_place_on_the_pages(places: Places, clock: FixedClock) -> None:
    case = f"{PAGES}/cases/{places.story.case_id}"
    async with places.story.client_of(places.desk) as desk:
        offer = await desk.get(f"{PAGES}/provisions/new")
        offered = await press(
            desk,
            offer,
            f"{PAGES}/provisions",
            name="De Wissel",
            kind="sbo",
            school_id=str(places.sbo),
            starts_on="2026-09-14",
            capacity="1",
        )
        assert offered.status_code == 303, words_of(offered)
        provision = offered.headers["location"].split("?")[0]
        await places.tlv_granted()
        placement = f"{PAGES}/placements/{(await the_one(places))['id']}"
        on_case = words_of(await desk.get(case))
        without = words_of(await desk.get(f"{PAGES}/placements"))
        page = await desk.get(placement)
        asked = await press(
            desk, page, f"{placement}/seats", provision_id=provision.rsplit("/", 1)[-1]
        )
        kept = await desk.get(placement)
        admitted = await press(
            desk,
            kept,
            f"{placement}/admissions",
            school_id=str(places.sbo),
            from_day="2026-11-09",
            decision="Brief van 2 november",
        )
    clock.at = NOVEMBER
    async with places.story.client_of(places.desk) as desk:
        page = await desk.get(placement)
        begun = await press(desk, page, f"{placement}/enrolments", first_day="2026-11-09")
        line = words_of(await desk.get(provision))

    for done in (asked, admitted, begun):
        assert done.status_code == 303, words_of(done)
    assert "Wij zoeken een plek" in on_case
    assert "Noor Vos" in without
    assert "er is een plaats vrijgehouden" in words_of(kept)
    assert "Noor Vos" in line
    async with places.story.client_of(places.story.parent) as parent:
        seen = words_of(await parent.get(placement))
    assert "Het kind is begonnen" in seen
    assert "SBO De Wissel" in seen
    assert "Eerste dag opslaan" not in seen


async def test_n3_what_is_missing_stands_beside_its_field_and_nothing_typed_is_lost(
    places: Places,
) -> None:
    here = f"{PAGES}/cases/{places.story.case_id}/placements"
    async with places.story.client_of(places.desk) as desk:
        page = await desk.get(here)
        refused = await press(desk, page, here, kind="so", why_not_regular="")
        page = await desk.get(here)
        sought = await press(desk, page, here, kind="so", why_not_regular=WHY_NOT)
        page = await desk.get(here)
        again = await press(desk, page, here, kind="so", why_not_regular=WHY_NOT)
        shown = words_of(await desk.get(sought.headers["location"]))

    assert refused.status_code == 422
    assert 'id="why_not_regular-error"' in refused.text
    assert '<option value="so" selected>' in refused.text
    assert "U zoekt al zo" in words_of(again)
    assert WHY_NOT in shown


async def test_who_waits_is_named_for_who_looks_for_its_place_alone(places: Places) -> None:
    provision, placement = await places.offers(), await places.seeks()
    await places.done(f"/placements/{placement}/seats", {"provisionId": provision})
    other = places.world.coordinator(unit_id=uuid4())

    async def reads(who: Any) -> str:
        async with places.story.client_of(who) as client:
            return words_of(await client.get(f"{PAGES}/provisions/{provision}"))

    assert "Noor Vos" in await reads(places.desk)
    for who in (other, places.story.school):
        page = await reads(who)
        assert "Noor" not in page
        assert "Een kind waar u niet voor zoekt" in page


async def test_more_seats_let_who_waits_move_up_and_another_start_is_kept(places: Places) -> None:
    provision = await places.offers()
    cases: list[UUID] = [places.story.case_id, await places.another_child()]
    for case_id in cases:
        placement = await places.seeks(case_id=case_id)
        await places.done(f"/placements/{placement}/seats", {"provisionId": provision})
    here = f"{PAGES}/provisions/{provision}"
    async with places.story.client_of(places.desk) as desk:
        page = await desk.get(here)
        less = await press(desk, page, f"{here}/capacities", capacity="0")
        page = await desk.get(here)
        more = await press(desk, page, f"{here}/capacities", capacity="2")
        page = await desk.get(here)
        later = await press(desk, page, f"{here}/starts", starts_on="2026-10-01")
        shown = words_of(await desk.get(here))
        listed = words_of(await desk.get(f"{PAGES}/provisions"))

    assert "Er zijn meer plaatsen bezet." in words_of(less)
    assert (more.status_code, later.status_code) == (303, 303)
    assert "Niemand wacht" in shown
    assert "1 oktober 2026" in shown
    assert "Er is genoeg" in listed
