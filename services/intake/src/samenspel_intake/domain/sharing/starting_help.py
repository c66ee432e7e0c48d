"""Which help waits for consent; all other help starts while consent is asked."""

from collections.abc import Iterable
from enum import StrEnum


class Help(StrEnum):
    """What a child, a teacher or a school may be helped with."""

    CONSULTATION = "consultation"
    ADVICE_TO_SCHOOL = "advice-to-school"
    TEACHER_COACHING = "teacher-coaching"
    GROUP_HELP = "group-help"
    ADMISSIBILITY = "admissibility"
    ACTION_PART = "action-part"
    EXAMINATION = "examination"
    HELP_WITH_PARTNER = "help-with-partner"


NEEDS_CONSENT = frozenset({Help.ACTION_PART, Help.EXAMINATION, Help.HELP_WITH_PARTNER})
"""The action part of an OPP (Wpo, art. 40a), examining a child, and what a partner does.

For granting support, advising the school and deciding on admission the alliance needs none (Wpo,
art. 18a lid 13).
"""


def can_start(wanted: Iterable[Help], consented: Iterable[Help]) -> frozenset[Help]:
    """Give the help that starts now: all that needs no consent, and what has it."""
    return frozenset(wanted) & (frozenset(Help) - NEEDS_CONSENT | frozenset(consented))
