"""One version of a document, and what became of looking at it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from samenspel_arrangements.domain.documents.content import MediaType, Unfit
from samenspel_kernel.forbidden_identifiers import Place
from samenspel_kernel.ids import PersonId


class CheckState(StrEnum):
    """What looking at a version came to."""

    CHECKING = "checking"
    UNREAD = "unread"
    FIT = "fit"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Checking:
    """A machine is still to look at it: nobody can open it."""

    state: ClassVar[CheckState] = CheckState.CHECKING


@dataclass(frozen=True, slots=True)
class Unread:
    """No machine could read all of it: a person has to say that no such number is in it."""

    state: ClassVar[CheckState] = CheckState.UNREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """It may be opened; `confirmed_by` looked at what no machine could read."""

    state: ClassVar[CheckState] = CheckState.FIT
    confirmed_by: PersonId | None = None
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It is not kept: a virus, or a number that may not be here, at these places."""

    state: ClassVar[CheckState] = CheckState.REFUSED
    why: Unfit | None
    places: tuple[Place, ...] = ()


Check = Checking | Unread | Fit | Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenContent:
    """Bytes that were looked at, sealed and put away; `key` opens them, and lies in no file."""

    id: UUID
    key: bytes
    media_type: MediaType
    size: int
    unread: frozenset[int]
    check: Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version; `id` is that of its bytes. Without `key` nobody can read them any more.

    `file_name` is personal. `size` is in bytes; `unread` are the pages that are pictures, and `text`
    is what a machine read of them, sealed: of a plan alone, for no other is read for its words.
    """

    id: UUID
    number: int
    file_name: str
    media_type: MediaType
    size: int
    unread: frozenset[int]
    key: bytes | None
    check: Check
    added_by: PersonId
    added_at: datetime
    text: bytes | None = None
