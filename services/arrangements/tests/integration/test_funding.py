"""Integration: TLVs beside a list of what is funded, by API and pages; and how it becomes work."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_contracts.intake import UnitRecordedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_platform.looking_at_items import look_at_open_items
from samenspel_platform.process import ServiceProcess

from .test_tlv_api import FOREIGN, Story, story

__all__ = ["story"]
API, PAGES = "/arrangements/v1/funding-checks", "/arrangements/funding-checks"
HEADER = "nummer;soort;van;tot;school"
OURS = "2026000001"
GIVEN = f"{OURS};sbo;01-11-2026;31-07-2028;12AB00"
AS_OF = "2026-11-02"
ANOTHER = {"alliance": "PO 30.05", "number": "AB-12", "kind": "so-low"}
DAYS = {"startsOn": "2026-08-01", "endsOn": "2028-07-31"}
TOLD = "SELECT type, data::text FROM bus.outbox WHERE type LIKE '%.funding-check.%'"


@pytest_asyncio.fixture
async def running(story: Story, clock: Any) -> Story:
    """A story with a TLV of ours, on a day on which it counts."""
    await story.granted()
    clock.advance(days=56)
    return story


async def post(story: Story, who: Actor, path: str, **body: Any) -> Any:
    async with story.client_of(who) as client:
        sent = {"Idempotency-Key": str(uuid4())}
        return await client.post(f"{API}{path}", json=body, headers=sent)


async def read(story: Story, path: str = "", who: Actor | None = None) -> Any:
    async with story.client_of(who or story.committee) as client:
        return await client.get(f"{API}{path}")


async def compared(story: Story, *lines: str, as_of: str = AS_OF) -> Any:
    listed = "\n".join([HEADER, *lines])
    answer = await post(story, story.committee, "", list=listed, asOf=as_of)
    assert answer.status_code == 201, answer.text
    return answer.json()


def found(check: Any) -> dict[str, str]:
    return {each["number"]: each["kind"] for each in check["differences"]}


async def test_a_list_that_agrees_is_kept_and_nobody_has_to_do_anything(running: Story) -> None:
    check = await compared(running, GIVEN)

    assert (check["lines"], check["agreeing"], check["differences"]) == (1, 1, [])
    assert (check["status"], check["dueOn"]) == ("settled", None)
    (line,) = (await read(running)).json()["items"]
    assert (line["id"], line["asOf"], line["differing"]) == (check["id"], AS_OF, 0)


async def test_each_way_to_differ_is_found(running: Story) -> None:
    body = {"caseId": str(running.case_id), **ANOTHER, **DAYS}
    await running.done(running.committee, FOREIGN, body)

    check = await compared(
        running,
        f"{OURS};so 3;01-11-2026;31-07-2027;12AB00",
        "AB-12;so 1;01-08-2026;31-07-2028;12AB00",
        "AB-99;sbo;01-08-2026;31-07-2028;12AB00",
    )
    assert found(check) == {"AB-99": "unknown", "AB-12": "other-alliances", OURS: "differs"}
    assert check["differences"][-1]["fields"] == ["kind", "ends_on"]
    assert found(await compared(running)) == {OURS: "not-funded"}
    before = await compared(running, GIVEN, as_of="2026-10-31")
    assert found(before) == {OURS: "not-counting"}
    assert found(await compared(running, as_of="2026-10-31")) == {}


async def test_a_child_that_went_on_needs_no_place_any_more(running: Story) -> None:
    (tlv,) = (await running.read(running.committee, "")).json()["items"]
    moved = {"nextStep": "moved", "fromDay": "2026-11-02"}
    await running.step(tlv["id"], "succeed", **moved)

    assert found(await compared(running)) == {}
    assert found(await compared(running, GIVEN)) == {OURS: "not-counting"}


async def test_who_compares_sees_to_each_difference_until_none_is_left(
    running: Story,
) -> None:
    check = await compared(running, "AB-99;sbo;01-08-2026;31-07-2028;12AB00")
    assert (check["status"], check["dueOn"]) == ("settling", "2026-11-30")
    one, other = [each["number"] for each in check["differences"]]
    settle = f"/{check['id']}/settlements"

    why = await post(running, running.committee, settle, number=one, outcome="is-right")
    assert why.json()["errors"][0]["code"] == "text.missing"
    settled = await post(running, running.committee, settle, number=one, outcome="corrected-there")
    assert settled.status_code == 201
    again = await post(running, running.committee, settle, number=one, outcome="corrected-there")
    assert (again.status_code, again.json()["code"]) == (409, "funding-check.settled-before")
    stale = await read(running, f"/{check['id']}")
    async with running.client_of(running.committee) as client:
        body = {"number": other, "outcome": "corrected-here"}
        late = await client.post(f"{API}{settle}", json=body, headers={"If-Match": '"1"'})
        assert late.status_code == 412
        tag = {"If-Match": stale.headers["etag"]}
        last = await client.post(f"{API}{settle}", json=body, headers=tag)
    assert (last.json()["status"], last.json()["dueOn"]) == ("settled", None)


async def test_what_is_told_has_no_number_no_note_and_no_school(
    running: Story, worker_engine: AsyncEngine
) -> None:
    check = await compared(running, GIVEN, "AB-99;sbo;01-08-2026;31-07-2028;12AB00")
    said = {"number": "AB-99", "outcome": "is-right", "note": "De school weet het al."}
    await post(running, running.committee, f"/{check['id']}/settlements", **said)

    async with worker_engine.connect() as connection:
        told = (await connection.execute(text(TOLD))).all()
    assert [type_.split(".")[-2] for type_, _ in told] == ["opened", "closed"]
    assert not re.search(r"AB-99|2026000001|12AB|weet het al", json.dumps([d for _, d in told]))


async def test_late_is_told_once_and_a_wrong_list_is_taken_back(
    running: Story, clock: Any, process: ServiceProcess, worker_engine: AsyncEngine
) -> None:
    world = running.world
    await world.tell(
        UnitRecordedV1(unit_id=world.unit_id, name="Noord", alliance_name="SWV De Brug"),
        subject=world.unit_id,
    )
    check = await compared(running)
    clock.advance(days=29)
    while await look_at_open_items(process.job_context):
        pass
    async with worker_engine.connect() as connection:
        told = [type_ for type_, _ in await connection.execute(text(TOLD))]
    assert [type_.split(".")[-2] for type_ in told] == ["opened", "term-breached"]

    taken = await post(running, running.committee, f"/{check['id']}/withdrawals")
    assert (taken.json()["status"], taken.json()["dueOn"]) == ("taken-back", None)
    again = await post(running, running.committee, f"/{check['id']}/withdrawals")
    assert (again.status_code, again.json()["code"]) == (409, "funding-check.not-now")


async def test_a_wrong_list_is_refused_whole_line_by_line(running: Story) -> None:
    listed = "\n".join([HEADER, GIVEN, "AB-1;vo;gisteren;31-07-2028;12AB", GIVEN])
    answer = await post(running, running.committee, "", list=listed)

    assert answer.status_code == 400
    assert [(each["field"], each["code"]) for each in answer.json()["errors"]] == [
        ("list.3.soort", "funding-list.kind"),
        ("list.3.van", "funding-list.day"),
        ("list.4.nummer", "funding-list.twice"),
    ]
    for wrong, code in (
        (f"{HEADER};voornaam\n{GIVEN};Noor", "funding-list.column-too-many"),
        ("nummer;soort", "funding-list.column-missing"),
    ):
        refused = await post(running, running.committee, "", list=wrong)
        assert refused.json()["errors"][0]["code"] == code
    ahead = await post(running, running.committee, "", list=HEADER, asOf="2027-01-01")
    assert ahead.json()["errors"][0]["code"] == "date.in-future"
    assert (await read(running)).json()["items"] == []


@pytest.mark.parametrize("role", [Role.SCHOOL_COORDINATOR, Role.PARENT, Role.UNIT_COORDINATOR])
async def test_who_is_no_officer_of_the_alliance_sees_none(running: Story, role: Role) -> None:
    check = await compared(running)
    world = running.world
    child = frozenset({running.pupil_id})
    who = world.somebody(role, school_id=world.school_id, unit_id=world.unit_id, pupil_ids=child)

    assert (await read(running, who=who)).status_code == 403
    assert (await read(running, f"/{check['id']}", who=who)).status_code == 404
    assert (await post(running, who, "", list=HEADER)).status_code == 403
    assert (await post(running, who, f"/{check['id']}/withdrawals")).status_code == 404


async def send(story: Story, page: str, action: str, files: Any = None, **form: str) -> Any:
    """Fill a form of a page in."""
    async with story.client_of(story.committee) as client:
        shown = (await client.get(f"{PAGES}{page}")).text
        secret = {"csrf": re.findall(r'name="csrf" value="([^"]*)"', shown)[0]}
        data = {**secret, "idempotency_key": str(uuid4()), **form}
        return await client.post(f"{PAGES}{action}", data=data, files=files)


async def test_pages_from_a_file_to_the_last_difference(running: Story) -> None:
    listed = f"{HEADER}\nAB-99;sbo;01-08-2026;31-07-2028;12AB00\n"
    file = {"file": ("lijst.csv", listed.encode(), "text/csv")}
    made = await send(running, "", "", files=file, as_of=AS_OF)
    assert made.status_code == 303, made.text
    here = made.headers["location"].split("?")[0].removeprefix(PAGES)

    async with running.client_of(running.committee) as client:
        shown = (await client.get(f"{PAGES}{here}")).text
    assert "Betaald, maar niet van ons" in shown
    assert "Geldt wel, maar niet betaald" in shown
    wrong = await send(running, here, f"{here}/settlements", number="AB-99", outcome="is-right")
    assert wrong.status_code == 422
    assert 'id="note-error"' in wrong.text
    for number in ("AB-99", OURS):
        said = {"number": number, "outcome": "corrected-there", "note": "Gebeld."}
        done = await send(running, here, f"{here}/settlements", **said)
        assert done.status_code == 303, done.text

    async with running.client_of(running.committee) as client:
        assert "er is niets meer op te lossen" in (await client.get(f"{PAGES}{here}")).text
        kept = (await client.get(PAGES)).text
    assert here in kept


async def test_a_list_with_wrong_lines_comes_back_whole_to_be_put_right(running: Story) -> None:
    listed = f"{HEADER}\n{GIVEN}\nAB-1;vo;01-08-2026;31-07-2028;12AB"
    file = {"file": ("lijst.csv", listed.encode(), "text/csv")}
    refused = await send(running, "", "", files=file, as_of=AS_OF)

    assert refused.status_code == 422
    assert "AB-1;vo;01-08-2026" in refused.text
    assert "Vul sbo, so 1, so 2 of so 3 in." in refused.text
    again = await send(running, "", "", as_of=AS_OF, list=listed.replace("vo", "so 1"))
    assert again.status_code == 303
    for content in (b"\xff\xfe", b""):
        empty = await send(running, "", "", files={"file": ("a.csv", content)}, as_of=AS_OF)
        assert empty.status_code == 422
        assert 'id="list-error"' in empty.text
    column = await send(running, "", "", as_of=AS_OF, list=f"{HEADER};achternaam")
    assert "achternaam" in column.text
    stopped = await send(running, _here(again), f"{_here(again)}/withdrawals")
    assert stopped.status_code == 303


def _here(answer: Any) -> str:
    return str(answer.headers["location"].split("?")[0].removeprefix(PAGES))
