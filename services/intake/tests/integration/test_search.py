"""Integration: search finds what one may see, and leaves no trace of what was looked for."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx2
import pytest
from playwright.async_api import Browser

from samenspel_intake.domain.alliance import school_id_of
from samenspel_intake.persistence.search_queries import AT_MOST
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId, new_id, reference_of
from samenspel_testkit.browser import axe_violations
from samenspel_testkit.pages import Page

SEARCH = "/intake/search"


async def asked_for(client: httpx2.AsyncClient, **pupil: Any) -> dict[str, Any]:
    """Have a school ask for a new pupil; gives the request."""
    answer = await client.post(
        "/intake/v1/support-requests",
        json={"kind": "arrangement", "question": "Wie denkt mee?", "pupil": pupil},
    )
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def searched(client: httpx2.AsyncClient, typed: str) -> httpx2.Response:
    form = Page((await client.get(SEARCH)).text)
    return await client.post(SEARCH, data={"csrf": form.fields["csrf"], "q": typed})


async def found(client: httpx2.AsyncClient, typed: str) -> Page:
    answer = await searched(client, typed)
    assert answer.status_code == 200, answer.text
    assert typed not in str(answer.url)
    return Page(answer.text)


@pytest.fixture
async def yusuf(intake: Any, coordinator: Actor) -> dict[str, Any]:
    """A request for Yusuf, at school 99BB00 in unit Zuid."""
    async with intake.client(coordinator) as school:
        return await asked_for(
            school, givenName="Yusuf", familyName="van Dijk-Şahin", birthDate="2018-05-04"
        )


@pytest.mark.parametrize(
    "typed",
    ["Yusuf", "yus", "sahin", "ŞAHİN", "dijk yu", "van Dijk-Sahin", "4-5-2018", "2018-05-04"],
)
async def test_a_pupil_is_found_by_the_beginning_of_its_names_or_by_its_birth_date(
    intake: Any, unit_coordinator: Actor, yusuf: dict[str, Any], typed: str
) -> None:
    async with intake.client(unit_coordinator) as unit:
        page = await found(unit, typed)

    assert "Yusuf van Dijk-Şahin" in page.words
    assert f"/intake/support-requests/{yusuf['id']}" in page.links


@pytest.mark.parametrize("typed", ["usuf", "Yusuf Bakker", "5-4-2018", "%", "__", "ij%", "\\"])
async def test_what_does_not_fit_is_not_found(
    intake: Any, unit_coordinator: Actor, yusuf: dict[str, Any], typed: str
) -> None:
    async with intake.client(unit_coordinator) as unit:
        answer = await searched(unit, typed)

    assert "van Dijk-Şahin" not in answer.text


async def test_a_request_is_found_by_the_number_that_people_say(
    intake: Any, unit_coordinator: Actor, yusuf: dict[str, Any]
) -> None:
    number = reference_of(UUID(yusuf["id"]))
    async with intake.client(unit_coordinator) as unit:
        for typed in (number, number.lower().replace("-", ""), yusuf["id"]):
            page = await found(unit, typed)
            assert number in page.words
            assert "Vragen en trajecten" in page.words


@pytest.mark.parametrize("typed", ["99bb", "99BB00", "fûgel", "FUGEL", "skoalle de"])
async def test_a_school_is_found_by_its_code_and_by_its_name(
    intake: Any, coordinator: Actor, typed: str
) -> None:
    async with intake.client(coordinator) as school:
        page = await found(school, typed)

    assert "99BB00" in page.words


async def test_nobody_finds_what_is_not_theirs(
    intake: Any,
    coordinator: Actor,
    unit_coordinator: Actor,
    stranger: Actor,
    yusuf: dict[str, Any],
) -> None:
    pupil_id, unit_id = UUID(yusuf["pupilId"]), unit_coordinator.unit_id
    teacher = replace(coordinator, role=Role.TEACHER, pupil_ids=frozenset({pupil_id}))
    parent = replace(teacher, role=Role.PARENT, school_id=None)
    finds = (coordinator, unit_coordinator, teacher, parent)
    finds_nothing = (
        stranger,
        replace(unit_coordinator, unit_id=new_id()),
        replace(teacher, pupil_ids=frozenset({new_id()})),
        replace(parent, pupil_ids=frozenset()),
        replace(unit_coordinator, alliance_id=AllianceId(new_id())),
        replace(unit_coordinator, role=Role.DIRECTOR, alliance_id=AllianceId(new_id())),
    )
    assert unit_id is not None
    for actors, sees in ((finds, True), (finds_nothing, False)):
        for number, actor in enumerate(actors):
            person = replace(actor, person_id=PersonId(new_id()))
            async with intake.client(person) as client:
                for typed in ("Yusuf", "4-5-2018", yusuf["id"]):
                    answer = await searched(client, typed)
                    shown = answer.status_code == 200 and "van Dijk-Şahin" in answer.text
                    assert shown is sees, (number, actor.role, typed)


async def test_a_child_does_not_search(intake: Any, coordinator: Actor) -> None:
    async with intake.client(replace(coordinator, role=Role.PUPIL)) as child:
        assert (await child.get(SEARCH)).status_code == 403
        assert (await child.post(SEARCH, data={"q": "Yusuf"})).status_code == 403


async def test_a_form_of_another_site_is_refused(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as school:
        assert (await school.post(SEARCH, data={"q": "Yusuf"})).status_code == 403


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("x", "Typ minstens twee tekens."), ("x" * 101, "Typ hoogstens honderd tekens.")],
)
async def test_what_finds_nobody_or_everybody_is_refused_with_what_was_typed_kept(
    intake: Any, coordinator: Actor, typed: str, sentence: str
) -> None:
    async with intake.client(coordinator) as school:
        answer = await searched(school, typed)

    assert answer.status_code == 422
    assert sentence in Page(answer.text).words
    assert Page(answer.text).fields["q"] == typed


async def test_what_was_typed_is_shown_as_text(intake: Any, coordinator: Actor) -> None:
    script = '"><script>alert(1)</script>'
    async with intake.client(coordinator) as school:
        answer = await searched(school, script)

    assert "Niets gevonden" in answer.text
    assert "<script>alert" not in answer.text
    assert Page(answer.text).fields["q"] == script


async def test_of_many_a_few_are_shown_and_that_is_said(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as school:
        for number in range(AT_MOST + 1):
            await asked_for(school, givenName="Sem", familyName=f"Nummer {number:02}")
        page = await found(school, "sem")
        one = await found(school, "sem 07")

    assert page.words.count("Sem Nummer") == AT_MOST
    assert "Er is meer dan hier staat." in page.words
    assert one.words.count("Sem Nummer") == 1


async def test_what_was_looked_for_is_in_no_log(
    intake: Any, coordinator: Actor, capfd: pytest.CaptureFixture[str]
) -> None:
    async with intake.client(coordinator) as school:
        await searched(school, "Quispelgerst")

    out, err = capfd.readouterr()
    assert "Quispelgerst" not in out + err


async def test_a_school_without_pupils_sees_that_there_are_none(intake: Any) -> None:
    actor = Actor(
        person_id=PersonId(new_id()),
        alliance_id=intake.scope.alliance_id,
        role=Role.SCHOOL_COORDINATOR,
        school_id=school_id_of("99CC00"),
    )
    async with intake.client(actor) as school:
        assert "Niets gevonden" in (await found(school, "Yusuf")).words


async def test_the_page_is_accessible_and_fits_on_a_phone(
    browser: Browser, intake: Any, unit_coordinator: Actor, yusuf: dict[str, Any]
) -> None:
    async with intake.client(unit_coordinator) as unit:
        results = (await searched(unit, reference_of(UUID(yusuf["id"])))).text
        pages = [(await unit.get(SEARCH)).text, (await searched(unit, "van")).text, results]
        hrefs = [part.split('"')[0] for part in results.split('rel="stylesheet" href="')[1:]]
        styles = "\n".join([(await unit.get(href)).text for href in hrefs])
    problems: list[str] = []
    for width in (1280, 360):
        page = await browser.new_page(viewport={"width": width, "height": 800})
        for number, html in enumerate(pages):
            await page.set_content(html)
            await page.add_style_tag(content=styles)
            problems += [f"{width} {number} {each}" for each in await axe_violations(page)]
            if await page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
                problems.append(f"{width} {number} scrolls sideways")
        await page.close()
    assert problems == []
