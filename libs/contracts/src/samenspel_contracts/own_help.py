"""Help that schools arranged by themselves: counts and amounts, never of whom."""

from datetime import date
from typing import Annotated
from uuid import UUID

from samenspel_contracts.open_items import Code
from samenspel_contracts.registry import EventData, Privacy, event

Count = Annotated[int, Privacy.NONE]
Reference = Annotated[UUID, Privacy.NONE]


@event("nl.passend-onderwijs.own-help.registered.v1", owner="arrangements")
class OwnHelpRegisteredV1(EventData):
    """A school wrote down what it decided by itself below its limit; the amount is in cents.

    The school year is named by the year in which it begins.
    """

    own_help_id: Reference
    school_id: Reference
    school_year: Count
    kind: Code
    started_on: Annotated[date, Privacy.NONE]
    children: Count
    amount_cents: Count


@event("nl.passend-onderwijs.own-help.taken-back.v1", owner="arrangements")
class OwnHelpTakenBackV1(EventData):
    """It was written down by mistake, and does not count."""

    own_help_id: Reference
