"""Integration: a dossier of a school becomes a child with its parents, once, and a request begun."""

from typing import Any
from uuid import UUID

import httpx2
import pytest
from sqlalchemy import text

from samenspel_intake.domain.alliance import school_id_of
from samenspel_kernel.actor import Actor, Role
from samenspel_testkit.pages import Page

from .conftest import DATA, Intake, an_actor
from .test_register_pages import upload

API, PATH = "/intake/v1/swv-dossiers", "/intake/dossiers"
XML = (DATA / "swv-dossier.xml").read_bytes()
IN_XML = {"content-type": "application/xml"}
JSON: dict[str, Any] = {
    "dossier": {
        "overdrachtsoort": "swv-dossier",
        "metadata": {"overstap": "POSWV", "datum": "2026-09-01"},
        "inzage": {"inzage": "true"},
        "huidigeschool": {
            "brincode": "99AA",
            "vestigingscode": "00",
            "leerling": {
                "roepnaam": "Noor",
                "achternaam": "Bos",
                "geboortedatum": "2018-05-01",
                "leerlingid": "77",
                "verzorger": [{"voornaam": "Ilse", "achternaam": "Bos"}],
            },
        },
    }
}
ENTITIES = b'<!DOCTYPE d [<!ENTITY a "ha">]><dossier>&a;</dossier>'


@pytest.fixture
def coordinator() -> Actor:
    """The coordinator of the school that the dossier is of."""
    return an_actor(Role.SCHOOL_COORDINATOR, school_id=school_id_of("99AA00"))


async def count(intake: Intake, table: str) -> int:
    async with intake.process.transactions(intake.scope) as uow:
        return int(await uow.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


async def confirm(client: httpx2.AsyncClient, **fields: str) -> httpx2.Response:
    page = Page((await client.get(PATH)).text)
    secret = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
    return await client.post(f"{PATH}/confirmation", data={**secret, **fields})


async def test_a_system_hands_a_dossier_over_and_twice_is_once(
    intake: Intake, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        first = await client.post(API, content=XML, headers=IN_XML)
        again = await client.post(API, content=XML, headers=IN_XML)
        pupil = await client.get(first.headers["location"])
    assert first.status_code == 201, first.text
    assert first.json()["enteredPupil"] is True
    assert any(path.endswith("toetslijst") for path in first.json()["leftOut"])
    assert again.json()["repeated"] is True
    assert again.json()["pupilId"] == first.json()["pupilId"]
    assert (pupil.json()["givenName"], pupil.json()["familyName"]) == ("Jip", "van Zuiden")
    assert await count(intake, "pupil") == 1
    assert await count(intake, "contact WHERE kind = 'parent'") == 1


async def test_a_newer_dossier_of_a_child_that_is_known_adds_only_what_is_new(
    intake: Intake, coordinator: Actor
) -> None:
    leerling = JSON["dossier"]["huidigeschool"]["leerling"]
    more = [*leerling["verzorger"], {"voornaam": "Bas", "achternaam": "Vos"}]
    school = {**JSON["dossier"]["huidigeschool"], "leerling": {**leerling, "verzorger": more}}
    metadata = {"overstap": "POSWV", "datum": "2026-09-05"}
    newer = {"dossier": {**JSON["dossier"], "metadata": metadata, "huidigeschool": school}}
    async with intake.client(coordinator) as client:
        first = (await client.post(API, json=JSON)).json()
        second = (await client.post(API, json=newer)).json()
    assert second["pupilId"] == first["pupilId"]
    assert (second["enteredPupil"], second["repeated"], second["addedParents"]) == (False, False, 1)


async def test_a_dossier_of_another_school_is_refused_by_its_field(
    intake: Intake, stranger: Actor
) -> None:
    async with intake.client(stranger) as client:
        refused = await client.post(API, content=XML, headers=IN_XML)
    assert refused.status_code == 400
    (error,) = refused.json()["errors"]
    assert (error["field"], error["code"]) == (
        "dossier/huidigeschool/brincode",
        "dossier.other-school",
    )
    assert await count(intake, "pupil") == 0


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (ENTITIES, 400, "dossier.document-type"),
        (b"<dossier>", 400, "dossier.not-readable"),
        (XML.replace(b"<roepnaam>", b"<bsn>111222333</bsn><roepnaam>"), 400,
         "dossier.field-forbidden"),
        (XML.replace(b"een ander kind", b"BSN 111222333"), 400, "text.contains-bsn"),
        (XML.replace(b"<roepnaam>", b"<hobby>x</hobby><roepnaam>"), 400, "dossier.field-unknown"),
        (b" " * 10_000_001, 413, ""),
    ],
    ids=["entities", "broken", "a BSN's field", "a BSN in a text", "unknown field", "too large"],
)  # fmt: skip
async def test_what_is_wrong_or_means_harm_is_refused_and_nothing_is_kept(
    intake: Intake, coordinator: Actor, content: bytes, status: int, code: str
) -> None:
    async with intake.client(coordinator) as client:
        refused = await client.post(API, content=content, headers=IN_XML)
    assert refused.status_code == status, refused.text
    assert [error["code"] for error in refused.json()["errors"]] == [code] * bool(code)
    assert "111222333" not in refused.text
    assert await count(intake, "pupil") == 0


async def test_other_routes_still_take_no_xml(intake: Intake, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        refused = await client.post("/intake/v1/pupils", content=XML, headers=IN_XML)
    assert refused.status_code == 415


async def test_a_coordinator_sees_what_is_taken_and_what_is_not_and_goes_on_to_the_request(
    intake: Intake, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        brought = await upload(client, PATH, XML)
        assert brought.status_code == 303, brought.text
        preview = Page((await client.get(PATH)).text).words
        assert "Jip van Zuiden" in preview
        assert "Sanne Zuiden" in preview
        assert "toetslijst" in preview
        assert "Wij zien thuis een ander kind dan op school." in preview
        assert await count(intake, "pupil") == 0

        confirmed = await confirm(client)
        assert confirmed.status_code == 303, confirmed.text
        form = Page((await client.get(confirmed.headers["location"])).text)
        assert "Jip van Zuiden" in form.words
        assert "Bekijk het dossier" in Page((await client.get(PATH)).text).words
    assert await count(intake, "pupil") == 1


async def test_a_child_that_looks_the_same_is_the_readers_choice(
    intake: Intake, coordinator: Actor
) -> None:
    known = {"givenName": "Jip", "familyName": "van Zuiden", "birthDate": "2018-02-28"}
    async with intake.client(coordinator) as client:
        pupil = (await client.post("/intake/v1/pupils", json=known)).json()
        await upload(client, PATH, XML)
        assert (await confirm(client)).status_code == 422
        same = await confirm(client, child="same")
    assert UUID(pupil["id"]).hex in same.headers["location"].replace("-", "")
    assert await count(intake, "pupil") == 1


async def test_a_file_that_is_wrong_is_explained_by_field(
    intake: Intake, coordinator: Actor
) -> None:
    wrong = XML.replace(b"2018-02-28", b"gisteren")
    async with intake.client(coordinator) as client:
        refused = await upload(client, PATH, wrong)
        words = Page(refused.text).words
    assert refused.status_code == 422
    assert "dossier/huidigeschool/leerling/geboortedatum" in words
    assert "Deze waarde klopt niet." in words
    assert await count(intake, "form_draft") == 0


async def test_a_dossier_of_another_school_is_refused_on_the_page_too(
    intake: Intake, stranger: Actor
) -> None:
    async with intake.client(stranger) as client:
        refused = await upload(client, PATH, XML)
    assert refused.status_code == 422
    assert "Dit dossier is van een andere school." in Page(refused.text).words


async def test_what_was_brought_can_be_thrown_away(intake: Intake, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        await upload(client, PATH, XML)
        page = Page((await client.get(PATH)).text)
        secret = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
        await client.post(f"{PATH}/removals", data=secret)
        assert "Bekijk het dossier" in Page((await client.get(PATH)).text).words
    assert await count(intake, "form_draft WHERE fields IS NOT NULL") == 0
