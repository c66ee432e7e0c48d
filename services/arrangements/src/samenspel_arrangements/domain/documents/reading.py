"""Who may see and open a document: the table of rights, and beyond it the document's standing."""

from datetime import date

from samenspel_arrangements.domain.deeds import Action
from samenspel_arrangements.domain.documents.document import Document
from samenspel_arrangements.domain.documents.standing import (
    AwaitingParents,
    KeptByParents,
    Removed,
    Withheld,
)
from samenspel_arrangements.domain.documents.version import Fit, Unread, Version
from samenspel_arrangements.domain.policies import may, require
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import Forbidden, NotFound


def may_see(actor: Actor, document: Document, *, today: date) -> bool:
    """Tell whether a document is there for the actor."""
    if not may(actor, Action.READ_DOCUMENT, document):
        return False
    parent, brought = actor.role is Role.PARENT, actor.person_id == document.added_by
    match document.standing:
        case AwaitingParents() | KeptByParents():
            return parent or brought
        case Withheld(until=until):
            return not parent or brought or today > until
    return True


def require_seen(actor: Actor, document: Document, *, today: date) -> None:
    """Refuse with NotFound what is not there for the actor, and with Forbidden what it may not."""
    require(actor, Action.READ_DOCUMENT, document)
    if not may_see(actor, document, today=today):
        raise NotFound(document.pupil_id)


def may_open(actor: Actor, document: Document, version: Version, *, today: date) -> bool:
    """Tell whether the actor may open a version: never before it was looked at.

    What no machine could read is opened by who brought it, or may confirm it, alone.
    """
    if isinstance(document.standing, Removed) or version.key is None:
        return False
    if not may_see(actor, document, today=today):
        return False
    match version.check:
        case Fit():
            return True
        case Unread():
            return actor.person_id == version.added_by or may_confirm(actor, document, today=today)
    return False


def may_confirm(actor: Actor, document: Document, *, today: date) -> bool:
    """Tell whether the actor may say that no such number is in it."""
    return may(actor, Action.ADD_DOCUMENT, document) and may_see(actor, document, today=today)


def require_open(actor: Actor, document: Document, version: Version, *, today: date) -> None:
    """Refuse to open what may not be opened."""
    require_seen(actor, document, today=today)
    if not may_open(actor, document, version, today=today):
        raise Forbidden(document.pupil_id)
