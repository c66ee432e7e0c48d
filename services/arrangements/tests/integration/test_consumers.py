"""Integration: what the events of others change here (real PostgreSQL)."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_arrangements.application.accept_case import AcceptCase, accept_case
from samenspel_arrangements.consumers import CASES, DIRECTORY
from samenspel_arrangements.domain.case import ActionKind, CaseState
from samenspel_arrangements.persistence.queries import CaseSummary
from samenspel_contracts.accountability import HolderRef, NextActionRef, TermRef
from samenspel_contracts.intake import (
    PupilRecordedV1,
    SchoolRecordedV1,
    SupportRequestSubmittedV1,
    SupportRequestWithdrawnV1,
    UnitRecordedV1,
)
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import CaseId
from samenspel_messaging.scope import Scope
from samenspel_testkit.clocks import FixedClock


async def seen(world: Any, app: Any, case_id: UUID) -> CaseSummary:
    async with app(Scope.begin(world.alliance_id)) as uow:
        found: CaseSummary = await uow.queries.case(case_id, world.somebody(Role.ADMINISTRATOR))
    return found


def a_pupil(
    pupil_id: UUID, *, given_name: str = "Noor", school_id: UUID | None = None
) -> PupilRecordedV1:
    return PupilRecordedV1(
        pupil_id=pupil_id,
        given_name=given_name,
        family_name="Bakker",
        birth_date=date(2019, 4, 9),
        school_id=school_id,
    )


async def types_in_outbox(engine: AsyncEngine) -> list[str]:
    async with engine.connect() as conn:
        found = await conn.execute(text("SELECT type FROM bus.outbox ORDER BY id"))
        return [row.type.removeprefix("nl.passend-onderwijs.") for row in found]


def test_one_consumer_per_kind_of_story_and_both_keep_order() -> None:
    assert CASES.aggregates == {"support-request"}
    assert DIRECTORY.aggregates == {"contact", "pupil", "school", "school-calendar", "unit"}
    assert CASES.ordered
    assert DIRECTORY.ordered


async def test_an_offered_handover_becomes_a_case_that_waits(
    world: Any, app: Any, worker_engine: AsyncEngine
) -> None:
    case_id = await world.offer()

    case = await seen(world, app, case_id)

    assert case.state == CaseState.OFFERED
    assert (case.holder_id, case.next_action) == (None, None)
    assert (case.unit_id, case.school_id) == (world.unit_id, world.school_id)
    assert case.due_on == date(2026, 9, 14)
    assert await types_in_outbox(worker_engine) == ["case.offered.v1"]


async def test_the_offer_of_a_handover_told_twice_makes_one_case_and_one_event(
    world: Any, app: Any, worker_engine: AsyncEngine
) -> None:
    case_id = await world.offer()
    async with app(Scope.begin(world.alliance_id)) as uow:
        before = await uow.cases.get(case_id)

    await world.tell_again()

    async with app(Scope.begin(world.alliance_id)) as uow:
        after = await uow.cases.get(case_id)
    assert after.row_version == before.row_version
    assert await types_in_outbox(worker_engine) == ["case.offered.v1"]


async def test_a_case_shows_names_also_when_they_come_after_it(world: Any, app: Any) -> None:
    pupil_id = uuid4()
    case_id = await world.offer(pupil_id=pupil_id)
    assert (await seen(world, app, case_id)).pupil_name is None

    await world.tell(a_pupil(pupil_id), subject=pupil_id)
    school = SchoolRecordedV1(
        school_id=world.school_id, location_code="03XY00", name="De Vlieger", municipality_code=""
    )
    await world.tell(school, subject=world.school_id)
    unit = UnitRecordedV1(unit_id=world.unit_id, name="Steunpunt Noord", alliance_name="Demo")
    await world.tell(unit, subject=world.unit_id)

    case = await seen(world, app, case_id)
    assert (case.pupil_name, case.birth_date) == ("Noor Bakker", date(2019, 4, 9))
    assert (case.school_name, case.unit_name) == ("De Vlieger", "Steunpunt Noord")


async def test_an_older_state_told_late_does_not_overwrite_a_newer(world: Any, app: Any) -> None:
    pupil_id = uuid4()
    case_id = await world.offer(pupil_id=pupil_id)

    await world.tell(a_pupil(pupil_id, given_name="Noortje"), subject=pupil_id, seq=2)
    await world.tell(a_pupil(pupil_id, given_name="Nora"), subject=pupil_id, seq=1)

    assert (await seen(world, app, case_id)).given_name == "Noortje"


async def test_a_case_follows_the_child_to_its_next_school(world: Any, app: Any) -> None:
    pupil_id, next_school = uuid4(), uuid4()
    case_id = await world.offer(pupil_id=pupil_id)
    await world.tell(a_pupil(pupil_id, school_id=world.school_id), subject=pupil_id, seq=1)
    assert (await seen(world, app, case_id)).school_id == world.school_id

    await world.tell(a_pupil(pupil_id, school_id=next_school), subject=pupil_id, seq=2)
    await world.tell(a_pupil(pupil_id, school_id=world.school_id), subject=pupil_id, seq=1)

    assert (await seen(world, app, case_id)).school_id == next_school


async def test_the_submission_tells_since_when_and_until_when(world: Any, app: Any) -> None:
    request_id = uuid4()
    submitted = SupportRequestSubmittedV1(
        support_request_id=request_id,
        pupil_id=uuid4(),
        kind="arrangement",
        age_band="4-6",
        response_term=TermRef(
            rule="request-response",
            rule_version=1,
            starts_on=date(2026, 9, 1),
            last_day=date(2026, 10, 13),
        ),
        holder=HolderRef(kind="unit-desk", id=world.unit_id),
        next_action=NextActionRef(kind="confirm-receipt", due_on=date(2026, 9, 2)),
    )
    await world.tell(submitted, subject=request_id)

    case = await seen(world, app, await world.offer(support_request_id=request_id))

    assert case.submitted_on == date(2026, 9, 1)
    assert case.response_last_day == date(2026, 10, 13)


@pytest.mark.parametrize("accepted", [False, True])
async def test_a_withdrawal_ends_an_offer_but_not_an_open_case(
    accepted: bool, world: Any, app: Any, clock: FixedClock
) -> None:
    request_id = uuid4()
    case_id = await world.offer(support_request_id=request_id)
    if accepted:
        async with app(Scope.begin(world.alliance_id)) as uow:
            command = AcceptCase(
                case_id=CaseId(case_id), next_action=ActionKind.OBSERVE, due_on=date(2026, 9, 21)
            )
            await accept_case(command, actor=world.coordinator(), uow=uow, clock=clock)

    withdrawn = SupportRequestWithdrawnV1(support_request_id=request_id, reason="solved")
    await world.tell(withdrawn, subject=request_id, seq=4)

    case = await seen(world, app, case_id)
    if accepted:
        assert (case.state, case.next_action) == ("opened", "continue-or-close")
        assert case.next_action_due_on == date(2026, 9, 14)
        assert case.holder_name == "Sam de Wit"
    else:
        assert (case.state, case.next_action) == ("offer-withdrawn", None)


async def test_a_withdrawal_of_a_request_that_was_never_offered_is_harmless(world: Any) -> None:
    request_id = uuid4()
    withdrawn = SupportRequestWithdrawnV1(support_request_id=request_id, reason="solved")

    await world.tell(withdrawn, subject=request_id)
