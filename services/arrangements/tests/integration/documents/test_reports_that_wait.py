"""Integration: a medical report that waits for the parents is work of who holds the case (P4)."""

from typing import Any

import pytest

from .conftest import Household

ASK = {"kind": "ask-about-report", "dueOn": "2026-09-21"}


async def actions(household: Household) -> list[dict[str, Any]]:
    async with household.client_of(household.coordinator) as client:
        case = (await client.get(f"/arrangements/v1/cases/{household.case_id}")).json()
    return [case["nextAction"], *case["laterActions"]]


async def asks(household: Household) -> bool:
    async with household.client_of(household.coordinator) as client:
        page = await client.get(f"/arrangements/cases/{household.case_id}")
    return "Ouders vragen wie het verslag mag lezen" in page.text


async def medical(household: Household) -> str:
    return await household.added(household.school, kind="medical-report")


async def test_p4_who_holds_the_case_asks_the_parents_by_a_day(
    household: Household, shelf: Any
) -> None:
    assert not await asks(household)

    await medical(household)

    assert await asks(household)
    assert ASK in await actions(household)


@pytest.mark.parametrize("share", [True, False])
async def test_p4_the_parents_decide_and_nothing_is_left_to_ask(
    household: Household, shelf: Any, share: bool
) -> None:
    first, second = await medical(household), await medical(household)

    await household.do(household.parent, first, "decisions", body={"share": share})
    assert await asks(household), "another report waits"
    await household.do(household.parent, second, "decisions", body={"share": share})

    assert not await asks(household)


async def test_what_a_parent_brings_waits_for_nobody(household: Household, shelf: Any) -> None:
    await household.added(household.parent, kind="medical-report")
    await household.added(household.school, kind="report")

    assert not await asks(household)
