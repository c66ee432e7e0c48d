"""Use case: other services are told which days an alliance's schools are free."""

from samenspel_intake.application.terms.ports import RulesUnitOfWork
from samenspel_kernel.clock import Clock


async def tell_calendar(*, uow: RulesUnitOfWork, clock: Clock) -> None:
    """Tell the whole of it, after anything of it changed."""
    calendar = await uow.school_calendars.mine()
    places = {place.code: place.region for place in await uow.calendars.places()}
    calendar.record(await uow.calendars.periods(), places, at=clock.now())
    uow.school_calendars.save(calendar)
