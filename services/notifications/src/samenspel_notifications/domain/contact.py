"""Those who can be told: parents of a pupil and people at a school."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How someone is reached, as the register last said; without `email` mails wait.

    `kind` is `parent` (has a pupil), `school` (has a school) or `person` (gets only what is for it
    alone); other kinds get no mail.
    """

    id: UUID
    alliance_id: UUID
    kind: str
    name: str
    language: str
    has_authority: bool
    email: str | None = None
    pupil_id: UUID | None = None
    school_id: UUID | None = None


def masked(email: str | None) -> str | None:
    """Hide all of an address but its first letter and its domain."""
    if email is None:
        return None
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}•••@{domain}"
