"""Integration: an offer that nobody answered is taken away; a case that was accepted stays."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from samenspel_arrangements.application.accept_case import AcceptCase, accept_case
from samenspel_arrangements.domain.case import ActionKind
from samenspel_arrangements.persistence.tables import CaseRow
from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.intake import SupportRequestHandoverReturnedV1
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import CaseId
from samenspel_messaging.scope import Scope
from samenspel_testkit.clocks import FixedClock

from .test_consumers import seen


@pytest.mark.parametrize("accepted", [False, True])
async def test_an_acceptance_beats_an_expiry_that_crossed_it(
    accepted: bool, world: Any, app: Any, clock: FixedClock
) -> None:
    request_id = uuid4()
    case_id = await world.offer(support_request_id=request_id)
    command = AcceptCase(
        case_id=CaseId(case_id), next_action=ActionKind.OBSERVE, due_on=date(2026, 9, 21)
    )
    async with app(Scope.begin(world.alliance_id)) as uow:
        handover_id = await uow.session.scalar(
            select(CaseRow.handover_id).where(CaseRow.id == case_id)
        )
        if accepted:
            await accept_case(command, actor=world.coordinator(), uow=uow, clock=clock)

    for seq in (4, 4):  # redelivered
        expired = SupportRequestHandoverReturnedV1(
            support_request_id=request_id,
            handover_id=handover_id,
            answer="expired",
            holder=HolderRef(kind="unit-desk", id=world.unit_id),
            next_action=NextActionRef(kind="reassess", due_on=date(2026, 9, 22)),
        )
        await world.tell(expired, subject=request_id, seq=seq)

    case = await seen(world, app, case_id)
    assert case.state == ("opened" if accepted else "offer-withdrawn")
    if not accepted:
        with pytest.raises(RuleViolation, match="offer-withdrawn"):
            async with app(Scope.begin(world.alliance_id)) as uow:
                await accept_case(command, actor=world.coordinator(), uow=uow, clock=clock)
