"""Integration: sessions of help, by API and by page, and what becomes of those nobody spoke of."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from samenspel_contracts.calendars import (
    FreeDaysRef,
    HolidayRegionRef,
    SchoolCalendarRecordedV1,
)
from samenspel_contracts.help_courses import ArrangementEndedV1, ArrangementOverdueV1
from samenspel_contracts.help_sessions import HelpSessionLeftUnrecordedV1
from samenspel_contracts.intake import PupilRecordedV1, SchoolRecordedV1, UnitRecordedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_messaging.scope import Scope

CASES = "/arrangements/v1/cases"
PAGES = "/arrangements/cases"
SESSIONS = "/arrangements/v1/sessions"
TODAY = "/arrangements/sessions"
ACCEPTANCE = {"nextAction": "decide-on-help", "dueOn": "2026-09-21"}
GRANT = {
    "kind": "individual",
    "description": "Twee keer per week samen lezen.",
    "startsOn": "2026-09-07",
    "plannedEndOn": "2027-03-12",
    "evaluationOn": "2027-02-12",
}
CALENDAR = uuid4()
ROW = {"firstOn": "2026-09-07", "until": "2026-09-25"}


async def granted(world: Any, client_of: Any, **offer: Any) -> tuple[Actor, UUID, str]:
    holder: Actor = world.coordinator()
    case_id: UUID = await world.offer(**offer)
    async with client_of(holder) as client:
        await client.post(f"{CASES}/{case_id}/acceptances", json=ACCEPTANCE)
        answer = await client.post(f"{CASES}/{case_id}/arrangements", json=GRANT)
    assert answer.status_code == 201, answer.text
    return holder, case_id, f"{case_id}/arrangements/{answer.json()['id']}"


async def test_who_gives_help_plans_a_row_and_records_it(world: Any, client_of: Any) -> None:
    pupil_id = uuid4()
    holder, case_id, at = await granted(world, client_of, pupil_id=pupil_id)
    giver = world.somebody(Role.EXPERT, pupil_ids=frozenset({pupil_id}))
    async with client_of(giver) as client:
        planned = await client.post(f"{CASES}/{at}/sessions", json=ROW)
        (mine,) = (await client.get(SESSIONS)).json()["items"]
        given = await client.post(f"{SESSIONS}/{mine['id']}/records", json={})
        anew = await client.post(f"{SESSIONS}/{mine['id']}/records", json={"missed": "moved"})
        early = await client.post(f"{SESSIONS}/{planned.json()['items'][1]['id']}/records", json={})
        wrong = await client.post(
            f"{CASES}/{at}/sessions", json={"firstOn": "2026-09-07", "until": "2028-01-01"}
        )
    async with client_of(holder) as client:
        (help_,) = (await client.get(f"{CASES}/{case_id}/arrangements")).json()["items"]
        all_ = (await client.get(f"{CASES}/{at}/sessions")).json()["items"]

    assert [one["plannedOn"] for one in planned.json()["items"]] == [
        "2026-09-07",
        "2026-09-14",
        "2026-09-21",
    ]
    assert (mine["plannedOn"], mine["status"]) == ("2026-09-07", "planned")
    assert given.status_code == 201, given.text
    assert given.json()["status"] == "given"
    assert (anew.json()["status"], anew.json()["missed"]) == ("not-given", "moved")
    assert early.json()["code"] == "session.in-the-future"
    assert (wrong.status_code, "until" in wrong.text) == (400, True)
    assert help_["status"] == "started"
    assert [one["status"] for one in all_] == ["not-given", "planned", "planned"]


async def test_nobody_records_for_another_but_who_works_on_the_case(
    world: Any, client_of: Any
) -> None:
    pupil_id = uuid4()
    holder, _, at = await granted(world, client_of, pupil_id=pupil_id)
    giver, other = (world.somebody(Role.EXPERT, pupil_ids=frozenset({pupil_id})) for _ in range(2))
    async with client_of(giver) as client:
        planned = await client.post(f"{CASES}/{at}/sessions", json=ROW)
    here = f"{SESSIONS}/{planned.json()['items'][0]['id']}/records"
    parent = world.somebody(Role.PARENT, pupil_ids=frozenset({pupil_id}))
    answers = []
    for who in (other, parent, world.coordinator(unit_id=uuid4()), holder):
        async with client_of(who) as client:
            answers.append(await client.post(here, json={}))
    async with client_of(parent) as client:
        seen = await client.get(f"{CASES}/{at}/sessions")
        mine = await client.get(SESSIONS)
    async with client_of(other) as client:
        not_mine = await client.get(SESSIONS)
    async with client_of(giver) as client:
        none = await client.post(f"{SESSIONS}/{uuid4()}/records", json={})

    assert [answer.status_code for answer in answers] == [409, 403, 404, 201]
    assert answers[0].json()["code"] == "session.of-another"
    assert len(seen.json()["items"]) == 3
    assert mine.status_code == 403
    assert not_mine.json()["items"] == []
    assert none.status_code == 404


async def test_a_session_is_moved_or_called_off_and_replaced_by_who_gives_it(
    world: Any, client_of: Any
) -> None:
    pupil_id = uuid4()
    holder, _, at = await granted(world, client_of, pupil_id=pupil_id)
    _, _, elsewhere = await granted(world, client_of)
    giver, other = (world.somebody(Role.EXPERT, pupil_ids=frozenset({pupil_id})) for _ in range(2))
    here = f"{CASES}/{at}"
    async with client_of(giver) as client:
        first, second, third = (await client.post(f"{here}/sessions", json=ROW)).json()["items"]
        move = {"sessionId": first["id"], "to": "2026-09-09"}
        moved = await client.post(f"{here}/session-moves", json=move | {"reason": "giver-ill"})
        too_far = await client.post(f"{here}/session-moves", json=move | {"to": "2027-03-13"})
        off = {"sessionId": second["id"], "reason": "holiday", "insteadOn": "2026-09-16"}
        replaced = await client.post(f"{here}/session-cancellations", json=off)
        twice = await client.post(f"{here}/session-cancellations", json=off)
        off = {"sessionId": third["id"], "reason": "child-ill"}
        gone = await client.post(f"{here}/session-cancellations", json=off)
        far = await client.post(
            f"{here}/session-cancellations", json=off | {"insteadOn": "2027-03-13"}
        )
        all_ = (await client.get(f"{here}/sessions")).json()["items"]
    async with client_of(other) as client:
        not_mine = await client.post(f"{here}/session-moves", json=move)
    async with client_of(holder) as client:
        strange = await client.post(f"{CASES}/{elsewhere}/session-moves", json=move)
        page = await client.get(f"{PAGES}/{at}")
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        form = {"csrf": csrf, "session_to_move": first["id"], "why_moved": ""}
        empty = await client.post(f"{PAGES}/{at}/session-moves", data=form | {"to": ""})
        back = await client.post(f"{PAGES}/{at}/session-moves", data=form | {"to": "2026-09-10"})
        form = {"csrf": csrf, "session_to_call_off": first["id"]}
        no_reason = await client.post(f"{PAGES}/{at}/session-cancellations", data=form)
        form |= {"why_called_off": "other"}
        done = await client.post(f"{PAGES}/{at}/session-cancellations", data=form)
        after = await client.get(f"{PAGES}/{at}")

    assert moved.status_code == 201, moved.text
    assert (moved.json()["plannedOn"], moved.json()["movedFrom"]) == ("2026-09-09", "2026-09-07")
    assert (too_far.status_code, "to" in too_far.text) == (400, True)
    called_off, instead = replaced.json()["items"]
    assert (called_off["status"], called_off["calledOff"]) == ("called-off", "holiday")
    assert (instead["plannedOn"], instead["giverId"]) == ("2026-09-16", str(giver.person_id))
    assert twice.json()["code"] == "session.not-now"
    assert (gone.status_code, far.status_code) == (201, 400)
    assert [(one["plannedOn"], one["status"], one["insteadOn"]) for one in all_] == [
        ("2026-09-09", "planned", None),
        ("2026-09-14", "called-off", "2026-09-16"),
        ("2026-09-16", "planned", None),
        ("2026-09-21", "called-off", None),
    ]
    assert (not_mine.json()["code"], strange.status_code) == ("session.of-another", 404)
    assert (empty.status_code, back.status_code) == (422, 303)
    assert (no_reason.status_code, done.status_code) == (422, 303)
    assert "(eerst op" in after.text
    assert "Afgezegd: vakantie of vrije dag. In plaats daarvan:" in after.text


async def test_a_row_leaves_out_the_holidays_of_the_childs_school(
    world: Any, client_of: Any
) -> None:
    school = SchoolRecordedV1(
        school_id=world.school_id,
        location_code="03XY00",
        name="De Vlieger",
        municipality_code="0363",
    )
    holiday = FreeDaysRef(
        kind="school-holiday",
        name="Herfstvakantie",
        first_day=date(2026, 9, 12),
        last_day=date(2026, 9, 20),
        region="south",
    )
    day_off = FreeDaysRef(
        kind="school-day-off",
        name="Studiedag",
        first_day=date(2026, 9, 28),
        last_day=date(2026, 9, 28),
        school="03XY00",
    )
    await world.tell(school, subject=world.school_id)

    async def know(region: str, seq: int) -> None:
        told = SchoolCalendarRecordedV1(
            calendar_id=CALENDAR,
            free_days=[holiday, day_off],
            regions=[HolidayRegionRef(code="0363", region=region)],
        )
        await world.tell(told, subject=CALENDAR, seq=seq)

    planned = []
    holder, _, at = await granted(world, client_of)
    row = ROW | {"until": "2026-10-05"}
    for seq, region in ((1, "north"), (3, "south"), (2, "north")):
        await know(region, seq)
        async with client_of(holder) as client:
            answer = await client.post(f"{CASES}/{at}/sessions", json=row)
        planned.append([one["plannedOn"][5:] for one in answer.json()["items"]])

    in_the_south = ["09-07", "09-21", "10-05"]
    assert planned == [["09-07", "09-14", "09-21", "10-05"], in_the_south, in_the_south], (
        "what is told late changes nothing"
    )


async def test_two_taps_on_the_page_of_today(world: Any, client_of: Any) -> None:
    pupil_id = uuid4()
    holder, _, at = await granted(world, client_of, pupil_id=pupil_id)
    await world.tell(
        PupilRecordedV1(pupil_id=pupil_id, given_name="Noor", family_name="Vos"), subject=pupil_id
    )
    here = f"{PAGES}/{at}"
    async with client_of(holder) as client:
        page = await client.get(here)
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        form = {"csrf": csrf, "first_on": "2026-09-07", "weeks": "2", "until": "2026-10-01"}
        half = await client.post(f"{here}/sessions", data=form | {"until": ""})
        planned = await client.post(f"{here}/sessions", data=form)
        today = await client.get(TODAY)
        address = today.text.split(f'action="{TODAY}/')[1].split('"')[0]
        odd = await client.post(f"{TODAY}/{address}", data={"csrf": csrf, "word": "gone"})
        done = await client.post(f"{TODAY}/{address}", data={"csrf": csrf, "word": "given"})
        after = await client.get(TODAY)
        again = await client.get(here)

    assert half.status_code == 422
    assert planned.status_code == 303
    assert "Noor" in today.text
    assert odd.status_code == 422
    assert (done.status_code, done.headers["location"].split("?")[0]) == (303, TODAY)
    assert "Gegeven" in after.text
    assert "1 gegeven, 0 niet doorgegaan, 1 gepland." in again.text


async def test_what_nobody_recorded_becomes_work_of_the_holder_until_somebody_does(
    world: Any, client_of: Any, looked: Any, app: Any, clock: Any
) -> None:
    holder, case_id, at = await granted(world, client_of)
    unit = UnitRecordedV1(unit_id=world.unit_id, name="Noord", alliance_name="De Waterkant")
    await world.tell(unit, subject=world.unit_id)
    async with client_of(holder) as client:
        planned = await client.post(f"{CASES}/{at}/sessions", json=ROW | {"until": "2026-09-07"})
    (session,) = planned.json()["items"]
    await looked(date(2026, 9, 14))
    await looked(date(2026, 9, 15))
    await looked(date(2026, 9, 16))
    async with app(Scope.begin(world.alliance_id)) as uow:
        told = await uow.session.scalar(text("SELECT event_seq FROM help_session"))
    assert told == 1

    event = HelpSessionLeftUnrecordedV1(
        session_id=session["id"],
        arrangement_id=session["arrangementId"],
        case_id=case_id,
        support_request_id=uuid4(),
        planned_on=date(2026, 9, 7),
        last_day=date(2026, 9, 14),
        noticed_on=date(2026, 9, 15),
    )
    await world.tell(event, subject=session["id"])
    await world.tell_again()
    clock.at = datetime(2026, 9, 15, 9, 30, tzinfo=UTC)
    async with client_of(holder) as client:
        then = (await client.get(f"{CASES}/{case_id}")).json()["nextAction"]
        late = await client.post(f"{SESSIONS}/{session['id']}/records", json={})
    await world.tell(event, subject=session["id"], seq=2)
    async with client_of(holder) as client:
        last = (await client.get(f"{CASES}/{case_id}")).json()["nextAction"]

    assert then["kind"] == "record-sessions"
    assert late.status_code == 201
    assert last["kind"] == "evaluate", "word of a lateness that is over asks for nothing"


async def test_overdue_help_becomes_work_of_the_holder(world: Any, client_of: Any) -> None:
    holder, case_id, at = await granted(world, client_of)
    overdue = ArrangementOverdueV1(
        arrangement_id=UUID(at.rpartition("/")[2]),
        case_id=case_id,
        support_request_id=uuid4(),
        what="help-start",
        last_day=date(2026, 9, 7),
        noticed_on=date(2026, 9, 8),
    )
    kinds = []
    async with client_of(holder) as client:
        for what in ("help-start", "help-end", "help-evaluation"):
            told = overdue.model_copy(update={"what": what})
            await world.tell(told, subject=overdue.arrangement_id)
        case = (await client.get(f"{CASES}/{case_id}")).json()
        kinds = [case["nextAction"]["kind"], *(a["kind"] for a in case["laterActions"])]
        await client.post(f"{CASES}/{at}/starts", json={"startedOn": "2026-09-07"})
        begun = (await client.get(f"{CASES}/{case_id}")).json()

    assert set(kinds) == {"start-help", "decide-on-help", "evaluate"}
    assert begun["nextAction"]["kind"] == "decide-on-help"


async def test_sessions_end_with_the_help(world: Any, client_of: Any) -> None:
    holder, case_id, at = await granted(world, client_of)
    async with client_of(holder) as client:
        await client.post(f"{CASES}/{at}/sessions", json=ROW)
        ended = ArrangementEndedV1(
            arrangement_id=UUID(at.rpartition("/")[2]),
            case_id=case_id,
            support_request_id=uuid4(),
            ended_on=date(2026, 9, 14),
            reason="other-help",
        )
        await world.tell(ended, subject=ended.arrangement_id)
        some = (await client.get(f"{CASES}/{at}/sessions")).json()["items"]
        await world.tell(
            ended.model_copy(update={"reason": "died"}), subject=ended.arrangement_id, seq=2
        )
        none = (await client.get(f"{CASES}/{at}/sessions")).json()["items"]

    assert [one["plannedOn"] for one in some] == ["2026-09-07", "2026-09-14"]
    assert none == []
