"""The few ways in which a domain can say no."""

from dataclasses import dataclass
from uuid import UUID


class RuleViolation(Exception):
    """A business rule forbids this; `code` is stable and documented, texts are not.

    `code` reads `<thing>.<what-is-wrong>`; never put data of a person in it.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field: its name as the caller sent it (dotted for nested ones) and a stable code."""

    field: str
    code: str


class InvalidInput(Exception):
    """Fields that a rule refuses, all at once, so that nobody has to guess the next one."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(", ".join(f"{e.field}: {e.code}" for e in errors))
        self.errors = errors


class Denied(Exception):
    """The caller does not get what it asked for.

    `pupil_id` says whose file it wanted, where that is known: for the access log, never for the
    caller.
    """

    def __init__(self, pupil_id: UUID | None = None) -> None:
        super().__init__()
        self.pupil_id = pupil_id


class NotFound(Denied):
    """No such thing, or none that the caller may know of."""


class Forbidden(Denied):
    """The caller may know of it, but not do this."""


class StaleVersion(Exception):
    """Someone else changed it first; read it again."""
