"""Integration: what TLVs will cost, on a page, in a table and over the API (real PostgreSQL)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from samenspel_arrangements.domain.tlv.standing import NextStep, Succeeded
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import AllianceId
from samenspel_messaging.scope import Scope

from ..unit import tlv_world as tlvs
from .test_money_pages import words_of

PAGE, API = "/arrangements/money/tlv-costs", "/arrangements/v1/tlv-costs"
SBO = 663452


def moved() -> Tlv:
    tlv, on = tlvs.granted(), date(2027, 2, 1)
    tlv.succeed(Succeeded(step=NextStep.MOVED, from_day=on), at=tlvs.noon(on))
    return tlv


def in_mourning() -> Tlv:
    tlv, on = tlvs.granted(), date(2026, 11, 30)
    tlv.died(at=tlvs.noon(on))
    return tlv


def not_made_known() -> Tlv:
    tlv = tlvs.advised()
    tlvs.grant(tlv)
    return tlv


async def keep(app: Any, alliance_id: AllianceId, *makes: Callable[[], Tlv]) -> None:
    async with app(Scope.begin(alliance_id)) as uow:
        for make in makes:
            tlv = make()
            tlv.alliance_id = alliance_id
            uow.tlvs.save(tlv)


async def test_a_director_sees_what_is_certain_and_what_is_likely(
    world: Any, app: Any, client_of: Any
) -> None:
    await keep(app, world.alliance_id, tlvs.granted, moved, in_mourning, not_made_known)
    await keep(app, world.alliance_id, tlvs.foreign, tlvs.refused, tlvs.received)

    async with client_of(world.somebody(Role.DIRECTOR)) as director:
        found = (await director.get(API)).json()
        page = await director.get(PAGE)
        file = await director.get(f"{PAGE}/export")

    first, second, third, _ = found["items"]
    days = 273 + 92 + 30  # from 1 November: to July, until it moved, until it died
    assert first["schoolYear"] == 2026
    assert first["kinds"][0] == {
        "kind": "sbo",
        "amountCents": SBO,
        "amountValidFrom": "2024-01-01",
        "running": 3,
        "costCents": round(SBO * days / 365),
        "ending": 2,
        "likely": 0,
        "likelyCostCents": 0,
    }
    assert (second["costCents"], second["likelyCostCents"]) == (SBO, 0)
    assert (third["costCents"], third["likelyCostCents"]) == (0, SBO)
    assert found["renewals"] == {"ended": 1, "renewed": 0, "percent": 100, "isKnown": False}
    assert found["foreign"] == 1

    said = words_of(page)

    assert "alsof alle TLV's worden verlengd" in said
    assert "TLV's van een ander samenwerkingsverband: 1" in said
    assert "6.634,52" in said
    assert "Schooljaar 2026-2027 Soort" in said
    assert "categorie 3" not in said  # nobody has such a TLV
    header, row, *_ = file.text.splitlines()
    assert header.startswith("Schooljaar;Soort;Bedrag per jaar")
    assert row.startswith("2026-2027;Speciaal basisonderwijs (sbo);6634,52;3;")
    assert "tlv-kosten-2026-2027.csv" in file.headers["content-disposition"]


@pytest.mark.parametrize("role", [Role.UNIT_COORDINATOR, Role.COMMITTEE, Role.SCHOOL_COORDINATOR])
async def test_who_does_not_answer_for_the_money_does_not_see_it(
    world: Any, client_of: Any, role: Role
) -> None:
    actor = world.somebody(role, unit_id=world.unit_id, school_id=world.school_id)
    async with client_of(actor) as client:
        for path in (API, PAGE, f"{PAGE}/export"):
            assert (await client.get(path)).status_code == 403
        assert PAGE not in (await client.get("/arrangements/money")).text


async def test_without_a_tlv_it_says_so_and_another_alliance_is_none_of_it(
    world: Any, app: Any, client_of: Any
) -> None:
    await keep(app, tlvs.ALLIANCE, tlvs.granted)
    async with client_of(world.somebody(Role.ADMINISTRATOR)) as desk:
        assert "Er loopt geen TLV" in words_of(await desk.get(PAGE))
        assert PAGE in (await desk.get("/arrangements/money")).text
