"""Integration: help in a group, recorded once for all, of which nobody learns of another's child."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from samenspel_arrangements.domain.help.group import MOST_CHILDREN, MOST_GOALS
from samenspel_contracts.calendars import (
    FreeDaysRef,
    HolidayRegionRef,
    SchoolCalendarRecordedV1,
)
from samenspel_contracts.help_courses import ArrangementEndedV1
from samenspel_contracts.intake import PupilRecordedV1, SchoolRecordedV1
from samenspel_kernel.actor import Actor, Role

from .test_people import helper, may_act

CASES = "/arrangements/v1/cases"
PAGES = "/arrangements/cases"
GROUPS = "/arrangements/v1/help-groups"
GROUP_PAGES = "/arrangements/help-groups"
TODAY = "/arrangements/sessions"
ACCEPTANCE = {"nextAction": "decide-on-help", "dueOn": "2026-09-21"}
GRANT = {
    "kind": "group",
    "description": "Samen rekenen in een groepje.",
    "startsOn": "2026-09-07",
    "plannedEndOn": "2027-03-12",
    "evaluationOn": "2027-02-12",
}
GROUP = {
    "name": "Rekenen op maandag",
    "goals": ["Iedereen durft iets te vragen.", " "],
    "startsOn": "2026-09-01",
    "endsOn": "2027-06-30",
}
JOINED = "2026-09-07"
ROW = {"firstOn": "2026-09-07", "until": "2026-09-21"}
OVER = {"reason": "too-few-children"}
CHILDREN = ("Noor", "Daan")


async def a_child(world: Any, client_of: Any, holder: Actor, name: str, **more: Any) -> Any:
    """Have help granted to a child; give the child, and the path of its help."""
    pupil_id = uuid4()
    told = PupilRecordedV1(pupil_id=pupil_id, given_name=name, family_name="Vos")
    await world.tell(told, subject=pupil_id)
    case_id = await world.offer(pupil_id=pupil_id)
    async with client_of(holder) as client:
        await client.post(f"{CASES}/{case_id}/acceptances", json=ACCEPTANCE)
        answer = await client.post(f"{CASES}/{case_id}/arrangements", json=GRANT | more)
    assert answer.status_code == 201, answer.text
    return pupil_id, f"{case_id}/arrangements/{answer.json()['id']}"


async def a_group(world: Any, client_of: Any) -> tuple[Actor, str, dict[str, Any]]:
    """Have a group with two children; give who runs it, its id, and the children by name."""
    holder: Actor = world.coordinator()
    children = {name: await a_child(world, client_of, holder, name) for name in CHILDREN}
    async with client_of(holder) as client:
        made = await client.post(GROUPS, json=GROUP)
        assert made.status_code == 201, made.text
        group_id: str = made.json()["id"]
        joining = {"helpGroupId": group_id, "joinedOn": JOINED}
        for _, at in children.values():
            joined = await client.post(f"{CASES}/{at}/group-joins", json=joining)
            assert joined.status_code == 201, joined.text
    return holder, group_id, children


async def test_a_session_of_a_group_is_recorded_once_and_counts_for_each_child(
    world: Any, client_of: Any
) -> None:
    holder, group_id, children = await a_group(world, client_of)
    here = f"{GROUPS}/{group_id}"
    async with client_of(holder) as client:
        planned = await client.post(f"{here}/sessions", json=ROW)
        again = await client.post(f"{here}/sessions", json=ROW)
        (noor, daan) = [
            (await client.get(f"{CASES}/{at}/sessions")).json()["items"]
            for _, at in children.values()
        ]
        record = {"on": "2026-09-07", "absent": [daan[0]["id"]]}
        odd = await client.post(f"{here}/records", json=record | {"absent": [str(uuid4())]})
        early = await client.post(f"{here}/records", json=record | {"on": "2026-09-14"})
        never = await client.post(f"{here}/records", json={"on": "2026-09-08"})
        done = await client.post(f"{here}/records", json=record)
        helps = []
        for _, at in children.values():
            case = f"{CASES}/{at.partition('/')[0]}/arrangements"
            helps += [one["status"] for one in (await client.get(case)).json()["items"]]

    assert (planned.status_code, again.status_code) == (201, 201)
    assert [one["plannedOn"] for one in noor] == ["2026-09-07", "2026-09-14", "2026-09-21"]
    assert len(daan) == 3
    assert (odd.status_code, "absent" in odd.text) == (400, True)
    assert early.status_code == 400, "a session of another day was named as absent"
    assert never.status_code == 404
    assert done.status_code == 201, done.text
    assert {one["pupilId"]: one["missed"] for one in done.json()["items"]} == {
        str(children["Noor"][0]): None,
        str(children["Daan"][0]): "child-absent",
    }
    assert helps == ["started", "granted"], "help begins with the first session that a child got"


async def test_a_session_of_a_group_is_moved_and_called_off_for_each_child(
    world: Any, client_of: Any
) -> None:
    holder, group_id, children = await a_group(world, client_of)
    here, pages = f"{GROUPS}/{group_id}", f"{GROUP_PAGES}/{group_id}"
    ends = {"plannedEndOn": "2026-10-09", "evaluationOn": "2026-10-01"}
    _, short = await a_child(world, client_of, holder, "Mila", **ends)
    (noor, daan) = (at for _, at in children.values())
    async with client_of(holder) as client:
        joining = {"helpGroupId": group_id, "joinedOn": JOINED}
        await client.post(f"{CASES}/{short}/group-joins", json=joining)
        await client.post(f"{here}/sessions", json=ROW)
        (one, *_) = (await client.get(f"{CASES}/{noor}/sessions")).json()["items"]
        alone = await client.post(
            f"{CASES}/{noor}/session-moves", json={"sessionId": one["id"], "to": "2026-09-08"}
        )
        ill = {"sessionId": one["id"], "reason": "child-ill"}
        await client.post(f"{CASES}/{noor}/session-cancellations", json=ill)
        recorded = await client.post(f"{here}/records", json={"on": "2026-09-07"})
        move = {"on": "2026-09-14", "to": "2026-10-12", "reason": "giver-ill"}
        taken = await client.post(f"{here}/session-moves", json=move | {"to": "2026-09-21"})
        outside = await client.post(f"{here}/session-moves", json=move | {"to": "2027-07-01"})
        moved = await client.post(f"{here}/session-moves", json=move)
        nothing = await client.post(f"{here}/session-moves", json=move)
        page = await client.get(pages)
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        form = {"csrf": csrf, "day_to_call_off": "2026-09-21", "instead_on": "2026-09-22"}
        no_reason = await client.post(f"{pages}/session-cancellations", data=form)
        form |= {"why_called_off": "holiday"}
        done = await client.post(f"{pages}/session-cancellations", data=form)
        form = {"csrf": csrf, "day_to_move": "2026-09-22", "to": "2026-09-23", "why_moved": ""}
        again = await client.post(f"{pages}/session-moves", data=form)
        of_each = [
            [
                (one["plannedOn"], one["status"])
                for one in (await client.get(f"{CASES}/{at}/sessions")).json()["items"]
            ]
            for at in (noor, daan, short)
        ]

    assert alone.json()["code"] == "session.of-a-group"
    assert len(recorded.json()["items"]) == 2, "the child that is ill stays out of it"
    assert [answer.status_code for answer in (taken, outside, moved)] == [400, 400, 201]
    assert nothing.json()["code"] == "session.not-now"
    assert (no_reason.status_code, done.status_code, again.status_code) == (422, 303, 303)
    late = ("2026-10-12", "planned")
    of_all = [("2026-09-21", "called-off"), ("2026-09-23", "planned")]
    assert of_each == [
        [("2026-09-07", "called-off"), *of_all, late],
        [("2026-09-07", "given"), *of_all, late],
        [("2026-09-07", "given"), ("2026-09-14", "called-off"), *of_all],
    ], "where the help is over on the new day, it is called off and seen so"


async def test_a_group_gets_another_leader_and_less_room_and_no_child_is_dropped_when_it_closes(
    world: Any, client_of: Any, clock: Any
) -> None:
    holder, group_id, children = await a_group(world, client_of)
    here, pages = f"{GROUPS}/{group_id}", f"{GROUP_PAGES}/{group_id}"
    other = await helper(world, client_of, "Ans de Wit")
    async with client_of(holder) as client:
        await client.post(f"{here}/sessions", json=ROW)
        new = {"name": "Rekenen samen", "goals": ["Durven"], "endsOn": "2027-06-01", "places": 2}
        small = await client.post(f"{here}/changes", json=new | {"places": 1})
        unknown = await client.post(f"{here}/changes", json=new | {"leaderId": str(uuid4())})
        full = await client.post(f"{here}/changes", json=new | {"leaderId": str(other.person_id)})
        silent = {name: value for name, value in new.items() if name != "places"}
        no_room = await client.post(f"{here}/changes", json=silent)
        page = await client.get(pages)
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        form = {"csrf": csrf, "name": "Rekenen", "goals": "Durven", "ends_on": "2027-06-02"}
        half = await client.post(f"{pages}/changes", data=form | {"places": "veel"})
        changed = await client.post(f"{pages}/changes", data=form | {"places": "3"})
        ahead = await client.post(f"{here}/closures", json={"closedOn": "2026-09-08", **OVER})
        shown = (await client.get(here)).json()
    clock.at = datetime(2026, 9, 15, 9, 30, tzinfo=UTC)
    async with client_of(holder) as client:
        page = await client.get(pages)
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        form = {"csrf": csrf, "closed_on": "2026-09-14"}
        no_reason = await client.post(f"{pages}/closures", data=form)
        closed = await client.post(f"{pages}/closures", data=form | {"why_closed": "no-giver"})
        again = await client.post(f"{here}/closures", json={"closedOn": "2026-09-14", **OVER})
        plan = await client.post(f"{here}/sessions", json=ROW)
        move = {"on": "2026-09-14", "to": "2026-09-16", "reason": "giver-ill"}
        moved = await client.post(f"{here}/session-moves", json=move)
        off = {"on": "2026-09-14", "reason": "giver-ill"}
        called_off = await client.post(f"{here}/session-cancellations", json=off)
        after = (await client.get(here)).json()
        page = await client.get(pages)
        asked, planned, givers = [], [], set()
        for _, at in children.values():
            case = (await client.get(f"{CASES}/{at.partition('/')[0]}")).json()
            asked.append(case)
            sessions = (await client.get(f"{CASES}/{at}/sessions")).json()["items"]
            planned.append([one["plannedOn"] for one in sessions])
            givers |= {one["giverId"] for one in sessions}

    assert givers == {str(other.person_id)}, "what was planned is given by who leads it now"
    assert (small.status_code, '"places"' in small.text) == (400, True)
    assert (unknown.status_code, '"leaderId"' in unknown.text) == (400, True)
    assert (full.status_code, half.status_code, changed.status_code) == (201, 422, 303)
    assert (shown["name"], shown["endsOn"], shown["places"]) == ("Rekenen", "2027-06-02", 3)
    assert (ahead.status_code, no_reason.status_code, closed.status_code) == (400, 422, 303)
    assert (again.json()["code"], plan.json()["code"]) == ("group.closed", "group.closed")
    assert (after["closedOn"], after["whyClosed"]) == ("2026-09-14", "no-giver")
    assert {moved.json()["code"], called_off.json()["code"]} == {"group.closed"}
    assert "Deze groep is gesloten op" in page.text
    assert "/session-moves" not in page.text
    assert no_room.status_code == 400, "room is never forgotten"
    assert {one["leftOn"] for one in after["members"]} == {"2026-09-14"}
    assert planned == [["2026-09-07", "2026-09-14"]] * 2
    assert all("decide-on-help" in str(case) for case in asked), "each child's holder decides"
    assert {case["nextAction"]["dueOn"] for case in asked} == {"2026-09-15"}, "and now, not later"


async def test_a_group_that_ends_sooner_plans_nothing_after_and_asks_how_help_goes_on(
    world: Any, client_of: Any
) -> None:
    holder, group_id, children = await a_group(world, client_of)
    here = f"{GROUPS}/{group_id}"
    sooner = {"name": "Rekenen", "goals": ["Durven"], "endsOn": "2026-09-20", "places": 2}
    kept, due = [], set()
    async with client_of(holder) as client:
        await client.post(f"{here}/sessions", json=ROW)
        changed = await client.post(f"{here}/changes", json=sooner)
        for _, at in children.values():
            sessions = (await client.get(f"{CASES}/{at}/sessions")).json()["items"]
            kept.append([one["plannedOn"] for one in sessions])
            case = (await client.get(f"{CASES}/{at.partition('/')[0]}")).json()
            due.add((case["nextAction"]["kind"], case["nextAction"]["dueOn"]))

    assert changed.status_code == 201
    assert kept == [["2026-09-07", "2026-09-14"]] * 2, "nothing is planned after its last day"
    assert due == {("decide-on-help", "2026-09-07")}


async def test_a_group_meets_on_no_holiday_but_on_a_day_that_was_chosen(
    world: Any, client_of: Any
) -> None:
    holder, group_id, children = await a_group(world, client_of)
    ends = {"plannedEndOn": "2026-10-09", "evaluationOn": "2026-10-01"}
    _, short = await a_child(world, client_of, holder, "Mila", **ends)
    school = SchoolRecordedV1(
        school_id=world.school_id,
        location_code="03XY00",
        name="De Vlieger",
        municipality_code="0363",
    )
    free = FreeDaysRef(
        kind="school-holiday",
        name="Herfstvakantie",
        first_day=date(2026, 9, 12),
        last_day=date(2026, 9, 20),
        region="south",
    )
    calendar = SchoolCalendarRecordedV1(
        calendar_id=uuid4(),
        free_days=[free],
        regions=[HolidayRegionRef(code="0363", region="south")],
    )
    await world.tell(school, subject=world.school_id)
    await world.tell(calendar, subject=calendar.calendar_id)
    here = f"{GROUPS}/{group_id}"
    async with client_of(holder) as client:
        joining = {"helpGroupId": group_id, "joinedOn": JOINED}
        await client.post(f"{CASES}/{short}/group-joins", json=joining)
        first = await client.post(f"{here}/sessions", json={"firstOn": JOINED, "until": JOINED})
        row = await client.post(f"{here}/sessions", json=ROW | {"until": "2026-09-14"})
        chosen = {"firstOn": "2026-09-14", "until": "2026-09-14"}
        one = await client.post(f"{here}/sessions", json=chosen)
        off = {"on": "2026-09-14", "reason": "giver-ill", "insteadOn": "2026-10-12"}
        instead = await client.post(f"{here}/session-cancellations", json=off)
        (noor, mila) = [
            [
                (one["plannedOn"], one["status"])
                for one in (await client.get(f"{CASES}/{at}/sessions")).json()["items"]
            ]
            for at in (children["Noor"][1], short)
        ]
        promised = [
            "In plaats daarvan:" in (await client.get(f"{PAGES}/{at}")).text
            for at in (children["Noor"][1], short)
        ]

    assert first.status_code == 201, first.text
    assert (row.status_code, "session.no-school" in row.text) == (400, True), (
        "what is left of a row was not chosen"
    )
    assert (one.status_code, instead.status_code) == (201, 201)
    begun = [("2026-09-07", "planned"), ("2026-09-14", "called-off")]
    assert noor == [*begun, ("2026-10-12", "planned")]
    assert mila == begun
    assert promised == [True, False], "nothing that will not come"


async def test_a_child_joins_later_and_leaves_with_a_day(
    world: Any, client_of: Any, clock: Any
) -> None:
    holder, group_id, children = await a_group(world, client_of)
    _, third = await a_child(world, client_of, holder, "Mila")
    _, noor = children["Noor"]
    _, daan = children["Daan"]
    async with client_of(holder) as client:
        await client.post(f"{GROUPS}/{group_id}/sessions", json=ROW)
        joining = {"helpGroupId": group_id, "joinedOn": "2026-09-14"}
        await client.post(f"{CASES}/{third}/group-joins", json=joining)
        later = (await client.get(f"{CASES}/{third}/sessions")).json()["items"]
        twice = await client.post(f"{CASES}/{third}/group-joins", json=joining)
        before = await client.post(f"{CASES}/{noor}/group-leaves", json={"leftOn": "2026-09-06"})
        ahead = await client.post(f"{CASES}/{noor}/group-leaves", json={"leftOn": "2026-10-06"})
    clock.at = datetime(2026, 9, 15, 9, 30, tzinfo=UTC)
    async with client_of(holder) as client:
        left = await client.post(f"{CASES}/{noor}/group-leaves", json={"leftOn": "2026-09-14"})
        gone = await client.post(f"{CASES}/{noor}/group-leaves", json={"leftOn": "2026-09-14"})
        kept = (await client.get(f"{CASES}/{noor}/sessions")).json()["items"]
        ended = ArrangementEndedV1(
            arrangement_id=UUID(daan.rpartition("/")[2]),
            case_id=UUID(daan.partition("/")[0]),
            support_request_id=uuid4(),
            ended_on=date(2026, 9, 14),
            reason="other-help",
        )
        await world.tell(ended, subject=ended.arrangement_id)
        shown = (await client.get(f"{GROUPS}/{group_id}")).json()
        (line,) = (await client.get(GROUPS)).json()["items"]

    assert [one["plannedOn"] for one in later] == ["2026-09-14", "2026-09-21"]
    assert (twice.status_code, twice.json()["code"]) == (409, "group.already-in-one")
    assert "group.before-it-joined" in before.text
    assert "help.in-the-future" in ahead.text
    assert left.json()["items"][0]["leftOn"] == "2026-09-14"
    assert gone.json()["code"] == "group.left-before"
    assert [one["plannedOn"] for one in kept] == ["2026-09-07", "2026-09-14"]
    assert sorted(member["leftOn"] or "" for member in shown["members"]) == [
        "",
        "2026-09-14",
        "2026-09-14",
    ]
    assert line["children"] == 1, "help that ended has left its group"


async def test_nobody_learns_of_another_child_through_a_group(world: Any, client_of: Any) -> None:
    holder, group_id, children = await a_group(world, client_of)
    noor, at = children["Noor"]
    daan, other = children["Daan"]
    async with client_of(holder) as client:
        await client.post(f"{GROUPS}/{group_id}/sessions", json=ROW)
        found = {"evaluatedOn": JOINED, "works": "partly", "words": "Zij vragen al meer."}
        looked = await client.post(f"{GROUPS}/{group_id}/evaluations", json=found)
    assert looked.status_code == 201, looked.text
    hidden = ("Daan", str(daan), *other.split("/arrangements/"))
    for role in (Role.PARENT, Role.TEACHER, Role.EXPERT, Role.YOUTH_CONSULTANT):
        follower = world.somebody(role, pupil_ids=frozenset({noor}))
        async with client_of(follower) as client:
            answers = [
                await client.get(path)
                for path in (
                    f"{CASES}/{at}/groups",
                    f"{CASES}/{at}/sessions",
                    f"{PAGES}/{at}",
                    f"{PAGES}/{at.partition('/')[0]}",
                    TODAY,
                    GROUPS,
                    f"{GROUPS}/{group_id}",
                    GROUP_PAGES,
                    f"{GROUP_PAGES}/{group_id}",
                )
            ]
            written = [
                await client.post(f"{GROUPS}/{group_id}/{what}", json=body)
                for what, body in (
                    ("sessions", ROW),
                    ("records", {"on": JOINED}),
                    ("evaluations", found),
                )
            ] + [
                await client.post(
                    f"{CASES}/{at}/group-joins",
                    json={"helpGroupId": group_id, "joinedOn": JOINED},
                ),
                await client.post(f"{CASES}/{at}/group-leaves", json={"leftOn": JOINED}),
            ]
        for answer in (*answers, *written):
            assert not any(word in answer.text for word in hidden), (role, answer.request.url)
        assert [answer.status_code for answer in answers[:3]] == [200, 200, 200]
        assert {answer.status_code for answer in answers[5:]} <= {403, 404}
        assert answers[4].status_code == (403 if role is Role.PARENT else 200)
        assert all(answer.status_code in {403, 404, 409} for answer in written)
        (of_help,) = answers[0].json()["items"]
        reads = role in {Role.PARENT, Role.EXPERT}
        assert of_help["name"] == (GROUP["name"] if reads else None)
        assert len(of_help["evaluations"]) == len(of_help["goals"]) == int(reads)
        assert ("Zij vragen al meer." in answers[2].text) is reads

    stranger = world.coordinator(unit_id=uuid4())
    async with client_of(stranger) as client:
        missing = await client.get(f"{GROUPS}/{group_id}")
        none = (await client.get(GROUPS)).json()["items"]
    assert (missing.status_code, none) == (404, [])


async def test_who_leads_says_it_of_the_children_that_it_may_help(
    world: Any, client_of: Any
) -> None:
    holder, _, children = await a_group(world, client_of)
    noor, _ = children["Noor"]
    leader = world.somebody(Role.EXPERT, pupil_ids=frozenset({noor}))
    await may_act(world, leader)
    async with client_of(leader) as client:
        await client.post(
            "/arrangements/v1/helpers/own-profiles",
            json={"expertise": ["autism"], "employment": "alliance", "hours": 8},
        )
    async with client_of(holder) as client:
        own = await client.post(GROUPS, json=GROUP | {"leaderId": str(leader.person_id)})
        unknown = await client.post(GROUPS, json=GROUP | {"leaderId": str(uuid4())})
        assert own.status_code == 201, own.text
        here = f"{GROUPS}/{own.json()['id']}"
        for _, help_ in children.values():
            await client.post(f"{CASES}/{help_}/group-leaves", json={"leftOn": JOINED})
            joining = {"helpGroupId": own.json()["id"], "joinedOn": JOINED}
            await client.post(f"{CASES}/{help_}/group-joins", json=joining)
        await client.post(f"{here}/sessions", json=ROW)
    async with client_of(leader) as client:
        page = await client.get(TODAY)
        said = await client.post(f"{here}/records", json={"on": JOINED})
    assert "group.unknown-leader" in unknown.text
    assert "Rekenen op maandag" in page.text
    assert ("Noor" in page.text, "Daan" in page.text) == (True, False)
    assert [one["pupilId"] for one in said.json()["items"]] == [str(noor)]


async def test_who_leads_a_group_moves_its_session_and_learns_of_no_child(
    world: Any, client_of: Any
) -> None:
    holder, other, children = await a_group(world, client_of)
    (noor, _), _ = children.values()
    leader = await helper(world, client_of, "Karin")
    follower = world.somebody(Role.EXPERT, pupil_ids=frozenset({noor}))
    parent = replace(world.somebody(Role.PARENT), person_id=leader.person_id)
    async with client_of(holder) as client:
        made = await client.post(GROUPS, json=GROUP | {"leaderId": str(leader.person_id)})
        group_id = made.json()["id"]
        for _, help_ in children.values():
            await client.post(f"{CASES}/{help_}/group-leaves", json={"leftOn": JOINED})
            joining = {"helpGroupId": group_id, "joinedOn": JOINED}
            await client.post(f"{CASES}/{help_}/group-joins", json=joining)
        await client.post(f"{GROUPS}/{group_id}/sessions", json=ROW)
    here, pages = f"{GROUPS}/{group_id}", f"{GROUP_PAGES}/{group_id}"
    move, off = {"on": "2026-09-14", "to": "2026-09-15"}, {"on": "2026-09-21", "reason": "other"}
    async with client_of(leader) as client:
        today, page, read = [await client.get(path) for path in (TODAY, pages, here)]
        taken = await client.post(f"{here}/session-moves", json=move | {"to": "2026-09-21"})
        after = await client.post(f"{here}/session-moves", json=move | {"to": "2027-07-01"})
        moved = await client.post(f"{here}/session-moves", json=move)
        gone = await client.post(f"{here}/session-moves", json=move)
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        form = {"csrf": csrf, "day_to_move": "2026-09-15", "to": "2027-07-01"}
        wrong = await client.post(f"{pages}/session-moves", data=form)
        again = await client.post(f"{pages}/session-moves", data=form | {"to": "2026-09-16"})
        called_off = await client.post(f"{here}/session-cancellations", json=off)
        others = await client.post(f"{GROUPS}/{other}/session-moves", json=move)
        runs = [
            await client.post(f"{here}/{what}", json=body)
            for what, body in (
                ("sessions", ROW),
                ("evaluations", {"evaluatedOn": JOINED, "works": "yes", "words": "Goed."}),
                ("closures", {"closedOn": JOINED, **OVER}),
            )
        ]
    refused = []
    for actor in (follower, parent):
        async with client_of(actor) as client:
            refused += [
                await client.get(pages),
                await client.get(here),
                await client.post(f"{here}/session-moves", json=move),
            ]
    async with client_of(holder) as client:
        days = [
            [
                (one["plannedOn"], one["status"])
                for one in (await client.get(f"{CASES}/{at}/sessions")).json()["items"]
            ]
            for _, at in children.values()
        ]

    assert pages in today.text, "who leads finds the way to its group"
    assert (page.status_code, read.status_code, read.json()["members"]) == (200, 200, [])
    assert "/session-moves" in page.text
    for way in ("/sessions", "/evaluations", "/changes", "/closures"):
        assert f'{pages}{way}"' not in page.text, way
    assert [one.status_code for one in (taken, after, moved, called_off)] == [400, 400, 201, 201]
    assert "session.day-taken" in taken.text
    assert "session.outside-the-group" in after.text
    assert gone.json()["code"] == "session.not-now"
    assert (wrong.status_code, again.status_code) == (422, 303)
    assert again.headers["location"].startswith(pages)
    told = (today, page, read, taken, moved, wrong, called_off)
    assert not any(name in answer.text for name in CHILDREN for answer in told)
    assert {answer.status_code for answer in (others, *runs, *refused)} <= {403, 404}
    expected = [("2026-09-07", "planned"), ("2026-09-16", "planned"), ("2026-09-21", "called-off")]
    assert days == [expected, expected], "it is moved for each child, whoever it is"


async def test_what_a_group_refuses(world: Any, client_of: Any) -> None:
    holder = world.coordinator()
    _, at = await a_child(world, client_of, holder, "Noor")
    _, alone = await a_child(world, client_of, holder, "Daan", kind="individual")
    desk = world.somebody(Role.ADMINISTRATOR)
    async with client_of(desk) as client:
        elsewhere = (await client.post(GROUPS, json=GROUP | {"unitId": str(uuid4())})).json()
        far = await client.post(
            f"{CASES}/{at}/group-joins",
            json={"helpGroupId": elsewhere["id"], "joinedOn": JOINED},
        )
    async with client_of(holder) as client:
        wrong = [
            await client.post(GROUPS, json=GROUP | more)
            for more in (
                {"name": ""},
                {"goals": ["", " "]},
                {"goals": ["x"] * (MOST_GOALS + 1)},
                {"goals": ["bsn 111222333"]},
                {"endsOn": "2026-09-01"},
                {"endsOn": "2029-09-01"},
            )
        ]
        other_unit = await client.post(GROUPS, json=GROUP | {"unitId": str(uuid4())})
        group_id = (await client.post(GROUPS, json=GROUP)).json()["id"]
        empty = await client.post(f"{GROUPS}/{group_id}/sessions", json=ROW)
        joining = {"helpGroupId": group_id, "joinedOn": JOINED}
        kind = await client.post(f"{CASES}/{alone}/group-joins", json=joining)
        outside = await client.post(
            f"{CASES}/{at}/group-joins", json=joining | {"joinedOn": "2026-09-06"}
        )
        nowhere = await client.post(
            f"{CASES}/{at}/group-joins", json=joining | {"helpGroupId": str(uuid4())}
        )
        await client.post(f"{CASES}/{at}/group-joins", json=joining)
        late = await client.post(
            f"{GROUPS}/{group_id}/sessions", json=ROW | {"until": "2027-07-01"}
        )
        ahead = await client.post(
            f"{GROUPS}/{group_id}/evaluations",
            json={"evaluatedOn": "2026-09-08", "works": "yes", "words": "x"},
        )
    assert [answer.status_code for answer in wrong] == [400] * len(wrong)
    assert other_unit.status_code in {403, 404}
    assert far.json()["code"] == "group.other-unit"
    assert empty.json()["code"] == "group.nobody-in-it"
    assert kind.json()["code"] == "group.other-kind"
    assert "group.outside-its-days" in outside.text
    assert nowhere.status_code == 404
    assert "session.after-the-help" in late.text
    assert "help.in-the-future" in ahead.text
    assert MOST_CHILDREN == 30


async def test_a_group_by_its_pages(world: Any, client_of: Any) -> None:
    holder = world.coordinator()
    children = {name: await a_child(world, client_of, holder, name) for name in CHILDREN}
    async with client_of(holder) as client:
        page = await client.get(GROUP_PAGES)
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        form = {
            "csrf": csrf,
            "name": "Rekenen op maandag",
            "goals": "Durven vragen\n\nSamen delen",
            "starts_on": "2026-09-01",
            "ends_on": "2027-06-30",
            "places": "12",
        }
        half = await client.post(GROUP_PAGES, data=form | {"goals": ""})
        crowd = await client.post(GROUP_PAGES, data=form | {"places": "31"})
        made = await client.post(GROUP_PAGES, data=form)
        here = made.headers["location"].split("?")[0]
        empty = await client.get(here)
        joining = {
            "csrf": csrf,
            "group_id": here.rpartition("/")[2],
            "joined_on": JOINED,
        }
        for _, at in children.values():
            offered = await client.get(f"{PAGES}/{at}")
            assert "Rekenen op maandag" in offered.text
            joined = await client.post(f"{PAGES}/{at}/group-joins", data=joining)
            assert joined.status_code == 303, joined.text
        row = {"csrf": csrf, "first_on": "2026-09-07", "weeks": "1", "until": "2026-09-14"}
        no_day = await client.post(f"{here}/sessions", data=row | {"until": ""})
        planned = await client.post(f"{here}/sessions", data=row)
        today = await client.get(TODAY)
        absent = today.text.split('name="absent_')[1].split('"')[0]
        said = {"csrf": csrf, "on": "2026-09-07", "word": "given"}
        odd = await client.post(f"{here}/records", data=said | {"word": "gone"})
        stranger = await client.post(f"{here}/records", data=said | {"absent_x": "true"})
        done = await client.post(f"{here}/records", data=said | {f"absent_{absent}": "true"})
        looked = {"csrf": csrf, "evaluated_on": JOINED, "works": "yes", "words": "Het gaat goed."}
        unsaid = await client.post(f"{here}/evaluations", data=looked | {"words": ""})
        kept = await client.post(f"{here}/evaluations", data=looked)
        full = await client.get(here)
        _, at = children["Noor"]
        leaving = {"csrf": csrf, "left_on": "2026-09-06"}
        early = await client.post(f"{PAGES}/{at}/group-leaves", data=leaving)
        left = await client.post(f"{PAGES}/{at}/group-leaves", data=leaving | {"left_on": JOINED})
        of_child = await client.get(f"{PAGES}/{at}")
    assert (crowd.status_code, "Kies een aantal van 1 tot en met 30." in crowd.text) == (422, True)
    assert 'value="31"' in crowd.text
    assert 'value="30"' in page.text
    assert "Er is plaats voor 12 kinderen." in empty.text
    assert (half.status_code, "Durven" in half.text) == (422, False)
    assert made.status_code == 303, made.text
    assert "Er zit nog geen kind in deze groep." in empty.text
    assert (no_day.status_code, planned.status_code) == (422, 303)
    assert "2 kinderen" in today.text
    assert odd.status_code == 422
    assert stranger.status_code == 303, "what is no id names nobody"
    assert (done.status_code, done.headers["location"].split("?")[0]) == (303, TODAY)
    assert (unsaid.status_code, kept.status_code) == (422, 303)
    assert "Het gaat goed." in full.text
    assert all(name in full.text for name in CHILDREN)
    assert "1 gegeven, 1 niet doorgegaan, 0 gepland." in full.text
    assert (early.status_code, left.status_code) == (422, 303)
    assert "Durven vragen" in of_child.text
