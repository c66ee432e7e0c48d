"""Codes of closing and aftercare in words."""

from collections.abc import Iterable
from enum import StrEnum

from samenspel_arrangements.application.closing_answers import Reason
from samenspel_arrangements.domain.closing.aftercare import HowItGoes, Teller
from samenspel_arrangements.domain.closing.gate import SuccessorKind
from samenspel_web.texts import Texts


class ClosingWords:
    """What templates call to say a code; an unknown code gets a general word."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def outcome(self, code: str) -> str:
        """Say how a case was closed."""
        key = f"closing.outcome.{code}"
        return self._texts.text(key if key in self._texts else "closing.outcome.other")

    def reasons(self) -> list[tuple[str, str]]:
        """List why a case can be closed."""
        return self._options("closing.outcome", Reason)

    def successors(self) -> list[tuple[str, str]]:
        """List who can go on with the child."""
        return self._options("closing.successor-kind", SuccessorKind)

    def hows(self) -> list[tuple[str, str]]:
        """List how it can go."""
        return self._options("aftercare.how-it-goes", HowItGoes)

    def tellers(self) -> list[tuple[str, str]]:
        """List who can tell it."""
        return self._options("aftercare.teller", Teller)

    def _options(self, group: str, codes: Iterable[StrEnum]) -> list[tuple[str, str]]:
        return [(code.value, self._texts.text(f"{group}.{code.value}")) for code in codes]
