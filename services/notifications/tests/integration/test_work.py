""" "Mijn werk" on a real database: who sees what, in which group, on pages and over the API."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
from playwright.async_api import Browser

from samenspel_contracts.accountability import NextActionRef
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.funding_checks import (
    FundingCheckHandoverAnsweredV1,
    FundingCheckHandoverOfferedV1,
)
from samenspel_contracts.open_items import ReceiverRef
from samenspel_contracts.tlvs import TlvHandoverAnsweredV1, TlvHandoverOfferedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_notifications.consumers.work import HANDLERS
from samenspel_notifications.domain.work_items import Group, ItemKind, Today
from samenspel_notifications.domain.work_reach import work_reach_of
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_platform.cookies import COOKIE
from samenspel_platform.process import ServiceProcess
from samenspel_testkit.access import KnownActors
from samenspel_testkit.browser import axe_violations
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.stories import Story

Uows = Transactions[NotificationsSqlUnitOfWork]
Hear = Callable[[Iterable[Envelope]], Awaitable[None]]
As = Callable[[Actor], httpx2.AsyncClient]
WORK = "/notifications/work"
API = "/notifications/v1/work-items"
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"
FAR = date(2026, 10, 19)


@pytest.fixture
def story(alliance: UUID, clock: FixedClock) -> Story:
    return Story(alliance=alliance, now=clock.now() - timedelta(hours=1))


@pytest.fixture
def hear(worker: Uows) -> Hear:
    """Give what has the work list's consumer take events, each in a transaction of its own."""

    async def listen(events: Iterable[Envelope]) -> None:
        for envelope in events:
            event: Any = envelope.open()
            if type(event) in HANDLERS:
                async with worker(Scope.caused_by(envelope)) as uow:
                    await HANDLERS[type(event)](event, envelope, uow)

    return listen


@pytest.fixture
def as_(process: ServiceProcess, actors: KnownActors) -> As:
    """Give what logs an actor in."""

    def make(actor: Actor) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(
            transport=httpx2.ASGITransport(process.asgi),
            base_url="http://127.0.0.1:8000",
            cookies={COOKIE: actors.log_in(actor)},
        )

    return make


def somebody(story: Story, role: Role, *, person: UUID | None = None, **related: Any) -> Actor:
    return Actor(
        person_id=PersonId(person or uuid4()),
        alliance_id=AllianceId(story.alliance),
        role=role,
        name="Sanne de Wit",
        **related,
    )


def coordinator(story: Story) -> Actor:
    return somebody(story, Role.UNIT_COORDINATOR, unit_id=story.unit)


async def items_of(client: httpx2.AsyncClient, **query: str) -> list[dict[str, Any]]:
    answer = await client.get(API, params=query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def groups_of(client: httpx2.AsyncClient) -> dict[str, str]:
    return {item["id"]: item["group"] for item in await items_of(client)}


async def test_a_desk_sees_its_work_by_haste(story: Story, hear: Hear, as_: As) -> None:
    today = story.now.date()
    story.now -= timedelta(days=10)
    late = story.submitted(due_on=today - timedelta(days=1))
    now = story.submitted(due_on=today)
    later = story.submitted(due_on=FAR)
    offered = story.submitted(due_on=FAR)
    _, case = story.offered(offered, answer_by=today + timedelta(days=3))
    forgotten = story.submitted(due_on=FAR)
    _, unanswered = story.offered(forgotten, answer_by=today - timedelta(days=2))
    story.now += timedelta(days=10)
    fresh = story.submitted(due_on=FAR)
    await hear(story.events)

    assert await groups_of(as_(coordinator(story))) == {
        str(late): "overdue",
        str(now): "today",
        str(later): "later",
        str(offered): "waiting",
        str(case): "later",
        str(forgotten): "overdue",  # who waits too long must act again
        str(unanswered): "overdue",
        str(fresh): "new",
    }


async def test_an_item_tells_what_when_and_where_and_names_nobody(
    story: Story, hear: Hear, as_: As
) -> None:
    request = story.submitted(due_on=FAR)
    story.pupil_named(story.pupils[request], "Sem")
    await hear(story.events)

    (item,) = await items_of(as_(coordinator(story)))

    assert item == {
        "id": str(request),
        "kind": "support-request",
        "group": "new",
        "own": True,
        "holder": {"kind": "unit-desk", "id": str(story.unit)},
        "action": "assess",
        "dueOn": "2026-10-19",
        "arrivedAt": "2026-09-07T08:31:00Z",
        "unitId": str(story.unit),
        "schoolId": str(story.school),
        "pupilId": str(story.pupils[request]),
        "caseId": None,
        "href": f"/intake/support-requests/{request}",
    }


async def test_a_tlv_on_offer_is_work_of_whom_it_is_offered_to_until_the_answer(
    story: Story, hear: Hear, as_: As
) -> None:
    tlv, offer, colleague = story.tlv_granted(due_on=FAR), uuid4(), somebody(story, Role.COMMITTEE)
    offered = TlvHandoverOfferedV1(
        tlv_id=tlv,
        holder=story.desk(),
        next_action=NextActionRef(kind="await-handover-answer", due_on=date(2026, 9, 21)),
        handover_id=offer,
        to=ReceiverRef(kind="person", id=colleague.person_id),
        answer_by=date(2026, 9, 21),
    )
    story._tell(tlv, offered)
    await hear(story.events)

    (item,) = await items_of(as_(colleague))
    assert (item["kind"], item["href"]) == (
        "tlv-handover",
        f"/arrangements/tlv-handovers/{offer}",
    )
    answered = TlvHandoverAnsweredV1(tlv_id=tlv, handover_id=offer, answer="withdrawn")
    story._tell(tlv, answered)
    await hear(story.events[-1:])
    assert await items_of(as_(colleague)) == []


async def test_a_funding_check_on_offer_is_work_of_whom_it_is_offered_to_until_the_answer(
    story: Story, hear: Hear, as_: As
) -> None:
    check, offer, director = uuid4(), uuid4(), somebody(story, Role.DIRECTOR)
    offered = FundingCheckHandoverOfferedV1(
        funding_check_id=check,
        holder=story.desk(),
        next_action=NextActionRef(kind="await-handover-answer", due_on=date(2026, 9, 21)),
        handover_id=offer,
        to=ReceiverRef(kind="person", id=director.person_id),
        answer_by=date(2026, 9, 21),
    )
    story._tell(check, offered)
    await hear(story.events)

    (item,) = await items_of(as_(director))
    assert item["href"] == f"/arrangements/funding-handovers/{offer}"
    answered = FundingCheckHandoverAnsweredV1(
        funding_check_id=check, handover_id=offer, answer="accepted"
    )
    story._tell(check, answered)
    await hear(story.events[-1:])
    assert await items_of(as_(director)) == []


async def test_an_open_item_of_intake_is_work_until_it_closes(
    story: Story, hear: Hear, as_: As
) -> None:
    school = somebody(story, Role.SCHOOL_COORDINATOR, school_id=story.school)
    registration = story.registered(due_on=FAR)
    await hear(story.events)
    assert [item["href"] for item in await items_of(as_(school))] == [
        f"/intake/registrations/{registration}"
    ]

    story.registration_planned(registration, due_on=date(2026, 10, 20))
    await hear(story.events[-1:])
    (item,) = await items_of(as_(coordinator(story)))
    assert (item["action"], item["dueOn"], item["own"]) == ("find-school", "2026-10-20", True)

    story.registration_closed(registration)
    await hear(story.events[-1:])
    assert await items_of(as_(coordinator(story))) == []


async def test_everyone_sees_their_own_and_what_they_follow(
    story: Story, hear: Hear, as_: As
) -> None:
    request = story.submitted(due_on=FAR)
    pupil, case = story.pupils[request], story.accepted(request)
    story.incomplete(pupil, due_on=FAR)
    other = story.submitted(due_on=FAR)
    await hear(story.events)
    waits, acts = (str(case), "waiting"), (str(case), "new")

    async def seen(role: Role, **related: Any) -> set[tuple[str, str]]:
        return set((await groups_of(as_(somebody(story, role, **related)))).items())

    assert await seen(Role.EXPERT, person=story.holders[case]) == {acts}
    assert await seen(Role.UNIT_COORDINATOR, unit_id=story.unit) == {(str(other), "new")}
    assert await seen(Role.SCHOOL_COORDINATOR, school_id=story.school) == {
        waits,
        (str(pupil), "new"),
        (str(other), "waiting"),
    }
    for role in (Role.PARENT, Role.TEACHER, Role.YOUTH_CONSULTANT):
        assert await seen(role, pupil_ids=frozenset({pupil})) == {waits, (str(pupil), "waiting")}
    for role in (Role.ADMINISTRATOR, Role.DIRECTOR, Role.COMMITTEE):
        assert await seen(role, unit_id=story.unit, school_id=story.school) == set()


async def test_without_a_unit_the_work_is_at_the_desk_of_the_alliance(
    story: Story, hear: Hear, as_: As
) -> None:
    story.unit = None
    request = story.submitted(due_on=FAR)
    await hear(story.events)

    assert await groups_of(as_(somebody(story, Role.ADMINISTRATOR))) == {str(request): "new"}


async def test_of_a_child_nothing_is_asked_and_a_stranger_must_log_in(
    story: Story, hear: Hear, process: ServiceProcess, as_: As
) -> None:
    pupil_id = story.pupils[story.submitted()]
    await hear(story.events)
    pupil = as_(somebody(story, Role.PUPIL, pupil_ids=frozenset({pupil_id})))
    assert await items_of(pupil) == []
    stranger = httpx2.AsyncClient(
        transport=httpx2.ASGITransport(process.asgi), base_url="http://127.0.0.1:8000"
    )
    assert (await stranger.get(API)).status_code == 401


async def test_another_alliance_sees_nothing(story: Story, hear: Hear, as_: As) -> None:
    story.submitted(due_on=FAR)
    await hear(story.events)
    elsewhere = Story(alliance=uuid4(), unit=story.unit, school=story.school)

    for role in (Role.UNIT_COORDINATOR, Role.SCHOOL_COORDINATOR, Role.ADMINISTRATOR):
        actor = somebody(elsewhere, role, unit_id=story.unit, school_id=story.school)
        assert await groups_of(as_(actor)) == {}


@pytest.mark.parametrize("first", ["case", "arrangement"])
async def test_who_holds_the_case_decides_before_its_help_ends(
    story: Story, hear: Hear, worker: Uows, first: str
) -> None:
    request = story.submitted()
    case = story.accepted(request)
    arrangement = story.granted(request, case)  # until 1 July 2027
    story.case_planned(request, case, due_on=date(2027, 8, 1))
    of_help = [event for event in story.events if event.subject == arrangement]
    others = [event for event in story.events if event.subject != arrangement]
    await hear([*others, *of_help] if first == "case" else [*of_help, *others])
    holder = somebody(story, Role.EXPERT, person=story.holders[case])

    async def groups(on: datetime) -> dict[UUID, Group]:
        async with worker(Scope.begin(story.alliance)) as uow:
            found = await uow.shown_work.items(
                work_reach_of(holder),
                Today.at(on, DutchWorkingDays()),
                group=None,
                after=None,
                limit=10,
            )
        return {shown.item.id: shown.group for shown in found}

    assert arrangement not in await groups(datetime(2027, 5, 5, 12, tzinfo=UTC))
    assert (await groups(datetime(2027, 5, 6, 12, tzinfo=UTC)))[arrangement] is Group.LATER
    assert (await groups(datetime(2027, 7, 1, 12, tzinfo=UTC)))[arrangement] is Group.TODAY
    assert (await groups(datetime(2027, 7, 2, 12, tzinfo=UTC)))[arrangement] is Group.OVERDUE


async def test_help_of_which_no_case_is_known_yet_is_at_its_desk(
    story: Story, hear: Hear, worker: Uows
) -> None:
    request = story.submitted()
    case = story.accepted(request)
    arrangement = story.granted(request, case)
    await hear([event for event in story.events if event.subject == arrangement])

    async with worker(Scope.begin(story.alliance)) as uow:
        found = await uow.shown_work.items(
            work_reach_of(coordinator(story)),
            Today.at(datetime(2027, 6, 1, tzinfo=UTC), DutchWorkingDays()),
            group=None,
            after=None,
            limit=10,
        )

    assert [(shown.item.kind, shown.own) for shown in found] == [(ItemKind.ARRANGEMENT, True)]


async def test_an_item_is_new_again_only_when_it_comes_to_somebody_else(
    story: Story, hear: Hear, as_: As
) -> None:
    request = story.submitted()
    case = story.accepted(request)
    arrived = story.now
    story.days_later(1)
    story.case_planned(request, case, due_on=FAR)
    await hear(story.events)
    of_first = as_(somebody(story, Role.EXPERT, person=story.holders[case]))
    (item,) = await items_of(of_first)
    assert datetime.fromisoformat(item["arrivedAt"]) <= arrived

    heard = len(story.events)
    story.holders[case] = uuid4()
    story.case_planned(request, case, due_on=FAR)
    await hear(story.events[heard:])

    assert await items_of(of_first) == []
    (item,) = await items_of(as_(somebody(story, Role.EXPERT, person=story.holders[case])))
    assert datetime.fromisoformat(item["arrivedAt"]) == story.now


async def test_pages_of_the_list_follow_each_other(story: Story, hear: Hear, as_: As) -> None:
    for day in range(5):
        story.submitted(due_on=FAR + timedelta(days=day % 2))
    await hear(story.events)
    client, seen, query = as_(coordinator(story)), [], {"pageSize": "2", "group": "new"}
    while True:
        body = (await client.get(API, params=query)).json()
        seen += [(item["dueOn"], item["id"]) for item in body["items"]]
        if body["nextCursor"] is None:
            break
        query["cursor"] = body["nextCursor"]

    assert len(seen) == len(set(seen)) == 5
    assert seen == sorted(seen)


@pytest.mark.parametrize("cursor", ["bm90aGluZw==", "WyJ4Il0=", "WyJ4IiwgInkiXQ==", "W10="])
async def test_a_cursor_of_another_list_is_refused(story: Story, as_: As, cursor: str) -> None:
    answer = await as_(coordinator(story)).get(API, params={"cursor": cursor})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "cursor.invalid"


async def test_the_page_says_what_is_to_be_done_for_whom(story: Story, hear: Hear, as_: As) -> None:
    request = story.submitted(due_on=story.now.date() - timedelta(days=2))
    story.pupil_named(story.pupils[request], "Sem <b>")
    story.school_named("De Regenboog")
    for _ in range(11):
        story.submitted(due_on=FAR)
    await hear(story.events)
    client = as_(coordinator(story))

    page = await client.get(WORK)
    all_new = await client.get(f"{WORK}?group=new")

    assert page.status_code == all_new.status_code == 200
    for sentence in (
        "Te laat",
        "2 dagen te laat",
        "De vraag bekijken en antwoord geven",
        "Sem &lt;b&gt;, De Regenboog",
        f'href="/intake/support-requests/{request}"',
        f'href="{WORK}?group=new">Toon alle 11</a>',
    ):
        assert sentence in page.text
    assert page.text.count("19\u00a0okt\u00a02026") == 5
    assert all_new.text.count("19\u00a0okt\u00a02026") == 11
    assert (await client.get(f"{WORK}?group=nonsense")).status_code == 400


async def test_who_waits_for_another_reads_who_that_is(story: Story, hear: Hear, as_: As) -> None:
    request = story.submitted(due_on=FAR)
    await hear(story.events)
    parent = somebody(story, Role.PARENT, pupil_ids=frozenset({story.pupils[request]}))

    page = (await as_(parent).get(WORK)).text

    assert "Wacht op een ander" in page
    assert "Het steunpunt" in page
    assert "wie er met de vraag van uw kind bezig is" in page


@pytest.mark.parametrize("role", list(Role))
async def test_an_empty_list_says_what_one_can_do(story: Story, as_: As, role: Role) -> None:
    page = await as_(somebody(story, role, unit_id=story.unit, school_id=story.school)).get(WORK)

    assert page.status_code == 200
    assert 'class="empty"' in page.text


async def test_the_page_is_in_english_for_who_wants_that(story: Story, hear: Hear, as_: As) -> None:
    story.submitted(due_on=FAR)
    await hear(story.events)
    client = as_(coordinator(story))
    client.cookies.set("samenspel_language", "en")

    page = (await client.get(WORK)).text

    assert "My work" in page
    assert "Look at the request and answer" in page


async def test_the_pages_are_accessible_and_fit_on_a_phone(
    browser: Browser, address: str, actors: KnownActors, story: Story, hear: Hear
) -> None:
    today = story.now.date()
    story.school_named("Basisschool De Regenboog aan de Waterkant")
    for days in (-1, 0, 30):
        story.pupil_named(story.pupils[story.submitted(due_on=today + timedelta(days))], "Sem")
    story.offered(story.submitted(), answer_by=today + timedelta(days=5))
    await hear(story.events)
    school = somebody(story, Role.SCHOOL_COORDINATOR, school_id=story.school)
    found: list[str] = []
    for reader in (coordinator(story), school, somebody(story, Role.DIRECTOR)):
        cookie = {"cookie": f"{COOKIE}={actors.log_in(reader)}"}
        for width in (1280, 360):
            page = await browser.new_page(
                viewport={"width": width, "height": 800}, extra_http_headers=cookie
            )
            for path in (WORK, f"{WORK}?group=overdue", f"{WORK}?group=waiting"):
                await page.goto(f"{address}{path}")
                found += [f"{width} {path} {each}" for each in await axe_violations(page)]
                if await page.evaluate(OVERFLOW) > 0:
                    found.append(f"{width} {path} scrolls sideways")
            await page.close()
    assert found == []


async def test_money_that_waits_is_in_the_work_of_who_decides_on_it(
    story: Story, hear: Hear, as_: As
) -> None:
    request = story.money_asked()
    story.submitted()
    await hear(story.events)

    for role, own in ((Role.DIRECTOR, True), (Role.ADMINISTRATOR, True), (Role.COMMITTEE, False)):
        async with as_(somebody(story, role)) as client:
            shown = {item["id"]: item for item in await items_of(client)}
            page = await client.get(WORK)
        assert (str(request) in shown) == own, role
        assert (f"/arrangements/money/requests/{request}" in page.text) == own


async def test_a_tlv_at_the_desk_is_in_the_work_of_the_committee(
    story: Story, hear: Hear, as_: As
) -> None:
    story.unit = None
    tlv, request = story.tlv_granted(), story.submitted()
    await hear(story.events)

    async with as_(somebody(story, Role.COMMITTEE)) as client:
        shown = {item["id"] for item in await items_of(client)}
        page = await client.get(WORK)
    assert (str(tlv) in shown, str(request) in shown) == (True, False)
    assert f"/arrangements/tlvs/{tlv}" in page.text
    assert "de TLV&#39;s die wachten op de commissie" in page.text
