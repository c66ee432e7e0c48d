"""Events of groups in which several children get help: days and numbers, nothing of any child."""

from datetime import date
from typing import Annotated
from uuid import UUID

from samenspel_contracts.registry import EventData, Privacy, event

Day = Annotated[date, Privacy.NONE]


class HelpGroupState(EventData):
    """What all of them tell: from when until when, and for how many children there is room."""

    help_group_id: Annotated[UUID, Privacy.NONE]
    leader_id: Annotated[UUID, Privacy.PSEUDONYMOUS]
    starts_on: Day
    ends_on: Day
    places: Annotated[int, Privacy.NONE]


@event("nl.passend-onderwijs.help-group.made.v1", owner="arrangements")
class HelpGroupMadeV1(HelpGroupState):
    """There is a group; nobody is in it yet."""


@event("nl.passend-onderwijs.help-group.changed.v1", owner="arrangements")
class HelpGroupChangedV1(HelpGroupState):
    """What it is changed; the state after the change."""


@event("nl.passend-onderwijs.help-group.closed.v1", owner="arrangements")
class HelpGroupClosedV1(EventData):
    """There is none any more: `goals-reached`, `too-few-children`, `no-giver` or `other`.

    Who holds the case of each child in it decides how its help goes on.
    """

    help_group_id: Annotated[UUID, Privacy.NONE]
    closed_on: Day
    reason: Annotated[str, Privacy.NONE]
