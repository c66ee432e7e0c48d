"""Those who can be told: parents of a pupil and people at a school."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How someone is reached, as the register last said; without any address mails wait.

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
    organisation: str | None = None
    prefers_post: bool = False
    street: str | None = None
    postcode: str | None = None
    place: str | None = None

    @property
    def gets_paper(self) -> bool:
        """Whether a letter is printed for it: it likes that, or there is no other way."""
        return self.street is not None and (self.prefers_post or self.email is None)

    @property
    def reached_at(self) -> tuple[str | None, ...]:
        """All by which it is reached; another one means that a letter may arrive after all."""
        return (self.email, self.street, self.postcode, self.place, str(self.prefers_post))


def masked(email: str | None) -> str | None:
    """Hide all of an address but its first letter and its domain."""
    if email is None:
        return None
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}•••@{domain}"
