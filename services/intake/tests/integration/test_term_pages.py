"""Integration: everybody sees the terms, an administrator changes them; nothing old changes."""

from dataclasses import replace
from typing import Any

import httpx2
import pytest

from samenspel_intake.domain.alliance import alliance_id_of, school_id_of
from samenspel_kernel.actor import Actor, Role
from samenspel_platform.letter_secrets import LetterSecrets
from samenspel_testkit.pages import Page

from .conftest import KEY, an_actor
from .passwordless import Letters

HANDOVER = "/intake/terms/handover-answer"
IMPORTS = "/intake/rule-imports"
VERSION = {"value": "7", "unit": "working-days", "source": "Plan 2027", "valid_from": "2027-01-01"}
TERMS = "rule,version,value,unit,startsAt,movesToWorkingDay,source,validFrom\n"
FREE = "kind,name,firstDay,lastDay,region,school,source\n"
YEAR = f"""{FREE}school-holiday,Herfst,2027-10-16,2027-10-24,all,,Regeling
school-holiday,Kerst,2027-12-25,2028-01-09,all,,Regeling
"""


@pytest.fixture
def administrator() -> Actor:
    return an_actor(Role.ADMINISTRATOR)


async def get(client: httpx2.AsyncClient, url: str, **headers: str) -> Page:
    answer = await client.get(url, headers=headers)
    assert answer.status_code == 200, (url, answer.status_code)
    return Page(answer.text)


async def send(
    client: httpx2.AsyncClient, url: str, fields: dict[str, str], **headers: str
) -> httpx2.Response:
    page = await get(client, url)
    secret = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
    return await client.post(url, data={**secret, **fields}, headers=headers)


async def bring(client: httpx2.AsyncClient, what: str, content: str, step: str) -> httpx2.Response:
    return await send(client, IMPORTS, {"what": what, "content": content, "step": step})


@pytest.mark.parametrize("role", [Role.SCHOOL_COORDINATOR, Role.PARENT, Role.DIRECTOR])
async def test_everybody_sees_terms_and_holidays_and_may_not_change_them(
    intake: Any, role: Role
) -> None:
    async with intake.client(an_actor(role, school_id=school_id_of("99BB00"))) as client:
        terms = await get(client, "/intake/terms")
        assert "Antwoord op een overdracht" in terms.words
        assert "5 werkdagen" in terms.words
        one = await get(client, HANDOVER)
        assert "p. 16" in one.words
        assert "Nieuwe versie" not in one.words
        days = await get(client, "/intake/school-calendar")
        assert "10 oktober 2026" in days.words
        assert "Schooljaar 2027-2028" in days.words
        assert "De vakanties zijn nog niet bekend" in days.words
        assert (await client.post(HANDOVER, data=VERSION)).status_code == 403
        assert (await client.get(IMPORTS)).status_code == 403
        assert (await client.get("/intake/terms/no-such-rule")).status_code == 404


async def test_a_new_version_stands_beside_the_old_one(intake: Any, administrator: Actor) -> None:
    async with intake.client(administrator) as client:
        answer = await send(client, HANDOVER, VERSION)
        assert answer.status_code == 303, answer.text
        page = await get(client, HANDOVER)
        for words in ("5 werkdagen", "p. 16", "7 werkdagen", "Plan 2027", "1 januari 2027"):
            assert words in page.words
        listed = await get(client, "/intake/terms")
        assert "Vanaf 1 januari 2027: 7 werkdagen." in listed.words


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"valid_from": "2026-09-06"}, "Kies vandaag of een latere dag."),
        ({"valid_from": ""}, "error"),
        ({"value": "0"}, "Kies een getal van 1 tot en met 1000."),
        ({"source": ""}, "Schrijf waar dit staat"),
        ({"unit": "years"}, "error"),
        (
            {"value": "13", "unit": "weeks", "moves_to_working_day": "true"},
            "Deze termijn kan volgens de wet niet schuiven.",
        ),
    ],
)
async def test_a_version_that_cant_be_is_refused_and_what_was_typed_stays(
    intake: Any, administrator: Actor, changed: dict[str, str], sentence: str
) -> None:
    async with intake.client(administrator) as client:
        answer = await send(client, HANDOVER, {**VERSION, **changed})
        assert answer.status_code == 422
        page = Page(answer.text)
        assert page.fields["value"] == {**VERSION, **changed}["value"]
        assert sentence in (page.words if sentence != "error" else answer.text)


async def test_a_file_shows_first_what_it_changes_and_changes_it_once(
    intake: Any, administrator: Actor
) -> None:
    async with intake.client(administrator) as client:
        looked = Page((await bring(client, "free-days", YEAR, "look")).text)
        assert "Er komen bij: 2" in looked.words
        assert "Neem dit over" in looked.words
        assert "2027-10-16" in looked.fields["content"]
        calendar = await get(client, "/intake/school-calendar")
        assert "De vakanties zijn nog niet bekend" in calendar.words

        assert (await bring(client, "free-days", YEAR, "take")).status_code == 303
        calendar = await get(client, "/intake/school-calendar")
        assert "16 oktober 2027" in calendar.words
        assert "De vakanties zijn nog niet bekend" not in calendar.words
        assert "Wat er is ingelezen" in calendar.words

        again = Page((await bring(client, "free-days", YEAR, "look")).text)
        assert "Er verandert niets." in again.words
        without = YEAR.replace("2028-01-09", "2028-01-08")
        moved = Page((await bring(client, "free-days", without, "look")).text)
        assert "Er komen bij: 1" in moved.words
        assert "Er gaan weg: 1" in moved.words
        assert "Er blijven gelijk: 1." in moved.words

    last = (await Letters(intake, LetterSecrets(KEY)).told("school-calendar.recorded"))[-1]
    assert {"2027-10-16", "2027-12-25"} <= {days["firstDay"] for days in last["freeDays"]}


async def test_brought_terms_are_new_versions_and_never_change_an_old_one(
    intake: Any, administrator: Actor
) -> None:
    row = "handover-answer,{},{},working-days,handover-offered,false,Plan,{}\n"
    good = TERMS + row.format(2, 7, "2027-01-01")
    async with intake.client(administrator) as client:
        for wrong, sentence in (
            (row.format(1, 9, "2027-01-01"), "Deze versie is er al"),
            (row.format(3, 7, "2027-01-01"), "Er ontbreekt een versie"),
            (row.format(2, 7, "2026-01-01"), "Kies vandaag of een latere dag."),
            (row.format(2, 7, "2027-01-01").replace("-answer", "-nothing"), "kennen wij niet"),
        ):
            refused = await bring(client, "terms", TERMS + wrong, "take")
            assert refused.status_code == 422, wrong
            assert sentence in Page(refused.text).words
        assert (await bring(client, "terms", good, "take")).status_code == 303
        assert "7 werkdagen" in (await get(client, HANDOVER)).words
        assert (await bring(client, "terms", good, "take")).status_code == 303
        assert (await get(client, HANDOVER)).words.count("Plan") == 1


async def test_every_wrong_line_is_named_in_the_language_of_the_reader(
    intake: Any, administrator: Actor
) -> None:
    wrong = (
        f"{FREE}school-holiday,Herfst,2027-10-16,2027-10-10,all,,x\n"
        "school-holiday,Kerst,25-12-2027,2028-01-09,west,,x\n"
        "equated-day,Dag,2027-05-07,2027-05-07,,01ab,x\n"
    )
    async with intake.client(administrator) as client:
        answer = await bring(client, "free-days", wrong, "look")
        assert answer.status_code == 422
        page = Page(answer.text)
        assert "Dit zijn te veel dagen, of het einde ligt voor het begin." in page.words
        assert "Dit is geen datum. Schrijf jaar-maand-dag." in page.words
        assert "Dit is geen goede code." in page.words
        assert page.words.count("west") == 1  # in what was typed
        client.cookies.set("samenspel_language", "en")
        english = Page((await bring(client, "free-days", "a", "look")).text)
        assert "The table has no lines." in english.words
        nothing = await send(client, IMPORTS, {"what": "?", "content": "", "step": "look"})
        assert nothing.status_code == 422


async def test_a_school_without_a_region_is_named_until_somebody_says_it(
    intake: Any, administrator: Actor
) -> None:
    async with intake.client(administrator) as client:
        before = await get(client, "/intake/school-calendar")
        assert "Van sommige scholen is de regio niet bekend" in before.words
        codes = ("0796", "9902", "99AA00", "99BB00", "99CC00")
        rows = "".join(f"{code},north,Afspraak\n" for code in codes)
        await bring(client, "holiday-regions", f"code,region,source\n{rows}", "take")
        after = await get(client, "/intake/school-calendar")
        assert "9902" not in after.words
        again = Page(
            (await bring(client, "holiday-regions", f"code,region,source\n{rows}", "look")).text
        )
        assert "Er verandert niets." in again.words


async def test_the_api_lists_terms_adds_a_version_once_and_takes_a_table_or_names_its_lines(
    intake: Any, administrator: Actor, coordinator: Actor
) -> None:
    api, key = "/intake/v1", {"Idempotency-Key": "version-2"}
    body = {"value": 7, "unit": "working-days", "source": "Plan", "validFrom": "2027-01-01"}
    async with intake.client(coordinator) as client:
        versions = f"{api}/terms/handover-answer/versions"
        assert (await client.post(versions, json=body)).status_code == 403
        items = (await client.get(f"{api}/terms")).json()["items"]
        assert {"duty-of-care", "handover-answer"} <= {item["rule"] for item in items}
        free = (await client.get(f"{api}/free-days")).json()["items"]
        assert free[0]["name"] == "Herfstvakantie"
        table = {"what": "free-days", "content": YEAR}
        assert (await client.post(f"{api}/rule-imports", json=table)).status_code == 403
    async with intake.client(administrator) as client:
        for _ in range(2):
            added = await client.post(versions, json=body, headers=key)
            assert (added.status_code, added.json()["version"]) == (201, 2)
        unknown = f"{api}/terms/no-such-rule/versions"
        assert (await client.post(unknown, json=body)).status_code == 404
        looked = await client.post(f"{api}/rule-imports", json={**table, "dryRun": True})
        taken = await client.post(f"{api}/rule-imports", json=table)
        again = await client.post(f"{api}/rule-imports", json=table)
        assert looked.json() == taken.json() == {"added": 2, "removed": 0, "kept": 0}
        assert again.json() == {"added": 0, "removed": 0, "kept": 2}
        wrong = await client.post(f"{api}/rule-imports", json={**table, "content": f"{FREE}a"})
        assert wrong.status_code == 400
        assert [each["field"] for each in wrong.json()["errors"]] == ["content.2"]


async def test_another_alliance_has_its_own_terms(intake: Any) -> None:
    stranger = replace(an_actor(Role.ADMINISTRATOR), alliance_id=alliance_id_of("PO9902"))
    async with intake.client(stranger) as client:
        assert (await client.get("/intake/v1/terms")).json()["items"] == []
        assert (await client.get(HANDOVER)).status_code == 404
