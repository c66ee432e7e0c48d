"""Integration: granted help begins, is evaluated, goes on and ends, by API and by page."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx2
from sqlalchemy import text

from samenspel_contracts.intake import UnitRecordedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.terms import RuleRecord, TermUnit
from samenspel_messaging.scope import Scope

CASES = "/arrangements/v1/cases"
PAGES = "/arrangements/cases"
ACCEPTANCE = {"nextAction": "decide-on-help", "dueOn": "2026-09-21"}
GRANT = {
    "kind": "individual",
    "description": "Twee keer per week samen lezen.",
    "startsOn": "2026-09-07",
    "plannedEndOn": "2027-03-12",
    "evaluationOn": "2027-02-12",
}
FOUND = {"evaluatedOn": "2026-09-07", "works": "partly", "words": "Het gaat beter."}
CLOSURE = {
    "reason": "goal-reached",
    "childHeardOn": "2026-09-07",
    "childWords": "Ja.",
    "parentsHeardOn": "2026-09-07",
    "parentsWords": "Ja.",
}


async def granted(world: Any, client_of: Any) -> tuple[Actor, UUID, str]:
    holder: Actor = world.coordinator()
    case_id: UUID = await world.offer()
    async with client_of(holder) as client:
        await client.post(f"{CASES}/{case_id}/acceptances", json=ACCEPTANCE)
        answer = await client.post(f"{CASES}/{case_id}/arrangements", json=GRANT)
    assert answer.status_code == 201, answer.text
    return holder, case_id, f"{case_id}/arrangements/{answer.json()['id']}"


async def post(client: httpx2.AsyncClient, at: str, part: str, **body: Any) -> httpx2.Response:
    return await client.post(f"{CASES}/{at}/{part}", json=body)


async def test_the_course_of_help(world: Any, client_of: Any) -> None:
    holder, case_id, at = await granted(world, client_of)
    async with client_of(holder) as client:
        begun = await post(client, at, "starts", startedOn="2026-09-07")
        hasty = await post(
            client, at, "extensions", extendedUntil="2027-07-31", evaluateAgainOn="2027-06-01"
        )
        found = await post(client, at, "evaluations", **FOUND)
        then = (await client.get(f"{CASES}/{case_id}")).json()["nextAction"]
        longer = await post(
            client, at, "extensions", extendedUntil="2027-07-31", evaluateAgainOn="2027-06-01"
        )
        again = (await client.get(f"{CASES}/{case_id}")).json()["nextAction"]
        over = await post(client, at, "ends", endReason="goal-reached", endedOn="2026-09-07")
        late = await post(client, at, "starts", startedOn="2026-09-07")
        last = (await client.get(f"{CASES}/{case_id}")).json()["nextAction"]

    assert begun.json()["status"] == "started"
    assert (hasty.status_code, hasty.json()["code"]) == (409, "help.not-evaluated")
    assert found.status_code == 201, found.text
    assert then == {"kind": "decide-on-help", "dueOn": "2027-03-12"}
    assert longer.json()["plannedEndOn"] == "2027-07-31"
    assert again == {"kind": "evaluate", "dueOn": "2027-06-01"}
    assert over.json()["status"] == "ended"
    assert late.json()["code"] == "help.not-now"
    assert last == {"kind": "continue-or-close", "dueOn": "2026-09-21"}


async def test_n14_no_day_ends_help_and_each_that_passes_is_told(
    world: Any, client_of: Any, looked: Any, app: Any
) -> None:
    holder, case_id, _ = await granted(world, client_of)
    unit = UnitRecordedV1(unit_id=world.unit_id, name="Noord", alliance_name="De Waterkant")
    await world.tell(unit, subject=world.unit_id)

    await looked(date(2027, 4, 1))
    await looked(date(2027, 4, 2))

    async with client_of(holder) as client:
        (help_,) = (await client.get(f"{CASES}/{case_id}/arrangements")).json()["items"]
    async with app(Scope.begin(world.alliance_id)) as uow:
        told = await uow.session.scalar(
            text("SELECT jsonb_array_length(breached) FROM arrangement")
        )
    assert help_["status"] == "granted"
    assert told == 4


async def test_help_of_another_case_is_not_found_by_this_one(world: Any, client_of: Any) -> None:
    holder, case_id, at = await granted(world, client_of)
    _, _, other = await granted(world, client_of)
    astray = f"{case_id}/arrangements/{other.rpartition('/')[2]}"
    async with client_of(holder) as client:
        answers = [
            await post(client, astray, "starts", startedOn="2026-09-07"),
            await client.get(f"{PAGES}/{astray}"),
            await client.get(f"{PAGES}/{case_id}/arrangements/{uuid4()}"),
        ]
    async with client_of(world.coordinator(unit_id=uuid4())) as stranger:
        answers.append(await post(stranger, at, "starts", startedOn="2026-09-07"))
    async with client_of(world.somebody(Role.DIRECTOR)) as director:
        forbidden = await post(director, at, "starts", startedOn="2026-09-07")

    assert {answer.status_code for answer in answers} == {404}
    assert forbidden.status_code == 403


async def test_help_ends_with_its_case(world: Any, client_of: Any, clock: Any) -> None:
    holder, case_id, at = await granted(world, client_of)
    clock.at = datetime(2026, 9, 8, 9, 30, tzinfo=UTC)
    async with client_of(holder) as client:
        closed = await client.post(f"{CASES}/{case_id}/closures", json=CLOSURE)
        (help_,) = (await client.get(f"{CASES}/{case_id}/arrangements")).json()["items"]
        no_more = await post(client, at, "evaluations", **FOUND)

    assert closed.status_code == 201, closed.text
    assert help_["status"] == "ended"
    assert no_more.json()["code"] == "case.not-open"


async def test_the_course_of_help_on_its_page(world: Any, client_of: Any) -> None:
    holder, case_id, at = await granted(world, client_of)
    here = f"{PAGES}/{at}"
    async with client_of(holder) as client:
        case = await client.get(f"{PAGES}/{case_id}")
        page = await client.get(here)
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        half = await client.post(f"{here}/evaluations", data={"csrf": csrf, "words": "Beter."})
        begun = await client.post(f"{here}/starts", data={"csrf": csrf, "started_on": "2026-09-07"})
        found = await client.post(
            f"{here}/evaluations",
            data={"csrf": csrf, "evaluated_on": "2026-09-07", "works": "yes", "words": "Beter."},
        )
        longer = await client.post(
            f"{here}/extensions",
            data={
                "csrf": csrf,
                "extended_until": "2027-07-31",
                "evaluate_again_on": "2027-06-01",
            },
        )
        over = await client.post(
            f"{here}/ends",
            data={"csrf": csrf, "end_reason": "other-help", "ended_on": "2026-09-07"},
        )
        after = await client.get(here)
    async with client_of(world.somebody(Role.DIRECTOR)) as director:
        seen = await director.get(here)

    assert f'href="{here}"' in case.text
    assert "Deze hulp kan beginnen." in page.text
    assert half.status_code == 422
    assert "Beter." in half.text
    assert {answer.status_code for answer in (begun, found, longer, over)} == {303}
    assert "Er komt andere hulp" in after.text
    assert "/ends" not in after.text
    assert "Beter." not in seen.text
    assert GRANT["description"] not in seen.text


async def test_n14_an_alliance_says_itself_how_long_before_the_end_help_is_evaluated(
    world: Any, client_of: Any, app: Any
) -> None:
    holder, case_id, _ = await granted(world, client_of)
    async with app(Scope.begin(world.alliance_id)) as uow:
        await uow.terms.put(
            [
                RuleRecord(
                    key="help-evaluation",
                    version=1,
                    value=8,
                    unit=TermUnit.WEEKS,
                    moves_to_working_day=False,
                    source="Besluit van het bestuur",
                    valid_from=date(2014, 8, 1),
                    starts_at="help-ends",
                    counts_back=True,
                )
            ]
        )
    async with client_of(holder) as client:
        late = await client.post(f"{CASES}/{case_id}/arrangements", json=GRANT)
        in_time = await client.post(
            f"{CASES}/{case_id}/arrangements", json=GRANT | {"evaluationOn": "2027-01-15"}
        )
        page = await client.get(f"{PAGES}/{case_id}/arrangements/new")

    assert late.status_code == 400
    assert "evaluation-too-late" in late.text
    assert in_time.status_code == 201
    assert "2027-06-05" in page.text
