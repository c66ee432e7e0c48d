"""For which pupils a plan is required by law, and for which it is not (Wpo, art. 40a, O1)."""

from collections.abc import Collection
from enum import StrEnum


class SchoolType(StrEnum):
    """What kind of education a pupil has."""

    REGULAR = "bao"
    SPECIAL_PRIMARY = "sbo"
    SPECIAL = "so"


class Ground(StrEnum):
    """Why a pupil gets more than its group."""

    EXTRA_SUPPORT = "extra-support"
    BASIC_SUPPORT = "basic-support"
    DYSLEXIA = "dyslexia"
    DYSCALCULIA = "dyscalculia"
    GIFTED = "gifted"


def is_required(school_type: SchoolType, grounds: Collection[Ground]) -> bool:
    """Tell whether the law asks a plan: in special education always, else for extra support.

    Basic support, dyslexia, dyscalculia and giftedness alone don't ask one (O1).
    """
    return school_type is not SchoolType.REGULAR or Ground.EXTRA_SUPPORT in grounds
