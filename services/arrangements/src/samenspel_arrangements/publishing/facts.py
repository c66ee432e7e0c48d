"""Which domain events leave arrangements, and as what; no free text, no names.

Each topic registers its own: a new one is named here, or its events stay inside.
"""

from samenspel_arrangements.publishing import (
    arrangement_facts,
    case_facts,
    closing_facts,
    course_facts,
    funding_facts,
    group_facts,
    meeting_facts,
    money_facts,
    open_item_facts,
    opp_facts,
    own_help_facts,
    perspective_facts,
    placement_facts,
    question_facts,
    session_facts,
    tlv_facts,
    transition_facts,
    voice_facts,
)
from samenspel_arrangements.publishing.dispatch import to_contract

__all__ = [
    "arrangement_facts",
    "case_facts",
    "closing_facts",
    "course_facts",
    "funding_facts",
    "group_facts",
    "meeting_facts",
    "money_facts",
    "open_item_facts",
    "opp_facts",
    "own_help_facts",
    "perspective_facts",
    "placement_facts",
    "question_facts",
    "session_facts",
    "tlv_facts",
    "to_contract",
    "transition_facts",
    "voice_facts",
]
