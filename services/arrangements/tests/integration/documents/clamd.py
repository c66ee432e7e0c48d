"""A clamd that knows one virus, on a real socket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + rb"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Speak INSTREAM once."""
    assert await reader.readexactly(10) == b"zINSTREAM\0"
    content = bytearray()
    while size := int.from_bytes(await reader.readexactly(4), "big"):
        content += await reader.readexactly(size)
    found = b"Win.Test.EICAR_HDB-1 FOUND" if EICAR in content else b"OK"
    writer.write(b"stream: " + found + b"\0")
    await writer.drain()
    writer.close()


@asynccontextmanager
async def clamd(folder: Path) -> AsyncIterator[str]:
    """Serve on a socket of this machine; gives its address."""
    path = folder / "clamd"
    async with await asyncio.start_unix_server(answer, path):
        yield f"unix://{path}"


@asynccontextmanager
async def clamd_over_tcp(speak: object = answer) -> AsyncIterator[str]:
    """Serve on a port; gives its address."""
    server = await asyncio.start_server(speak, "127.0.0.1", 0)  # type: ignore[arg-type]  # any
    async with server:
        yield f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
