"""Unit: sealed documents, and what becomes of those that are tampered with."""

from collections.abc import AsyncIterator, Iterable
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel_arrangements.gateways.documents.sealing import CHUNK, KEY_ID, Keyring, Unreadable

SECRET, OLDER = "a secret of the tests, long enough", "an older secret of the tests, long too"
RING = Keyring(SECRET)
DOCUMENT = UUID(int=7)


async def stream(pieces: Iterable[bytes]) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


async def opened(ring: Keyring, key: bytes, sealed: bytes, document: UUID = DOCUMENT) -> bytes:
    pieces = [sealed[at : at + 70_000] for at in range(0, len(sealed), 70_000)] or [b""]
    return b"".join([each async for each in ring.unseal(key, document, stream(pieces))])


def sealed_of(content: bytes) -> tuple[bytes, bytes]:
    key = RING.new_key(DOCUMENT)
    return key, b"".join(RING.seal(key, DOCUMENT, content))


@settings(deadline=None)
@given(
    length=st.sampled_from([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17]),
    size=st.integers(1000, CHUNK * 2),
)
async def test_what_was_sealed_comes_back_in_any_pieces(length: int, size: int) -> None:
    content = bytes(index % 251 for index in range(length))
    key, sealed = sealed_of(content)
    pieces = stream(sealed[at : at + size] for at in range(0, len(sealed), size))

    assert b"".join([each async for each in RING.unseal(key, DOCUMENT, pieces)]) == content


def test_nothing_of_it_can_be_read_where_it_is_kept() -> None:
    _, sealed = sealed_of(b"Noor de Vries " * 100)

    assert b"Noor" not in sealed
    assert sealed_of(b"Noor")[1] != sealed_of(b"Noor")[1]


@settings(deadline=None)
@given(at=st.integers(0, 2 * CHUNK + 50), bit=st.integers(0, 7))
async def test_one_other_bit_anywhere_is_noticed(at: int, bit: int) -> None:
    key, sealed = sealed_of(bytes(2 * CHUNK + 10))
    other = bytearray(sealed)
    other[at % len(other)] ^= 1 << bit

    with pytest.raises(Unreadable):
        await opened(RING, key, bytes(other))


@pytest.mark.parametrize("kept", [0, 3, 4, 20, CHUNK + 20, CHUNK + 21, 2 * CHUNK])
async def test_what_is_cut_off_is_noticed(kept: int) -> None:
    key, sealed = sealed_of(bytes(2 * CHUNK + 10))

    with pytest.raises(Unreadable):
        await opened(RING, key, sealed[:kept])


async def test_chunks_can_not_change_places() -> None:
    key, sealed = sealed_of(bytes(3 * CHUNK))
    size = CHUNK + 16
    first, second, rest = (
        sealed[4 : 4 + size],
        sealed[4 + size : 4 + 2 * size],
        sealed[4 + 2 * size :],
    )

    with pytest.raises(Unreadable):
        await opened(RING, key, sealed[:4] + second + first + rest)


async def test_a_document_is_not_opened_as_another_nor_by_another_s_key() -> None:
    key, sealed = sealed_of(b"van Noor")

    with pytest.raises(Unreadable):
        await opened(RING, key, sealed, uuid4())
    with pytest.raises(Unreadable):
        await opened(RING, RING.new_key(DOCUMENT), sealed)


async def test_keys_are_changed_without_touching_the_documents() -> None:
    old = Keyring(OLDER)
    key = old.new_key(DOCUMENT)
    sealed = b"".join(old.seal(key, DOCUMENT, b"van Noor"))
    both = Keyring(SECRET, OLDER)

    assert await opened(both, key, sealed) == b"van Noor"
    assert not both.is_newest(key)
    renewed = both.renewed(key, DOCUMENT)
    assert both.is_newest(renewed)
    assert renewed[:KEY_ID] != key[:KEY_ID]
    assert await opened(Keyring(SECRET), renewed, sealed) == b"van Noor"
    with pytest.raises(Unreadable):
        await opened(Keyring(SECRET), key, sealed)
