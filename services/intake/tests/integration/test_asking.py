"""Integration: a school asks by the form of its kind, parents read it first, the desk works on it."""

from typing import Any
from uuid import UUID

import httpx2
import pytest

from samenspel_intake.application.register_pupil import RegisterPupil, register_pupil
from samenspel_intake.domain.contact import ContactDetails
from samenspel_kernel.actor import Actor, Role
from samenspel_testkit.pages import Page

from .conftest import an_actor

NEW = "/intake/support-requests/new"
ASK = "/intake/support-requests"
TYPED = {
    "kind": "child",
    "pupil": "new",
    "pupil.given_name": "Sem",
    "strengths": "Sem kan goed bouwen.",
    "impediments": "Hij praat weinig.",
    "tried": "Een vast maatje.",
    "child-wants": "Ik wil samen spelen.",
    "question": "Hoe helpen wij hem praten?",
}


async def opened(client: httpx2.AsyncClient, url: str) -> Page:
    answer = await client.get(url)
    assert answer.status_code == 200, answer.text
    return Page(answer.text)


async def post(
    client: httpx2.AsyncClient, page: Page, url: str, data: dict[str, str]
) -> httpx2.Response:
    secret = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
    return await client.post(url, data=secret | data)


async def prepared(client: httpx2.AsyncClient, **more: str) -> str:
    form = await opened(client, NEW)
    answer = await post(client, form, ASK, TYPED | {"parents": "show"} | more)
    assert answer.status_code == 303, Page(answer.text).words
    return str(answer.headers["location"])


async def known_child(intake: Any, coordinator: Actor) -> UUID:
    parent = ContactDetails(name="Anna Jansen", email="anna@example.org")
    async with intake.process.transactions(intake.scope) as uow:
        child = RegisterPupil(given_name="Sem", parents=(parent,))
        return (await register_pupil(child, actor=coordinator, uow=uow, clock=intake.clock)).id


def parent_of(pupil_id: UUID) -> Actor:
    actor = an_actor(Role.PARENT)
    return Actor(
        person_id=actor.person_id,
        alliance_id=actor.alliance_id,
        role=Role.PARENT,
        name="Anna Jansen",
        pupil_ids=frozenset({pupil_id}),
    )


async def test_parents_read_a_request_before_it_is_sent_and_add_what_they_think(
    intake: Any, coordinator: Actor
) -> None:
    child = await known_child(intake, coordinator)
    fields = {"pupil": "existing", "pupil_id": str(child)}
    async with intake.client(coordinator) as school, intake.client(parent_of(child)) as parent:
        url = await prepared(school, **fields)
        start = await opened(parent, "/intake")
        assert "Lees mee: vraag voor Sem" in start.words, start.words
        page = await opened(parent, url)
        assert "Ik wil samen spelen." in page.words
        said = await post(parent, page, f"{url}/views", {"view": "Thuis praat hij wel."})
        assert said.headers["location"].startswith(url)

        page = await opened(school, url)
        assert "Thuis praat hij wel." in page.words
        sent = await post(school, page, f"{url}/sending", {})
        assert sent.headers["location"].endswith("/received")
        shown = await opened(parent, sent.headers["location"].removesuffix("/received"))
        assert "Thuis praat hij wel." in shown.words
        later = await post(
            parent,
            shown,
            f"{sent.headers['location'].removesuffix('/received')}/views",
            {"view": "Nu ook op straat."},
        )
        assert later.status_code == 303
        over = await school.get(url)
    assert over.status_code == 303


async def test_nothing_is_sent_that_parents_did_not_see_without_a_reason(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        url = await prepared(school)
        page = await opened(school, url)
        refused = await post(school, page, f"{url}/sending", {})
        assert refused.status_code == 422
        assert "Kies of de ouders meelezen" in Page(refused.text).words
        bare = await post(school, page, f"{url}/reasons", {"parents": "not-reached"})
        assert bare.status_code == 422
        why = {"parents": "not-reached", "reason": "Twee keer gebeld."}
        await post(school, await opened(school, url), f"{url}/reasons", why)
        sent = await post(school, await opened(school, url), f"{url}/sending", {})
    assert sent.headers["location"].endswith("/received")


async def test_all_that_is_missing_is_told_at_once_and_nothing_typed_is_lost(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        form = await opened(school, NEW)
        answer = await post(school, form, ASK, {"kind": "child", "strengths": "Bouwen."})
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.fields["strengths"] == "Bouwen."
    assert page.words.count("Vul dit in.") >= 4
    assert "Kies of de ouders meelezen" in page.words


async def test_a_first_request_asks_for_at_most_eight_typed_fields(
    intake: Any, coordinator: Actor
) -> None:
    must = [name for name in TYPED if name not in ("kind", "pupil")]
    assert len(must) <= 8
    async with intake.client(coordinator) as school:
        for name in must:
            form = await opened(school, NEW)
            answer = await post(
                school, form, ASK, TYPED | {"parents": "show", name: "", "idempotency_key": name}
            )
            assert answer.status_code == 422, name


async def test_a_follow_up_begins_with_what_was_typed_for_the_child(
    intake: Any, coordinator: Actor
) -> None:
    child = await known_child(intake, coordinator)
    fields = {"pupil": "existing", "pupil_id": str(child)}
    why = {"parents": "unsafe-for-child", "reason": "Melding loopt."}
    async with intake.client(coordinator) as school:
        form = await opened(school, NEW)
        sent = await post(school, form, ASK, TYPED | fields | why)
        assert sent.headers["location"].endswith("/received")
        again = await opened(school, f"{NEW}?pupil=existing&pupil_id={child}")
    assert again.fields["strengths"] == TYPED["strengths"]
    assert again.fields["child-wants"] == TYPED["child-wants"]
    assert again.fields["question"] == ""


@pytest.mark.parametrize("kind", ["group", "teacher"])
async def test_what_is_about_no_child_goes_to_the_desk_at_once(
    intake: Any, coordinator: Actor, unit_coordinator: Actor, kind: str
) -> None:
    asked = {"kind": kind, "group": "Groep 5", "question": "Hoe maken wij het rustiger?"}
    async with intake.client(coordinator) as school, intake.client(unit_coordinator) as unit:
        form = await opened(school, f"{NEW}?kind={kind}")
        assert "pupil.given_name" not in form.fields
        sent = await post(school, form, ASK, asked)
        assert sent.status_code == 303, Page(sent.text).words
        url = sent.headers["location"]
        received = await opened(school, url)
        assert "Steunpunt" in received.words
        shown = await opened(unit, url.removesuffix("/received"))
        offered = await post(unit, shown, f"{url.removesuffix('/received')}/handovers", {})
        assert offered.status_code == 422
        listed = await opened(school, "/intake/support-requests")
    assert "Hoe maken wij het rustiger?" in shown.words
    assert "gaat niet over een kind" in Page(offered.text).words
    assert {"group": "Een vraag voor een groep", "teacher": "Een vraag van een leerkracht"}[
        kind
    ] in listed.words


async def test_the_kind_changes_and_nothing_is_typed_anew(intake: Any, coordinator: Actor) -> None:
    draft = "/intake/support-requests/draft"
    async with intake.client(coordinator) as school:
        form = await opened(school, NEW)
        changed = await post(school, form, draft, TYPED | {"kind_to": "teacher"})
        assert changed.status_code == 303
        teacher = await opened(school, NEW)
        assert "Een vraag van een leerkracht" in teacher.words
        assert teacher.fields["tried"] == TYPED["tried"]
        kept = {name: teacher.fields[name] for name in ("strengths", "impediments", "tried")}
        await post(school, teacher, draft, kept | {"kind": "teacher", "kind_to": "child"})
        back = await opened(school, NEW)
    assert back.fields["impediments"] == TYPED["impediments"]


async def test_what_is_typed_in_a_request_in_the_making_is_kept_while_typing(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        url = await prepared(school)
        form = await opened(school, f"{url}/edit")
        secret = {name: form.fields[name] for name in ("csrf", "idempotency_key")}
        typed = secret | {"kind": "child", "worked": "Samen lezen."}
        told = await school.post(f"{url}/answers", data=typed, headers={"HX-Request": "true"})
        assert told.text == "Concept bewaard om 11:30."
        wrong = secret | {"kind": "child", "worked": "Zijn BSN is 111222333"}
        refused = await school.post(f"{url}/answers", data=wrong, headers={"HX-Request": "true"})
        assert refused.status_code == 422
        again = await opened(school, f"{url}/edit")
    assert again.fields["worked"] == "Samen lezen."
    assert again.fields["strengths"] == TYPED["strengths"]


async def test_a_request_is_dropped_with_a_reason(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as school:
        url = await prepared(school)
        page = await opened(school, url)
        assert (await post(school, page, f"{url}/dropping", {})).status_code == 422
        await post(school, await opened(school, url), f"{url}/dropping", {"why": "solved"})
        over = await opened(school, url)
    assert "Het is opgelost" in over.words


async def test_nobody_else_reads_a_request_in_the_making(
    intake: Any, coordinator: Actor, stranger: Actor, unit_coordinator: Actor
) -> None:
    child = await known_child(intake, coordinator)
    async with intake.client(coordinator) as school:
        url = await prepared(school, pupil="existing", pupil_id=str(child))
    for actor in (stranger, unit_coordinator, parent_of(UUID(int=1))):
        async with intake.client(actor) as client:
            assert (await client.get(url)).status_code in (403, 404)


async def test_the_desk_writes_needs_and_lets_the_term_stand_still_and_run(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    why = {"parents": "not-reached", "reason": "Twee keer gebeld."}
    async with intake.client(coordinator) as school, intake.client(unit_coordinator) as unit:
        form = await opened(school, NEW)
        sent = await post(school, form, ASK, TYPED | why)
        url = sent.headers["location"].removesuffix("/received")
        page = await opened(unit, url)
        needs = {"need.attention-time": "2", "attention-time": "Elke dag tien minuten."}
        assert (await post(unit, page, f"{url}/needs", needs)).status_code == 303
        ask = {"why": "information-missing", "note": "Hoe gaat het thuis?"}
        page = await opened(unit, url)
        assert (await post(unit, page, f"{url}/suspension", {"note": "x"})).status_code == 422
        page = await opened(unit, url)
        assert (await post(unit, page, f"{url}/suspension", ask)).status_code == 303
        waiting = await opened(school, url)
        assert "De termijn staat stil" in waiting.words
        assert "Hoe gaat het thuis?" in waiting.words
        intake.clock.advance(minutes=10)
        page = await opened(unit, url)
        assert (await post(unit, page, f"{url}/resumption", {})).status_code == 303
        page = await opened(unit, url)
        assert (await post(unit, page, f"{url}/kind", {"kind": "consultation"})).status_code == 303
        shown = await opened(school, url)
    assert "Meedenken" in shown.words
    assert "2: duidelijk meer" in shown.words
    assert "Elke dag tien minuten." in shown.words


async def test_everybody_may_see_what_is_asked_and_why(intake: Any) -> None:
    async with intake.client(None) as anybody:
        page = await opened(anybody, "/intake/fields")
    assert "Wpo, art. 40a" in page.words
    assert "een ontwikkelingsperspectief" in page.words


async def test_another_system_prepares_shows_sends_and_adds(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    child = await known_child(intake, coordinator)
    fields = ("strengths", "impediments", "tried", "child-wants", "question")
    body = {
        "kind": "child",
        "pupilId": str(child),
        "answers": {name: TYPED[name] for name in fields},
    }
    async with (
        intake.client(coordinator) as school,
        intake.client(unit_coordinator) as unit,
        intake.client(parent_of(child)) as parent,
    ):
        made = await school.post("/intake/v1/prepared-requests", json=body)
        assert made.status_code == 201, made.text
        url = made.headers["location"]
        assert (await parent.get(url)).status_code == 404
        assert (await school.post(f"{url}/sendings")).status_code == 400
        shown = await school.post(f"{url}/showings")
        assert shown.json()["shown"] is True
        said = await parent.post(f"{url}/views", json={"view": "Goed zo."})
        assert said.status_code == 201, said.text
        assert (await parent.post(f"{url}/sendings")).status_code == 403
        sent = await school.post(f"{url}/sendings")
        assert sent.status_code == 201, sent.text
        assert sent.json()["requestKind"] == "child"
        request = sent.headers["location"]
        wait = {"why": "school-asked", "note": "Wij wachten op de toets."}
        assert (await school.post(f"{request}/suspensions", json=wait)).status_code == 403
        waiting = await unit.post(f"{request}/suspensions", json=wait)
        assert waiting.json()["nextAction"]["kind"] == "await-completion"
        over = await unit.post(f"{request}/resumptions")
        assert over.json()["nextAction"]["kind"] == "assess"
        needs = {"needs": [{"field": "material", "level": 4}]}
        assert (await unit.post(f"{request}/needs", json=needs)).status_code == 400
        needs["needs"][0]["level"] = 1
        assert (await unit.post(f"{request}/needs", json=needs)).status_code == 201
        light = await unit.post(f"{request}/kind-changes", json={"kind": "consultation"})
        assert light.json()["responseTerm"]["rule"] == "consultation-response"
        bare = {"kind": "arrangement", "question": "Wie denkt mee?", "pupilId": str(child)}
        plain = await school.post("/intake/v1/support-requests", json=bare)
        assert plain.json()["requestKind"] == "child"
