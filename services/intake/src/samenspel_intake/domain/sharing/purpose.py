"""For what something of a child is shared, by what right, and what of it."""

from enum import StrEnum


class Purpose(StrEnum):
    """For what; another purpose is another grant."""

    HELP_TOGETHER = "help-together"
    CASE_MEETING = "case-meeting"
    YOUTH_CARE = "youth-care"
    HEALTH_ADVICE = "health-advice"
    RETURN_TO_SCHOOL = "return-to-school"
    FAMILY_DESK = "family-desk"


class LegalBasis(StrEnum):
    """By what right."""

    CONSENT = "consent"
    LEGAL_TASK = "legal-task"
    COVENANT = "covenant"
    VITAL_INTEREST = "vital-interest"
    SCHOOL_ATTENDANCE = "school-attendance"


class SharedPart(StrEnum):
    """What of the file; what is not named is not shared."""

    WHO_AND_WHERE = "who-and-where"
    QUESTION = "question"
    NEEDS = "needs"
    ABSENCE = "absence"
    AGREEMENTS = "agreements"
    MEDICAL_REPORT = "medical-report"


NEVER_WITHOUT_PARENTS = frozenset({SharedPart.MEDICAL_REPORT})
"""Of these the parents alone decide."""
