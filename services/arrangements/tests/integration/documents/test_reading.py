"""Integration: files are read in a process of their own, and pictures by programs."""

import stat
import sys
from pathlib import Path

import pytest

from samenspel_arrangements.domain.documents.content import MediaType
from samenspel_arrangements.gateways.documents import reading
from samenspel_arrangements.gateways.documents.ocr import Ocr
from samenspel_arrangements.gateways.documents.reading import read_apart
from samenspel_kernel.errors import InvalidInput


async def test_a_text_comes_back_from_the_other_process() -> None:
    read = await read_apart(b"Hallo\fBeste ouders")

    assert (read.media_type, read.pages, read.unread) == (
        MediaType.TEXT,
        ("Hallo", "Beste ouders"),
        frozenset(),
    )


async def test_so_does_a_refusal() -> None:
    with pytest.raises(InvalidInput, match=r"document\.unknown-kind"):
        await read_apart(b"MZ" + bytes(100))


async def test_what_takes_too_much_memory_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_MEMORY", 200_000_000)
    with pytest.raises(InvalidInput, match=r"document\.damaged"):
        await read_apart(b"a " * 30_000_000)


async def test_what_takes_too_long_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 0.0)
    with pytest.raises(InvalidInput, match=r"document\.damaged"):
        await read_apart(b"Hallo")


def program(folder: Path, name: str, body: str) -> str:
    """Write a program that stands for one of the machine."""
    file = folder / name
    file.write_text(f"#!{sys.executable}\nimport sys\ngiven = sys.stdin.buffer.read()\n{body}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


async def test_pictures_and_pages_go_through_the_programs_in_turn(tmp_path: Path) -> None:
    ocr = Ocr(
        tesseract=program(tmp_path, "tesseract", "sys.stdout.write(given.decode().upper())"),
        pdftoppm=program(tmp_path, "pdftoppm", "sys.stdout.write('bladzijde ' + sys.argv[2])"),
    )

    assert await ocr.read(b"bsn", MediaType.PNG, {1}) == {1: "BSN"}
    assert await ocr.read(b"%PDF", MediaType.PDF, {2, 4}) == {2: "BLADZIJDE 2", 4: "BLADZIJDE 4"}
    assert await ocr.read(b"PK", MediaType.DOCX, {1}) == {}


async def test_what_a_program_can_not_read_stays_unread(tmp_path: Path) -> None:
    ocr = Ocr(tesseract=program(tmp_path, "tesseract", "sys.exit(1)"), pdftoppm="")

    assert await ocr.read(b"bsn", MediaType.PNG, {1}) == {}
    assert await ocr.read(b"%PDF", MediaType.PDF, {1}) == {}
