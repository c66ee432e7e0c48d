"""Answers to choose from, with their sentences."""

from collections.abc import Iterable

from samenspel_intake.domain.asking.gates import RequestKind
from samenspel_intake.domain.asking.needs import MOST
from samenspel_intake.domain.asking.parents_voice import WhyNotShown
from samenspel_intake.domain.asking.prepared_request import WhyDropped
from samenspel_intake.domain.contact import LANGUAGES
from samenspel_intake.domain.standing import WithdrawalReason
from samenspel_intake.domain.suspension import WhySuspended
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


def parents_first() -> list[Choice]:
    """Give that parents read a request first, and why they may not."""
    return [("show", _sentence("parents-first.show")), *why_not_shown()]


def why_not_shown() -> list[Choice]:
    """Give why parents can't read a request first."""
    return [(why.value, _sentence(f"parents-first.{why}")) for why in WhyNotShown]


def why_dropped() -> list[Choice]:
    """Give why a request in the making is not sent."""
    return [(why.value, _sentence(f"dropped.{why}")) for why in WhyDropped]


def why_suspended() -> list[Choice]:
    """Give why a term can stand still."""
    return [(why.value, _sentence(f"suspended.{why}")) for why in WhySuspended]


def request_kinds(kinds: Iterable[RequestKind]) -> list[Choice]:
    """Give for whom can be asked, each with an explanation."""
    return [(k.value, _sentence(f"asked-for.{k}"), _sentence(f"asked-hint.{k}")) for k in kinds]


def need_levels() -> list[Choice]:
    """Give how much can be needed."""
    return [(str(level), _sentence(f"need-level.{level}")) for level in range(MOST + 1)]


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
