"""Each fault of the proxy, against a server that says everything back."""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

import pytest
import pytest_asyncio

from samenspel_testkit.fault_proxy import FaultProxy, Way
from samenspel_testkit.probes import eventually

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Echo:
    def __init__(self) -> None:
        self.heard = bytearray()
        self.living = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.living += 1
        try:
            while piece := await reader.read(1000):
                self.heard += piece
                writer.write(piece)
                await writer.drain()
        except ConnectionError:
            return
        finally:
            self.living -= 1
            writer.close()


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest_asyncio.fixture
async def proxy(echo: Echo) -> AsyncIterator[FaultProxy]:
    server = await asyncio.start_server(echo.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with FaultProxy.before(f"tcp://127.0.0.1:{port}") as made:
        yield made
    server.close()


async def connect(proxy: FaultProxy) -> Streams:
    return await asyncio.open_connection("127.0.0.1", proxy.port)


async def say(streams: Streams, words: bytes, *, within: float = 5.0) -> bytes:
    reader, writer = streams
    writer.write(words)
    async with asyncio.timeout(within):
        return await reader.readexactly(len(words))


async def test_without_a_fault_everything_passes(proxy: FaultProxy) -> None:
    streams = await connect(proxy)

    assert await say(streams, b"x" * 300_000) == b"x" * 300_000
    streams[1].write_eof()
    assert await streams[0].read() == b""


async def test_a_url_gets_the_proxys_address_and_keeps_the_rest(proxy: FaultProxy) -> None:
    assert proxy.url("amqp://me:pass@broker:5672/v%2Fhost?x=1") == (
        f"amqp://me:pass@127.0.0.1:{proxy.port}/v%2Fhost?x=1"
    )


async def test_latency_delays_each_way(proxy: FaultProxy) -> None:
    streams = await connect(proxy)
    proxy.latency = 0.1
    began = monotonic()

    await say(streams, b"hello")

    assert monotonic() - began >= 0.2


async def test_a_slow_drip_gives_a_bit_at_a_time(proxy: FaultProxy) -> None:
    streams = await connect(proxy)
    proxy.drip = 100
    began = monotonic()

    assert await say(streams, b"x" * 50) == b"x" * 50

    assert monotonic() - began >= 0.5


async def test_a_reset_ends_both_sides_at_once(proxy: FaultProxy, echo: Echo) -> None:
    streams = await connect(proxy)
    await say(streams, b"hello")

    assert proxy.reset() == 1

    with pytest.raises(ConnectionResetError):
        await streams[0].read(1)
    await eventually(lambda: echo.living == 0)
    assert await say(await connect(proxy), b"again") == b"again"


async def test_a_cut_lets_so_many_bytes_pass_and_no_more(proxy: FaultProxy, echo: Echo) -> None:
    streams = await connect(proxy)
    proxy.cut_after(3)
    streams[1].write(b"hello")

    with pytest.raises(ConnectionResetError):
        await streams[0].read()

    assert proxy.cuts == 1
    assert bytes(echo.heard) == b"hel"
    assert await say(await connect(proxy), b"again") == b"again"


@pytest.mark.parametrize(("way", "heard"), [(Way.TO_SERVER, b""), (Way.TO_CLIENT, b"hello")])
async def test_a_black_hole_swallows_one_way_until_it_heals(
    proxy: FaultProxy, echo: Echo, way: Way, heard: bytes
) -> None:
    streams = await connect(proxy)
    await eventually(lambda: echo.living == 1)
    proxy.black_hole(way)

    with pytest.raises(TimeoutError):
        await say(streams, b"hello", within=0.2)
    assert bytes(echo.heard) == heard

    proxy.heal()
    assert await streams[0].readexactly(5) == b"hello"


async def test_a_client_that_goes_is_not_missed_while_all_is_black(
    proxy: FaultProxy, echo: Echo
) -> None:
    streams = await connect(proxy)
    await eventually(lambda: echo.living == 1)
    proxy.black_hole()
    streams[1].close()
    await asyncio.sleep(0.2)
    assert echo.living == 1

    proxy.heal()
    await eventually(lambda: echo.living == 0)


async def test_half_open_takes_connections_and_never_answers(proxy: FaultProxy, echo: Echo) -> None:
    old = await connect(proxy)
    await eventually(lambda: echo.living == 1)
    proxy.half_open()
    new = await connect(proxy)

    for streams in (old, new):
        with pytest.raises(TimeoutError):
            await say(streams, b"hello", within=0.2)
    assert echo.living == 1

    proxy.heal()
    assert await new[0].readexactly(5) == b"hello"
