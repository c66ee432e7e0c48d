"""Answers to choose from, with their sentences."""

from collections.abc import Iterable

from samenspel_intake.domain.contact import LANGUAGES
from samenspel_intake.domain.question import SupportKind
from samenspel_intake.domain.standing import WithdrawalReason
from samenspel_intake.persistence.register_queries import PupilLine, SchoolLine, UnitLine
from samenspel_intake.web.pages import pages
from samenspel_kernel.actor import Role
from samenspel_web.filters import FILTERS

Choice = tuple[str, ...]


def _sentence(key: str) -> str:
    return pages.texts.text(key)


def languages() -> list[Choice]:
    """Give the languages of mails."""
    return [(code, _sentence(f"language.{code}")) for code in LANGUAGES]


def kinds() -> list[Choice]:
    """Give what can be asked for, each with an explanation."""
    return [(k.value, _sentence(f"kind.{k}"), _sentence(f"kind-hint.{k}")) for k in SupportKind]


def reasons() -> list[Choice]:
    """Give why a request can be taken back."""
    return [(reason.value, _sentence(f"reason.{reason}")) for reason in WithdrawalReason]


def pupils(lines: Iterable[PupilLine]) -> list[Choice]:
    """Give pupils by name, with the birth date to tell namesakes apart."""
    day = FILTERS["day"]
    return [
        (str(p.id), f"{p.name} ({day(p.birth_date)})" if p.birth_date else p.name) for p in lines
    ]


def schools(lines: Iterable[SchoolLine]) -> list[Choice]:
    """Give schools by name and place."""
    return [(str(school.id), f"{school.name}, {school.place}") for school in lines]


def units(lines: Iterable[UnitLine]) -> list[Choice]:
    """Give units by name."""
    return [(str(unit.id), unit.name) for unit in lines]


def roles(of: Iterable[Role]) -> list[Choice]:
    """Give roles, in their order."""
    return [(role.value, _sentence(f"role.{role}")) for role in of]
