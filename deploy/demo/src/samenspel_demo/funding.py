"""The money of the story: what units have this year, what help costs, and what others pay."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from samenspel_arrangements.application.money.ask_money import AskMoney, ask_money
from samenspel_arrangements.application.money.book import (
    AllocateMoney,
    MoveCommitment,
    allocate_money,
    spend_money,
)
from samenspel_arrangements.application.money.note_other_payer import (
    NoteOtherPayer,
    note_other_payer,
)
from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.other_payer import Payer, PayersDecision, Purpose
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_demo.story_clock import StoryClock
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import CaseId, UnitId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import JobContext

YEARS_MONEY = Cents(40_000_00)
HELP_COSTS, EACH_MORE = 2_400_00, 350_00
PAID = Cents(600_00)
MUNICIPALITY_PAYS = Cents(1_800_00)
DECIDED_DAYS_AGO = 1


class Funding:
    """What happens with money; a unit that has money already was told of."""

    def __init__(
        self, arrangements: JobContext[SqlArrangementsUnitOfWork], clock: StoryClock
    ) -> None:
        self._transactions, self._clock = arrangements.transactions, clock

    async def fund(
        self, director: Actor, coordinators: Mapping[UUID | None, Actor], cases: Sequence[CaseId]
    ) -> None:
        """Give each unit the money of the year, and have it commit what its help costs."""
        self._clock.go_to(0, 9, 30)
        year = SchoolYear.of(self._clock.today)
        for unit_id, coordinator in coordinators.items():
            unit = UnitId(unit_id) if unit_id else None
            async with self._transactions(Scope.begin(director.alliance_id)) as uow:
                if (await uow.ledgers.locked(unit, year)).entries:
                    continue
                given = AllocateMoney(unit_id=unit, year=year, amount=YEARS_MONEY)
                await allocate_money(given, actor=director, uow=uow, clock=self._clock)
                helps = [help_ for case in cases for help_ in await uow.arrangements.of_case(case)]
                mine = [h for h in helps if h.unit_id == unit_id and _year_of(h) == year]
                await self._commit(mine, coordinator, uow)

    async def _commit(
        self, helps: Sequence[Arrangement], by: Actor, uow: SqlArrangementsUnitOfWork
    ) -> None:
        for number, help_ in enumerate(helps):
            asked = AskMoney(arrangement_id=help_.id, amount=Cents(HELP_COSTS + number * EACH_MORE))
            await ask_money(asked, actor=by, uow=uow, clock=self._clock)
        if not helps:
            return
        first = helps[0]
        paid = MoveCommitment(arrangement_id=first.id, amount=PAID)
        await spend_money(paid, actor=by, uow=uow, clock=self._clock)
        beside = NoteOtherPayer(
            arrangement_id=first.id,
            payer=Payer.MUNICIPALITY,
            decision=PayersDecision.GRANTED,
            decided_on=self._clock.today - timedelta(days=DECIDED_DAYS_AGO),
            amount=MUNICIPALITY_PAYS,
            purpose=Purpose.GUIDANCE,
            starts_on=first.period.starts_on,
            ends_on=first.period.planned_end_on,
        )
        await note_other_payer(beside, actor=by, uow=uow, clock=self._clock)


def _year_of(help_: Arrangement) -> SchoolYear:
    return SchoolYear.of(help_.period.starts_on)
