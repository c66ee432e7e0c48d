"""What a signal is about, in one word."""

from enum import StrEnum


class Theme(StrEnum):
    """For figures that point at nobody."""

    NO_PLACE = "no-place"
    NOT_HEARD = "not-heard"
    TOO_LITTLE_HELP = "too-little-help"
    WAITING = "waiting"
    INFORMATION = "information"
    SAFETY = "safety"
    OTHER = "other"
