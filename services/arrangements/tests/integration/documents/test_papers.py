"""Integration: papers lie before a meeting for everybody at the same time (M17, K20)."""

from datetime import UTC, datetime
from typing import Any

from .conftest import Household

MEETING = {
    "subject": "Hoe gaat het in de klas?",
    "on": "2026-09-21",
    "time": "14:30",
    "placeName": "De Vuurtoren",
    "placeAddress": "Dijk 2, Waterdam",
}


async def meets(household: Household) -> str:
    async with household.client_of(household.coordinator) as client:
        path = f"/arrangements/v1/cases/{household.case_id}/meetings"
        answer = await client.post(path, json=MEETING)
    assert answer.status_code == 201, answer.text
    return f"/arrangements/v1/meetings/{answer.json()['id']}"


async def lays(household: Household, meeting: str, document_id: str, why: str = "") -> Any:
    async with household.client_of(household.coordinator) as client:
        body = {"documentId": document_id, "lateBecause": why}
        return await client.post(f"{meeting}/papers", json=body)


async def test_k20_what_comes_within_five_days_is_late_and_says_why(
    household: Household, shelf: Any, clock: Any
) -> None:
    early, late = await household.added(household.school), await household.added(household.school)
    meeting = await meets(household)
    first = await lays(household, meeting, early)
    clock.at = datetime(2026, 9, 17, 9, tzinfo=UTC)
    silent = await lays(household, meeting, late)
    told = await lays(household, meeting, late, "Het onderzoek duurde langer.")
    async with household.client_of(household.parent) as parent:
        page = await parent.get(meeting.replace("/v1", ""))

    assert first.json()["papers"][0]["late"] is False
    assert silent.status_code == 400
    assert "late-needs-reason" in silent.text
    assert [each["late"] for each in told.json()["papers"]] == [False, True]
    assert "Het onderzoek duurde langer." in page.text
    assert "Verslag van de school" in page.text


async def test_m17_what_parents_may_not_read_is_no_paper(household: Household, shelf: Any) -> None:
    kept = await household.added(household.school)
    medical = await household.added(household.coordinator, kind="medical-report")
    body = {"reason": "Eerst een gesprek.", "until": "2026-09-30"}
    withheld = await household.do(household.coordinator, kept, "withholdings", body=body)
    meeting = await meets(household)
    answers = [await lays(household, meeting, each) for each in (kept, medical)]

    assert withheld.status_code == 201, withheld.text
    assert [each.json()["code"] for each in answers] == ["meeting.paper-not-shared"] * 2


async def test_a_newer_version_that_came_late_is_shown_as_late(
    household: Household, shelf: Any, clock: Any
) -> None:
    document_id = await household.added(household.school)
    meeting = await meets(household)
    await lays(household, meeting, document_id)
    clock.at = datetime(2026, 9, 18, 9, tzinfo=UTC)
    async with household.client_of(household.school) as school:
        path = f"{household.documents}/{document_id}/versions"
        await school.post(path, files={"file": ("b.txt", b"Beste ouders")})
    async with household.client_of(household.parent) as parent:
        page = await parent.get(meeting.replace("/v1", ""))

    assert "Er kwam laat een nieuwe versie." in page.text
