"""Integration: the duty of care through storage, API and clock, rule by rule (Z1 to Z11)."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
from sqlalchemy import text

from samenspel_intake.domain.alliance import alliance_id_of, school_id_of
from samenspel_intake.persistence.watchdog import ViolationKind, find_violations
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_messaging.scope import Scope
from samenspel_platform.cookies import COOKIE
from samenspel_platform.looking_at_items import look_at_open_items

ALLIANCE = alliance_id_of("PO9901")
HERE, THERE = str(school_id_of("99BB00")), str(school_id_of("99CC00"))
API = "/intake/v1/registrations"
START = date(2026, 9, 7)
DAY_42, DAY_70 = START + timedelta(days=42), START + timedelta(days=70)
CHILD = {
    "givenName": "Sem",
    "familyName": "Jansen",
    "birthDate": "2022-09-07",
    "parents": [{"name": "Anna Jansen", "email": "anna@example.org"}],
}
WHOLE = {"schoolId": HERE, "preferences": [HERE, THERE], "expectsSupport": True}
DECLARED = {
    "kind": "declaration",
    "schoolId": THERE,
    "place": "other-regular-school",
    "declaredOn": "2026-09-07",
    "paper": "Map 12, bij de directie",
}
REFUSED = {
    "kind": "refusal",
    "ground": "full-for-everybody",
    "reason": "De school zit vol. Ons beleid staat op de site.",
    "paper": "Toelatingsbeleid, bladzijde 4",
}


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


async def registered(client: httpx2.AsyncClient, **given: Any) -> dict[str, Any]:
    answer = await client.post(API, json={"pupil": CHILD, **WHOLE, **given})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def step(client: httpx2.AsyncClient, made: dict[str, Any], **body: Any) -> httpx2.Response:
    return await client.post(f"{API}/{made['id']}/steps", json=body)


async def done(client: httpx2.AsyncClient, made: dict[str, Any], **body: Any) -> dict[str, Any]:
    answer = await step(client, made, **body)
    assert answer.status_code == 201, answer.text
    seen: dict[str, Any] = answer.json()
    return seen


async def read(client: httpx2.AsyncClient, made: dict[str, Any]) -> dict[str, Any]:
    answer = await client.get(f"{API}/{made['id']}")
    assert answer.status_code == 200, answer.text
    seen: dict[str, Any] = answer.json()
    return seen


def a_parent(made: dict[str, Any]) -> Actor:
    return Actor(
        person_id=PersonId(uuid4()),
        alliance_id=AllianceId(ALLIANCE),
        role=Role.PARENT,
        name="Anna Jansen",
        pupil_ids=frozenset({UUID(made["pupilId"])}),
    )


def come_back(intake: Any, client: httpx2.AsyncClient, actor: Actor, day: date) -> None:
    """Let time pass until a day, and log in again."""
    intake.clock.at = noon(day)
    client.cookies.set(COOKIE, intake.actors.log_in(actor))


async def night(intake: Any, client: httpx2.AsyncClient, actor: Actor, day: date) -> None:
    """Let time pass until a day, and do what time does."""
    come_back(intake, client, actor, day)
    while await look_at_open_items(intake.process.job_context):
        pass


async def told(intake: Any, name: str) -> list[dict[str, Any]]:
    """Give the data of what was told of registrations under a name."""
    query = text("SELECT data FROM bus.outbox WHERE type = :type ORDER BY id")
    kind = {"type": f"nl.passend-onderwijs.registration.{name}.v1"}
    async with intake.process.job_context.transactions(Scope.begin(ALLIANCE)) as uow:
        return [row.data for row in await uow.session.execute(query, kind)]


def last_days(seen: dict[str, Any]) -> dict[str, str]:
    return {term["rule"]: term["lastDay"] for term in seen["terms"]}


def codes(answer: httpx2.Response) -> set[str]:
    assert answer.status_code in (400, 409), answer.text
    body = answer.json()
    return {error["code"] for error in body.get("errors", [])} | {body.get("code", "")}


@pytest.fixture
async def school(intake: Any, coordinator: Actor) -> AsyncIterator[httpx2.AsyncClient]:
    async with intake.client(coordinator) as client:
        yield client


@pytest.fixture
async def desk(intake: Any, unit_coordinator: Actor) -> AsyncIterator[httpx2.AsyncClient]:
    async with intake.client(unit_coordinator) as client:
        yield client


async def test_z1_the_weeks_count_from_receipt_or_from_the_third_birthday(
    school: httpx2.AsyncClient,
) -> None:
    made = await registered(school)
    assert last_days(made) == {
        "duty-of-care": DAY_42.isoformat(),
        "temporary-placement": DAY_70.isoformat(),
    }
    on_leap_day = await registered(school, pupil={**CHILD, "birthDate": "2024-02-29"})
    assert on_leap_day["terms"][0]["startsOn"] == "2027-03-01"

    paper = await registered(school, receivedOn="2026-09-04", paper="Map 3")
    assert paper["terms"][0]["startsOn"] == "2026-09-04"
    future = await school.post(API, json={"pupil": CHILD, **WHOLE, "receivedOn": "2026-09-08"})
    assert "date.in-future" in codes(future)


async def test_z3_the_receipt_is_confirmed_once_and_parents_are_told_the_last_day(
    intake: Any, school: httpx2.AsyncClient
) -> None:
    made = await registered(school)
    assert made["nextAction"] == {"kind": "confirm-receipt", "dueOn": "2026-09-07"}
    seen = await done(school, made, kind="confirmation")

    assert (seen["confirmedOn"], seen["nextAction"]["kind"]) == ("2026-09-07", "decide")
    assert "registration.receipt-already-confirmed" in codes(
        await step(school, made, kind="confirmation")
    )
    [told_once] = await told(intake, "confirmed")
    assert told_once["decideBy"] == DAY_42.isoformat()


async def test_z2_nothing_that_is_left_out_keeps_a_registration_from_counting(
    intake: Any, school: httpx2.AsyncClient
) -> None:
    bare = await registered(school, preferences=[], expectsSupport=None)
    assert (bare["isComplete"], bare["carriesDuty"]) == (False, True)
    assert DAY_42.isoformat() in last_days(bare).values()

    async with intake.client(a_parent(bare)) as parent:
        said = {"preferences": [THERE, HERE], "expectsSupport": True}
        answer = await parent.post(f"{API}/{bare['id']}/completions", json=said)
        assert answer.status_code == 201, answer.text
        assert (answer.json()["isComplete"], answer.json()["carriesDuty"]) == (True, False)


async def test_z2_the_duty_is_that_of_the_school_of_first_preference(
    school: httpx2.AsyncClient,
) -> None:
    second = await registered(school, preferences=[THERE, HERE])
    assert not second["carriesDuty"]
    assert "temporary-placement" not in last_days(second)
    ended = await done(school, second, kind="no-place")
    assert (ended["status"], ended["holder"]) == ("ended", None)

    first = await registered(school)
    assert "registration.duty-goes-on" in codes(await step(school, first, kind="no-place"))


@pytest.mark.parametrize(
    ("recorded_on", "until", "has_effect", "decide_by"),
    [
        (DAY_42, DAY_70, True, DAY_70),
        (DAY_42 + timedelta(days=1), DAY_70, False, DAY_42),
        (START, DAY_42 + timedelta(days=1), True, DAY_42 + timedelta(days=1)),
    ],
)
async def test_z4_one_extension_counts_if_it_is_recorded_on_day_42_at_the_latest(
    intake: Any,
    school: httpx2.AsyncClient,
    coordinator: Actor,
    recorded_on: date,
    until: date,
    has_effect: bool,
    decide_by: date,
) -> None:
    made = await registered(school)
    come_back(intake, school, coordinator, recorded_on)
    say = {"kind": "extension", "reason": "Er komt nog een verslag."}
    seen = await done(school, made, until=until.isoformat(), **say)

    assert seen["extension"] == {
        "until": until.isoformat(),
        "recordedOn": recorded_on.isoformat(),
        "hasEffect": has_effect,
    }
    assert seen["terms"][0]["lastDay"] == decide_by.isoformat()
    assert seen["breached"] == ([] if has_effect else ["duty-of-care"])
    assert len(await told(intake, "term-breached")) == (0 if has_effect else 1)
    [event] = await told(intake, "extended")
    assert (event["hasEffect"], "reason" in event) == (has_effect, False)
    assert "registration.already-extended" in codes(
        await step(school, made, until=until.isoformat(), **say)
    )


async def test_z4_an_extension_is_four_weeks_at_most_and_has_a_reason(
    school: httpx2.AsyncClient,
) -> None:
    made = await registered(school)
    too_long = (DAY_70 + timedelta(days=1)).isoformat()
    answer = await step(school, made, kind="extension", until=too_long, reason="Meer tijd.")
    assert "registration.extension-too-long" in codes(answer)
    answer = await step(school, made, kind="extension", until=DAY_70.isoformat(), reason=" ")
    assert "registration.reason-missing" in codes(answer)
    named = "Zijn BSN is 111222333, zie het verslag."
    answer = await step(school, made, kind="extension", until=DAY_70.isoformat(), reason=named)
    assert "text.contains-bsn" in codes(answer)


async def test_z5_after_ten_weeks_a_place_is_due_and_the_duty_goes_on(
    intake: Any, school: httpx2.AsyncClient, coordinator: Actor
) -> None:
    made = await registered(school)
    await night(intake, school, coordinator, DAY_42 + timedelta(days=1))
    assert (await read(school, made))["breached"] == ["duty-of-care"]
    await night(intake, school, coordinator, DAY_70 - timedelta(days=1))
    assert await told(intake, "temporary-placement-due") == []

    await night(intake, school, coordinator, DAY_70)
    await night(intake, school, coordinator, DAY_70)
    assert [event["dueOn"] for event in await told(intake, "temporary-placement-due")] == [
        DAY_70.isoformat()
    ]
    seen = await done(school, made, kind="placement", fromDay=DAY_70.isoformat())
    assert (seen["status"], seen["temporaryPlaceFrom"]) == ("considering", DAY_70.isoformat())
    assert (await told(intake, "placed-temporarily"))[0]["fromDay"] == DAY_70.isoformat()


async def test_z6_the_duty_ends_when_the_school_admits_the_child(
    intake: Any, school: httpx2.AsyncClient, stranger: Actor
) -> None:
    made = await registered(school)
    async with intake.client(stranger) as other:
        assert (await step(other, made, kind="admission", fromDay="2026-10-01")).status_code == 404
    ended = await done(school, made, kind="admission", fromDay="2026-10-01")

    assert (ended["status"], ended["nextAction"], ended["terms"]) == ("ended", None, [])
    assert [event["outcome"] for event in await told(intake, "closed")] == ["admitted"]
    again = await step(school, made, kind="admission", fromDay="2026-10-01")
    assert "registration.closed" in codes(again)


async def test_z6_or_when_another_school_declares_in_writing_that_it_takes_the_child(
    intake: Any, school: httpx2.AsyncClient
) -> None:
    made = await registered(school)
    wrong = {
        "registration.paper-missing": {"paper": ""},
        "registration.tlv-missing": {"place": "special-school"},
        "registration.not-another-school": {"schoolId": HERE},
        "school.unknown": {"schoolId": str(uuid4())},
        "date.in-future": {"declaredOn": "2026-09-08"},
    }
    for code, change in wrong.items():
        assert code in codes(await step(school, made, **{**DECLARED, **change}))
    assert (await read(school, made))["status"] == "considering"
    await done(school, made, **DECLARED)
    assert [event["outcome"] for event in await told(intake, "closed")] == ["declared-elsewhere"]


async def test_z10_a_refusal_on_a_ground_of_the_law_makes_the_child_the_desks(
    intake: Any, school: httpx2.AsyncClient, desk: httpx2.AsyncClient
) -> None:
    made = await registered(school)
    seen = await done(school, made, **REFUSED)
    assert (seen["whyAtDesk"], seen["refusalGround"]) == ("refused", "full-for-everybody")
    assert (seen["holder"]["kind"], seen["nextAction"]["kind"]) == ("unit-desk", "find-school")
    [event] = await told(intake, "passed-to-desk")
    assert (event["ground"], "reason" in event) == ("full-for-everybody", False)

    outcomes = f"{API}/{made['id']}/outcomes"
    assert (await school.post(outcomes, json=DECLARED)).status_code == 403
    assert (await desk.post(outcomes, json=DECLARED)).status_code == 201
    assert (await read(desk, made))["status"] == "ended"


async def test_z10_information_must_have_been_asked_and_its_term_have_passed(
    intake: Any, school: httpx2.AsyncClient, coordinator: Actor
) -> None:
    made = await registered(school)
    lacking = {**REFUSED, "ground": "information-not-supplied"}
    assert "registration.never-asked" in codes(await step(school, made, **lacking))
    await done(school, made, kind="question", words="Mogen wij het verslag lezen?")
    [asked] = await told(intake, "information-asked")
    assert "words" not in asked
    last_day = date.fromisoformat(asked["supply"]["lastDay"])

    come_back(intake, school, coordinator, last_day)
    assert "registration.may-still-be-supplied" in codes(await step(school, made, **lacking))
    come_back(intake, school, coordinator, last_day + timedelta(days=1))
    assert (await done(school, made, **lacking))["whyAtDesk"] == "refused"


async def test_z7_a_pupil_of_the_school_has_the_same_weeks_and_keeps_its_place(
    intake: Any, school: httpx2.AsyncClient, coordinator: Actor
) -> None:
    made = await registered(school, enrolledAt=HERE)
    seen = await done(school, made, kind="confirmation")
    assert last_days(seen)["duty-of-care"] == DAY_42.isoformat()
    assert "registration.duty-goes-on" in codes(await step(school, made, **REFUSED))

    await night(intake, school, coordinator, DAY_70)
    assert await told(intake, "placed-temporarily") == []


@pytest.mark.parametrize(
    "place",
    [
        {"place": "other-regular-school"},
        {"place": "special-school", "tlvNumber": "PO9901-26-0001"},
    ],
)
async def test_z9_the_place_is_in_the_own_school_another_or_a_special_one(
    school: httpx2.AsyncClient, place: dict[str, str]
) -> None:
    here = await registered(school)
    admitted = await done(school, here, kind="admission", fromDay=START.isoformat())
    assert admitted["status"] == "ended"

    elsewhere = await registered(school, schoolId=HERE)
    without = await step(school, elsewhere, **{**DECLARED, "place": "special-school"})
    assert "registration.tlv-missing" in codes(without)
    assert (await done(school, elsewhere, **{**DECLARED, **place}))["status"] == "ended"


async def test_z8_of_a_very_young_child_the_weeks_can_count_later(
    intake: Any, school: httpx2.AsyncClient, coordinator: Actor
) -> None:
    made = await registered(school, wishedStart="2027-03-01")
    await done(school, made, kind="confirmation")
    latest = {"kind": "deferral", "paper": "Afspraak in map 4", "followUp": "2026-12-07"}
    late = await step(school, made, **{**latest, "followUp": "2026-12-08"})
    assert "registration.follow-up-too-late" in codes(late)
    seen = await done(school, made, **latest)
    assert (seen["status"], seen["nextAction"]["kind"]) == ("deferred", "follow-up")
    assert seen["holder"]["kind"] == "school"
    assert (await told(intake, "deferred"))[0]["nextAction"]["dueOn"] == "2026-12-07"

    come_back(intake, school, coordinator, date(2026, 12, 7))
    seen = await done(school, made, kind="resumption")
    assert seen["terms"][0] == {
        "rule": "duty-of-care",
        "ruleVersion": 1,
        "startsOn": "2026-12-07",
        "lastDay": "2027-01-18",
    }
    assert len(await told(intake, "resumed")) == 1


async def test_z6_parents_take_it_back_and_the_desk_answers_until_there_is_a_school(
    intake: Any, school: httpx2.AsyncClient, desk: httpx2.AsyncClient
) -> None:
    made = await registered(school)
    withdrawals = f"{API}/{made['id']}/withdrawals"
    assert (await school.post(withdrawals)).status_code == 403
    async with intake.client(a_parent(made)) as parent:
        answer = await parent.post(withdrawals)
        assert answer.status_code == 201, answer.text
    assert answer.json()["whyAtDesk"] == "parents-withdrew"
    abroad = {"kind": "departure", "paper": "Brief van de ouders"}
    assert (await desk.post(f"{API}/{made['id']}/outcomes", json=abroad)).status_code == 201


async def test_z11_parents_register_their_child_and_one_without_a_school_is_the_desks(
    intake: Any, school: httpx2.AsyncClient
) -> None:
    known = await registered(school)
    async with intake.client(a_parent(known)) as parent:
        mine = {"pupilId": known["pupilId"], "origin": "preschool"}
        answer = await parent.post(API, json={**mine, "schoolId": THERE})
        assert answer.status_code == 201, answer.text
        assert answer.json()["schoolId"] == THERE
        nowhere = await parent.post(API, json=mine)
        assert nowhere.json()["whyAtDesk"] == "no-school-yet"
        other = await parent.post(API, json={**mine, "pupilId": str(uuid4())})
        assert "pupil.unknown" in codes(other)
        listed = (await parent.get(API)).json()["items"]
        assert len(listed) == 3
    async with intake.process.transactions(Scope.begin(ALLIANCE)) as uow:
        assert await find_violations(uow.session, ALLIANCE, intake.clock.now()) == []


async def test_a_term_that_passed_without_a_look_is_a_finding(
    intake: Any, school: httpx2.AsyncClient, coordinator: Actor
) -> None:
    made = await registered(school)
    intake.clock.at = noon(DAY_42 + timedelta(days=3))

    async def findings() -> set[tuple[UUID, ViolationKind]]:
        async with intake.process.transactions(Scope.begin(ALLIANCE)) as uow:
            found = await find_violations(uow.session, ALLIANCE, intake.clock.now())
        return {(each.id, each.kind) for each in found}

    stopped = (UUID(made["id"]), ViolationKind.CLOCK_STOPPED)
    assert stopped in await findings()
    await night(intake, school, coordinator, DAY_42 + timedelta(days=3))
    assert stopped not in await findings()


async def test_a_request_goes_with_a_registration_of_the_same_child(
    school: httpx2.AsyncClient,
) -> None:
    made = await registered(school)
    asked = {"kind": "arrangement", "question": "Wie denkt er mee?"}
    requests = "/intake/v1/support-requests"
    own = await school.post(requests, json={**asked, "pupilId": made["pupilId"]})
    other = await school.post(requests, json={**asked, "pupil": {"givenName": "Noor"}})
    links = f"{API}/{made['id']}/support-requests"

    assert (await school.post(links, json={"supportRequestId": own.json()["id"]})).is_success
    wrong = await school.post(links, json={"supportRequestId": other.json()["id"]})
    assert "registration.request-unknown" in codes(wrong)


async def test_a_step_that_comes_twice_counts_once_and_a_stale_one_not(
    intake: Any, school: httpx2.AsyncClient
) -> None:
    made = await registered(school)
    seen = await school.get(f"{API}/{made['id']}")
    key = {"idempotency-key": "once", "if-match": seen.headers["etag"]}
    url, body = f"{API}/{made['id']}/steps", {"kind": "confirmation"}
    first = await school.post(url, json=body, headers=key)
    assert first.status_code == 201
    assert (await school.post(url, json=body, headers=key)).json() == first.json()
    assert len(await told(intake, "confirmed")) == 1
    stale = {"if-match": seen.headers["etag"]}
    asked = {"kind": "question", "words": "Mogen wij bellen?"}
    assert (await school.post(url, json=asked, headers=stale)).status_code == 412
