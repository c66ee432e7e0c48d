"""Takes documents in, looks at them, and gives them out: the one way to their bytes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
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
        """Give the text of a version; pages that are pictures stay without."""
        pieces = self.open(alliance_id, version)
        return await read_apart(b"".join([piece async for piece in pieces]))

    async def look_at(self, alliance_id: UUID, version: Version) -> Check:
        """Say what becomes of a version that was put away; ScannerLost if nobody can say it yet."""
        content = b"".join([piece async for piece in self.open(alliance_id, version)])
        if self.scanner and await self.scanner.scan(content) is Finding.INFECTED:
            return Refused(why=Unfit.INFECTED)
        if not version.unread:
            return Fit()
        if self.ocr is None:
            return Unread()
        read = await self.ocr.read(content, version.media_type, version.unread)
        pages = [read.get(page, "") for page in range(1, max(version.unread) + 1)]
        if places := found_on(pages):
            return Refused(why=None, places=tuple(places))
        return Fit() if set(read) >= version.unread else Unread()

    async def forget(self, alliance_id: UUID, version_id: UUID) -> None:
        """Remove the bytes of a version."""
        await self.files.delete(alliance_id, version_id)

    def _first_check(self, text: ReadText) -> Check:
        if self.scanner or (text.unread and self.ocr):
            return Checking()
        return Unread() if text.unread else Fit()
