"""Reads pictures by tesseract, and pages of PDF that are pictures by pdftoppm before it.

Both are programs of the machine (Debian: tesseract-ocr, tesseract-ocr-nld, poppler-utils).
"""

import asyncio
import shutil
from collections.abc import Iterable
from contextlib import suppress

from samenspel_arrangements.domain.documents.content import MediaType

LANGUAGES = "nld+eng"
DOTS_PER_INCH = "200"
PATIENCE_SECONDS = 120.0
PICTURES = frozenset({MediaType.JPEG, MediaType.PNG})


class Ocr:
    """A machine that reads pictures."""

    def __init__(self, *, tesseract: str, pdftoppm: str) -> None:
        self._tesseract, self._pdftoppm = tesseract, pdftoppm

    @classmethod
    def installed(cls) -> "Ocr | None":
        """Give the one of this machine; None without tesseract."""
        tesseract, pdftoppm = shutil.which("tesseract"), shutil.which("pdftoppm")
        return cls(tesseract=tesseract, pdftoppm=pdftoppm or "") if tesseract else None

    async def read(
        self, content: bytes, media_type: MediaType, pages: Iterable[int]
    ) -> dict[int, str]:
        """Give the text of these pages; those that it could not read are left out."""
        found: dict[int, str] = {}
        for page in sorted(pages):
            if (picture := await self._picture(content, media_type, page)) is None:
                continue
            said = await _run(picture, self._tesseract, "stdin", "stdout", "-l", LANGUAGES)
            if said is not None:
                found[page] = said.decode("utf-8", "replace")
        return found

    async def _picture(self, content: bytes, media_type: MediaType, page: int) -> bytes | None:
        if media_type in PICTURES:
            return content
        if media_type is not MediaType.PDF or not self._pdftoppm:
            return None
        only = ("-f", str(page), "-l", str(page))
        return await _run(content, self._pdftoppm, *only, "-gray", "-r", DOTS_PER_INCH, "-png", "-")


async def _run(given: bytes, *command: str) -> bytes | None:
    """Give what a program says; None if it fails, or takes too long."""
    program = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            said, _ = await program.communicate(given)
    except (TimeoutError, OSError):
        return None
    finally:
        if program.returncode is None:
            with suppress(ProcessLookupError):
                program.kill()
            await program.wait()
    return said if program.returncode == 0 else None
