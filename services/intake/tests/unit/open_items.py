"""What the tests of open items share: terms, moments, and what must hold of each of them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from samenspel_intake.gateways.default_rules import default_free_time, default_terms
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.ids import AllianceId, PersonId, PupilId, SchoolId, UnitId, new_id
from samenspel_kernel.open_item import OpenItem, TermBreached
from samenspel_kernel.school_calendar import HolidayRegion
from samenspel_kernel.term import Term
from samenspel_kernel.terms import RuleRecord, rule_in_force

ALLIANCE, UNIT = AllianceId(new_id()), UnitId(new_id())
PUPIL, SCHOOL, OTHER_SCHOOL = PupilId(new_id()), SchoolId(new_id()), SchoolId(new_id())
SAM, NOOR = PersonId(new_id()), PersonId(new_id())
DESK = Holder(HolderKind.UNIT_DESK, UNIT)
MONDAY = date(2026, 9, 7)

RULES, FREE_TIME = default_terms(), default_free_time()

EventT = TypeVar("EventT", bound=DomainEvent)


def noon(day: date) -> datetime:
    """Give a moment in the middle of a Dutch day."""
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


def person(id_: PersonId) -> Holder:
    return Holder(HolderKind.PERSON, id_)


def term(rule: str, start: date, days: int) -> Term:
    return Term(rule, 1, start, start + timedelta(days=days))


def computed(key: str, start: date, region: HolidayRegion = HolidayRegion.NORTH) -> Term:
    """Compute a term by the rules that intake begins with, for a school in a region."""
    return Term.by(the_rule(key), start, FREE_TIME.of_school(region, "99AA00"))


def the_rule(key: str) -> RuleRecord:
    return rule_in_force(RULES, key, MONDAY)


def taken(item: Aggregate[Any], kind: type[EventT]) -> list[EventT]:
    """Take the events of an item and give those of one kind."""
    return [event for event in item.take_events() if isinstance(event, kind)]


def breaches(item: Aggregate[Any]) -> list[str]:
    return [event.term.rule for event in taken(item, TermBreached)]


def check_accountable(item: OpenItem[Any]) -> None:
    """Open: one holder, a dated action, a running term. Closed: none of them."""
    held = item.responsibility
    if held is None:
        assert item.running() == ()
        return
    assert isinstance(held.holder, Holder)
    assert all(isinstance(action.due_on, date) and action.kind for action in held.actions)
    assert held.next_action.due_on == min(action.due_on for action in held.actions)
    assert held.offer is None or held.offer.to != held.holder
    assert item.running()
