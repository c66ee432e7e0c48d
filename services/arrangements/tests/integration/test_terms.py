"""Integration: which terms count in an alliance, and which alliances there are."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from samenspel_arrangements.domain.term_rules import HANDOVER_ANSWER
from samenspel_contracts.intake import UnitRecordedV1
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import NO_ALLIANCE
from samenspel_kernel.terms import RuleRecord, TermUnit
from samenspel_messaging.scope import Scope
from samenspel_platform.looking_at_items import look_at_open_items
from samenspel_platform.process import ServiceProcess

MONDAY = date(2026, 9, 7)
OWN = RuleRecord(
    key=HANDOVER_ANSWER,
    version=1,
    value=2,
    unit=TermUnit.WORKING_DAYS,
    moves_to_working_day=False,
    source="Own standard of this alliance",
    valid_from=date(2020, 1, 1),
)


async def test_an_alliance_begins_with_the_defaults(world: Any, app: Any) -> None:
    async with app(Scope.begin(world.alliance_id)) as uow:
        term = await uow.terms.begin(HANDOVER_ANSWER, MONDAY)

    assert term.last_day == date(2026, 9, 14)


async def test_its_own_version_counts_for_it_and_for_no_other(world: Any, app: Any) -> None:
    async with app(Scope.begin(world.alliance_id)) as uow:
        assert await uow.terms.put([OWN]) == 1
        assert await uow.terms.put([OWN]) == 0
    async with app(Scope.begin(world.alliance_id)) as uow:
        mine = await uow.terms.begin(HANDOVER_ANSWER, MONDAY)
        explained = await uow.terms.explain(mine)
    async with app(Scope.begin(uuid4())) as uow:
        theirs = await uow.terms.begin(HANDOVER_ANSWER, MONDAY)

    assert (mine.last_day, theirs.last_day) == (date(2026, 9, 9), date(2026, 9, 14))
    assert explained is not None
    assert explained.rule == OWN


async def test_a_term_without_a_rule_is_refused(world: Any, app: Any) -> None:
    async with app(Scope.begin(world.alliance_id)) as uow:
        with pytest.raises(RuleViolation, match=r"alliance\.term-missing"):
            await uow.terms.begin("no-such-rule", MONDAY)


async def test_alliances_are_known_from_their_units(
    world: Any, app: Any, process: ServiceProcess
) -> None:
    unit = UnitRecordedV1(unit_id=world.unit_id, name="Noord", alliance_name="Samen Sterk")
    for seq in (1, 1):
        await world.tell(unit, subject=world.unit_id, seq=seq)

    async with app(Scope.begin(NO_ALLIANCE)) as uow:
        assert await uow.alliances.all() == [world.alliance_id]
    assert await look_at_open_items(process.job_context) == 0
