"""Use cases: an administrator brings terms, free days and regions in a file, or looks first."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from samenspel_intake.application.terms.ports import (
    Brought,
    HolidayPlace,
    RuleImport,
    RulesUnitOfWork,
)
from samenspel_intake.application.terms.tell_calendar import tell_calendar
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.terms import calendar_changes
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.free_days import FreePeriod
from samenspel_kernel.ids import new_id
from samenspel_kernel.rule_versions import WrongVersion, compare
from samenspel_kernel.terms import RuleRecord

Line = RuleRecord | FreePeriod | HolidayPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a file changes, or would change: what comes, what goes, what was there already.

    While anything is `wrong` nothing changes.
    """

    added: tuple[Line, ...] = ()
    removed: tuple[Line, ...] = ()
    kept: tuple[Line, ...] = ()
    wrong: tuple[WrongVersion, ...] = field(default=())

    def check(self) -> None:
        """InvalidInput if anything is wrong; it names each rule and version."""
        if self.wrong:
            raise InvalidInput(
                *(FieldError(f"{w.record.key}.{w.record.version}", w.code) for w in self.wrong)
            )


async def bring_terms(
    records: Sequence[RuleRecord],
    *,
    actor: Actor,
    uow: RulesUnitOfWork,
    clock: Clock,
    dry_run: bool = False,
) -> Change:
    """Add the versions that are new; none that is known changes."""
    POLICY.require_somewhere(actor, Deed.MANAGE_TERMS)
    known = [version.record for version in await uow.terms.all()]
    found = compare(known, records, today=dutch_date(clock.now()))
    change = Change(added=found.new, kept=found.known, wrong=found.wrong)
    if not (dry_run or found.wrong):
        await uow.terms.add(found.new, by=actor.person_id, at=clock.now())
        _note(Brought.TERMS, change, actor, uow, clock)
    return change


async def bring_free_days(
    periods: Sequence[FreePeriod],
    *,
    actor: Actor,
    uow: RulesUnitOfWork,
    clock: Clock,
    dry_run: bool = False,
) -> Change:
    """Take over the free days of the school years that are named.

    Terms that run already keep their last day.
    """
    POLICY.require_somewhere(actor, Deed.MANAGE_TERMS)
    found = calendar_changes.compare(await uow.calendars.periods(), periods)
    change = Change(added=found.added, removed=found.removed, kept=found.kept)
    if not dry_run:
        await uow.calendars.change(
            added=found.added, removed=found.removed, by=actor.person_id, at=clock.now()
        )
        if found.added or found.removed:
            await tell_calendar(uow=uow, clock=clock)
        _note(Brought.FREE_DAYS, change, actor, uow, clock)
    return change


async def bring_regions(
    places: Sequence[HolidayPlace],
    *,
    actor: Actor,
    uow: RulesUnitOfWork,
    clock: Clock,
    dry_run: bool = False,
) -> Change:
    """Say in which region schools have their holidays; a school goes before its municipality."""
    POLICY.require_somewhere(actor, Deed.MANAGE_TERMS)
    stored = await uow.calendars.places()
    codes = {place.code for place in places}
    change = Change(
        added=tuple(place for place in places if place not in stored),
        removed=tuple(old for old in stored if old.code in codes and old not in places),
        kept=tuple(place for place in places if place in stored),
    )
    if not dry_run:
        added = [place for place in places if place not in stored]
        await uow.calendars.put_places(added, by=actor.person_id, at=clock.now())
        if added:
            await tell_calendar(uow=uow, clock=clock)
        _note(Brought.HOLIDAY_REGIONS, change, actor, uow, clock)
    return change


def _note(what: Brought, change: Change, actor: Actor, uow: RulesUnitOfWork, clock: Clock) -> None:
    if not (change.added or change.removed):
        return
    uow.rule_imports.add(
        RuleImport(
            id=new_id(),
            what=what,
            added=len(change.added),
            removed=len(change.removed),
            by=actor.person_id,
            at=clock.now(),
        )
    )
