"""Integration: money by the API (in process, real PostgreSQL)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_contracts.intake import UnitRecordedV1
from samenspel_kernel.actor import Role
from samenspel_platform.looking_at_items import look_at_open_items
from samenspel_platform.process import ServiceProcess

API = "/arrangements/v1"
ACCEPTANCE = {"nextAction": "contact-family", "dueOn": "2026-09-21"}
GRANT = {
    "kind": "individual",
    "description": "Samen lezen.",
    "startsOn": "2026-09-14",
    "plannedEndOn": "2027-03-12",
    "evaluationOn": "2027-02-12",
}


async def made(client: httpx2.AsyncClient, path: str, **body: Any) -> dict[str, Any]:
    answer = await client.post(f"{API}/{path}", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def some_help(world: Any, client: httpx2.AsyncClient, **money: int) -> str:
    """Have a case accepted and help granted in it; gives the arrangement's id."""
    case_id = await world.offer()
    accepted = await client.post(f"{API}/cases/{case_id}/acceptances", json=ACCEPTANCE)
    assert accepted.status_code == 201, accepted.text
    return str((await made(client, f"cases/{case_id}/arrangements", **GRANT, **money))["id"])


async def give(world: Any, client: httpx2.AsyncClient, cents: int, unit_id: Any = None) -> Any:
    return await made(
        client,
        "budget-allocations",
        unitId=str(unit_id or world.unit_id),
        schoolYear=2026,
        amountCents=cents,
    )


async def money_of(client: httpx2.AsyncClient, help_id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await client.get(f"{API}/arrangements/{help_id}/money")).json()
    return found


async def test_the_way_of_money(world: Any, client_of: Any) -> None:
    async with client_of(world.somebody(Role.DIRECTOR)) as director:
        given = await give(world, director, 10_000_00)
        assert (given["freeCents"], given["allottedCents"]) == (10_000_00, 10_000_00)
        async with client_of(world.coordinator()) as unit:
            help_id = await some_help(world, unit, amountCents=3_000_00)
            paid = await made(unit, f"arrangements/{help_id}/payments", amountCents=1_200_00)
            assert (paid["committedCents"], paid["spentCents"]) == (1_800_00, 1_200_00)
            await made(unit, f"arrangements/{help_id}/releases", amountCents=800_00)
            (budget,) = (await unit.get(f"{API}/budgets?schoolYear=2026")).json()["items"]

        entries = (await director.get(f"{API}/budgets/{budget['id']}/entries")).json()["items"]
    assert (budget["freeCents"], budget["committedCents"], budget["spentCents"]) == (
        7_800_00,
        1_000_00,
        1_200_00,
    )
    assert [entry["kind"] for entry in entries] == ["release", "spend", "commit", "allocate"]
    assert [entry["number"] for entry in entries] == [4, 3, 2, 1]


async def test_help_that_costs_too_much_is_granted_and_its_money_waits(
    world: Any, client_of: Any
) -> None:
    async with (
        client_of(world.somebody(Role.DIRECTOR)) as director,
        client_of(world.coordinator()) as unit,
    ):
        help_id = await some_help(world, unit, amountCents=6_000_00)
        waiting = (await money_of(unit, help_id))["waiting"]
        assert (waiting["obstacle"], waiting["dueOn"]) == ("above-mandate", "2026-09-21")
        again = await unit.post(
            f"{API}/arrangements/{help_id}/money-requests", json={"amountCents": 1}
        )
        assert (again.status_code, again.json()["code"]) == (409, "money-request.waits-already")
        listed = (await director.get(f"{API}/money-requests")).json()["items"]
        assert [one["id"] for one in listed] == [waiting["id"]]

        early = await director.post(f"{API}/money-requests/{waiting['id']}/grants")
        assert (early.status_code, early.json()["code"]) == (409, "budget.not-enough-free")
        assert (await money_of(unit, help_id))["waiting"] is not None

        await give(world, director, 6_000_00)
        granted = await made(director, f"money-requests/{waiting['id']}/grants")
        assert (granted["status"], granted["dueOn"]) == ("granted", None)
        shown = await money_of(unit, help_id)
    assert (shown["waiting"], shown["committedCents"]) == (None, 6_000_00)


async def test_an_empty_budget_is_no_error(world: Any, client_of: Any) -> None:
    async with client_of(world.coordinator()) as unit:
        help_id = await some_help(world, unit)
        asked = await made(unit, f"arrangements/{help_id}/money-requests", amountCents=100_00)
        assert asked["waiting"]["obstacle"] == "budget-empty"

        taken_back = await made(unit, f"money-requests/{asked['waiting']['id']}/withdrawals")
        assert taken_back["status"] == "taken-back"
        assert (await money_of(unit, help_id))["waiting"] is None


async def test_a_refusal_says_why(world: Any, client_of: Any) -> None:
    async with (
        client_of(world.somebody(Role.DIRECTOR)) as director,
        client_of(world.coordinator()) as unit,
    ):
        help_id = await some_help(world, unit, amountCents=100_00)
        waiting = (await money_of(unit, help_id))["waiting"]
        url = f"{API}/money-requests/{waiting['id']}/refusals"
        bare = await director.post(url, json={"reason": "no-money", "note": ""})
        assert bare.status_code == 400
        done = await director.post(url, json={"reason": "other-way", "note": "Bel ons."})
    assert (done.status_code, done.json()["status"]) == (201, "refused")


async def test_what_is_expected_stands_beside_what_is_committed(world: Any, client_of: Any) -> None:
    async with (
        client_of(world.somebody(Role.DIRECTOR)) as director,
        client_of(world.coordinator()) as unit,
    ):
        await give(world, director, 10_000_00)
        await some_help(world, unit, amountCents=2_000_00)
        await some_help(world, unit, amountCents=9_000_00)
        without_help = await world.offer()
        await unit.post(f"{API}/cases/{without_help}/acceptances", json=ACCEPTANCE)

        (budget,) = (await unit.get(f"{API}/budgets?schoolYear=2026")).json()["items"]
    assert (budget["askedCents"], budget["expectedCents"]) == (9_000_00, 11_000_00)


async def test_money_moves_between_units_and_an_entry_is_reversed_once(
    world: Any, client_of: Any
) -> None:
    other = uuid4()
    async with client_of(world.somebody(Role.DIRECTOR)) as director:
        given = await give(world, director, 100_00)
        left = await made(
            director,
            "budget-transfers",
            fromUnitId=str(world.unit_id),
            toUnitId=str(other),
            schoolYear=2026,
            amountCents=40_00,
        )
        assert (left["freeCents"], left["allottedCents"]) == (60_00, 60_00)
        too_much = await director.post(
            f"{API}/budget-transfers",
            json={
                "fromUnitId": str(world.unit_id),
                "toUnitId": str(other),
                "schoolYear": 2026,
                "amountCents": 60_01,
            },
        )
        assert (too_much.status_code, too_much.json()["code"]) == (409, "budget.not-enough-free")

        await give(world, director, 5_00)
        entries = (await director.get(f"{API}/budgets/{given['id']}/entries")).json()["items"]
        (mistake,) = [e for e in entries if e["amountCents"] == 5_00]
        reversal = await made(director, f"budget-entries/{mistake['id']}/reversals")
        assert (reversal["kind"], reversal["amountCents"]) == ("reversal", 5_00)
        again = await director.post(f"{API}/budget-entries/{mistake['id']}/reversals")
        assert (again.status_code, again.json()["code"]) == (409, "budget.reversed-before")


async def test_the_same_press_twice_books_once(world: Any, client_of: Any) -> None:
    body = {"unitId": str(world.unit_id), "schoolYear": 2026, "amountCents": 100}
    key = {"Idempotency-Key": str(uuid4())}
    async with client_of(world.somebody(Role.DIRECTOR)) as director:
        for _ in range(2):
            answer = await director.post(f"{API}/budget-allocations", json=body, headers=key)
            assert answer.json()["freeCents"] == 100


async def test_a_new_mandate_counts_from_its_day(world: Any, client_of: Any, clock: Any) -> None:
    async with (
        client_of(world.somebody(Role.DIRECTOR)) as director,
        client_of(world.coordinator()) as unit,
    ):
        await give(world, director, 10_000_00)
        body = {"role": "unit-coordinator", "limitCents": 100, "source": "Besluit 12"}
        set_ = await made(director, "mandates", **body, validFrom="2026-09-08")
        assert set_["version"] == 2
        help_id = await some_help(world, unit)
        asked = f"arrangements/{help_id}/money-requests"
        assert (await made(unit, asked, amountCents=200))["waiting"] is None

    clock.advance(timedelta(days=1))
    async with client_of(world.coordinator()) as unit:
        waiting = (await made(unit, asked, amountCents=200))["waiting"]
        assert waiting["obstacle"] == "above-mandate"
        listed = (await unit.get(f"{API}/mandates")).json()["items"]
    assert [one["version"] for one in listed if one["role"] == "unit-coordinator"] == [2, 1]


async def test_what_a_municipality_pays_is_in_no_sum_of_ours(world: Any, client_of: Any) -> None:
    async with (
        client_of(world.somebody(Role.DIRECTOR)) as director,
        client_of(world.coordinator()) as unit,
    ):
        await give(world, director, 10_000_00)
        help_id = await some_help(world, unit, amountCents=1_000_00)
        line = {"payer": "municipality", "decision": "awaited", "amountCents": 7_000_00}
        awaited = await made(unit, f"arrangements/{help_id}/other-payers", **line)
        decided = {**line, "id": awaited["id"], "decision": "granted", "decidedOn": "2026-09-01"}
        period = {"purpose": "guidance", "startsOn": "2026-09-01", "endsOn": "2027-02-28"}
        await made(unit, f"arrangements/{help_id}/other-payers", **decided, **period)
        backwards = {**decided, **period, "endsOn": "2026-08-31"}
        refused = await unit.post(f"{API}/arrangements/{help_id}/other-payers", json=backwards)

        shown = await money_of(unit, help_id)
        (budget,) = (await unit.get(f"{API}/budgets?schoolYear=2026")).json()["items"]
        beside = f"{API}/budgets/{budget['id']}/other-payers"
        listed = (await unit.get(beside)).json()["items"]
    async with client_of(world.coordinator(unit_id=uuid4())) as elsewhere:
        assert (await elsewhere.get(beside)).status_code == 404
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (
        400,
        "money.ends-before-start",
    )
    assert listed == shown["otherPayers"]
    assert [one["decision"] for one in listed] == ["granted"]
    assert period.items() <= listed[0].items()
    assert shown["committedCents"] == budget["committedCents"] == 1_000_00


@pytest.mark.parametrize("cents", [0, -1, 10_000_000_001, 1.5])
async def test_what_is_no_amount_is_refused(world: Any, client_of: Any, cents: Any) -> None:
    async with client_of(world.somebody(Role.DIRECTOR)) as director:
        body = {"unitId": str(world.unit_id), "schoolYear": 2026, "amountCents": cents}
        assert (await director.post(f"{API}/budget-allocations", json=body)).status_code == 400


async def test_parents_schools_and_other_units_see_no_amounts(world: Any, client_of: Any) -> None:
    async with client_of(world.coordinator()) as unit:
        pupil_id = uuid4()
        case_id = await world.offer(pupil_id=pupil_id)
        await unit.post(f"{API}/cases/{case_id}/acceptances", json=ACCEPTANCE)
        granted = await made(unit, f"cases/{case_id}/arrangements", **GRANT, amountCents=4321_00)
    for who in (
        world.somebody(Role.PARENT, pupil_ids=frozenset({pupil_id})),
        world.somebody(Role.SCHOOL_COORDINATOR, school_id=world.school_id),
        world.coordinator(unit_id=uuid4()),
    ):
        async with client_of(who) as client:
            shown = await client.get(f"{API}/arrangements/{granted['id']}/money")
            listed = await client.get(f"{API}/cases/{case_id}/arrangements")
            budgets = await client.get(f"{API}/budgets?schoolYear=2026")
            assert shown.status_code in (403, 404)
            assert "4321" not in shown.text + listed.text + budgets.text


async def test_a_late_decision_is_told_as_a_breach_once(
    world: Any, client_of: Any, clock: Any, process: ServiceProcess, worker_engine: AsyncEngine
) -> None:
    await world.tell(
        UnitRecordedV1(unit_id=world.unit_id, name="Noord", alliance_name="SWV De Brug"),
        subject=world.unit_id,
    )
    async with client_of(world.coordinator()) as unit:
        await some_help(world, unit, amountCents=100_00)
    assert await look_at_open_items(process.job_context) == 0

    clock.advance(timedelta(days=15))
    while await look_at_open_items(process.job_context):
        pass

    query = "SELECT count(*) FROM bus.outbox WHERE type LIKE '%money-request.term-breached%'"
    async with worker_engine.connect() as connection:
        assert await connection.scalar(text(query)) == 1
