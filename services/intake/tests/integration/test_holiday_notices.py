"""Integration: what ends in a school holiday asks for a deputy before it, once."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from samenspel_intake.application.register_person import RegisterPerson, register_person
from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.submit_support_request import (
    SubmitSupportRequest,
    submit_support_request,
)
from samenspel_intake.application.terms.ports import HolidayPlace
from samenspel_intake.domain.question import Question, SupportKind
from samenspel_intake.domain.stand_in import StandIn
from samenspel_intake.jobs.announce_holidays import announce_holidays
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import PersonId, new_id
from samenspel_kernel.school_calendar import HolidayRegion

from .conftest import ALLIANCE

ASKED = datetime(2026, 9, 21, 9, 0, tzinfo=UTC)  # 15 working days on: 12 October
DAY_BEFORE_TIME = datetime(2026, 9, 27, 9, 0, tzinfo=UTC)
IN_TIME = datetime(2026, 9, 28, 9, 0, tzinfo=UTC)
HOLIDAY = datetime(2026, 10, 10, 9, 0, tzinfo=UTC)


async def asked(
    intake: Any, coordinator: Actor, region: HolidayRegion = HolidayRegion.NORTH
) -> UUID:
    """Have a request that is being assessed until 12 October, in the autumn holiday of Noord."""
    intake.clock.at = ASKED
    command = SubmitSupportRequest(
        question=Question(kind=SupportKind.ARRANGEMENT, text="Sem loopt vast."),
        pupil=RegisterPupil(given_name="Sem"),
    )
    async with intake.process.job_context.transactions(intake.scope) as uow:
        place = HolidayPlace("9902", region, "x")
        await uow.calendars.put_places([place], by=None, at=ASKED)
        request = await submit_support_request(
            command, actor=coordinator, uow=uow, clock=intake.clock
        )
    return request.id


async def a_colleague(intake: Any, name: str) -> PersonId:
    command = RegisterPerson(alliance_id=ALLIANCE, name=name, role=Role.ADMINISTRATOR)
    async with intake.process.job_context.transactions(intake.scope) as uow:
        return (await register_person(command, uow=uow, clock=intake.clock)).id


async def next_of(intake: Any, id_: UUID) -> tuple[str, date]:
    async with intake.process.job_context.transactions(intake.scope) as uow:
        action = (await uow.support_requests.get(id_)).standing.next_action
        return action.kind, action.due_on


async def announce(intake: Any, at: datetime) -> int:
    intake.clock.at = at
    return await announce_holidays(intake.process.job_context)


async def test_ten_working_days_before_the_holiday_its_holder_is_asked_once(
    intake: Any, coordinator: Actor
) -> None:
    id_ = await asked(intake, coordinator)
    assert await announce(intake, DAY_BEFORE_TIME) == 0
    assert await announce(intake, IN_TIME) == 1
    assert await next_of(intake, id_) == ("arrange-deputy", date(2026, 10, 9))
    assert await announce(intake, IN_TIME) == 0
    assert await announce(intake, HOLIDAY) == 1
    assert await next_of(intake, id_) == ("assess", date(2026, 10, 12))
    assert await announce(intake, HOLIDAY) == 0


async def test_a_deputy_for_that_day_settles_it(intake: Any, coordinator: Actor) -> None:
    id_, sam, noor = (
        await asked(intake, coordinator),
        await a_colleague(intake, "Sam"),
        await a_colleague(intake, "Noor"),
    )
    async with intake.process.job_context.transactions(intake.scope) as uow:
        request = await uow.support_requests.get(id_)
        request.reassign(Holder(HolderKind.PERSON, sam), at=ASKED)
        uow.support_requests.save(request)
    assert await announce(intake, IN_TIME) == 1
    away = StandIn(sam, noor, date(2026, 10, 10), date(2026, 10, 18))
    async with intake.process.job_context.transactions(intake.scope) as uow:
        await uow.stand_ins.add(new_id(), away, by=sam)
    assert await announce(intake, IN_TIME) == 1
    assert await next_of(intake, id_) == ("assess", date(2026, 10, 12))


async def test_nothing_is_asked_where_the_school_has_no_holiday_then(
    intake: Any, coordinator: Actor
) -> None:
    id_ = await asked(intake, coordinator, HolidayRegion.SOUTH)
    assert await announce(intake, IN_TIME) == 0
    assert await next_of(intake, id_) == ("assess", date(2026, 10, 12))
