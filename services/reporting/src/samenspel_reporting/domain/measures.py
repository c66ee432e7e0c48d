"""What can be counted; behind each count lies the list of what was counted."""

from enum import StrEnum


class Measure(StrEnum):
    """A count of what is open or was decided; domain/definitions.py says of each what it means."""

    OPEN = "open"
    OPEN_CASES = "open-cases"
    OVER_TERM = "over-term"
    WITHOUT_HOLDER = "without-holder"
    WITHOUT_NEXT_ACTION = "without-next-action"
    OVERDUE = "overdue"
    HANDOVER_UNANSWERED = "handover-unanswered"
    GRANTED = "granted"
    ASKED = "asked"
    TLV_DECIDED = "tlv-decided"
    TLV_LATE = "tlv-late"
    TLV_OBJECTED = "tlv-objected"
    TLV_OBJECTION_UPHELD = "tlv-objection-upheld"


BETWEEN_STOOLS = (Measure.WITHOUT_HOLDER, Measure.WITHOUT_NEXT_ACTION, Measure.OVERDUE)
"""The three that must be 0: what they count threatens to fall between two stools."""

OVER_A_PERIOD = frozenset(
    {
        Measure.GRANTED,
        Measure.TLV_DECIDED,
        Measure.TLV_LATE,
        Measure.TLV_OBJECTED,
        Measure.TLV_OBJECTION_UPHELD,
    }
)
"""What is counted over a period; all else is counted as it stands today."""
OF_TLVS = OVER_A_PERIOD - {Measure.GRANTED}
"""What is counted of decisions on TLVs."""
