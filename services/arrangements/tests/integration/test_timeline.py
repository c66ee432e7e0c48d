"""Integration: what happened for a child, on the case's page and as a part of other pages."""

import asyncio
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Browser
from pydantic import SecretStr
from sqlalchemy import text

from samenspel_arrangements.bootstrap import build
from samenspel_arrangements.consumers import TIMELINE
from samenspel_arrangements.persistence.timeline import AT_MOST
from samenspel_arrangements.settings import Settings
from samenspel_contracts.envelope import Envelope
from samenspel_kernel.actor import Role
from samenspel_messaging.scope import Scope
from samenspel_platform.process import ServiceProcess
from samenspel_platform.provisioning import ServiceUrls
from samenspel_platform.settings import DatabaseSettings
from samenspel_testkit.browser import axe_violations
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.probes import eventually
from samenspel_testkit.stories import Story

from .test_closing import CLOSURE, an_open_case

FRAGMENT = "/arrangements/fragments/support-requests/{}/timeline"


@pytest.fixture
def story(world: Any) -> Story:
    return Story(alliance=world.alliance_id, unit=world.unit_id, school=world.school_id)


async def hear(world: Any, events: Iterable[Envelope]) -> None:
    """Let the timeline's consumer take events, each in a transaction of its own."""
    for envelope in events:
        event: Any = envelope.open()
        if type(event) in TIMELINE.handlers:
            async with world.worker(Scope.caused_by(envelope)) as uow:
                await TIMELINE.handlers[type(event)](event, envelope, uow)


async def test_a_timeline_tells_in_plain_words_what_happened(
    world: Any, client_of: Any, story: Story
) -> None:
    request = story.submitted()
    case = story.accepted(request)
    story.granted(request, case)
    await hear(world, [*story.events, *story.events])

    async with client_of(world.coordinator()) as client:
        page = await client.get(FRAGMENT.format(request), headers={"hx-request": "true"})

    assert page.status_code == 200
    told = [
        "De school stelde een vraag",
        "Hulp voor langere tijd. Antwoord uiterlijk 19 oktober 2026.",
        "De ontvangst is bevestigd",
        "De vraag is aan het steunpunt aangeboden",
        "Iemand nam het traject aan",
        "Er is hulp toegekend",
        "De hulp begint op 2 november 2026 en duurt tot 1 juli 2027.",
    ]
    places = [page.text.index(sentence) for sentence in told]
    assert places == sorted(places)
    assert all(page.text.count(sentence) == 1 for sentence in told)
    assert f'href="/intake/support-requests/{request}"' in page.text
    assert "<html" not in page.text


async def test_without_a_script_it_is_a_page_of_its_own(
    world: Any, client_of: Any, story: Story
) -> None:
    request = story.submitted()
    await hear(world, story.events)

    async with client_of(world.coordinator()) as client:
        page = await client.get(FRAGMENT.format(request))

    assert "<html" in page.text
    assert "Wat er gebeurde" in page.text


async def test_the_case_shows_it_with_what_this_service_did_itself(
    world: Any, urls: ServiceUrls, clock: Any, client_of: Any, service_databases: DatabaseFactory
) -> None:
    case_id = await world.offer()
    settings = Settings(
        database=DatabaseSettings.model_validate({"worker_url": urls.worker_url}),
        bus="log",
        cookie_key=SecretStr("only-for-tests-only-for-tests-only"),
        feeds={"intake": SecretStr((await service_databases("intake")).feed_url)},
    )
    stop = asyncio.Event()
    async with (
        ServiceProcess(build(settings), settings, clock=clock) as process,
        client_of(world.coordinator()) as client,
        asyncio.TaskGroup() as working,
    ):
        working.create_task(process.run_worker(stop))
        accepted = await client.post(
            f"/arrangements/v1/cases/{case_id}/acceptances",
            json={"nextAction": "contact-family", "dueOn": "2026-09-21"},
        )
        assert accepted.status_code == 201, accepted.text

        async def told() -> bool:
            return (
                "Iemand nam het traject aan"
                in (await client.get(f"/arrangements/cases/{case_id}")).text
            )

        await eventually(told, because="the service reads its own log")
        stop.set()


async def test_who_may_not_see_the_request_does_not_see_what_happened(
    world: Any, client_of: Any, story: Story
) -> None:
    request = story.submitted()
    await hear(world, story.events)
    pupils = frozenset({story.pupils[request]})
    allowed = (
        world.somebody(Role.PARENT, pupil_ids=pupils),
        world.somebody(Role.SCHOOL_COORDINATOR, school_id=world.school_id),
        world.somebody(Role.DIRECTOR),
    )
    refused = (
        world.somebody(Role.PARENT, pupil_ids=frozenset({uuid4()})),
        world.somebody(Role.SCHOOL_COORDINATOR, school_id=uuid4()),
        world.coordinator(unit_id=uuid4()),
        world.somebody(Role.PUPIL, pupil_ids=frozenset({uuid4()})),
    )
    for actors, status in ((allowed, 200), (refused, 404)):
        for actor in actors:
            async with client_of(actor) as client:
                answer = await client.get(FRAGMENT.format(request))
            assert answer.status_code == status, actor.role


async def test_another_alliance_has_no_such_timeline(
    world: Any, client_of: Any, story: Story
) -> None:
    request = story.submitted()
    await hear(world, story.events)
    world.alliance_id = uuid4()

    async with client_of(world.somebody(Role.ADMINISTRATOR)) as client:
        assert (await client.get(FRAGMENT.format(request))).status_code == 404


async def test_a_look_at_it_is_noted(world: Any, app: Any, client_of: Any, story: Story) -> None:
    request = story.submitted()
    await hear(world, story.events)

    async with client_of(world.coordinator()) as client:
        await client.get(FRAGMENT.format(request))

    async with app(Scope.begin(world.alliance_id)) as uow:
        noted = (await uow.session.execute(text("SELECT pupil_id, part FROM access_log"))).all()
    assert [tuple(row) for row in noted] == [(story.pupils[request], "support-request")]


async def test_of_a_long_story_the_newest_part_is_shown_and_that_is_said(
    world: Any, client_of: Any, story: Story
) -> None:
    request = story.submitted()
    for _ in range(AT_MOST):
        story.planned(request, due_on=date(2026, 10, 1))
    story.withdrawn(request)
    await hear(world, story.events)

    async with client_of(world.somebody(Role.DIRECTOR)) as client:
        page = (await client.get(FRAGMENT.format(request))).text

    assert "U ziet de laatste 200 gebeurtenissen." in page
    assert "De vraag is ingetrokken" in page
    assert "De school stelde een vraag" not in page


async def test_the_unit_that_has_it_now_sees_it(world: Any, client_of: Any, story: Story) -> None:
    request, first = story.submitted(), world.unit_id
    story.unit = uuid4()
    story.planned(request, due_on=date(2026, 10, 1))
    await hear(world, story.events)

    for unit_id, status in ((story.unit, 200), (first, 404)):
        async with client_of(world.coordinator(unit_id=unit_id)) as client:
            assert (await client.get(FRAGMENT.format(request))).status_code == status


async def test_it_is_accessible_and_fits_on_a_phone(
    browser: Browser, world: Any, client_of: Any, story: Story
) -> None:
    request = story.submitted()
    story.granted(request, story.accepted(request))
    await hear(world, story.events)
    found: list[str] = []
    async with client_of(world.coordinator()) as client:
        html = (await client.get(FRAGMENT.format(request))).text
        styles = await _styles(client, html)
    for width in (1280, 360):
        page = await browser.new_page(viewport={"width": width, "height": 800})
        await page.set_content(html)
        await page.add_style_tag(content=styles)
        found += [f"{width} {each}" for each in await axe_violations(page)]
        if await page.evaluate("document.documentElement.scrollWidth - window.innerWidth") > 0:
            found.append(f"{width} scrolls sideways")
        await page.close()
    assert found == []


async def _styles(client: Any, html: str) -> str:
    hrefs = [part.split('"')[0] for part in html.split('<link rel="stylesheet" href="')[1:]]
    return "\n".join([(await client.get(href)).text for href in hrefs])


@pytest.mark.parametrize("role", [Role.TEACHER, Role.EXPERT, Role.YOUTH_CONSULTANT])
async def test_p7_what_happened_in_a_closed_case_stays_with_who_keeps_it(
    world: Any, client_of: Any, clock: Any, story: Story, role: Role
) -> None:
    request = story.submitted()
    story.granted(request, story.accepted(request))
    pupil_id = story.pupils[request]
    case_id, holder = await an_open_case(
        world, client_of, clock, support_request_id=request, pupil_id=pupil_id
    )
    await hear(world, story.events)
    known = {"school_id": world.school_id, "pupil_ids": frozenset({pupil_id})}
    of_request, of_case = "De school stelde een vraag", "Er is hulp toegekend"

    async def reads(reader: Role) -> str:
        async with client_of(world.somebody(reader, **known)) as client:
            answer = await client.get(FRAGMENT.format(request))
        assert answer.status_code == 200
        return str(answer.text)

    assert of_case in await reads(role)
    async with client_of(holder) as client:
        done = await client.post(f"/arrangements/v1/cases/{case_id}/closures", json=CLOSURE)
        assert done.status_code == 201, done.text

    shown = await reads(role)
    assert of_request in shown
    assert of_case not in shown
    assert "Iemand nam het traject aan" not in shown
    assert of_case in await reads(Role.PARENT)
    assert of_case in await reads(Role.SCHOOL_COORDINATOR)
