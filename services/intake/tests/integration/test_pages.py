"""Integration: the pages, as a browser without JavaScript uses them."""

from html.parser import HTMLParser
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from samenspel_intake.application.register_person import RegisterPerson, register_person
from samenspel_intake.domain.alliance import alliance_id_of, school_id_of
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import PersonId
from samenspel_testkit.pages import Page

NEW = "/intake/support-requests/new"
ALLIANCE = alliance_id_of("PO9901")
FILLED = {
    "pupil.given_name": "Sem",
    "pupil.family_name": "Jansen",
    "pupil.birth_date": "2019-04-09",
    "pupil.parents.0.name": "Anna Jansen",
    "pupil.parents.0.email": "anna@example.org",
    "pupil.parents.0.language": "ar",
    "strengths": "Sem kan goed bouwen.",
    "impediments": "Hij praat weinig.",
    "tried": "Een rustige plek",
    "child-wants": "Ik wil samen spelen.",
    "question": "Sem loopt vast.",
    "parents": "not-reached",
    "reason": "Twee keer gebeld.",
}


async def get(client: httpx2.AsyncClient, url: str) -> Page:
    answer = await client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return Page(answer.text)


async def post(
    client: httpx2.AsyncClient, page: Page, url: str, fields: dict[str, str]
) -> httpx2.Response:
    secret = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
    return await client.post(url, data={**secret, **fields})


async def submitted(client: httpx2.AsyncClient, **fields: str) -> str:
    answer = await post(client, await get(client, NEW), NEW[:-4], {**FILLED, **fields})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).removesuffix("/received")


async def test_a_school_asks_and_reads_who_has_it_and_by_when(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        url = await submitted(client)
        received = await get(client, f"{url}/received")
        assert "Wij hebben uw vraag" in received.words
        assert "Steunpunt Zuid" in received.words
        assert "28 september 2026" in received.words
        assert "15 werkdagen na 7 september 2026" in received.words

        start = await get(client, "/intake")
        assert "Sem Jansen" in start.words
        assert url in start.links


async def test_what_was_typed_survives_a_refusal(intake: Any, coordinator: Actor) -> None:
    typed = {
        **FILLED,
        "pupil.given_name": "",
        "pupil.birth_date": "2030-01-01",
        "question": "x" * 4001,
    }
    async with intake.client(coordinator) as client:
        answer = await post(client, await get(client, NEW), NEW[:-4], typed)
        assert answer.status_code == 422
        page = Page(answer.text)
        assert "Dit klopt nog niet" in page.words
        for sentence in ("Vul een naam in.", "ligt in de toekomst", "te lang"):
            assert sentence in page.words
        for name in ("pupil.birth_date", "question", "tried", "pupil.parents.0.email"):
            assert page.fields[name] == typed[name]
        assert "Sem" not in (await get(client, "/intake")).words


async def test_a_double_press_of_the_button_counts_once(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        form = await get(client, NEW)
        first = await post(client, form, NEW[:-4], FILLED)
        second = await post(client, form, NEW[:-4], FILLED)
        assert second.headers["location"] == first.headers["location"]
        page = await get(client, "/intake/support-requests")
        assert page.words.count("Sem Jansen") == 1


async def test_for_a_known_pupil_nothing_is_typed_twice(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        await submitted(client)
        form = await get(client, f"{NEW}?pupil=existing")
        assert "Sem Jansen (9 april 2019)" in form.words
        assert "pupil.given_name" not in form.fields
        pupils = await client.get("/intake/v1/support-requests")
        pupil_id = pupils.json()["items"][0]["pupilId"]
        answer = await post(
            client,
            form,
            NEW[:-4],
            {
                "pupil": "existing",
                "pupil_id": pupil_id,
                "question": "Nog een vraag",
                "parents": "not-reached",
                "reason": "Nog niet.",
            },
        )
        assert answer.status_code == 303
        none = await post(client, form, NEW[:-4], {"pupil": "existing", "question": "x"})
        assert none.status_code == 422


async def test_missing_data_is_asked_for_and_filled_in(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        url = await submitted(client, **{"pupil.parents.0.name": "", "pupil.parents.0.email": ""})
        page = await get(client, url)
        assert "een ouder met een e-mailadres" in page.words
        completion = next(link for link in page.links if link.endswith("/completion"))
        form = await get(client, completion)
        assert "family_name" not in form.fields
        wrong = await post(client, form, completion, {"name": "Bo", "email": "geen adres"})
        assert wrong.status_code == 422
        assert Page(wrong.text).fields["name"] == "Bo"
        done = await post(client, form, completion, {"name": "Bo", "email": "bo@example.org"})
        assert done.status_code == 303
        assert "ontbreken" not in (await get(client, url)).words


async def test_the_desk_sees_its_queue_and_offers_the_handover(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        url = await submitted(school)
    intake.clock.advance(days=4)
    async with intake.client(unit_coordinator) as unit:
        assert (await unit.get("/intake")).headers["location"] == "/notifications/work"
        desk = await get(unit, "/intake/desk")
        assert "4 van 15 werkdagen" in desk.words
        page = await get(unit, url)
        assert "Overdracht aanbieden" in page.words
        answer = await post(unit, page, f"{url}/handovers", {})
        assert answer.status_code == 303
        after = await get(unit, url)
        assert "U blijft verantwoordelijk" in after.words
        assert "Overdracht aanbieden" not in after.words
        again = await post(unit, after, f"{url}/handovers", {})
        assert again.status_code == 422
        assert "al aangeboden" in Page(again.text).words


async def test_a_long_queue_has_pages_and_its_figures_count_all_of_it(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        first = await submitted(school)
        second = await submitted(
            school, **{"pupil.parents.0.name": "", "pupil.parents.0.email": ""}
        )
    async with intake.client(unit_coordinator) as unit:
        desk = await get(unit, "/intake/desk?pageSize=1")
        rest = await get(unit, next(link for link in desk.links if "cursor=" in link))
        lines = [f"{url}/decision" for url in (first, second)]
        on_each = [[line in page.links for line in lines] for page in (desk, rest)]
        assert sorted(on_each) == [[False, True], [True, False]]
        for page in (desk, rest):
            words = " ".join(page.words.split())
            assert "Open vragen: 2" in words
            assert "Met ontbrekende gegevens 1" in words
        wrong = await unit.get("/intake/desk?cursor=WyJ4IiwgInkiLCAieiJd")
        assert wrong.status_code == 400


async def test_a_school_withdraws_with_a_reason(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        url = await submitted(client)
        page = await get(client, url)
        assert (await post(client, page, f"{url}/withdrawals", {})).status_code == 422
        answer = await post(client, page, f"{url}/withdrawals", {"reason": "solved"})
        assert answer.status_code == 303
        assert "De vraag is opgelost" in (await get(client, url)).words


async def test_a_parent_reads_the_request_of_its_own_child_only(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        url = await submitted(school)
        listed = (await school.get("/intake/v1/support-requests")).json()["items"]
    for pupil_id, known in ((listed[0]["pupilId"], True), (str(uuid4()), False)):
        parent = Actor(
            person_id=PersonId(uuid4()),
            alliance_id=ALLIANCE,
            role=Role.PARENT,
            pupil_ids=frozenset({UUID(pupil_id)}),
        )
        async with intake.client(parent) as client:
            start = await get(client, "/intake")
            assert ("Vraag voor Sem" in start.words) is known
            assert (await client.get(url)).status_code == (200 if known else 404)
            if known:
                page = await get(client, url)
                assert "Sem loopt vast." in page.words
                assert "Vraag intrekken" not in page.words


async def test_the_question_is_a_fragment_for_those_who_may_read_it(
    intake: Any, coordinator: Actor, unit_coordinator: Actor, stranger: Actor
) -> None:
    async with intake.client(coordinator) as school:
        id_ = (await submitted(school)).rpartition("/")[2]
    fragment = f"/intake/fragments/support-requests/{id_}/question"
    async with intake.client(unit_coordinator) as client:
        bare = await client.get(fragment, headers={"HX-Request": "true"})
        assert "Sem loopt vast." in bare.text
        assert "<html" not in bare.text
        assert "<html" in (await client.get(fragment)).text
    director = Actor(person_id=PersonId(uuid4()), alliance_id=ALLIANCE, role=Role.DIRECTOR)
    for actor, status in ((stranger, 404), (director, 403)):
        async with intake.client(actor) as client:
            assert (await client.get(fragment)).status_code == status


async def test_a_form_from_elsewhere_is_refused(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        forged = await client.post(NEW[:-4], data=FILLED)
        foreign = await client.post(
            NEW[:-4], data=FILLED, headers={"Origin": "https://elders.example"}
        )
    assert forged.status_code == 403
    assert foreign.status_code == 403


@pytest.mark.parametrize("url", [NEW, "/intake/desk", "/intake/support-requests"])
async def test_without_a_session_the_way_leads_to_the_start(intake: Any, url: str) -> None:
    async with intake.client(None) as client:
        answer = await client.get(url)
        assert (answer.status_code, answer.headers["location"]) == (303, "/intake")
        assert (await client.get("/intake")).headers["location"] == "/intake/personas"


async def test_in_the_demonstration_one_chooses_who_one_is(intake: Any) -> None:
    async with intake.process.job_context.transactions(intake.scope) as uow:
        command = RegisterPerson(
            alliance_id=ALLIANCE,
            name="Fatima El Amrani",
            role=Role.SCHOOL_COORDINATOR,
            email="fatima@school.example",
            school_id=school_id_of("99BB00"),
        )
        person = await register_person(command, uow=uow, clock=intake.clock)
    async with intake.client(None) as client:
        choose = await get(client, "/intake/personas")
        assert "Fatima El Amrani" in choose.words
        unknown = await client.post(f"/intake/personas/{uuid4()}", data={"csrf": ""})
        assert unknown.status_code == 404
        answer = await client.post(f"/intake/personas/{person.id}", data={"csrf": ""})
        assert answer.headers["location"] == "/intake"
        start = await get(client, "/intake")
        assert "Skoalle De Fûgel" in start.words
        out = await client.post("/intake/sign-out", data={"csrf": start.fields["csrf"]})
        assert out.headers["location"] == "/intake"
        assert (await client.get("/intake")).headers["location"] == "/intake/personas"


@pytest.mark.parametrize("demo", [False])
async def test_without_the_demonstration_there_are_no_personas(intake: Any) -> None:
    async with intake.client(None) as client:
        assert (await client.get("/intake/personas")).status_code == 404
        assert (await client.get("/intake")).headers["location"] == "/intake/log-in"
        assert "Inloggen" in (await get(client, "/intake/log-in")).words


TYPED = ("text", "email", "date", "textarea", "checkbox")
"""Kinds of fields that one fills in; choices that have an answer already are none."""


class Asked(HTMLParser):
    """The names of the fields that a page asks for and that may not stay empty."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._label, self._optional = "", set[str]()
        self._names: list[str] = []
        self.feed(html)

    @property
    def names(self) -> list[str]:
        return [name for name in self._names if name not in self._optional]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "label":
            self._label = str(given.get("for"))
        if tag == "span" and given.get("class") == "field__optional":
            self._optional.add(self._label)
        if (given.get("type") if tag == "input" else tag) in TYPED:
            self._names.append(str(given["name"]))


async def test_a_first_request_asks_for_eight_things_and_the_next_for_none_known(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        first = Asked((await client.get(NEW)).text).names
        url = await submitted(client)
        request = await get(client, url)
        again = next(link for link in request.links if "pupil_id=" in link)
        page = await client.get(again)
        following = Page(page.text)

    assert len(first) <= 8, first
    for name in ("strengths", "impediments", "tried", "child-wants"):
        assert following.fields[name] == FILLED[name]
    assert following.fields["question"] == ""
    assert f'<option value="{again.rpartition("=")[2]}" selected>' in page.text
