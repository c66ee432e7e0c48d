"""Integration: help in a specialised setting, an observation, a form of its own (real PostgreSQL)."""

import re
from datetime import date
from typing import Any

import httpx2
import pytest

from samenspel_kernel.actor import Role

from .test_money_pages import ACCEPTANCE, API, GRANT, case_of_noor, press, words_of

SETTING = {
    "kind": "specialised-setting",
    "education_by": "SO De Wissel",
    "care_by": "Jeugdzorg Noord",
    "entry_when": "Er is een plek.",
    "exit_when": "Rustig in een groep van tien.",
    "return_on": "2027-03-01",
}
OTHERS = [
    {
        "kind": "observation",
        "observed_at": "Observatiegroep De Kijker",
        "why_elsewhere": "Er is geen rustige plek.",
    },
    {"kind": "free-form", "why_other": "Hij leert alleen buiten."},
]
AS_API = {
    "description": "Een tijd op een rustige plek.",
    "startsOn": "2026-09-14",
    "plannedEndOn": "2027-03-12",
    "evaluationOn": "2027-02-12",
}


async def asked(client: httpx2.AsyncClient, case_id: str, **typed: str) -> httpx2.Response:
    at = f"/arrangements/cases/{case_id}"
    page = await client.get(f"{at}/arrangements/new")
    return await press(client, page, f"{at}/arrangements", **{**GRANT, **typed})


async def help_of(client: httpx2.AsyncClient, case_id: str) -> httpx2.Response:
    listed = await client.get(f"{API}/cases/{case_id}/arrangements")
    (found,) = listed.json()["items"]
    return await client.get(f"/arrangements/cases/{case_id}/arrangements/{found['id']}")


async def test_m13_a_setting_has_two_providers_criteria_and_a_day_of_return(
    world: Any, client_of: Any, looked: Any
) -> None:
    async with client_of(world.coordinator()) as unit:
        case_id = await case_of_noor(world, unit)
        without = await asked(unit, case_id, **{**SETTING, "return_on": ""})
        assert without.status_code == 422
        assert "Jeugdzorg Noord" in without.text
        assert "Kies de dag waarop het kind terug gaat" in words_of(without)
        too_late = await asked(unit, case_id, **{**SETTING, "return_on": "2027-03-13"})
        assert too_late.status_code == 422
        one_provider = await asked(unit, case_id, **{**SETTING, "care_by": ""})
        assert one_provider.status_code == 422

        assert (await asked(unit, case_id, **SETTING)).status_code == 303
        page = words_of(await help_of(unit, case_id))
        for shown in ("SO De Wissel", "Jeugdzorg Noord", "Rustig in een groep van tien."):
            assert shown in page
        assert "1 maart 2027" in page

        await looked(date(2027, 2, 2))
        found = await unit.get(f"{API}/cases/{case_id}")
        assert found.json()["state"] == "opened"


@pytest.mark.parametrize("typed", OTHERS, ids=lambda typed: typed["kind"])
async def test_an_observation_and_a_form_of_its_own_say_why(
    world: Any, client_of: Any, typed: dict[str, str]
) -> None:
    async with client_of(world.coordinator()) as unit:
        case_id = await case_of_noor(world, unit)
        bare = await asked(unit, case_id, kind=typed["kind"])
        assert bare.status_code == 422
        assert (await asked(unit, case_id, **typed)).status_code == 303
        page = words_of(await help_of(unit, case_id))
        for name in typed.keys() - {"kind"}:
            assert typed[name] in page


async def test_the_api_asks_what_the_kind_needs_and_no_more(world: Any, client_of: Any) -> None:
    case_id = await world.offer()
    at = f"{API}/cases/{case_id}"
    setting = {
        re.sub(r"_(\w)", lambda found: found[1].upper(), name): value
        for name, value in SETTING.items()
        if name != "kind"
    }
    async with client_of(world.coordinator()) as unit:
        await unit.post(f"{at}/acceptances", json=ACCEPTANCE)
        for wrong in (
            {"kind": "specialised-setting"},
            {"kind": "individual", "setting": setting},
            {"kind": "observation", "whyOtherForm": "Zomaar."},
        ):
            refused = await unit.post(f"{at}/arrangements", json={**AS_API, **wrong})
            assert refused.status_code == 400
            assert refused.json()["errors"][0]["code"] == "help.other-form"
        kept = await unit.post(
            f"{at}/arrangements",
            json={**AS_API, "kind": "specialised-setting", "setting": setting},
        )
        assert kept.status_code == 201, kept.text
        told = kept.json()["setting"]
        assert told == {**setting, "prepareBy": told["prepareBy"]}
        assert told["prepareBy"] < setting["returnOn"]
        for more in (
            {"kind": "observation", "observation": {"observedAt": "SBO", "whyElsewhere": "Rust"}},
            {"kind": "free-form", "whyOtherForm": "Samen met het zwembad."},
        ):
            granted = await unit.post(f"{at}/arrangements", json={**AS_API, **more})
            assert more.items() <= granted.json().items()
            assert granted.json()["setting"] is None
        found = (await unit.get(f"{at}/arrangements")).json()["items"]
        (stay,) = [one for one in found if one["kind"] == "specialised-setting"]
        assert stay["setting"] == told
    async with client_of(world.somebody(Role.DIRECTOR)) as director:
        seen = (await director.get(f"{at}/arrangements")).json()["items"]
        assert len(seen) == 3
        for one in seen:
            assert (one["setting"], one["observation"], one["whyOtherForm"]) == (None,) * 3
