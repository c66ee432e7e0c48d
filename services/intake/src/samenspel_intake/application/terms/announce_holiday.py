"""Use cases: a term ends in a school holiday, so its holder is asked for a deputy before that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from samenspel_intake.application.ports import Collection
from samenspel_intake.application.terms.ports import HolidayPlace
from samenspel_intake.domain.stand_in import StandIn
from samenspel_intake.domain.standing import Action
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.domain.term_rules import HOLIDAY_ANNOUNCEMENT
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.free_days import FreePeriod
from samenspel_kernel.ids import PersonId
from samenspel_kernel.school_calendar import HolidayNotice, SchoolCalendar, holiday_notice
from samenspel_kernel.term import Term
from samenspel_kernel.terms import RuleRecord


class Terms(Protocol):
    """The alliance's terms."""

    async def in_force(self, rule: str, on: date) -> RuleRecord:
        """Give the version of a rule that counts on a day."""
        ...


class Calendars(Protocol):
    """The alliance's calendars."""

    async def of(self, school_id: UUID | None = None) -> SchoolCalendar:
        """Give the calendar of a school."""
        ...

    async def periods(self) -> list[FreePeriod]:
        """Give all free days."""
        ...

    async def places(self) -> list[HolidayPlace]:
        """Give which schools are in which region."""
        ...


class StandIns(Protocol):
    """Who acts for whom."""

    async def of(self, away: PersonId, *, since: date) -> Sequence[StandIn]:
        """Give the deputies of a person from a day on."""
        ...


class HolidayUnitOfWork(Protocol):
    """One transaction with terms, calendars and deputies."""

    @property
    def terms(self) -> Terms:
        """The alliance's terms."""
        ...

    @property
    def calendars(self) -> Calendars:
        """The alliance's calendars."""
        ...

    @property
    def stand_ins(self) -> StandIns:
        """Who acts for whom."""
        ...


@dataclass(frozen=True, slots=True)
class Window:
    """Days of a holiday of which it is time to say that terms end in it."""

    first_day: date
    last_day: date


async def windows(uow: HolidayUnitOfWork, clock: Clock) -> list[Window]:
    """Give the holidays of its regions that are near enough to announce, and have not begun."""
    today = dutch_date(clock.now())
    rule, calendar = await uow.terms.in_force(HOLIDAY_ANNOUNCEMENT, today), await uow.calendars.of()
    regions = {place.region for place in await uow.calendars.places()}
    soon = {
        Window(period.first_day, period.last_day)
        for period in await uow.calendars.periods()
        if any(period.counts_in(region) for region in regions)
        and today < period.first_day
        and rule.last_day(period.first_day, calendar) <= today
    }
    return sorted(soon, key=lambda window: (window.first_day, window.last_day))


async def announce_holiday(
    id_: UUID, items: Collection[Any], *, uow: HolidayUnitOfWork, clock: Clock
) -> HolidayNotice | None:
    """Ask the holder for a deputy; None when no term of it ends in a holiday of its school."""
    item, now = await items.get(id_), clock.now()
    calendar = await uow.calendars.of(getattr(item, "school_id", None))
    rule = await uow.terms.in_force(HOLIDAY_ANNOUNCEMENT, dutch_date(now))
    found = [holiday_notice(term.last_day, rule, calendar) for term in _running(item)]
    notice = next((each for each in found if each is not None), None)
    if notice is None or dutch_date(now) >= notice.holiday.first_day:
        return None
    last = notice.holiday.first_day - ONE_DAY
    if isinstance(item, SupportRequest):
        item.arrange_deputy(by=last, at=now)
    else:
        item.plan(NextAction(Action.ARRANGE_DEPUTY, last), at=now)
    items.save(item)
    return notice


async def settle_holiday(
    id_: UUID,
    items: Collection[Any],
    *,
    last_day: date,
    begins_on: date,
    uow: HolidayUnitOfWork,
    clock: Clock,
) -> bool:
    """Ask no longer when there is a deputy, or the holiday begins; tells whether that is so."""
    item, now = await items.get(id_), clock.now()
    today = dutch_date(now)
    if today < begins_on and not await _is_covered(item.holder, last_day, today, uow):
        return False
    if isinstance(item, SupportRequest):
        item.deputy_arranged(at=now)
    elif item.responsibility is not None and item.responsibility.has(Action.ARRANGE_DEPUTY):
        item.did(Action.ARRANGE_DEPUTY, at=now)
    items.save(item)
    return True


def _running(item: Any) -> tuple[Term, ...]:
    if isinstance(item, SupportRequest):
        return (item.response_term,) if item.suspended is None else ()
    running: tuple[Term, ...] = item.running()
    return running


async def _is_covered(
    holder: Holder | None, last_day: date, today: date, uow: HolidayUnitOfWork
) -> bool:
    if holder is None:
        return True
    if holder.kind is not HolderKind.PERSON:
        return False
    deputies = await uow.stand_ins.of(PersonId(holder.id), since=today)
    return any(deputy.on(last_day) for deputy in deputies)
