"""What happens to a grant to share."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.sharing.standing import Ended, Open
from samenspel_kernel.aggregate import DomainEvent

if TYPE_CHECKING:
    from samenspel_intake.domain.sharing.asked_share import AskedShare


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareEvent(DomainEvent):
    """Something happened to a grant."""

    grant: "AskedShare"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOpened(ShareEvent):
    """Somebody wants to share, and sees to it from now on."""

    standing: Open


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAsked(ShareEvent):
    """These parents are asked, each for itself."""

    parents: frozenset[ContactId]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentsReminded(ShareEvent):
    """These parents were silent until now."""

    parents: frozenset[ContactId]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithheld(ShareEvent):
    """A parent said no."""

    parent: ContactId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareGranted(ShareEvent):
    """From now on it may be shared, within its period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareEnded(ShareEvent):
    """From now on nothing is shared by this grant, in no service."""

    standing: Ended
