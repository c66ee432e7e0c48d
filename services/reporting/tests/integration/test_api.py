"""Integration: the API, from the events to the answer, on real PostgreSQL."""

import base64
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from samenspel_kernel.actor import Role
from samenspel_reporting.domain.measures import Measure

BASE = "/reporting/v1"
Apply = Callable[[list[Any]], Awaitable[None]]
ClientOf = Callable[..., Any]


async def test_a_director_gets_every_unit_the_desk_and_the_alliance(
    apply: Apply, client_of: ClientOf, full_story: Callable[..., Any]
) -> None:
    story = full_story()
    await apply(story.events)
    client = client_of(Role.DIRECTOR, alliance=story.alliance)

    answer = (await client.get(f"{BASE}/units")).json()

    assert [one["id"] for one in answer["items"]] == [
        str(story.unit),
        "alliance-desk",
        "alliance",
    ]
    assert answer["items"][0]["name"] == "Noord"
    assert answer["items"][0]["figures"] == {
        "open": 4,
        "openCases": 4,
        "overTerm": 4,
        "shareOverTerm": 1.0,
        "withoutHolder": 1,
        "withoutNextAction": 1,
        "overdue": 2,
        "handoverUnanswered": 1,
        "granted": 3,
        "daysToGrant": {"n": 3, "median": 11.0, "p90": pytest.approx(34.2)},
        "asked": 9,
        "money": {
            "allottedCents": 100_000,
            "committedCents": 0,
            "spentCents": 0,
            "shareUsed": 0.0,
            "centsPerRequest": 0,
        },
        "tlvDecided": 2,
        "tlvLate": 1,
        "shareOfTlvsInTime": 0.5,
        "tlvObjected": 1,
        "tlvObjectionUpheld": 1,
    }
    assert answer["asOf"] == {
        "today": "2026-11-22",
        "periodFirst": "2025-11-23",
        "periodLast": "2026-11-22",
    }


async def test_a_coordinator_gets_the_own_unit_only(
    apply: Apply, client_of: ClientOf, full_story: Callable[..., Any]
) -> None:
    story = full_story()
    other = full_story(alliance=story.alliance)
    await apply([*story.events, *other.events])
    client = client_of(Role.UNIT_COORDINATOR, alliance=story.alliance, unit=story.unit)

    listed = (await client.get(f"{BASE}/units")).json()

    assert [one["id"] for one in listed["items"]] == [str(story.unit)]
    assert (await client.get(f"{BASE}/units/{story.unit}/figures")).status_code == 200
    for key in (other.unit, "alliance", "alliance-desk"):
        assert (await client.get(f"{BASE}/units/{key}/figures")).status_code == 403
        items = await client.get(f"{BASE}/units/{key}/items", params={"measure": "open"})
        assert items.status_code == 403


@pytest.mark.parametrize("role", [Role.PARENT, Role.SCHOOL_COORDINATOR])
async def test_others_get_no_figures(role: Role, client_of: ClientOf) -> None:
    client = client_of(role)

    refused = await client.get(f"{BASE}/units")

    assert refused.status_code == 403
    assert refused.headers["content-type"] == "application/problem+json"


async def test_without_a_session_nothing_is_told(client_of: ClientOf) -> None:
    for path in ("units", "units/alliance/figures", "units/alliance/results", "definitions"):
        assert (await client_of().get(f"{BASE}/{path}")).status_code == 401


@pytest.mark.parametrize("measure", list(Measure))
async def test_the_list_behind_a_number_is_as_long_as_it_says(
    measure: Measure, apply: Apply, client_of: ClientOf, full_story: Callable[..., Any]
) -> None:
    story = full_story()
    await apply(story.events)
    client = client_of(Role.DIRECTOR, alliance=story.alliance)
    figures = (await client.get(f"{BASE}/units/alliance/figures")).json()["unit"]["figures"]
    key = "".join(part.capitalize() for part in measure.split("-"))

    seen: list[dict[str, Any]] = []
    asked = {"measure": measure.value, "pageSize": 1}
    while True:
        page = (await client.get(f"{BASE}/units/alliance/items", params=asked)).json()
        seen += page["items"]
        if page.get("nextCursor") is None:
            break
        asked["cursor"] = page["nextCursor"]

    assert len({one["id"] for one in seen}) == figures[key[0].lower() + key[1:]] == len(seen)


async def test_a_line_says_who_answers_and_what_is_next_and_names_nobody(
    apply: Apply, client_of: ClientOf, full_story: Callable[..., Any]
) -> None:
    story = full_story()
    await apply(story.events)
    client = client_of(Role.DIRECTOR, alliance=story.alliance)

    asked = {"measure": "overdue"}
    page = (await client.get(f"{BASE}/units/alliance/items", params=asked)).json()

    line = page["items"][-1]
    assert line["reference"].replace("-", "").lower() == line["id"][:8]
    assert line | {"id": "", "reference": ""} == {
        "id": "",
        "reference": "",
        "kind": "support-request",
        "school": "De Regenboog",
        "since": "2026-09-07",
        "holderKind": "unit-desk",
        "nextAction": "assess",
        "dueOn": "2026-11-21",
        "daysLate": 1,
        "term": {"usedWorkingDays": 54, "totalWorkingDays": 30, "lastDay": "2026-10-19"},
        "handoverAnswerBy": None,
        "handoverReceivedOn": None,
        "grantedOn": None,
        "daysToGrant": None,
        "decidedOn": None,
        "decideBy": None,
        "objectedOn": None,
    }


async def test_an_unanswered_handover_says_whether_it_arrived(
    apply: Apply, client_of: ClientOf, new_story: Callable[..., Any]
) -> None:
    story = new_story()
    story.offered(story.submitted())
    story.offered(story.submitted())
    await apply(story.events[:-1])  # the last one did not reach the receiver
    client = client_of(Role.DIRECTOR, alliance=story.alliance)

    asked = {"measure": "handover-unanswered"}
    page = (await client.get(f"{BASE}/units/alliance/items", params=asked)).json()

    arrived = {line["id"]: line["handoverReceivedOn"] for line in page["items"]}
    assert arrived == {
        str(story.events[0].subject): "2026-09-07",
        str(story.events[-2].subject): None,
    }


async def test_a_period_limits_what_was_granted(
    apply: Apply, client_of: ClientOf, full_story: Callable[..., Any]
) -> None:
    story = full_story()
    await apply(story.events)
    client = client_of(Role.DIRECTOR, alliance=story.alliance)

    asked = {"periodFirst": "2026-09-01", "periodLast": "2026-09-15"}
    answer = (await client.get(f"{BASE}/units/alliance/figures", params=asked)).json()

    assert answer["unit"]["figures"]["daysToGrant"]["n"] == 1


def cursor_of(*parts: str) -> str:
    """Give a cursor with these parts."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("units?periodFirst=2026-11-22&periodLast=2026-11-21", "period.ends-before-it-begins"),
        ("units?periodFirst=1990-01-01", "period.too-long"),
        ("units/alliance/items?measure=open&cursor=nonsense", "cursor.invalid"),
        ("units/alliance/items?measure=open&cursor=WyJhIiwgImIiXQ==", "cursor.invalid"),
        ("units/alliance/items?measure=open&cursor=WzEsIDJd", "cursor.invalid"),
        *(
            (
                f"units/alliance/results/items?indicator=help-past-end&cursor={cursor}",
                "cursor.invalid",
            )
            for cursor in (cursor_of("2026-09-01", "0"), cursor_of("2026-09-01", "9" * 30))
        ),
        ("units/alliance/items?measure=everything", "input.enum"),
        ("units/alliance/items", "input.missing"),
        ("units?periodFirst=22-11-2026", "input."),
    ],
)
async def test_a_wrong_question_is_refused_with_a_stable_code(
    path: str, code: str, client_of: ClientOf
) -> None:
    refused = await client_of(Role.DIRECTOR).get(f"{BASE}/{path}")

    assert refused.status_code == 400
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["errors"][0]["code"].startswith(code)


@pytest.mark.parametrize("key", ["nowhere", "5f7c3f0e-0000-4000-8000-000000000000"])
async def test_an_unknown_unit_is_not_found(key: str, client_of: ClientOf) -> None:
    assert (await client_of(Role.DIRECTOR).get(f"{BASE}/units/{key}/figures")).status_code == 404


async def test_another_alliance_gets_its_own_zeros(
    apply: Apply, client_of: ClientOf, full_story: Callable[..., Any]
) -> None:
    story = full_story()
    await apply(story.events)
    stranger = client_of(Role.DIRECTOR)

    assert (await stranger.get(f"{BASE}/units/{story.unit}/figures")).status_code == 404
    whole = (await stranger.get(f"{BASE}/units/alliance/figures")).json()
    assert whole["unit"]["figures"]["open"] == 0


async def test_each_number_of_the_api_has_a_definition(client_of: ClientOf) -> None:
    answer = (await client_of(Role.PARENT).get(f"{BASE}/definitions")).json()

    assert {measure.value for measure in Measure} <= {one["key"] for one in answer["items"]}
    assert all(one["version"] and one["validFrom"] for one in answer["items"])


async def test_the_document_describes_each_route(client_of: ClientOf) -> None:
    document = (await client_of().get(f"{BASE}/openapi.json")).json()

    operations = [one for path in document["paths"].values() for one in path.values()]
    assert {one["operationId"] for one in operations} == {
        "listUnits",
        "getFigures",
        "listItems",
        "getResults",
        "listFacts",
        "listDefinitions",
    }
    assert all(one["summary"] for one in operations)
