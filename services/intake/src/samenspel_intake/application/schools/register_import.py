"""Use cases: an administrator brings a newer register, looks at what it means, and confirms it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from samenspel_intake.application.schools.close_school import CloseSchool
from samenspel_intake.application.schools.take_register import RegisterTaken
from samenspel_intake.domain.school_location import SchoolLocation


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtProblem:
    """What is wrong with a line of the file: in which field, its value, what it probably was."""

    line: int
    location: str
    field: str
    code: str
    value: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtRegister:
    """The part of a file that is the alliance's, and what is wrong with lines of it."""

    locations: tuple[SchoolLocation, ...]
    untold: frozenset[str]
    problems: tuple[BroughtProblem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterImport:
    """A file on its way: brought, confirmed, done; `brought` is forgotten when it is done."""

    id: UUID
    brought_at: datetime
    confirmed_at: datetime | None
    done_at: datetime | None
    brought: BroughtRegister | None
    closures: tuple[CloseSchool, ...]
    outcome: RegisterTaken | None


class RegisterImports(Protocol):
    """The imports of the alliance."""

    async def add(self, id_: UUID, brought: BroughtRegister, *, by: UUID, at: datetime) -> None:
        """Keep a file that was looked through, for a person to confirm."""
        ...

    async def confirm(self, id_: UUID, closures: Sequence[CloseSchool], *, at: datetime) -> bool:
        """Have it done; False when somebody confirmed it before."""
        ...
