"""What can be counted; behind each count lies the list of what was counted."""

from enum import StrEnum


class Measure(StrEnum):
    """A count of requests or cases; domain/definitions.py says of each what it means."""

    OPEN = "open"
    OPEN_CASES = "open-cases"
    OVER_TERM = "over-term"
    WITHOUT_HOLDER = "without-holder"
    WITHOUT_NEXT_ACTION = "without-next-action"
    OVERDUE = "overdue"
    HANDOVER_UNANSWERED = "handover-unanswered"
    GRANTED = "granted"


BETWEEN_STOOLS = (Measure.WITHOUT_HOLDER, Measure.WITHOUT_NEXT_ACTION, Measure.OVERDUE)
"""The three that must be 0: what they count threatens to fall between two stools."""
