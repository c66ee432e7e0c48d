"""What this service reads of the events of others."""

from samenspel_arrangements.consumers import (
    asking,
    deaths,
    help_courses,
    help_reminders,
    intake,
    meeting,
    opp,
    perspective,
    places,
    timeline,
    timeline_of_child,
    timeline_of_schools,
    voice,
)
from samenspel_arrangements.consumers.letters import LETTERS
from samenspel_messaging.consumers import Consumer
from samenspel_messaging.rebuild import Projection
from samenspel_platform.access import AccessProjection

CASES = Consumer(name="cases", handlers={**intake.CASE_HANDLERS, **asking.REQUEST_HANDLERS})
DEATHS = Consumer(name="deaths", handlers=deaths.DEATH_HANDLERS)
DIRECTORY = Consumer(
    name="directory", handlers={**intake.DIRECTORY_HANDLERS, **perspective.PARENT_HANDLERS}
)
TIMELINE = Consumer(
    name="timeline",
    handlers={
        **timeline.HANDLERS,
        **asking.TIMELINE_HANDLERS,
        **help_courses.TIMELINE_HANDLERS,
        **timeline_of_child.CHILD_HANDLERS,
        **timeline_of_schools.SCHOOL_HANDLERS,
    },
)
PERSPECTIVES = Consumer(name="perspectives", handlers=perspective.PERSPECTIVE_HANDLERS)
VOICES = Consumer(name="voices", handlers=voice.VOICE_HANDLERS)
REMINDERS = Consumer(name="reminders", handlers=help_reminders.REMINDER_HANDLERS)
PLACES = Consumer(name="places", handlers=places.PLACE_HANDLERS)
MEETINGS = Consumer(name="meetings", handlers=meeting.MEETING_HANDLERS)
OPPS = Consumer(name="opps", handlers=opp.OPP_HANDLERS)
ACCESS = AccessProjection()

CONSUMERS = (
    CASES,
    DEATHS,
    DIRECTORY,
    TIMELINE,
    PERSPECTIVES,
    VOICES,
    MEETINGS,
    OPPS,
    REMINDERS,
    PLACES,
    LETTERS,
    ACCESS.consumer(),
)
PROJECTIONS = (Projection(consumer=TIMELINE, tables=("timeline_entry",)),)
"""The timeline can be made anew from the logs."""
