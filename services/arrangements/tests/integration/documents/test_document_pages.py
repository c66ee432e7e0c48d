"""Integration: the pages of documents (in process, real PostgreSQL)."""

from typing import Any

import pytest

from samenspel_kernel.actor import Role

from ...unit.documents import samples
from ..test_pages import fields_of, press, words_of
from .conftest import LETTER, Household

BSN = f"Het BSN is {samples.BSN}."
FILE = {"file": ("Noor de Vries.txt", LETTER.encode())}


def at(household: Household, id_: str = "") -> str:
    return f"/arrangements/cases/{household.case_id}/documents" + (f"/{id_}" if id_ else "")


async def send(client: Any, form: Any, url: str, files: Any = None, **typed: str) -> Any:
    return await client.post(url, data=fields_of(form) | typed, files=files or {})


async def test_a_school_adds_a_document_and_a_parent_opens_it_and_answers(
    household: Household, shelf: Any
) -> None:
    async with household.client_of(household.school) as client:
        case = await client.get(at(household).removesuffix("/documents"))
        assert f'href="{at(household)}"' in case.text
        assert "Er zijn nog geen documenten" in words_of(await client.get(at(household)))
        form = await client.get(f"{at(household)}/new")
        typed = {"kind": "report", "title": "Verslag van de klas"}
        added = await send(client, form, at(household), FILE, **typed)
        assert added.status_code == 303, added.text
        url = added.headers["location"]
    async with household.client_of(household.parent) as client:
        assert "Verslag van de klas" in words_of(await client.get(at(household)))
        page = await client.get(url)
        assert "Noor de Vries" not in page.text
        opened = await client.get(f"{url}/versions/1/content")
        assert opened.content == LETTER.encode()
        assert opened.headers["content-disposition"].startswith("attachment")
        said = await press(client, page, f"{url}/views", text="Thuis leest zij meer.")
        assert said.status_code == 303
    async with household.client_of(household.expert) as client:
        assert "Thuis leest zij meer." in words_of(await client.get(url))


async def test_a_number_is_pointed_at_and_nothing_typed_is_lost(
    household: Household, shelf: Any
) -> None:
    content = samples.pdf(samples.LONG, samples.LONG + BSN)
    async with household.client_of(household.school) as client:
        form = await client.get(f"{at(household)}/new")
        typed = {"kind": "plan", "title": "Plan voor Noor"}
        page = await send(client, form, at(household), {"file": ("plan.pdf", content)}, **typed)

    words = words_of(page)
    assert page.status_code == 422
    assert "Bladzijde 2: een BSN dat eindigt op 33" in words
    assert "Haal het nummer weg in uw eigen bestand." in words
    assert samples.BSN not in page.text
    assert (fields_of(page)["kind"], fields_of(page)["title"]) == ("plan", "Plan voor Noor")
    assert await household.listed(household.school) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Kies een bestand."),
        (b"MZ" + bytes(50), "Dit soort bestand kunnen wij niet aannemen."),
        (samples.locked_pdf(), "Dit bestand heeft een wachtwoord."),
    ],
)
async def test_a_sentence_says_why_not_and_what_to_do(
    content: bytes, sentence: str, household: Household, shelf: Any
) -> None:
    async with household.client_of(household.school) as client:
        form = await client.get(f"{at(household)}/new")
        typed = {"kind": "report", "title": "Verslag"}
        page = await send(client, form, at(household), {"file": ("a.pdf", content)}, **typed)
        nothing = await send(client, form, at(household), None, **typed)

    assert sentence in words_of(page)
    assert "Kies een bestand." in words_of(nothing)
    assert (page.status_code, nothing.status_code) == (422, 422)


async def test_parents_decide_on_a_medical_report(household: Household, shelf: Any) -> None:
    id_ = await household.added(household.expert, kind="medical-report", title="Verslag arts")
    url = at(household, id_)
    async with household.client_of(household.coordinator) as client:
        assert "Verslag arts" not in words_of(await client.get(at(household)))
        assert (await client.get(url)).status_code == 404
    async with household.client_of(household.parent) as client:
        page = await client.get(url)
        assert "De ouders beslissen nog" in words_of(page)
        empty = await client.post(
            f"{url}/decisions", data={k: v for k, v in fields_of(page).items() if k != "share"}
        )
        assert empty.status_code == 422
        assert (await press(client, page, f"{url}/decisions", share="yes")).status_code == 303
    async with household.client_of(household.coordinator) as client:
        assert "Verslag arts" in words_of(await client.get(url))


async def test_a_coordinator_withholds_shows_again_and_removes(
    household: Household, shelf: Any
) -> None:
    id_ = await household.added(household.coordinator, title="Verslag gesprek")
    url = at(household, id_)
    async with household.client_of(household.coordinator) as client:
        page = await client.get(url)
        without = await press(client, page, f"{url}/withholdings", until="2026-09-14")
        assert without.status_code == 422
        assert fields_of(without)["until"] == "2026-09-14"
        typed = {"reason": "Er loopt een melding.", "until": "2026-09-14"}
        assert (await press(client, page, f"{url}/withholdings", **typed)).status_code == 303
        page = await client.get(url)
        assert "Ouders zien dit niet tot en met 14 september 2026" in words_of(page)
        async with household.client_of(household.parent) as parent:
            assert (await parent.get(url)).status_code == 404
        assert (await press(client, page, f"{url}/sharings")).status_code == 303
        page = await client.get(url)
        gone = await press(client, page, f"{url}/removals", removal="wrong")
        assert gone.status_code == 303
        page = await client.get(url)
    assert "Het klopte niet. Weggehaald op 7 september 2026." in words_of(page)
    assert "Verslag gesprek" not in page.text


async def test_a_scan_is_confirmed_and_a_newer_version_added(
    household: Household, shelf: Any, scan: bytes
) -> None:
    id_ = await household.added(household.school, scan)
    url = at(household, id_)
    async with household.client_of(household.school) as client:
        page = await client.get(url)
        assert "Open het en kijk zelf." in words_of(page)
        confirmed = await press(client, page, f"{url}/confirmations", number="1")
        assert confirmed.status_code == 303
        page = await client.get(url)
        newer = await send(client, page, f"{url}/versions", FILE)
        assert newer.status_code == 303
        wrong = await send(client, page, f"{url}/versions", {"file": ("a.txt", BSN.encode())})
        assert "Bladzijde 1: een BSN" in words_of(wrong)
        page = await client.get(url)
    assert "Versie 2" in words_of(page)


@pytest.mark.parametrize("role", [Role.TEACHER, Role.DIRECTOR])
async def test_who_reads_no_documents_finds_no_way_to_them(
    role: Role, household: Household, shelf: Any
) -> None:
    reader = household.somebody(role)
    async with household.client_of(reader) as client:
        case = await client.get(at(household).removesuffix("/documents"))
        assert at(household) not in case.text
        assert (await client.get(at(household))).status_code == 403
        assert (await client.get(f"{at(household)}/new")).status_code == 403


async def test_a_form_from_elsewhere_adds_nothing(household: Household, shelf: Any) -> None:
    async with household.client_of(household.school) as client:
        typed = {"kind": "report", "title": "x", "csrf": "stolen"}
        assert (await client.post(at(household), data=typed, files=FILE)).status_code == 403
    assert await household.listed(household.school) == []
