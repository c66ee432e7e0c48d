"""Integration: the pages, as HTML and in a browser, on real PostgreSQL."""

from collections.abc import Awaitable, Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from playwright.async_api import Page

from samenspel_kernel.actor import Role
from samenspel_platform.cookies import COOKIE
from samenspel_reporting.domain.measures import OF_TLVS, Measure
from samenspel_testkit.browser import axe_violations

Apply = Callable[[list[Any]], Awaitable[None]]
ClientOf = Callable[..., Any]


class Texts(HTMLParser):
    """Collects the links and the texts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if tag == "a" and name == "href"]

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())

    @property
    def text(self) -> str:
        return " ".join(word for word in self.words if word)


async def read(client: Any, path: str, *, status: int = 200) -> Texts:
    answer = await client.get(path)
    assert answer.status_code == status
    return Texts(answer.text)


async def test_the_director_sees_each_unit_and_every_number_opens_a_list(
    apply: Apply, client_of: ClientOf, full_story: Callable[..., Any]
) -> None:
    story = full_story()
    await apply(story.events)
    client = client_of(Role.DIRECTOR, alliance=story.alliance)

    page = await read(client, "/reporting")

    assert "Cijfers van SWV De Brug" in page.text
    assert "Hier dreigt iemand tussen wal en schip te vallen" in page.text
    assert f"/reporting/units/{story.unit}" in page.links
    lists = {link for link in page.links if "/items?" in link}
    for measure in Measure:
        assert any(f"measure={measure}" in link and str(story.unit) in link for link in lists) or (
            measure in {Measure.OPEN_CASES, *OF_TLVS}
        )
    for link in lists:
        await read(client, link)


async def test_the_coordinator_goes_to_the_own_unit(
    apply: Apply, client_of: ClientOf, full_story: Callable[..., Any]
) -> None:
    story = full_story()
    await apply(story.events)
    client = client_of(Role.UNIT_COORDINATOR, alliance=story.alliance, unit=story.unit)

    sent_on = await client.get("/reporting")
    page = await read(client, sent_on.headers["location"])

    assert sent_on.status_code == 303
    assert "Noord" in page.text
    await read(client, "/reporting/units/alliance", status=403)


async def test_a_quiet_unit_says_that_nobody_falls_between_two_stools(
    apply: Apply, client_of: ClientOf, new_story: Callable[..., Any]
) -> None:
    story = new_story()
    story.unit_named("Stil")
    await apply(story.events)
    client = client_of(Role.DIRECTOR, alliance=story.alliance)

    page = await read(client, f"/reporting/units/{story.unit}")

    assert "Niemand valt tussen wal en schip" in page.text
    assert "Er zijn nu geen open vragen" in page.text


@pytest.mark.parametrize("measure", list(Measure))
async def test_the_list_links_to_the_service_that_owns_each_line(
    measure: Measure, apply: Apply, client_of: ClientOf, full_story: Callable[..., Any]
) -> None:
    story = full_story()
    await apply(story.events)
    client = client_of(Role.COMMITTEE, alliance=story.alliance)

    page = await read(client, f"/reporting/units/{story.unit}/items?measure={measure}")

    known = {str(event.subject) for event in story.events}
    owners = ("/intake/support-requests/", "/arrangements/cases/", "/arrangements/tlvs/")
    lines = [link for link in page.links if link.startswith(owners)]
    assert lines
    assert {link.rpartition("/")[2] for link in lines} <= known


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            "period_first=2026-11-22&period_last=2026-11-21",
            "De laatste dag ligt voor de eerste dag.",
        ),
        ("period_first=gisteren&period_last=", "Vul een datum in die bestaat"),
        ("period_first=1990-01-01&period_last=2026-11-21", "hoogstens tien jaar"),
    ],
)
async def test_a_period_that_can_not_be_is_explained_and_kept(
    asked: str, sentence: str, client_of: ClientOf
) -> None:
    client = client_of(Role.DIRECTOR)

    answer = await client.get(f"/reporting/units/alliance?{asked}")

    assert answer.status_code == 422
    assert sentence in answer.text
    assert asked.split("&")[0].split("=")[1] in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/reporting/units/nowhere", 404),
        ("/reporting/units/alliance/items?measure=everything", 400),
        ("/reporting/units/alliance/items?measure=open&cursor=x", 400),
    ],
)
async def test_a_wrong_address_gets_a_page_that_says_so(
    path: str, status: int, client_of: ClientOf
) -> None:
    assert (await read(client_of(Role.DIRECTOR), path, status=status)).text


async def test_who_is_not_logged_in_is_sent_to_the_start(client_of: ClientOf) -> None:
    answer = await client_of().get("/reporting")

    assert (answer.status_code, answer.headers["location"]) == (303, "/intake")


async def test_the_definitions_are_for_everyone_who_is_logged_in(client_of: ClientOf) -> None:
    page = await read(client_of(Role.PARENT), "/reporting/definitions")

    assert "Zonder casusregie" in page.text


@pytest.mark.parametrize("width", [1280, 320])
async def test_the_pages_are_accessible_and_fit_the_screen(
    width: int,
    address: str,
    page: Page,
    apply: Apply,
    client_of: ClientOf,
    full_story: Callable[..., Any],
) -> None:
    story = full_story()
    await apply(story.events)
    client = client_of(Role.DIRECTOR, alliance=story.alliance)
    await page.context.add_cookies(
        [{"name": COOKIE, "value": client.cookies[COOKIE], "url": address}]
    )
    await page.set_viewport_size({"width": width, "height": 800})
    for path in (
        "/reporting",
        f"/reporting/units/{story.unit}",
        f"/reporting/units/{story.unit}/items?measure=overdue",
        "/reporting/units/alliance/items?measure=granted",
        f"/reporting/units/{story.unit}/results",
        "/reporting/definitions",
    ):
        answer = await page.goto(address + path)
        assert answer is not None
        assert answer.ok
        assert await axe_violations(page) == []
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await page.evaluate(overflow) <= 0, path
