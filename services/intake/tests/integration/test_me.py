"""Integration: a reader sees what is known of it, as what it may act, and who arranged that."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from samenspel_kernel.actor import Actor
from samenspel_platform.letter_secrets import LetterSecrets
from samenspel_testkit.pages import Page

from .passwordless import ANNA, Letters, a_pupil, accept, invite

KEY = "a key of the tests, long enough to seal with"
ME = "/intake/me"


@pytest.fixture
def demo() -> bool:
    return False


async def test_who_was_invited_sees_by_whom_and_for_whom(intake: Any, coordinator: Actor) -> None:
    letters = Letters(intake, LetterSecrets(KEY))
    await invite(intake, coordinator, await a_pupil(intake))
    async with intake.client(None) as client:
        await accept(client, await letters.invitation())
        page = Page((await client.get(ME)).text)
    for words in ("Anna Jansen", ANNA, "Ouder", "Sem", coordinator.name):
        assert words in page.words
    assert {"/intake/sessions", "/intake/passkeys", "/intake/sessions/end-all"} <= set(page.links)
    assert "/intake/accounts" not in page.links


async def test_staff_sees_the_way_to_its_accounts_and_nothing_of_others(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        page = Page((await client.get(ME)).text)
    assert "/intake/accounts" in page.links
    assert ANNA not in page.words


async def test_the_last_who_invited_for_the_same_child_is_named(
    intake: Any, coordinator: Actor
) -> None:
    letters, pupil = Letters(intake, LetterSecrets(KEY)), await a_pupil(intake)
    async with intake.client(None) as client:
        for inviter in (coordinator, replace(coordinator, name="Bram Later")):
            await invite(intake, inviter, pupil)
            await accept(client, await letters.invitation())
            intake.clock.advance(timedelta(minutes=1))
        page = Page((await client.get(ME)).text)
    assert "Bram Later" in page.words
    assert coordinator.name not in page.words
