"""Integration: a child comes in once, by the code that an adult of its own shows, and for an hour."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import httpx2
import pytest

from samenspel_kernel.actor import Actor, Role
from samenspel_platform.letter_secrets import LetterSecrets
from samenspel_testkit.pages import Page

from .passwordless import Letters, a_pupil, is_in, send

KEY = "a key of the tests, long enough to seal with"
ENTER = "/intake/kind"


@pytest.fixture
def demo() -> bool:
    return False


@pytest.fixture
async def pupil(intake: Any) -> UUID:
    return await a_pupil(intake)


@pytest.fixture
def parent(coordinator: Actor, pupil: UUID) -> Actor:
    return replace(coordinator, role=Role.PARENT, school_id=None, pupil_ids=frozenset({pupil}))


async def shown(intake: Any, adult: Actor, pupil: UUID) -> tuple[str, str]:
    """Have the code shown; gives what it links to, and the page."""
    async with intake.client(adult) as client:
        answer = await send(client, f"/intake/pupils/{pupil}/child")
        assert answer.status_code == 200
        found = re.search(r'href="[^"]*ticket=([\w-]+)"', unescape(answer.text))
        assert found
        return found[1], answer.text


async def enter(client: httpx2.AsyncClient, ticket: str) -> httpx2.Response:
    return await send(client, f"{ENTER}?ticket={ticket}", ENTER, ticket=ticket)


@pytest.mark.parametrize("role", [Role.PARENT, Role.TEACHER, Role.SCHOOL_COORDINATOR])
async def test_an_adult_of_the_child_shows_a_code_and_the_child_sees_its_own_page(
    intake: Any, coordinator: Actor, pupil: UUID, role: Role
) -> None:
    adult = replace(coordinator, role=role, pupil_ids=frozenset({pupil}))
    ticket, page = await shown(intake, adult, pupil)
    assert "<svg" in page
    assert "style=" not in page, "the policy for pages allows no styles in them"
    async with intake.client(None) as child:
        answer = await enter(child, ticket)
        assert (answer.status_code, answer.headers["location"]) == (303, "/intake")
        start = (await child.get("/intake")).text
        assert "Hoi Sem!" in start
        assert "Jansen" not in start


async def test_a_child_gets_at_nothing_but_its_own_page(
    intake: Any, parent: Actor, pupil: UUID
) -> None:
    ticket, _ = await shown(intake, parent, pupil)
    async with intake.client(None) as child:
        await enter(child, ticket)
        for path in (
            f"/intake/pupils/{pupil}/child",
            f"/intake/pupils/{pupil}/invitations",
            f"/intake/pupils/{pupil}/completion",
            f"/intake/pupils/{pupil}/readers",
            f"/intake/v1/pupils/{pupil}",
            "/intake/desk",
            "/intake/passkeys",
            "/intake/support-requests/new",
        ):
            assert (await child.get(path)).status_code in (403, 404), path


async def test_a_code_lets_in_one_child_once(intake: Any, parent: Actor, pupil: UUID) -> None:
    ticket, _ = await shown(intake, parent, pupil)
    async with intake.client(None) as child, intake.client(None) as other:
        await child.get(f"{ENTER}?ticket={ticket}")
        assert not await is_in(child), "reading the code uses nothing up"
        await enter(child, ticket)
        again = await enter(other, ticket)
        assert again.status_code == 409
        assert "Vraag je ouder" in again.text
        assert not await is_in(other)


async def test_a_code_is_over_after_ten_minutes(intake: Any, parent: Actor, pupil: UUID) -> None:
    ticket, _ = await shown(intake, parent, pupil)
    intake.clock.advance(timedelta(minutes=10))
    async with intake.client(None) as child:
        assert (await enter(child, ticket)).status_code == 409
        assert not await is_in(child)


async def test_a_childs_session_ends_after_an_hour_whatever_it_does(
    intake: Any, parent: Actor, pupil: UUID
) -> None:
    ticket, _ = await shown(intake, parent, pupil)
    async with intake.client(None) as child:
        await enter(child, ticket)
        for _ in range(3):
            intake.clock.advance(timedelta(minutes=20))
            still = await is_in(child)
        assert still
        intake.clock.advance(timedelta(seconds=1))
        assert not await is_in(child)


async def test_a_guess_is_refused(intake: Any, parent: Actor, pupil: UUID) -> None:
    ticket, _ = await shown(intake, parent, pupil)
    forged = ("A" if ticket[-1] != "A" else "Q").join((ticket[:-3], ticket[-2:]))
    async with intake.client(None) as client:
        for guess in (forged, "nonsense", ""):
            answer = await client.post(ENTER, data={"ticket": guess})
            assert answer.status_code == 404
        assert not await is_in(client)


async def test_a_stranger_shows_no_code(
    intake: Any, stranger: Actor, parent: Actor, pupil: UUID
) -> None:
    other_parent = replace(parent, pupil_ids=frozenset({await a_pupil(intake, "Noor")}))
    for actor in (stranger, other_parent):
        async with intake.client(actor) as client:
            path = f"/intake/pupils/{pupil}/child"
            assert (await client.get(path)).status_code == 404
            token = Page((await client.get("/intake/sessions")).text).fields["csrf"]
            assert (await client.post(path, data={"csrf": token})).status_code == 404


async def test_every_service_knows_of_the_child_before_it_comes(
    intake: Any, parent: Actor, pupil: UUID
) -> None:
    letters = Letters(intake, LetterSecrets(KEY))
    await shown(intake, parent, pupil)
    await shown(intake, parent, pupil)
    (told,) = await letters.told("person.access-changed")
    (grant,) = told["grants"]
    assert (grant["role"], grant["pupilIds"]) == ("pupil", [str(pupil)])
