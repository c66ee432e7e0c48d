"""A TCP proxy between a program and its server, that lets both down in the ways networks do."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import urlsplit, urlunsplit

CHUNK = 65536
RESET = struct.pack("ii", 1, 0)  # linger for 0 s: what is unsent is dropped, the peer gets RST


class Way(Enum):
    """The direction of what passes."""

    TO_SERVER = auto()
    TO_CLIENT = auto()


@dataclass(eq=False, slots=True)
class _Connection:
    client: asyncio.StreamWriter
    server: asyncio.StreamWriter | None = None

    def reset(self) -> None:
        for writer in (self.client, self.server):
            if writer is None:
                continue
            with suppress(OSError):  # it is closed already
                writer.get_extra_info("socket").setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, RESET
                )
            writer.transport.abort()


class FaultProxy:
    """Passes connections on; its faults also strike those that live, until `heal`."""

    def __init__(self, host: str, port: int) -> None:
        self._server = host, port
        self._live: set[_Connection] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._open = {way: asyncio.Event() for way in Way}
        self._answering = asyncio.Event()
        self._left: int | None = None
        self.port = 0
        self.latency = 0.0
        """Seconds that each piece is kept before it goes on."""
        self.drip: int | None = None
        """Bytes per second and direction, or None for all at once."""
        self.accepted = 0
        self.cuts = 0
        """How many connections were reset on purpose."""
        self.heal()

    @classmethod
    @asynccontextmanager
    async def before(cls, url: str) -> AsyncIterator["FaultProxy"]:
        """Stand on a free port of this machine before the server of a URL."""
        parts = urlsplit(url)
        proxy = cls(parts.hostname or "127.0.0.1", parts.port or 0)
        listener = await asyncio.start_server(proxy._serve, "127.0.0.1", 0)
        proxy.port = listener.sockets[0].getsockname()[1]
        try:
            yield proxy
        finally:
            listener.close()
            proxy.heal()  # nobody waits any more
            proxy.reset()
            await asyncio.gather(*proxy._tasks, return_exceptions=True)

    def url(self, url: str) -> str:
        """Give a URL of the server with our address in it."""
        parts = urlsplit(url)
        login = parts.netloc.rpartition("@")[0]
        netloc = f"{login}@127.0.0.1:{self.port}" if login else f"127.0.0.1:{self.port}"
        return urlunsplit(parts._replace(netloc=netloc))

    @property
    def connections(self) -> int:
        """How many live."""
        return len(self._live)

    def heal(self) -> None:
        """Pass everything on at once again, also what was kept back."""
        self.latency, self.drip, self._left = 0.0, None, None
        self._answering.set()
        for way in self._open.values():
            way.set()

    def reset(self) -> int:
        """Reset (RST) all connections; gives how many there were."""
        dropped = list(self._live)
        for connection in dropped:
            connection.reset()
        self._live.clear()
        self.cuts += len(dropped)
        return len(dropped)

    def black_hole(self, *ways: Way) -> None:
        """Let nothing through, without telling anybody; all directions if none is named."""
        for way in ways or Way:
            self._open[way].clear()

    def half_open(self) -> None:
        """Take new connections and never answer them; the living hear nothing, nor that we go."""
        self._answering.clear()
        self.black_hole()

    def cut_after(self, number: int) -> None:
        """Reset all connections once so many more bytes have passed, in both directions together.

        The piece that goes over it is passed on in part.
        """
        self._left = number

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - the server runs us in one
        self._tasks.add(task)
        connection = _Connection(writer)
        self._live.add(connection)
        self.accepted += 1
        try:
            with suppress(OSError):
                await self._connect(connection, reader)
        finally:
            self._live.discard(connection)
            self._tasks.discard(task)
            for end in (connection.client, connection.server):
                if end is not None:
                    end.close()

    async def _connect(self, connection: _Connection, reader: asyncio.StreamReader) -> None:
        await self._answering.wait()
        back, server = await asyncio.open_connection(*self._server)
        connection.server = server
        async with asyncio.TaskGroup() as group:
            group.create_task(self._pass(reader, server, Way.TO_SERVER))
            group.create_task(self._pass(back, connection.client, Way.TO_CLIENT))

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: Way
    ) -> None:
        kept: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(maxsize=64)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._take(reader, way, kept))
            group.create_task(self._give(kept, writer, way))

    async def _take(
        self, reader: asyncio.StreamReader, way: Way, kept: "asyncio.Queue[tuple[float, bytes]]"
    ) -> None:
        """Read on, and note when each piece is due; the last one is empty."""
        loop, piece = asyncio.get_running_loop(), b"?"
        while piece:
            await self._open[way].wait()
            try:
                piece = await reader.read(CHUNK if self.drip is None else max(1, self.drip // 10))
            except OSError:
                piece = b""
            if self.drip is not None:
                await asyncio.sleep(0.1)
            await kept.put((loop.time() + self.latency, piece))

    async def _give(
        self, kept: "asyncio.Queue[tuple[float, bytes]]", writer: asyncio.StreamWriter, way: Way
    ) -> None:
        loop = asyncio.get_running_loop()
        with suppress(OSError):
            while True:
                due, piece = await kept.get()
                await asyncio.sleep(due - loop.time())
                await self._open[way].wait()
                if not piece:
                    break
                writer.write(self._within_limit(piece))
                await writer.drain()
                if self._left == 0:
                    self._left = None
                    self.reset()
        if writer.can_write_eof() and not writer.is_closing():
            with suppress(OSError):
                writer.write_eof()

    def _within_limit(self, piece: bytes) -> bytes:
        if self._left is None:
            return piece
        piece = piece[: self._left]
        self._left -= len(piece)
        return piece
