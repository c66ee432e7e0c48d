"""Integration: a virus scanner over real sockets; without a clear answer nothing is clean."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from samenspel_arrangements.gateways.documents.scanner import Clamd, Finding, ScannerLost

from .clamd import EICAR, clamd, clamd_over_tcp

Speak = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def saying(words: bytes) -> Speak:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(words)
        await writer.drain()
        writer.close()

    return speak


async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


async def test_it_tells_a_virus_from_a_letter(tmp_path: Path) -> None:
    async with clamd(tmp_path) as local, clamd_over_tcp() as remote:
        for url in (local, remote):
            scanner = Clamd(url)
            assert await scanner.scan(b"Beste ouders" * 50_000) is Finding.CLEAN
            assert await scanner.scan(EICAR) is Finding.INFECTED
            assert await scanner.scan(b"") is Finding.CLEAN


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"stream: OK",
        b"stream: \0",
        b"OK\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"x" * 9999,
    ],
)
async def test_no_clear_answer_is_no_answer(words: bytes) -> None:
    async with clamd_over_tcp(saying(words)) as url:
        with pytest.raises(ScannerLost):
            await Clamd(url).scan(b"Beste ouders")


async def test_a_scanner_that_is_away_or_silent_is_lost(tmp_path: Path) -> None:
    async with clamd_over_tcp(never) as silent:
        for url in (f"unix://{tmp_path}/none", "tcp://127.0.0.1:1", silent):
            with pytest.raises(ScannerLost):
                await Clamd(url, patience=0.2).scan(b"Beste ouders")


def test_only_these_addresses_are_understood() -> None:
    with pytest.raises(ValueError, match="CLAMD_URL"):
        Clamd("http://scanner")
