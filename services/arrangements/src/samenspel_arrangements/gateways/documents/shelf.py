"""Takes documents in, looks at them, and gives them out: the one way to their bytes."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from samenspel_arrangements.domain.documents.content import (
    NumbersInDocument,
    ReadText,
    Unfit,
    unfit,
)
from samenspel_arrangements.domain.documents.version import (
    Check,
    Checking,
    Fit,
    Refused,
    TakenContent,
    Unread,
    Version,
)
from samenspel_arrangements.gateways.documents.files import Files
from samenspel_arrangements.gateways.documents.ocr import Ocr
from samenspel_arrangements.gateways.documents.reading import read_apart
from samenspel_arrangements.gateways.documents.scanner import Clamd, Finding
from samenspel_arrangements.gateways.documents.sealing import Keyring
from samenspel_kernel.forbidden_identifiers import found_on
from samenspel_kernel.ids import new_id

MOST_READ = 40
"""Pages whose text is kept; no plan is longer, and each document of a case is loaded with it."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What becomes of a version, and what a machine read of its pictures, sealed."""

    check: Check
    text: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What documents pass. Without a scanner none is looked for; without OCR people look.

    `max_bytes` is the most that one document may have.
    """

    files: Files
    keyring: Keyring
    scanner: Clamd | None
    ocr: Ocr | None
    max_bytes: int

    async def take(self, alliance_id: UUID, content: bytes) -> TakenContent:
        """Look into the bytes and put them away, sealed; InvalidInput, and nothing kept, if unfit.

        NumbersInDocument when there is a number in it that may not be here.
        """
        if len(content) > self.max_bytes:
            raise unfit(Unfit.TOO_LARGE)
        text = await read_apart(content)
        if places := found_on(text.searched):
            raise NumbersInDocument(tuple(places))
        id_ = new_id()
        key = self.keyring.new_key(id_)
        await self.files.put(alliance_id, id_, self.keyring.seal(key, id_, content))
        return TakenContent(
            id=id_,
            key=key,
            media_type=text.media_type,
            size=len(content),
            unread=text.unread,
            check=self._first_check(text),
        )

    def open(self, alliance_id: UUID, version: Version) -> AsyncIterator[bytes]:
        """Give the bytes of a version, piece by piece; ValueError if its key is gone."""
        if version.key is None:
            raise ValueError("its key is gone")
        sealed = self.files.get(alliance_id, version.id)
        return self.keyring.unseal(version.key, version.id, sealed)

    async def read(self, alliance_id: UUID, version: Version) -> ReadText:
        """Give the text of a version, with what was kept of its pictures; the others stay without.

        No picture is read here: that takes minutes, and is done when a version is looked at.
        """
        pieces = self.open(alliance_id, version)
        text = await read_apart(b"".join([piece async for piece in pieces]))
        kept = self._kept(version)
        pages = enumerate(text.pages, start=1)
        return replace(
            text,
            pages=tuple(kept.get(number, page) for number, page in pages),
            unread=text.unread - kept.keys(),
        )

    async def look_at(
        self, alliance_id: UUID, version: Version, *, keeps_text: bool = False
    ) -> Looked:
        """Say what becomes of a version that was put away; ScannerLost if nobody can say it yet."""
        content = b"".join([piece async for piece in self.open(alliance_id, version)])
        if self.scanner and await self.scanner.scan(content) is Finding.INFECTED:
            return Looked(Refused(why=Unfit.INFECTED))
        if not version.unread:
            return Looked(Fit())
        if self.ocr is None:
            return Looked(Unread())
        read = await self.ocr.read(content, version.media_type, version.unread)
        pages = [read.get(page, "") for page in range(1, max(version.unread) + 1)]
        if places := found_on(pages):
            return Looked(Refused(why=None, places=tuple(places)))
        check = Fit() if set(read) >= version.unread else Unread()
        return Looked(check, self._sealed(version, read) if keeps_text else None)

    async def forget(self, alliance_id: UUID, version_id: UUID) -> None:
        """Remove the bytes of a version."""
        await self.files.delete(alliance_id, version_id)

    def _sealed(self, version: Version, read: Mapping[int, str]) -> bytes | None:
        kept = {page: text for page, text in sorted(read.items())[:MOST_READ] if text.strip()}
        if not kept or version.key is None:
            return None
        return self.keyring.seal_text(version.key, version.id, json.dumps(kept).encode())

    def _kept(self, version: Version) -> dict[int, str]:
        if version.text is None or version.key is None:
            return {}
        kept = json.loads(self.keyring.open_text(version.key, version.id, version.text))
        return {int(page): text for page, text in kept.items()}

    def _first_check(self, text: ReadText) -> Check:
        if self.scanner or (text.unread and self.ocr):
            return Checking()
        return Unread() if text.unread else Fit()
