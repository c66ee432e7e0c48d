"""A code to log in with, asked for by a browser and sent to an e-mail address."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType
from uuid import UUID

from samenspel_kernel.errors import RuleViolation

LogInCodeId = NewType("LogInCodeId", UUID)

LIFETIME = timedelta(minutes=10)
MOST_TRIES = 5


@dataclass(slots=True, kw_only=True)
class LogInCode:
    """One code; neither it nor the address is here.

    `address` is the key hash of what was typed, known or not; `browser` the hash of what the browser
    that asked keeps. `proven`: the code was right, and its browser may choose as whom to go in.
    """

    id: LogInCodeId
    address: str
    browser: bytes
    expires_at: datetime
    tries: int = 0
    proven: bool = False
    used: bool = False

    def is_open(self, at: datetime) -> bool:
        """Tell whether it still lets someone in."""
        return not self.used and self.tries < MOST_TRIES and at < self.expires_at

    def try_it(self, is_right: bool, *, at: datetime) -> bool:
        """Count a try; tells whether it lets in. RuleViolation if the code is of no use any more."""
        if not self.is_open(at):
            raise RuleViolation("log-in-code.over")
        self.tries += not is_right
        self.proven = self.proven or is_right
        return is_right

    def use(self, *, at: datetime) -> None:
        """Let in who proved it; RuleViolation without a proof, later, or a second time."""
        if not (self.proven and self.is_open(at)):
            raise RuleViolation("log-in-code.over")
        self.used = True
