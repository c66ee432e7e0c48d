"""Integration: meetings on the pages, with the look that each reader gets."""

import re
from datetime import UTC, datetime
from typing import Any

from samenspel_kernel.actor import Role

from .children import a_child
from .test_meeting_api import letters, planned

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
