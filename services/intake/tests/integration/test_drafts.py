"""Integration: what is typed in the form of a new request is not lost."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from samenspel_intake.jobs.forget_drafts import forget_drafts
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import PersonId
from samenspel_testkit.pages import Page

NEW = "/intake/support-requests/new"
DRAFT = "/intake/support-requests/draft"
TYPED = {"pupil": "new", "pupil.given_name": "Sem", "question": "Sem loopt vast."}
WHOLE = {
    "strengths": "Bouwen.",
    "impediments": "Praten.",
    "tried": "Samen lezen.",
    "child-wants": "Spelen.",
    "parents": "show",
}


async def opened(client: httpx2.AsyncClient, url: str = NEW) -> Page:
    answer = await client.get(url)
    assert answer.status_code == 200
    return Page(answer.text)


async def typed(client: httpx2.AsyncClient, page: Page, **fields: str) -> httpx2.Response:
    """Type in the form of a page, as its script does."""
    secret = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
    data = {**secret, **TYPED, **fields}
    return await client.post(DRAFT, data=data, headers={"HX-Request": "true"})


async def test_a_form_is_filled_with_what_was_typed_before(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        answer = await typed(client, await opened(client))
        assert answer.text == "Concept bewaard om 11:30."

    async with intake.client(coordinator) as again:
        form = await opened(again)
        start = await opened(again, "/intake")

    assert form.fields["pupil.given_name"] == "Sem"
    assert form.fields["question"] == "Sem loopt vast."
    assert "Dit is uw concept" in form.words
    assert "U hebt nog een concept" in start.words


async def test_without_a_script_a_button_keeps_the_draft(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        page = await opened(client)
        secret = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
        answer = await client.post(DRAFT, data={**secret, **TYPED})
        assert (answer.status_code, answer.headers["location"]) == (303, NEW)
        form = await opened(client)

    assert "Uw concept is bewaard." in form.words
    assert form.fields["pupil.given_name"] == "Sem"


async def test_a_request_that_is_sent_leaves_no_draft(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        page = await opened(client)
        await typed(client, page)
        secret = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
        sent = await client.post(NEW[:-4], data={**secret, **TYPED, **WHOLE})
        assert sent.status_code == 303
        too_late = await typed(client, page)
        assert too_late.status_code == 200
        form = await opened(client)

    assert form.fields["pupil.given_name"] == ""
    assert "Dit is uw concept" not in form.words


async def test_a_draft_is_thrown_away_when_asked(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        await typed(client, await opened(client))
        page = await opened(client)
        secret = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
        assert (await client.post(f"{DRAFT}/removals", data=secret)).status_code == 303
        form = await opened(client)

    assert form.fields["pupil.given_name"] == ""


async def test_a_draft_keeps_no_number_that_may_not_be_here(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        page = await opened(client)
        by_script = await typed(client, page, question="Zijn BSN is 111222333")
        secret = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
        fields = {**secret, **TYPED, "question": "Zijn BSN is 111222333"}
        by_button = await client.post(DRAFT, data=fields)
        form = await opened(client)

    assert by_script.status_code == by_button.status_code == 422
    assert "Uw concept is niet bewaard. In deze tekst staat een burger" in by_script.text
    assert "Dit klopt nog niet" in Page(by_button.text).words
    assert form.fields["question"] == ""


async def test_nobody_sees_the_draft_of_another(intake: Any, coordinator: Actor) -> None:
    colleague = replace(coordinator, person_id=PersonId(uuid4()))
    async with intake.client(coordinator) as client:
        await typed(client, await opened(client))
    async with intake.client(colleague) as client:
        form = await opened(client)

    assert form.fields["pupil.given_name"] == ""


@pytest.mark.parametrize("path", [DRAFT, f"{DRAFT}/removals"])
async def test_only_who_may_ask_keeps_drafts_and_only_from_the_own_page(
    intake: Any, coordinator: Actor, unit_coordinator: Actor, path: str
) -> None:
    async with intake.client(coordinator) as client:
        assert (await client.post(path, data=TYPED)).status_code == 403
    async with intake.client(unit_coordinator) as client:
        csrf = (await opened(client, "/intake/desk")).fields["csrf"]
        assert (await client.post(path, data={**TYPED, "csrf": csrf})).status_code == 403


async def test_a_draft_that_nobody_touches_is_gone_after_thirty_days(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        await typed(client, await opened(client))
    intake.clock.advance(days=30)
    assert await forget_drafts(intake.process.job_context) == 0
    intake.clock.advance(minutes=1)
    assert await forget_drafts(intake.process.job_context) == 1
    async with intake.client(coordinator) as client:
        form = await opened(client)

    assert form.fields["pupil.given_name"] == ""


async def test_a_page_tells_how_long_the_session_goes_on_and_asking_renews_it(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        assert (await client.get("/intake/session")).json() == {"seconds": 1800}
        intake.clock.advance(minutes=10)
        early = await client.get("/intake/session")
        intake.clock.advance(minutes=18)
        late = await client.get("/intake/session")
        page = await client.get(NEW)

    assert early.json() == {"seconds": 1200}
    assert "set-cookie" not in early.headers
    assert late.json() == {"seconds": 1800}
    assert "samenspel=" in late.headers["set-cookie"]
    assert 'data-seconds="1800"' in page.text
