"""Integration: what comes of help, from the events to API and page, on real PostgreSQL."""

import base64
import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import unquote
from uuid import UUID, uuid4

import pytest

from samenspel_kernel.actor import Role
from samenspel_testkit.stories import Story

Apply = Callable[[list[Any]], Awaitable[None]]
ClientOf = Callable[..., Any]
BASE = "/reporting/v1/units"
UUID_PATTERN = "[0-9a-f]{8}-?[0-9a-f]{4}"
TERM = {
    "starts_on": date(2026, 3, 2),
    "planned_end_on": date(2026, 7, 9),
    "evaluation_on": date(2026, 6, 11),
}


def a_case(story: Story) -> tuple[UUID, UUID]:
    """Tell of a case with help from 2 March to 9 July; gives both."""
    request = story.submitted()
    case = story.accepted(request)
    arrangement = story.granted(request, case, **TERM)
    story.started(case, arrangement, on=TERM["starts_on"])
    return case, arrangement


async def results(client: Any, area: object) -> dict[str, Any]:
    answer = await client.get(f"{BASE}/{area}/results")
    assert answer.status_code == 200
    return {each["indicator"]: each for each in answer.json()["items"]}


def numbers(found: dict[str, Any], *indicators: str) -> dict[str, tuple[Any, Any]]:
    return {each: (found[each]["facts"], found[each]["number"]) for each in indicators}


@pytest.fixture
def coordinator(client_of: ClientOf) -> Callable[[Story], Any]:
    """Log in who answers for the unit of a story."""
    return lambda story: client_of(Role.UNIT_COORDINATOR, alliance=story.alliance, unit=story.unit)


async def test_k16_k17_help_lasts_as_long_as_needed_and_is_looked_at_in_time(
    apply: Apply, coordinator: Callable[[Story], Any]
) -> None:
    story = Story()
    _past, early, long, stopped, unseen, died = (a_case(story) for _ in range(6))
    story.evaluated(*early, on=date(2026, 5, 4))
    story.ended(*early, on=date(2026, 5, 5))
    seen = story.evaluated(*long, on=date(2026, 6, 11), works="partly")
    story.extended(*long, seen, until=date(2026, 11, 16), look_on=date(2026, 10, 19))
    story.evaluated(*long, on=date(2026, 10, 26), works="no")
    story.ended(*long, on=date(2026, 11, 16), reason="does-not-help")
    story.ended(*stopped, on=date(2026, 4, 1), reason="parents-stop")
    story.extended(*unseen, UUID(int=1), until=date(2027, 7, 1), look_on=date(2027, 6, 1))
    story.ended(*died, on=date(2026, 6, 30), reason="died")
    await apply(story.events)

    found = await results(coordinator(story), story.unit)

    of_help = ("help-past-end", "help-extended-unseen", "help-length", "help-ended-early")
    of_goals = ("goals-met", "goals-partly", "goals-not", "goals-unknown", "evaluated-in-time")
    assert numbers(found, *of_help, *of_goals) == {
        "help-past-end": (2, 1.0),  # of the help that goes on: past, not the extended one
        "help-extended-unseen": (2, 1.0),
        "help-length": (3, pytest.approx(65 / 130)),
        "help-ended-early": (3, pytest.approx(1 / 3)),
        "goals-met": (4, 0.25),
        "goals-partly": (4, 0.0),
        "goals-not": (4, 0.25),
        "goals-unknown": (4, 0.5),
        "evaluated-in-time": (4, 0.25),  # long: in time, then late; past and unseen: never
    }


async def test_k15_k18_cases_are_not_let_go_of_and_their_perspective_is_shared(
    apply: Apply, coordinator: Callable[[Story], Any]
) -> None:
    story = Story()
    held, late, again, answered, died, open_ = (a_case(story)[0] for _ in range(6))
    for case in (held, late, again):
        story.closed(case, check_by=date(2026, 10, 1))
    story.closed(answered, outcome="answered")
    story.closed(died, outcome="died")
    story.days_later(10)
    story.reopened(again, due_on=date(2027, 1, 4))
    story.checked(held)
    story.days_later(20)
    story.checked(late)
    story.days_later(-29)
    for case, parties in ((open_, ("child", "parent", "teacher")), (again, ("child", "teacher"))):
        perspective = story.perspective_opened(case)
        story.perspective_written(case, perspective)
        for party in parties:
            whole = len(parties) == 3 and party == "teacher"
            story.position_taken(case, perspective, party, shared_by_all=whole)
    story.perspective_opened(held)  # of a case that is closed
    await apply(story.events)

    found = await results(coordinator(story), story.unit)

    assert numbers(found, "aftercare", "reopened", "answered", "shared-perspective") == {
        "aftercare": (2, 0.5),  # held and late; what was opened again needs none
        "reopened": (4, 0.25),
        "answered": (4, 0.25),
        "shared-perspective": (2, 0.5),
    }
    assert numbers(found, "parent-said") == {"parent-said": (2, 0.5)}


async def test_k13_k20_k21_child_parents_and_teacher_are_heard(
    apply: Apply, coordinator: Callable[[Story], Any]
) -> None:
    story = Story()
    case = a_case(story)[0]
    by = date(2026, 10, 1)
    story.heard(case, story.to_be_heard(case, by=by))
    story.heard(case, story.to_be_heard(case, by=by, moment="adjusting"), hears_back=False)
    story.waived(case, story.to_be_heard(case, by=by, moment="evaluating"))
    story.to_be_heard(case, by=by)
    story.to_be_heard(case, by=by, moment="ending")  # of no plan
    story.to_be_heard(case, by=date(2026, 12, 1))  # there is time yet
    story.met(case, on=by, came=1, papers=2)
    story.met(case, on=by, declined=1, papers=2, late=1)
    story.met(case, on=by)
    story.said_of_help(case, "parent", on=by, helps_child=5, is_heard=4)
    story.said_of_help(case, "parent", on=by, moment="end", is_clear=2)
    story.said_of_help(case, "parent", on=by)  # all was skipped
    story.said_of_help(case, "teacher", on=by, helped_in_class=3)
    story.said_of_help(case, "teacher", on=by, moment="end", helped_in_class=1)
    await apply(story.events)
    client = coordinator(story)

    found = await results(client, story.unit)

    assert numbers(
        found,
        *("child-heard", "papers-in-time", "parents-there", "parents-score", "teachers-score"),
    ) == {
        "child-heard": (4, 0.5),
        "papers-in-time": (2, 0.5),
        "parents-there": (3, pytest.approx(2 / 3)),
        "parents-score": (2, 3.25),
        "teachers-score": (1, 3.0),
    }
    asked = {"indicator": "parents-score"}
    page = (await client.get(f"{BASE}/{story.unit}/results/items", params=asked)).json()
    assert [each["value"] for each in page["items"]] == [None, None]
    listed = await client.get(f"/reporting/units/{story.unit}/results/items", params=asked)
    assert "gaf een cijfer" in listed.text


async def test_k11_k28_help_is_near_and_children_go_back(
    apply: Apply, coordinator: Callable[[Story], Any]
) -> None:
    story = Story()
    helped = [a_case(story) for _ in range(5)]
    for of_case, place in zip(
        helped, ("own-group", "own-unit", "alliance", "outside"), strict=False
    ):
        story.composed(*of_case, place=place)
    request = story.submitted()
    moved = story.granted(request, helped[3][0], **{**TERM, "starts_on": date(2026, 5, 4)})
    story.composed(helped[3][0], moved, place="own-school")
    first, *_ = (
        story.enrolled(case, on=date(2025, 8, 25), due_on=date(2027, 1, 4))
        for case, _ in helped[:2]
    )
    story.went_back(helped[0][0], first, on=date(2026, 8, 24))
    await apply(story.events)

    found = await results(coordinator(story), story.unit)

    near = ("near-school", "near-unit", "near-alliance", "near-outside", "near-unknown")
    assert [numbers(found, each)[each] for each in near] == [
        *((5, 0.4), (5, 0.2), (5, 0.2), (5, 0.0), (5, 0.2))
    ]
    assert numbers(found, "back-to-regular") == {"back-to-regular": (2, 0.5)}


@dataclass(frozen=True, slots=True)
class AllPages:
    """The lines of all pages, and all that the answers say, their cursors read."""

    items: list[dict[str, Any]]
    told: str


async def all_pages(client: Any, area: object, **asked: Any) -> AllPages:
    """Ask page after page of a list of facts, as a machine and as a page."""
    items: list[dict[str, Any]] = []
    told = ""
    while True:
        answer = await client.get(f"{BASE}/{area}/results/items", params=asked)
        page = answer.json()
        items += page["items"]
        told += answer.text
        if page.get("nextCursor") is None:
            return AllPages(items, told)
        shown = await client.get(
            f"/reporting/units/{area}/results/items", params={**asked, "pageSize": 2}
        )
        links = re.findall(r"cursor=([^&\"]+)", shown.text)
        for cursor in (page["nextCursor"], *map(unquote, links)):
            told += base64.urlsafe_b64decode(cursor).decode(errors="replace")
        asked["cursor"] = page["nextCursor"]


async def test_a_result_is_the_sum_of_its_list(
    apply: Apply, coordinator: Callable[[Story], Any]
) -> None:
    story = Story()
    story.school_named("De Regenboog")
    helped = [a_case(story) for _ in range(3)]
    story.ended(*helped[0], on=date(2026, 5, 5))
    await apply(story.events)
    client = coordinator(story)

    for indicator, found in (await results(client, story.unit)).items():
        if not found["facts"]:
            continue
        seen = (await all_pages(client, story.unit, indicator=indicator, pageSize=2)).items
        assert len(seen) == found["facts"], indicator
        if found["kind"] == "share":
            assert sum(each["value"] for each in seen) / len(seen) == found["number"]
        assert {each["school"] for each in seen} == {"De Regenboog"}
        listed = await client.get(
            f"/reporting/units/{story.unit}/results/items", params={"indicator": indicator}
        )
        assert f"/arrangements/cases/{seen[0]['caseId']}" in listed.text


async def test_a_few_children_are_shown_to_their_own_desk_alone(
    apply: Apply, client_of: ClientOf, coordinator: Callable[[Story], Any]
) -> None:
    small, large = Story(), Story()
    large.alliance = small.alliance
    for story, often in ((small, 4), (large, 5)):
        story.unit_named(f"Steunpunt {often}")
        story.school_named("De Regenboog")
        for _ in range(often):
            a_case(story)
    await apply([*small.events, *large.events])

    async def seen(client: Any, areas: Iterable[object]) -> list[Any]:
        return [(await results(client, area))["help-past-end"]["facts"] for area in areas]

    assert await seen(coordinator(small), [small.unit]) == [4]
    assert await seen(coordinator(large), [large.unit]) == [5]
    for role in (Role.DIRECTOR, Role.ADMINISTRATOR, Role.COMMITTEE):
        wide = client_of(role, alliance=small.alliance)
        # the large one too: nine less five would tell the four
        assert await seen(wide, [small.unit, large.unit, "alliance"]) == [None, None, 9]
        path = f"{small.unit}/results/items?indicator=help-past-end"
        refused = await wide.get(f"{BASE}/{path}")
        assert (refused.status_code, refused.json()["code"]) == (409, "results.too-few")
        page = (await wide.get(f"/reporting/units/{path}")).text
        assert "Te weinig kinderen" in page
        assert "/arrangements/cases/" not in page
        tiles = (await wide.get(f"/reporting/units/{small.unit}/results")).text
        assert "te weinig" in tiles
        assert "indicator=help-past-end" not in tiles
        whole = await wide.get(f"{BASE}/alliance/results/items?indicator=help-past-end")
        paged = {"indicator": "help-past-end", "pageSize": 2}
        whole_list = await all_pages(wide, "alliance", **paged)
        assert len(whole_list.items) == 9
        assert not re.search(UUID_PATTERN, whole_list.told)
        assert {each.get("value") for each in whole_list.items} == {1.0}
        for hidden in ("school", "caseId", "reference"):
            assert {each.get(hidden) for each in whole.json()["items"]} == {None}
        assert {each["value"] for each in whole.json()["items"]} == {1.0}
        page = await wide.get("/reporting/units/alliance/results/items?indicator=help-past-end")
        assert "U ziet niet over welk kind een regel gaat." in page.text
        assert "/arrangements/cases/" not in page.text
    narrow = coordinator(small)
    for area in (large.unit, "alliance", "alliance-desk"):
        assert (await narrow.get(f"{BASE}/{area}/results")).status_code == 403
        listed = f"{area}/results/items?indicator=help-past-end"
        assert (await narrow.get(f"{BASE}/{listed}")).status_code == 403
        assert (await narrow.get(f"/reporting/units/{listed}")).status_code == 403


async def test_what_is_about_now_is_of_the_unit_that_has_the_case_now(
    apply: Apply, client_of: ClientOf
) -> None:
    story = Story()
    request = story.submitted()
    case = story.accepted(request)
    story.started(case, story.granted(request, case, **TERM), on=TERM["starts_on"])
    perspective = story.perspective_opened(case)
    story.perspective_written(case, perspective)
    before, story.unit = story.unit, uuid4()
    story.case_planned(request, case, due_on=date(2026, 12, 1))
    await apply(story.events)

    about_now = ("help-past-end", "shared-perspective")
    for unit, facts in ((before, 0), (story.unit, 1)):
        client = client_of(Role.UNIT_COORDINATOR, alliance=story.alliance, unit=unit)
        found = await results(client, unit)
        assert [found[each]["facts"] for each in about_now] == [facts, facts]
        assert found["parent-said"]["facts"] == 1 - facts, "looking back it stays who gave it"


async def test_help_that_never_began_is_no_help_and_an_old_version_is_no_version(
    apply: Apply, coordinator: Callable[[Story], Any]
) -> None:
    story = Story()
    request = story.submitted()
    case = story.accepted(request)
    story.ended(case, story.granted(request, case, **TERM), on=date(2026, 4, 1), reason="other")
    story.granted(request, case)  # it may begin yet
    perspective = story.perspective_opened(case)
    story.perspective_written(case, perspective)
    story.position_taken(case, perspective, "parent")
    story.perspective_opened(case, again=perspective)
    await apply(story.events)

    found = await results(coordinator(story), story.unit)

    none = {"help-past-end", "help-length", "help-ended-early", "goals-unknown", "parent-said"}
    assert {each: found[each]["facts"] for each in none} == dict.fromkeys(none, 0)
    assert numbers(found, "near-unknown") == {"near-unknown": (1, 1.0)}  # what may begin yet


async def test_a_period_of_results_that_can_not_be_is_explained(client_of: ClientOf) -> None:
    asked = "period_first=2026-11-22&period_last=2026-11-21"
    answer = await client_of(Role.DIRECTOR).get(f"/reporting/units/alliance/results?{asked}")

    assert answer.status_code == 422
    assert "De laatste dag ligt voor de eerste dag." in answer.text
