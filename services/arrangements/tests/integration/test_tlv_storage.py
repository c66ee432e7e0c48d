"""Integration: TLVs in the database, as they were in every state, and numbers that never come back."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.penalty import LateThing
from samenspel_arrangements.domain.tlv.professions import Slot
from samenspel_arrangements.domain.tlv.standing import NextStep, Succeeded
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import AllianceId
from samenspel_messaging.scope import Scope

from ..unit import tlv_world as tlvs

MONDAY = tlvs.MONDAY


def suspended() -> Tlv:
    tlv = tlvs.received(tlvs.an_application(receiving=None))
    tlv.suspend("Wat nog?", supply=tlvs.begin("tlv-supply", MONDAY), at=tlvs.noon(MONDAY))
    return tlv


def intended() -> Tlv:
    tlv = tlvs.advised()
    tlv.intend_refusal("Kan zelf.", hear=tlvs.begin("tlv-hearing", MONDAY), at=tlvs.noon(MONDAY))
    tlvs.heard(tlv)
    return tlv


def set_aside() -> Tlv:
    tlv = tlvs.advised()
    advise = tlvs.begin("tlv-advice", MONDAY)
    tlv.set_advice_aside(Slot.FIRST, "Kent de school.", advise=advise, at=tlvs.noon(MONDAY))
    return tlv


def contested() -> Tlv:
    tlv = tlvs.refused()
    tlvs.object_to(tlv, MONDAY + timedelta(days=3))
    return tlv


def late() -> Tlv:
    tlv, on = tlvs.advised(), MONDAY + timedelta(days=60)
    decide = tlvs.begin("default-notice", on)
    tlv.note_default(LateThing.DECISION, on, decide=decide, at=tlvs.noon(on))
    return tlv


def decided() -> Tlv:
    tlv = tlvs.advised()
    tlvs.grant(tlv)
    return tlv


def expired() -> Tlv:
    tlv = tlvs.granted()
    tlv.look(take_up_by=date(2028, 8, 2), at=tlvs.noon(date(2028, 8, 1)))
    return tlv


def ended() -> Tlv:
    tlv = tlvs.granted()
    tlv.succeed(Succeeded(step=NextStep.MOVED, from_day=MONDAY), at=tlvs.noon(MONDAY))
    return tlv


def moved_away() -> Tlv:
    tlv = tlvs.granted()
    tlv.goes_to_school(tlvs.OTHER_SCHOOL)
    tlv.note_move_away(settle=tlvs.begin("tlv-move", MONDAY), at=tlvs.noon(MONDAY))
    return tlv


def withdrawn() -> Tlv:
    tlv = tlvs.received()
    tlv.withdraw(at=tlvs.noon(MONDAY))
    return tlv


STATES: list[Callable[[], Tlv]] = [
    *(tlvs.received, suspended, tlvs.in_advice, lambda: tlvs.advised(None), tlvs.advised),
    *(intended, set_aside, decided, tlvs.granted, tlvs.refused, contested, late, tlvs.foreign),
    *(expired, ended, withdrawn, moved_away),
]


def of(alliance_id: AllianceId, make: Callable[[], Tlv]) -> Tlv:
    tlv = make()
    tlv.alliance_id = alliance_id
    return tlv


@pytest.mark.parametrize("make", STATES)
async def test_a_tlv_comes_back_as_it_was(world: Any, app: Any, make: Callable[[], Tlv]) -> None:
    tlv = of(world.alliance_id, make)
    async with app(Scope.begin(world.alliance_id)) as uow:
        uow.tlvs.save(tlv)

    async with app(Scope.begin(world.alliance_id)) as uow:
        back = await uow.tlvs.get(tlv.id)

    assert facts(back) == facts(tlv)


def facts(tlv: Tlv) -> dict[str, Any]:
    return {key: value for key, value in vars(tlv).items() if key != "_recorded"}


async def test_t14_numbers_count_up_by_year_and_two_at_once_get_two(world: Any, app: Any) -> None:
    async def one(year: int) -> str:
        async with app(Scope.begin(world.alliance_id)) as uow:
            number: str = await uow.tlv_numbers.next(TlvId(uuid4()), year=year)
            return number

    given = await asyncio.gather(*(one(2026) for _ in range(6)))

    assert sorted(given) == [f"2026{n:06d}" for n in range(1, 7)]
    assert await one(2027) == "2027000001"


async def test_t14_a_number_is_unique_in_its_alliance_and_never_taken_away(
    world: Any, app: Any, worker: Any
) -> None:
    async with app(Scope.begin(world.alliance_id)) as uow:
        await uow.tlv_numbers.keep_foreign(TlvId(uuid4()), "PO3005", "AB-1", year=2026)
        await uow.tlv_numbers.keep_foreign(TlvId(uuid4()), "PO2703", "AB-1", year=2026)
        await uow.tlv_numbers.next(TlvId(uuid4()), year=2026)
    with pytest.raises(RuleViolation, match="number-used-before"):
        async with app(Scope.begin(world.alliance_id)) as uow:
            await uow.tlv_numbers.keep_foreign(TlvId(uuid4()), "PO3005", "AB-1", year=2026)
    for transactions in (app, worker):
        for change in ("DELETE FROM tlv_number", "UPDATE tlv_number SET number = 'x'"):
            with pytest.raises(DBAPIError, match="permission denied"):
                async with transactions(Scope.begin(world.alliance_id)) as uow:
                    await uow.session.execute(text(change))


async def test_t14_an_alliance_may_have_a_pattern_of_its_own(world: Any, app: Any) -> None:
    async with app(Scope.begin(world.alliance_id)) as uow:
        await uow.session.execute(
            text("INSERT INTO tlv_number_rule VALUES (:alliance, :template, :pattern)"),
            {
                "alliance": world.alliance_id,
                "template": "PO2703-{year}-{sequence:04d}",
                "pattern": r"PO2703-\d{4}-\d{4}",
            },
        )
        assert await uow.tlv_numbers.next(TlvId(uuid4()), year=2026) == "PO2703-2026-0001"
