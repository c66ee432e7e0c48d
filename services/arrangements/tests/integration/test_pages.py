"""Integration: the pages (in process, real PostgreSQL)."""

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from samenspel_contracts.intake import PupilRecordedV1
from samenspel_kernel.actor import Role

CASES = "/arrangements/cases"


class _Fields(HTMLParser):
    """Collects the fields of the page's forms with their values."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        chosen = given.get("type") not in ("radio", "checkbox") or "checked" in given
        if tag == "input" and chosen:
            self.fields[given["name"]] = given.get("value", "")
        elif tag in ("select", "textarea"):
            self.fields.setdefault(given["name"], "")
            self._select = given["name"]
        elif tag == "option" and "selected" in given:
            self.fields[self._select] = given["value"]


def fields_of(page: httpx2.Response) -> dict[str, str]:
    parser = _Fields()
    parser.feed(page.text)
    return parser.fields


def words_of(page: httpx2.Response) -> str:
    assert page.headers["content-type"].startswith("text/html")
    text = re.sub(r"<[^>]+>", " ", page.text)
    return re.sub(r"\s+", " ", text)


async def press(
    client: httpx2.AsyncClient, page: httpx2.Response, action: str, **typed: str
) -> httpx2.Response:
    """Fill in and send the form of a page."""
    assert f'action="{action}"' in page.text
    return await client.post(action, data=fields_of(page) | typed)


async def an_offer_for_noor(world: Any) -> tuple[UUID, UUID]:
    pupil_id = uuid4()
    pupil = PupilRecordedV1(
        pupil_id=pupil_id,
        given_name="Noor",
        family_name="Bakker",
        birth_date=date(2019, 4, 9),
    )
    await world.tell(pupil, subject=pupil_id)
    return await world.offer(pupil_id=pupil_id), pupil_id


async def test_the_journey_of_a_case_on_pages(world: Any, client_of: Any) -> None:
    case_id, _ = await an_offer_for_noor(world)
    at = f"{CASES}/{case_id}"
    async with client_of(world.coordinator()) as client:
        listed = words_of(await client.get(CASES))
        assert "Te beantwoorden (1)" in listed
        assert "Noor Bakker" in listed

        offered = await client.get(at)
        assert fields_of(offered)["due_on"] == "2026-09-21"  # ten working days ahead
        accepted = await press(client, offered, f"{at}/acceptances")
        assert (accepted.status_code, accepted.headers["location"]) == (303, at)

        opened = await client.get(at)
        assert "De casusregie ligt nu bij u." in words_of(opened)
        assert "Contact opnemen met ouders en school" in words_of(opened)
        assert "Sam de Wit" in words_of(opened)

        grant = await client.get(f"{at}/arrangements/new")
        assert fields_of(grant)["starts_on"] == "2026-09-14"
        assert fields_of(grant)["planned_end_on"] == "2027-07-31"
        assert fields_of(grant)["evaluation_on"] == "2027-07-03"
        typed = {"kind": "individual", "description": "Samen lezen."}
        granted = await press(client, grant, f"{at}/arrangements", **typed)
        assert granted.status_code == 303

        page = words_of(await client.get(at))
        assert "Samen lezen." in page
        assert "Samen bekijken of de hulp werkt" in page
        assert "3 juli 2027" in page
        assert "31 juli 2027" in page
        assert "Lopend (1)" in words_of(await client.get(CASES))


async def test_a_form_sent_twice_counts_once(world: Any, client_of: Any) -> None:
    case_id, _ = await an_offer_for_noor(world)
    at = f"{CASES}/{case_id}"
    async with client_of(world.coordinator()) as client:
        await press(client, await client.get(at), f"{at}/acceptances")
        form = fields_of(await client.get(f"{at}/arrangements/new"))
        form |= {"kind": "group", "description": "Samen spelen."}
        first = await client.post(f"{at}/arrangements", data=form)
        again = await client.post(f"{at}/arrangements", data=form)
        page = await client.get(at)

    assert first.headers["location"] == again.headers["location"] == at
    assert words_of(page).count("Samen spelen.") == 1


async def test_a_page_begins_with_the_child_then_who_holds_it_then_what_is_next(
    world: Any, client_of: Any
) -> None:
    case_id, _ = await an_offer_for_noor(world)
    at = f"{CASES}/{case_id}"
    async with client_of(world.coordinator()) as client:
        await press(client, await client.get(at), f"{at}/acceptances")
        page = words_of(await client.get(at))

    order = ["7 jaar", "Nog niet gevraagd", "Casusregie", "Aan zet", "Van de school"]
    assert [page.index(word) for word in order] == sorted(page.index(word) for word in order)
    assert "vraagt het, uiterlijk 21 september 2026" in page


async def test_the_request_s_own_words_are_asked_of_the_service_that_has_them(
    world: Any, client_of: Any
) -> None:
    request_id = uuid4()
    case_id = await world.offer(support_request_id=request_id)
    async with client_of(world.coordinator()) as client:
        page = await client.get(f"{CASES}/{case_id}")

    assert f'hx-get="/intake/fragments/support-requests/{request_id}/question"' in page.text


async def test_a_case_without_names_yet_is_shown_all_the_same(world: Any, client_of: Any) -> None:
    case_id = await world.offer()
    async with client_of(world.coordinator()) as client:
        page = await client.get(f"{CASES}/{case_id}")

    assert page.status_code == 200
    assert "Naam volgt" in words_of(page)


async def test_a_wrong_date_gets_a_sentence_and_keeps_what_was_chosen(
    world: Any, client_of: Any
) -> None:
    case_id, _ = await an_offer_for_noor(world)
    at = f"{CASES}/{case_id}"
    async with client_of(world.coordinator()) as client:
        typed = {"next_action": "observe", "due_on": "2026-09-01"}
        page = await press(client, await client.get(at), f"{at}/acceptances", **typed)

    assert page.status_code == 422
    assert "Kies vandaag of een latere dag." in words_of(page)
    assert 'href="#due_on"' in page.text
    kept = fields_of(page)
    assert (kept["next_action"], kept["due_on"]) == ("observe", "2026-09-01")


async def test_a_grant_with_faults_keeps_everything_that_was_typed(
    world: Any, client_of: Any
) -> None:
    case_id, _ = await an_offer_for_noor(world)
    at = f"{CASES}/{case_id}"
    async with client_of(world.coordinator()) as client:
        await press(client, await client.get(at), f"{at}/acceptances")
        form = await client.get(f"{at}/arrangements/new")
        empty = await press(client, form, f"{at}/arrangements")
        typed = {
            "kind": "group",
            "description": "Het BSN is 111222333.",
            "evaluation_on": "2027-07-30",
        }
        forbidden = await press(client, form, f"{at}/arrangements", **typed)
        typed["description"] = "Het nummer is weg."
        late = await press(client, form, f"{at}/arrangements", **typed)

    assert empty.status_code == forbidden.status_code == late.status_code == 422
    assert words_of(empty).count("Vul dit in.") == 4  # kind and description, field and summary
    assert "In deze tekst staat een burgerservicenummer." in words_of(forbidden)
    assert "Het BSN is 111222333." in forbidden.text
    assert "Kies een eerdere dag" in words_of(late)
    assert "Het nummer is weg." in late.text
    assert fields_of(forbidden)["kind"] == fields_of(late)["kind"] == "group"


async def test_refusing_asks_a_reason_and_hides_the_note_from_the_school(
    world: Any, client_of: Any
) -> None:
    case_id, _ = await an_offer_for_noor(world)
    at = f"{CASES}/{case_id}"
    async with client_of(world.coordinator()) as client:
        form = await client.get(f"{at}/refusals/new")
        without = await press(client, form, f"{at}/refusals", note="Gezin verhuist.")
        assert without.status_code == 422
        assert "Gezin verhuist." in without.text
        typed = {"reason": "no-capacity", "note": "Gezin verhuist."}
        assert (await press(client, form, f"{at}/refusals", **typed)).status_code == 303
        assert "Gezin verhuist." in words_of(await client.get(at))
        assert (await client.get(f"{at}/refusals/new")).headers["location"] == at
    school = world.somebody(Role.SCHOOL_COORDINATOR, school_id=world.school_id)
    async with client_of(school) as client:
        page = words_of(await client.get(at))
        assert "Wij hebben nu geen plaats" in page
        assert "Gezin verhuist." not in page


async def test_the_next_step_is_changed_on_its_own_page(world: Any, client_of: Any) -> None:
    case_id, _ = await an_offer_for_noor(world)
    at = f"{CASES}/{case_id}"
    async with client_of(world.coordinator()) as client:
        await press(client, await client.get(at), f"{at}/acceptances")
        form = await client.get(f"{at}/actions/new")
        assert fields_of(form)["kind"] == "contact-family"
        typed = {"kind": "plan-meeting", "due_on": "2026-10-01"}
        assert (await press(client, form, f"{at}/actions", **typed)).status_code == 303
        page = words_of(await client.get(at))

    assert "Overleg plannen met ouders en school" in page
    assert "1 oktober 2026" in page


async def test_who_is_too_late_reads_that_someone_else_accepted(world: Any, client_of: Any) -> None:
    case_id, _ = await an_offer_for_noor(world)
    at = f"{CASES}/{case_id}"
    async with client_of(world.coordinator()) as one, client_of(world.coordinator()) as other:
        seen_by_both = await other.get(at)
        await press(one, await one.get(at), f"{at}/acceptances")
        page = await press(other, seen_by_both, f"{at}/acceptances")

    assert page.status_code == 422
    assert "Iemand heeft dit traject al aangenomen." in words_of(page)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.SCHOOL_COORDINATOR, Role.PARENT])
async def test_others_read_who_holds_the_case_but_find_nothing_to_press(
    role: Role, world: Any, client_of: Any
) -> None:
    case_id, pupil_id = await an_offer_for_noor(world)
    at = f"{CASES}/{case_id}"
    async with client_of(world.coordinator()) as client:
        await press(client, await client.get(at), f"{at}/acceptances")
    reader = world.somebody(role, school_id=world.school_id, pupil_ids=frozenset({pupil_id}))
    async with client_of(reader) as client:
        page = await client.get(at)
        forbidden = await client.get(f"{at}/arrangements/new")

    assert "Sam de Wit" in words_of(page)
    assert "Contact opnemen" in words_of(page)
    pressed = set(re.findall(rf'action="{at}([^"]*)"', page.text))
    assert pressed <= {"/opp"}, "a school begins its own plan, and nothing else"
    assert "Hulp toekennen" not in words_of(page)
    assert forbidden.status_code == 403


async def test_a_stranger_finds_nothing_and_nobody_is_sent_to_the_start(
    world: Any, client_of: Any
) -> None:
    case_id, _ = await an_offer_for_noor(world)
    at = f"{CASES}/{case_id}"
    async with client_of(world.coordinator(unit_id=uuid4())) as client:
        assert (await client.get(at)).status_code == 404
        assert (await client.get(f"{at}/refusals/new")).status_code == 404
    async with client_of(None) as client:
        assert (await client.get(at)).headers["location"] == "/intake"


async def test_a_form_from_elsewhere_changes_nothing(world: Any, client_of: Any) -> None:
    case_id, _ = await an_offer_for_noor(world)
    at = f"{CASES}/{case_id}"
    async with client_of(world.coordinator()) as client:
        form = fields_of(await client.get(at)) | {"csrf": "stolen"}
        answer = await client.post(f"{at}/acceptances", data=form)
        page = await client.get(at)

    assert answer.status_code == 403
    assert "Traject aannemen" in words_of(page)
