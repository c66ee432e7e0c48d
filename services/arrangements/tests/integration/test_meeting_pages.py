"""Integration: meetings on the pages, with the look that each reader gets."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from samenspel_kernel.actor import Role
from samenspel_messaging.scope import Scope

from .children import a_child
from .test_meeting_api import facts, letters, planned
from .test_pages import words_of

ON_THE_DAY = datetime(2026, 9, 21, 13, 0, tzinfo=UTC)
FORM = {
    "subject": "Hoe gaat het in de klas?",
    "on": "2026-09-21",
    "time": "14:30",
    "place_name": "De Vuurtoren",
    "place_address": "Dijk 2, Waterdam",
    "with_child": "true",
    "partners": "Jeugdteam\n\nGemeente",
}


async def sends(client: Any, page: str, path: str, form: dict[str, str]) -> Any:
    """Send a form from a page."""
    csrf = re.search(r'name="csrf" value="([^"]+)"', (await client.get(page)).text)
    assert csrf is not None
    return await client.post(path, data=form | {"csrf": csrf[1]})


def page_of(meeting: Any) -> str:
    return f"/arrangements/meetings/{meeting['id']}"


async def test_a_coordinator_plans_one_and_nothing_typed_is_lost(
    world: Any, client_of: Any
) -> None:
    child = await a_child(world, client_of)
    of_case = f"/arrangements/cases/{child.case_id}/meetings"
    async with client_of(child.holder) as client:
        refused = await sends(client, f"{of_case}/new", of_case, FORM | {"on": "2026-09-01"})
        made = await sends(client, f"{of_case}/new", of_case, FORM)
        shown = await client.get(made.headers["location"])
        listed = await client.get(of_case)

    assert refused.status_code == 422
    assert "Jeugdteam" in refused.text
    assert "Kies vandaag of een latere dag." in refused.text
    assert made.status_code == 303
    for said in ("Gesprek over Noor", "Jeugdteam", "Gemeente", "Sam de Wit", "16 september 2026"):
        assert said in shown.text
    assert "21 september 2026" in listed.text
    assert len(await letters(child, "meeting-invitation")) == 1


async def test_parents_put_points_on_the_agenda_and_see_no_names_of_each_other(
    world: Any, client_of: Any
) -> None:
    child = await a_child(world, client_of)
    page = page_of(await planned(child, client_of))
    async with client_of(child.follower(Role.PARENT)) as parent:
        await sends(parent, page, f"{page}/points", {"text": "De gymles", "of_child": "true"})
        empty = await sends(parent, page, f"{page}/points", {"text": ""})
        shown = await parent.get(page)

    assert empty.status_code == 422
    assert "De gymles" in shown.text
    assert "punt van het kind" in shown.text
    assert "Een ouder" in shown.text
    assert "<li>Een ouder" in shown.text
    assert "<li>Sam de Wit" not in shown.text
    assert "Vastleggen" not in shown.text


async def test_on_the_day_all_is_done_on_one_screen(world: Any, client_of: Any, clock: Any) -> None:
    child = await a_child(world, client_of)
    meeting = await planned(child, client_of)
    page = page_of(meeting)
    async with client_of(child.holder) as client:
        early = await client.get(page)
    clock.at = ON_THE_DAY
    notes = {
        "text": "De gymles",
        "what": "Meekijken thuis",
        "doer": "partner",
        "who": "Jeugdteam",
        "by": "2026-10-05",
        "came.1": "declined",
        "decision": "Een half jaar hulp.",
    }
    all_came = {f"came.{number}": "present" for number in range(2, 7)}
    end = {"came.1": "declined", "said.1": "Het gaat goed.", "decision": "Een jaar hulp."}
    async with client_of(child.holder) as client:
        await sends(client, page, f"{page}/notes", notes)
        kept = await client.get(page)
        half = await sends(client, page, f"{page}/records", end)
        done = await sends(client, page, f"{page}/records", end | all_came)
        after = await client.get(page)
        unexplained = await sends(
            client, page, f"{page}/settlements", {"number": "1", "done": "false"}
        )
        settled = await sends(client, page, f"{page}/settlements", {"number": "1", "done": "true"})
        closed = await client.get(page)

    assert "Vastleggen kan vanaf" in early.text
    assert "Een half jaar hulp." in kept.text
    assert "De gymles" in kept.text
    assert half.status_code == 422
    assert "Het gaat goed." in half.text
    assert "Kies of deze persoon erbij was." in half.text
    assert (done.status_code, settled.status_code) == (303, 303)
    assert "Jeugdteam" in after.text
    assert unexplained.status_code == 422
    assert "klaar" in closed.text
    assert [each["decision"] for each in await letters(child, "meeting-decision")] == [
        "Een jaar hulp."
    ]


async def test_moved_and_cancelled_everybody_reads_why(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    page = page_of(await planned(child, client_of))
    move = {key: FORM[key] for key in ("time", "place_name", "place_address")}
    async with client_of(child.holder) as client:
        silent = await sends(client, page, f"{page}/moves", move | {"on": "2026-09-28"})
        await sends(
            client, page, f"{page}/moves", move | {"on": "2026-09-28", "because": "Vader is ziek."}
        )
        mute = await sends(client, page, f"{page}/cancellations", {"why_not": ""})
        await sends(client, page, f"{page}/cancellations", {"why_not": "Niet meer nodig."})
    async with client_of(child.follower(Role.PARENT)) as parent:
        shown = await parent.get(page)

    assert (silent.status_code, mute.status_code) == (422, 422)
    for said in ("Vader is ziek.", "Niet meer nodig.", "afgezegd"):
        assert said in shown.text


async def test_without_a_holder_nobody_plans(world: Any, client_of: Any) -> None:
    case_id = await world.offer()
    async with client_of(world.coordinator()) as client:
        listed = await client.get(f"/arrangements/cases/{case_id}/meetings")
        asked = await client.get(f"/arrangements/cases/{case_id}/meetings/new")

    assert "/meetings/new" not in listed.text
    assert asked.status_code == 303


async def test_a_parent_that_cant_come_says_so_and_the_holder_acts_on_it(
    world: Any, client_of: Any, clock: Any
) -> None:
    child = await a_child(world, client_of)
    meeting = await planned(child, client_of)
    page = page_of(meeting)
    api = page.replace("/arrangements/", "/arrangements/v1/")
    mother = replace(child.follower(Role.PARENT), name="Sam de Wit")
    asked = {"wish": "other-days", "first_day": "2026-09-23", "own_point": "De gymles"}
    async with client_of(mother) as parent:
        half = await sends(parent, page, f"{page}/declines", asked)
        bsn = await sends(parent, page, f"{page}/declines", asked | {"own_point": "BSN 111222333"})
        done = await sends(parent, page, f"{page}/declines", asked | {"second_day": "2026-09-24"})
        own = await parent.get(page)
        itself = (await parent.get(api)).json()
        others = await parent.post(f"{api}/declines", json={"place": 2})
        keeps = await parent.post(f"{api}/kept-days", json={"because": "Nee."})
    father = replace(mother, name="Kim Bakker")
    async with client_of(father) as other:
        strange = await other.post(f"{api}/declines", json={})
        elsewhere = await other.get(page)
        read = (await other.get(api)).json()
    async with client_of(child.holder) as client:
        seen = await client.get(page)
        leads = (await client.get(api)).json()
        mute = await sends(client, page, f"{page}/kept-days", {"keep_because": ""})
        kept = await sends(client, page, f"{page}/kept-days", {"keep_because": "De arts kan dan."})
        told = await client.post(f"{api}/declines", json={"place": 6, "point": "Thuis"})
        one_day = await client.post(f"{api}/declines", json={"place": 6, "firstDay": "2026-09-30"})
        again = await client.post(f"{api}/kept-days", json={})
        nothing = await client.post(f"{api}/kept-days", json={})

    assert (half.status_code, bsn.status_code, done.status_code) == (422, 422, 303)
    assert "Kies twee verschillende dagen." in half.text
    assert "De gymles" in half.text
    for shown in (own, seen):
        assert "23 september 2026 en 24 september 2026" in words_of(shown)
        assert "De gymles" in words_of(shown)
    assert (others.status_code, keeps.status_code, strange.status_code) == (409, 403, 409)
    assert "Zeg het tegen wie de casusregie heeft." in elsewhere.text
    assert "23 september 2026" not in words_of(elsewhere)
    assert "Sam de Wit: kan niet" not in words_of(elsewhere)
    assert [(each["wish"], each["otherDays"]) for each in read["declined"]] == [("other-days", [])]
    for answer in (itself, leads):  # ADR 81: who asked reads its days, and who leads
        assert answer["declined"][0]["otherDays"] == ["2026-09-23", "2026-09-24"]
    assert "Sam de Wit: kan niet" in words_of(seen)
    assert (mute.status_code, kept.status_code) == (422, 303)
    assert "answer-who-cant-come" in await facts(child, meeting["id"])
    assert [each["answered"] for each in told.json()["declined"]] == [True, False]
    assert (told.json()["keptBecause"], told.json()["agenda"][1]["by"]) == (
        "De arts kan dan.",
        "unit",
    )
    assert (one_day.status_code, again.status_code, nothing.status_code) == (400, 201, 409)
    assert "secondDay" in one_day.text
    async with child.world.worker(Scope.begin(child.world.alliance_id)) as uow:
        kept_meeting = await uow.meetings.get(UUID(meeting["id"]))
    assert kept_meeting.regrets.open == ()
    told_of = await facts(child, meeting["id"])
    asked_by = re.findall(r'parentsAsked\\?": ?(\[[^\]]*\])', told_of)
    assert [str(child.mother_id) in each for each in asked_by] == [True, False]


async def test_a_child_reads_its_meeting_in_plain_words_and_says_what_it_wants(
    world: Any, client_of: Any, clock: Any
) -> None:
    child = await a_child(world, client_of)
    page = page_of(await planned(child, client_of))
    alone = await planned(child, client_of, withChild=False)
    hidden = page_of(alone)
    noor = replace(child.itself(), name="Noor")
    async with client_of(noor) as itself:
        own = await itself.get("/arrangements/voice")
        shown = await itself.get(f"{page}/child")
        empty = await sends(itself, f"{page}/child", f"{page}/child/points", {"text": ""})
        said = await sends(itself, f"{page}/child", f"{page}/child/points", {"text": "De pauze"})
        adults = await itself.get(page)
        not_invited = await itself.get(f"{hidden}/child")
        unasked = await itself.post(
            f"/arrangements/v1/meetings/{alone['id']}/child/points", json={"text": "x"}
        )
    async with client_of(child.holder) as client:
        await sends(client, page, f"{page}/points", {"text": "Hoe het thuis gaat"})
    clock.at = ON_THE_DAY
    async with client_of(child.holder) as client:
        end = {
            **{f"came.{number}": "present" for number in range(1, 7)},
            **{"said.1": "Een maatje.", "said.2": "Zorgen van ouders.", "decision": "Een besluit."},
            **{"what": "Een maatje zoeken", "doer": "school", "by": "2026-10-05"},
        }
        done = await sends(client, page, f"{page}/records", end)
    async with client_of(noor) as itself:
        after = await itself.get(f"{page}/child")
        read = (await itself.get(f"{page.replace('ements/', 'ements/v1/')}/child")).json()
    async with client_of(child.follower(Role.PARENT)) as parent:
        beside = await parent.get(f"{page}/child")
    stranger = child.world.somebody(Role.PUPIL, pupil_ids=frozenset({UUID(int=5)}))
    async with client_of(stranger) as other:
        outside = await other.get(f"{page}/child")

    assert f"{page}/child" in own.text
    assert f"{hidden}/child" not in own.text
    assert "Hoe gaat het in de klas?" in shown.text
    assert "Sam de Wit" not in shown.text
    assert (empty.status_code, said.status_code, done.status_code) == (422, 303, 303)
    assert (adults.status_code, not_invited.status_code) == (404, 404)
    assert (unasked.status_code, outside.status_code) == (404, 404)
    for part in ("De pauze", "Een maatje.", "Een maatje zoeken. Dat doet: school."):
        assert part in words_of(after)
    for part in ("Zorgen van ouders.", "Een besluit."):
        assert part not in after.text
    points = [(each["text"], each["by"], each["said"]) for each in read["ownPoints"]]
    assert (points, len(read["agreed"])) == ([("De pauze", "child", "Een maatje.")], 1)
    assert beside.status_code == 200


async def test_a_child_says_itself_that_it_does_not_come_and_that_is_work_of_who_leads(
    world: Any, client_of: Any
) -> None:
    child = await a_child(world, client_of)
    meeting = await planned(child, client_of)
    page = page_of(meeting)
    alone = page_of(await planned(child, client_of, withChild=False))
    api = page.replace("/arrangements/", "/arrangements/v1/")
    kids, to = f"{page}/child", f"{page}/child/declines"
    noor = replace(child.itself(), name="Noor")
    refusals = []
    for somebody in (child.follower(Role.PARENT), child.follower(Role.TEACHER), child.holder):
        async with client_of(somebody) as adult:
            sent = await adult.post(f"{api}/child/declines", json={"wish": "does-not-want"})
            refusals.append(sent.status_code)
    async with client_of(noor) as itself:
        nothing = await sends(itself, kids, to, {"point": "Ik vind het spannend"})
        number = await sends(itself, kids, to, {"wish": "cant-come", "point": "BSN 111222333"})
        hidden = await itself.post(
            f"{alone.replace('ements/', 'ements/v1/')}/child/declines", json={"wish": "cant-come"}
        )
        said = await sends(
            itself, kids, to, {"wish": "does-not-want", "point": "Ik vind het spannend"}
        )
        waits = words_of(await itself.get(kids))
        anew = await itself.post(f"{api}/child/declines", json={"wish": "does-not-want"})
    async with client_of(child.follower(Role.PARENT)) as parent:
        of_parent = words_of(await parent.get(page)) + words_of(await parent.get(kids))
        read = (await parent.get(api)).json()["declined"]
    async with client_of(child.holder) as client:
        of_holder = words_of(await client.get(page))
        kept = await sends(
            client, page, f"{page}/kept-days", {"keep_because": "Wij vertellen het."}
        )
    async with client_of(noor) as itself:
        after = words_of(await itself.get(kids))

    assert refusals == [403, 403, 403]
    assert (nothing.status_code, number.status_code, hidden.status_code) == (422, 422, 404)
    assert "Ik vind het spannend" in nothing.text
    assert (said.status_code, anew.status_code) == (303, 201)
    assert (anew.json()["declined"], anew.json()["answered"]) == (True, False)
    assert "Iemand kijkt wat er nu kan, en praat met jou." in waits
    assert "answer-who-cant-come" in await facts(child, meeting["id"])
    assert "wil er niet bij zijn. Praat met het kind." in of_holder
    assert "wil er niet bij zijn" not in of_parent
    assert "Het kind: komt niet." in of_parent
    assert [each["wish"] for each in read] == ["cant-come"]
    assert kept.status_code == 303
    assert "Je hoeft niet te komen. Wij vertellen het." in after
    assert "Ik vind het spannend" in after
