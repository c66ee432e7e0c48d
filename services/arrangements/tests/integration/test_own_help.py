"""Integration: what schools arrange by themselves, by API and pages (real PostgreSQL)."""

import html
import re
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx2
from sqlalchemy import text

from samenspel_contracts.intake import SchoolRecordedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_messaging.scope import Scope

API = "/arrangements/v1"
PAGE = "/arrangements/own-help"
ARRANGED = {
    "kind": "group",
    "description": "Elke dag samen lezen.",
    "startedOn": "2026-09-01",
    "children": 4,
    "amountCents": 45_000,
}
TYPED = {
    "kind": "child",
    "description": "Een maatje in de pauze.",
    "started_on": "2026-09-02",
    "children": "1",
}
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def words_of(page: httpx2.Response) -> str:
    found = re.sub(r"<[^>]+>", " ", page.text)
    return re.sub(r"\s+", " ", html.unescape(found))


async def press(
    client: httpx2.AsyncClient, page: httpx2.Response, action: str, **typed: str
) -> httpx2.Response:
    _, found, form = page.text.partition(f'action="{action}"')
    assert found, page.text
    return await client.post(
        action, data=dict(HIDDEN.findall(form.partition("</form>")[0])) | typed
    )


def school_of(world: Any, school_id: UUID | None = None) -> Actor:
    found: Actor = world.somebody(Role.SCHOOL_COORDINATOR, school_id=school_id or world.school_id)
    return found


async def know_school(world: Any) -> None:
    school = SchoolRecordedV1(
        school_id=world.school_id,
        location_code="99AA00",
        name="De Wilg",
        municipality_code="0000",
        unit_id=world.unit_id,
    )
    await world.tell(school, subject=world.school_id)


async def test_m11_a_school_writes_down_what_it_arranged_and_its_unit_sees_it(
    world: Any, client_of: Any, app: Any
) -> None:
    await know_school(world)
    async with client_of(school_of(world)) as school:
        made = await school.post(f"{API}/own-help", json=ARRANGED)
        mine = await school.get(f"{API}/own-help?schoolYear=2026")
    async with client_of(world.coordinator()) as unit:
        seen = await unit.get(f"{API}/own-help?schoolYear=2026")
        page = await unit.get(PAGE)
    async with client_of(world.coordinator(unit_id=uuid4())) as other_unit:
        elsewhere = await other_unit.get(f"{API}/own-help?schoolYear=2026")
    async with client_of(school_of(world, uuid4())) as other_school:
        also = await other_school.get(f"{API}/own-help?schoolYear=2026")

    assert made.status_code == 201, made.text
    assert made.json()["unitId"] == str(world.unit_id)
    assert mine.json()["items"] == seen.json()["items"] == [made.json()]
    assert elsewhere.json()["items"] == also.json()["items"] == []
    assert "De Wilg" in words_of(page)
    assert "450,00" in words_of(page)
    async with app(Scope.begin(world.alliance_id)) as uow:
        told = await uow.session.scalar(text("SELECT count(*) FROM own_help WHERE event_seq = 1"))
    assert told == 1


async def test_m11_above_the_limit_the_unit_decides(world: Any, client_of: Any) -> None:
    await know_school(world)
    stricter = {
        "schoolId": str(world.school_id),
        "limitCents": 40_000,
        "validFrom": "2026-09-07",
        "source": "Besluit 3",
    }
    async with (
        client_of(school_of(world)) as school,
        client_of(world.somebody(Role.DIRECTOR)) as director,
    ):
        too_much = await school.post(f"{API}/own-help", json={**ARRANGED, "amountCents": 150_001})
        within = await school.post(f"{API}/own-help", json=ARRANGED)
        set_ = await director.post(f"{API}/arranging-limits", json=stricter)
        later = {**ARRANGED, "startedOn": "2026-09-07"}
        now_too_much = await school.post(f"{API}/own-help", json=later)
        by_school = await school.post(f"{API}/arranging-limits", json=stricter)
        listed = await school.get(f"{API}/arranging-limits")

    assert too_much.status_code == 400, too_much.text
    assert too_much.json()["errors"][0]["code"] == "own-help.above-limit"
    assert within.status_code == 201
    assert set_.status_code == 201, set_.text
    assert now_too_much.status_code == 400
    assert by_school.status_code == 403
    assert [one["limitCents"] for one in listed.json()["items"]] == [40_000, 150_000]


async def test_only_the_own_school_takes_back_and_only_once(world: Any, client_of: Any) -> None:
    async with client_of(school_of(world)) as school:
        made = (await school.post(f"{API}/own-help", json=ARRANGED)).json()
        at = f"{API}/own-help/{made['id']}/withdrawals"
        async with client_of(school_of(world, uuid4())) as other:
            assert (await other.post(at)).status_code == 404
        async with client_of(world.somebody(Role.ADMINISTRATOR)) as administrator:
            assert (await administrator.post(at)).status_code == 403
        taken = await school.post(at)
        again = await school.post(at, headers={"Idempotency-Key": "another"})

    assert taken.json()["takenBack"] is True
    assert again.json()["code"] == "own-help.taken-back"


async def test_m11_the_page_asks_five_things_and_keeps_what_was_typed(
    world: Any, client_of: Any
) -> None:
    await know_school(world)
    async with client_of(school_of(world)) as school:
        page = await school.get(PAGE)
        assert "tot en met" in words_of(page)
        wrong = await press(school, page, PAGE, **TYPED | {"children": "0"}, amount="10")
        assert wrong.status_code == 422
        assert "Een maatje in de pauze." in wrong.text
        bsn = await press(school, page, PAGE, **TYPED | {"description": "BSN 111222333"})
        assert bsn.status_code == 422
        done = await press(school, page, PAGE, **TYPED)
        assert (done.status_code, done.headers["location"]) == (303, PAGE)
        after = await school.get(PAGE)
        (back,) = re.findall(rf'action="({PAGE}/[0-9a-f-]+/withdrawals)"', after.text)
        assert (await press(school, after, back)).status_code == 303
        assert "Telt niet mee" in words_of(await school.get(PAGE))
    async with client_of(world.somebody(Role.PARENT, pupil_ids=frozenset({uuid4()}))) as parent:
        assert (await parent.get(PAGE)).status_code == 403


async def test_a_director_sets_a_limit_on_the_page(world: Any, client_of: Any) -> None:
    await know_school(world)
    day = date(2026, 9, 8).isoformat()
    async with client_of(world.somebody(Role.DIRECTOR)) as director:
        page = await director.get(f"{PAGE}/limits")
        typed = {"of": "all", "limit": "2.500", "valid_from": day, "source": "Besluit 4"}
        bad = await press(director, page, f"{PAGE}/limits", **typed | {"of": "unit:nothing"})
        assert bad.status_code == 422
        done = await press(director, page, f"{PAGE}/limits", **typed)
        assert done.status_code == 303
        assert "2.500,00" in words_of(await director.get(f"{PAGE}/limits"))
    async with client_of(school_of(world)) as school:
        seen = await school.get(f"{PAGE}/limits")
        assert "Besluit 4" in words_of(seen)
        assert 'name="source"' not in seen.text
