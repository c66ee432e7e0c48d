"""Answers to choose from in the forms of registrations, with their sentences."""

from collections.abc import Iterable
from enum import StrEnum

from samenspel_intake.domain.registration.ending import Ground, PlaceKind
from samenspel_intake.domain.registration.filing import Origin
from samenspel_intake.web.choices import Choice
from samenspel_intake.web.pages import pages
from samenspel_intake.web.registrations.forms import Expected, FirstChoice


def _of(group: str, codes: Iterable[StrEnum]) -> list[Choice]:
    return [(code.value, pages.texts.text(f"{group}.{code}")) for code in codes]


def first_choices() -> list[Choice]:
    """Give whether the school is the first preference."""
    return _of("registration-first", FirstChoice)


def expectations() -> list[Choice]:
    """Give whether more support is expected."""
    return _of("registration-expected", Expected)


def origins() -> list[Choice]:
    """Give where a child is now."""
    return _of("registration-origin", Origin)


def grounds() -> list[Choice]:
    """Give the grounds of the law for a no."""
    return _of("registration-ground", Ground)


def other_places() -> list[Choice]:
    """Give the kinds of another school."""
    others = [kind for kind in PlaceKind if kind is not PlaceKind.OWN_SCHOOL]
    return _of("registration-place", others)
