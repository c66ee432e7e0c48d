"""The second half of the story: the units answer in arrangements, and grant help.

Every step looks first whether it was done, so that a telling that broke off can be taken up again.
"""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from samenspel_arrangements.application.accept_case import AcceptCase, accept_case
from samenspel_arrangements.application.decline_case import DeclineCase, decline_case
from samenspel_arrangements.application.grant_arrangement import GrantArrangement, grant_arrangement
from samenspel_arrangements.domain.arrangement import ArrangementKind, Period
from samenspel_arrangements.domain.case import ActionKind, Case, CaseState, DeclineReason, Opened
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_demo.asking import Asked
from samenspel_demo.story import Ending
from samenspel_demo.story_clock import StoryClock
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import AllianceId, CaseId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import JobContext

FIRST_ACTION = ActionKind.PLAN_MEETING


class OffersNeverArrived(Exception):
    """Arrangements does not hear of what intake offers: some worker does not run."""


class Answering:
    """What happens in arrangements; `arrives_within` seconds an offer must have made its way."""

    def __init__(
        self,
        arrangements: JobContext[SqlArrangementsUnitOfWork],
        clock: StoryClock,
        *,
        alliance_id: AllianceId,
        arrives_within: float,
    ) -> None:
        self._transactions, self._clock = arrangements.transactions, clock
        self._alliance_id, self._arrives_within = alliance_id, arrives_within

    async def answer(self, asked: Asked, coordinators: Mapping[UUID | None, Actor]) -> None:
        """Have the unit's coordinator accept or decline, and grant, as the chapter says.

        `coordinators` are by unit. OffersNeverArrived if there is nothing to answer in time.
        """
        chapter, case_id = asked.chapter, asked.case_id
        if case_id is None or len(chapter.steps) < 2:
            return
        case = await self._arrived(case_id)
        holder = coordinators[case.unit_id]
        self._clock.go_to(chapter.days_ago - chapter.steps[1], 13, asked.minute)
        if case.state is CaseState.OFFERED and chapter.ending is Ending.RETURNED:
            await self._decline(case_id, holder)
        elif case.state is CaseState.OFFERED:
            case = await self._accept(case_id, holder, asked.minute)
        if chapter.ending is Ending.GRANTED and _waits_for_help(case):
            self._clock.go_to(chapter.days_ago - chapter.steps[2], 14, asked.minute)
            await self._grant(case_id, holder)

    async def _arrived(self, case_id: CaseId) -> Case:
        try:
            async with asyncio.timeout(self._arrives_within):
                while True:
                    async with self._transactions(Scope.begin(self._alliance_id)) as uow:
                        case = await uow.cases.find(case_id)
                    if case is not None:
                        return case
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise OffersNeverArrived from None

    async def _decline(self, case_id: CaseId, holder: Actor) -> None:
        command = DeclineCase(case_id=case_id, reason=DeclineReason.BASIC_SUPPORT_FIRST)
        async with self._transactions(Scope.begin(self._alliance_id)) as uow:
            await decline_case(command, actor=holder, uow=uow, clock=self._clock)

    async def _accept(self, case_id: CaseId, holder: Actor, minute: int) -> Case:
        due_on = self._clock.today + timedelta(days=10 + minute % 7)
        command = AcceptCase(case_id=case_id, next_action=FIRST_ACTION, due_on=due_on)
        async with self._transactions(Scope.begin(self._alliance_id)) as uow:
            return await accept_case(command, actor=holder, uow=uow, clock=self._clock)

    async def _grant(self, case_id: CaseId, holder: Actor) -> None:
        start = self._clock.today + timedelta(days=7 - self._clock.today.weekday())
        end = start + timedelta(weeks=26)
        command = GrantArrangement(
            case_id=case_id,
            kind=ArrangementKind.INDIVIDUAL,
            description="Een specialist van het steunpunt komt elke week een dagdeel in de klas.",
            period=Period(
                starts_on=start, planned_end_on=end, evaluation_on=end - timedelta(weeks=5)
            ),
        )
        async with self._transactions(Scope.begin(self._alliance_id)) as uow:
            await grant_arrangement(command, actor=holder, uow=uow, clock=self._clock)


def _waits_for_help(case: Case) -> bool:
    return isinstance(case.stage, Opened) and case.stage.next_action.kind == FIRST_ACTION
