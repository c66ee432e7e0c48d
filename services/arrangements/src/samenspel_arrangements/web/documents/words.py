"""Documents in words."""

from samenspel_arrangements.domain.documents.document import DocumentKind
from samenspel_arrangements.domain.documents.standing import RemovalReason
from samenspel_web.texts import Texts

MEBIBYTE = 1024 * 1024


class DocumentWords:
    """What templates call to say a code, in the language of the page."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def kind(self, code: str) -> str:
        """Name what a document is."""
        return self._texts.text(f"document-kind.{code}")

    def kinds(self) -> list[tuple[str, str, str]]:
        """List what a document can be, with an explanation where one is needed."""
        medical = self._texts.text("documents.medical-hint")
        hints = {DocumentKind.MEDICAL_REPORT: medical}
        return [(kind.value, self.kind(kind), hints.get(kind, "")) for kind in DocumentKind]

    def state(self, code: str) -> str:
        """Say who reads it."""
        return self._texts.text(f"document-state.{code}")

    def check(self, code: str) -> str:
        """Say what looking at a version came to."""
        return self._texts.text(f"document-check.{code}")

    def number(self, code: str) -> str:
        """Name a kind of number that may not be here."""
        return self._texts.text(f"document-number.{code.rpartition('.')[2]}")

    def error(self, code: str) -> str:
        """Say why a file is not kept."""
        return self._texts.text(f"error.{code}")

    def removal(self, code: str) -> str:
        """Say why it was taken away."""
        return self._texts.text(f"document-removal.{code}")

    def removals(self) -> list[tuple[str, str]]:
        """List the reasons to choose from."""
        return [(reason.value, self.removal(reason)) for reason in RemovalReason]

    def size(self, count: int) -> int:
        """Give a size in whole megabytes (of 2^20 bytes)."""
        return count // MEBIBYTE
