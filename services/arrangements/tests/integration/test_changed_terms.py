"""Integration: everybody reads the terms of cases; an administrator changes them from a day on."""

from datetime import date
from typing import Any

import pytest

from samenspel_arrangements.domain.term_rules import AFTERCARE_CHECK
from samenspel_kernel.actor import Role
from samenspel_messaging.scope import Scope
from samenspel_testkit.pages import Page

API, PAGE = "/arrangements/v1/terms", "/arrangements/terms"
VERSION = {"value": 10, "unit": "weeks", "source": "Plan 2027", "validFrom": "2027-01-01"}
TYPED = {"value": "10", "unit": "weeks", "source": "Plan 2027", "valid_from": "2027-01-01"}


async def send(client: Any, rule: str, **fields: str) -> Any:
    page = Page((await client.get(f"{PAGE}/{rule}")).text)
    secret = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
    return await client.post(f"{PAGE}/{rule}", data={**secret, **TYPED, **fields})


async def of(world: Any, app: Any, on: date) -> tuple[date, int]:
    async with app(Scope.begin(world.alliance_id)) as uow:
        term = await uow.terms.begin(AFTERCARE_CHECK, on)
        assert await uow.terms.record(term.rule, term.rule_version) is not None
        assert await uow.terms.again(term, ()) == term
    return term.last_day, term.rule_version


async def test_a_new_version_counts_from_its_day_and_what_runs_keeps_the_old_one(
    world: Any, client_of: Any, app: Any
) -> None:
    before = await of(world, app, date(2026, 9, 7))
    async with client_of(world.somebody(Role.ADMINISTRATOR)) as client:
        made = await client.post(f"{API}/{AFTERCARE_CHECK}/versions", json=VERSION)
        listed = (await client.get(API)).json()["items"]

    assert made.status_code == 201, made.text
    assert (made.json()["version"], made.json()["validFrom"]) == (2, "2027-01-01")
    mine = [term for term in listed if term["rule"] == AFTERCARE_CHECK]
    assert [(term["version"], bool(term["recordedAt"])) for term in mine] == [(1, False), (2, True)]
    assert await of(world, app, date(2026, 9, 7)) == before
    assert await of(world, app, date(2027, 1, 1)) == (date(2027, 3, 12), 2)


async def test_another_alliance_keeps_its_own_terms(world: Any, client_of: Any, app: Any) -> None:
    async with client_of(world.somebody(Role.ADMINISTRATOR)) as client:
        await client.post(f"{API}/{AFTERCARE_CHECK}/versions", json=VERSION)

    async with app(Scope.begin(type(world)(world.worker).alliance_id)) as uow:
        assert (await uow.terms.in_force(AFTERCARE_CHECK, date(2027, 6, 1))).version == 1


async def test_a_page_shows_each_term_and_takes_a_new_version(world: Any, client_of: Any) -> None:
    async with client_of(world.somebody(Role.ADMINISTRATOR)) as client:
        done = await send(client, AFTERCARE_CHECK)
        one = Page((await client.get(f"{PAGE}/{AFTERCARE_CHECK}")).text).words
        every = Page((await client.get(PAGE)).text).words

    assert (done.status_code, done.headers["location"]) == (303, f"{PAGE}/{AFTERCARE_CHECK}")
    assert "Nazorg: kijken hoe het gaat" in every
    assert "Vanaf 1 januari 2027: 10 weken." in every
    assert "Plan 2027" in one
    assert "bij het begin" in one


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"valid_from": "2026-09-01"}, "Kies vandaag of een latere dag."),
        ({"value": "0"}, "Kies een getal van 1 tot en met 1000."),
        ({"source": ""}, "Schrijf waar dit staat, in hoogstens 200 tekens."),
    ],
)
async def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    world: Any, client_of: Any, fields: dict[str, str], sentence: str
) -> None:
    async with client_of(world.somebody(Role.ADMINISTRATOR)) as client:
        refused = await send(client, AFTERCARE_CHECK, **fields)

    assert refused.status_code == 422
    page = Page(refused.text)
    assert sentence in page.words
    assert page.fields["value"] == fields.get("value", "10")


@pytest.mark.parametrize("role", [Role.PARENT, Role.DIRECTOR, Role.UNIT_COORDINATOR])
async def test_everybody_reads_them_and_nobody_else_changes_them(
    world: Any, client_of: Any, role: Role
) -> None:
    async with client_of(world.somebody(role, unit_id=world.unit_id)) as client:
        shown = await client.get(f"{PAGE}/{AFTERCARE_CHECK}")
        assert shown.status_code == 200
        assert "Nieuwe versie" not in shown.text
        assert (await client.get(f"{PAGE}/no-such-rule")).status_code == 404
        assert (await client.post(f"{PAGE}/{AFTERCARE_CHECK}", data=TYPED)).status_code == 403
        refused = await client.post(f"{API}/{AFTERCARE_CHECK}/versions", json=VERSION)
        assert refused.status_code == 403
