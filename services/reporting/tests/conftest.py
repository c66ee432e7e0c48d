"""The events of a support request's way, as the other services would send them."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from samenspel_testkit.stories import Story


@pytest.fixture(scope="session")
def new_story() -> Callable[..., Story]:
    """Begin a story: `new_story(alliance=…, unit=…)`."""
    return Story


@pytest.fixture(scope="session")
def full_story(new_story: Callable[..., Story]) -> Callable[..., Story]:
    """Tell every situation once or more, so that each number is at least 1 on 22 November 2026."""

    def tell(**given: UUID) -> Story:
        story = new_story(**given)
        story.unit_named("Noord")
        story.school_named("De Regenboog")
        waiting = story.submitted(due_on=date(2026, 12, 1))
        story.planned(waiting, due_on=date(2026, 12, 2))
        late = story.submitted()
        story.planned(late, due_on=date(2026, 11, 21))
        story.offered(story.submitted(), answer_by=date(2026, 11, 19))
        refused = story.submitted()
        handover, case = story.offered(refused)
        story.declined(refused, handover, case)
        story.returned(refused, handover, due_on=date(2026, 11, 22))
        story.withdrawn(story.submitted())
        lost = story.submitted()
        story.handed_over(lost, *story.offered(lost))
        for days in (3, 11, 40):
            helped = story.submitted()
            case = story.accepted(helped)
            story.days_later(days)
            arrangement = story.granted(helped, case)
            story.evaluated(case, arrangement, on=date(2026, 11, 20))
            story.case_planned(helped, case, due_on=date(2027, 5, 1))
            story.days_later(-days)
        story.closed(case, check_by=date(2026, 11, 20))
        story.checked(case, outcome="not-well")
        story.reopened(case, due_on=date(2027, 1, 4))
        perspective = story.perspective_opened(case)
        story.perspective_written(case, perspective)
        story.position_taken(case, perspective, "parent")
        story.heard(case, story.to_be_heard(case, by=date(2026, 11, 20)))
        story.met(case, on=date(2026, 11, 20), came=1, papers=2)
        story.said_of_help(case, "parent", on=date(2026, 11, 20), is_heard=4)
        story.enrolled(case, on=date(2026, 8, 24), due_on=date(2027, 1, 4))
        registered = story.registered()
        story.registration_late(registered, last_day=date(2026, 10, 19))
        story.registration_closed(registered)
        story.out_of_education(due_on=date(2026, 12, 1))
        story.booked()
        story.tlv_granted(due_on=date(2026, 12, 1))
        late = story.tlv_granted(due_on=date(2026, 12, 1), last_day=date(2026, 9, 1))
        story.tlv_contested(late)
        return story

    return tell
