"""Asks ClamAV about a file: clamd's INSTREAM, over TCP or a socket of this machine (man clamd)."""

import asyncio
from contextlib import suppress
from enum import StrEnum
from urllib.parse import urlsplit

CHUNK = 64 * 1024
PATIENCE_SECONDS = 60.0
MAX_ANSWER = 4096


class Finding(StrEnum):
    """What a scanner says; without a clear answer a file is never clean."""

    CLEAN = "clean"
    INFECTED = "infected"


class ScannerLost(OSError):
    """No clear answer came."""


class Clamd:
    """A clamd at `tcp://host:port` or `unix:///path`; ValueError for another address."""

    def __init__(self, url: str, *, patience: float = PATIENCE_SECONDS) -> None:
        self._to, self._patience = urlsplit(url), patience
        if self._to.scheme not in ("tcp", "unix"):
            raise ValueError("CLAMD_URL is tcp://host:port or unix:///path")

    async def scan(self, content: bytes) -> Finding:
        """Have it looked at; ScannerLost if that did not work, for whatever reason."""
        try:
            async with asyncio.timeout(self._patience):
                answer = await self._ask(content)
        except (OSError, TimeoutError, ValueError) as why:
            raise ScannerLost(type(why).__name__) from None
        if answer == b"stream: OK":
            return Finding.CLEAN
        if answer.startswith(b"stream: ") and answer.endswith(b" FOUND"):
            return Finding.INFECTED
        raise ScannerLost("answer")

    async def _ask(self, content: bytes) -> bytes:
        reader, writer = await self._connect()
        try:
            writer.write(b"zINSTREAM\0")
            view = memoryview(content)
            for start in range(0, len(view), CHUNK):
                piece = view[start : start + CHUNK]
                writer.write(len(piece).to_bytes(4, "big"))
                writer.write(piece)
                await writer.drain()
            writer.write(bytes(4))
            await writer.drain()
            return (await reader.readuntil(b"\0"))[:-1].strip()
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError) as why:
            raise ScannerLost(type(why).__name__) from None
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._to.scheme == "unix":
            return await asyncio.open_unix_connection(self._to.path, limit=MAX_ANSWER)
        return await asyncio.open_connection(self._to.hostname, self._to.port, limit=MAX_ANSWER)
