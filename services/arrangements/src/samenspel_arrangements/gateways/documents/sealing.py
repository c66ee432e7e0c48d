"""Documents are unreadable where they are kept: AES-256-GCM, in chunks, each under its own key.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the nonce counts the chunks
and marks the last, so that none can be cut off, swapped or taken from another document. The key
of a document is sealed by a key of the installation and kept in the document's row: without the
row nobody can read the bytes, in no copy of them either.
"""

import hmac
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes
from typing import Self
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK = 256 * 1024
TAG = 16
NONCE = 12
KEY = 32
KEY_ID = 4
MAGIC = b"SPD1"
"""How a sealed document begins: what it is, and in which way it is sealed."""


class Unreadable(Exception):
    """These bytes are not what was sealed, or not by a key that we have."""


@dataclass(frozen=True, slots=True)
class _Key:
    id: bytes
    cipher: AESGCM

    @classmethod
    def of(cls, secret: str) -> Self:
        """Derive a key from a secret of the settings."""

        def derive(what: bytes) -> bytes:
            return hmac.digest(secret.encode(), b"samenspel documents " + what, sha256)

        return cls(derive(b"id")[:KEY_ID], AESGCM(derive(b"key")))


class Keyring:
    """Seals the keys of documents by the installation's key, and opens them by an older one too."""

    def __init__(self, secret: str, *others: str) -> None:
        self._newest = _Key.of(secret)
        self._keys = {key.id: key for key in (*map(_Key.of, others), self._newest)}

    def new_key(self, document: UUID) -> bytes:
        """Make the key of a document, sealed: the id of the sealing key stands in front."""
        return self._seal(token_bytes(KEY), document)

    def renewed(self, sealed: bytes, document: UUID) -> bytes:
        """Give a document's key sealed by the newest key; Unreadable if none opens it."""
        return self._seal(self._open(sealed, document), document)

    def is_newest(self, sealed: bytes) -> bool:
        """Tell whether a key is sealed by the newest key."""
        return sealed[:KEY_ID] == self._newest.id

    def seal(self, sealed_key: bytes, document: UUID, content: bytes) -> Iterator[bytes]:
        """Give a document sealed, piece by piece; Unreadable if no key opens its own key."""
        cipher = AESGCM(self._open(sealed_key, document))
        yield MAGIC
        view, count = memoryview(content), max(1, -(-len(content) // CHUNK))
        for index in range(count):
            piece = view[index * CHUNK : (index + 1) * CHUNK]
            yield cipher.encrypt(_nonce(index, last=index == count - 1), piece, document.bytes)

    async def unseal(
        self, sealed_key: bytes, document: UUID, sealed: AsyncIterator[bytes]
    ) -> AsyncIterator[bytes]:
        """Give a document's bytes, piece by piece; Unreadable at the first that is not as sealed.

        Who reads it to the end has all of it: what is cut off is Unreadable too.
        """
        cipher = AESGCM(self._open(sealed_key, document))
        waiting, index, begun = bytearray(), 0, False
        async for some in sealed:
            waiting += some
            if not begun and len(waiting) >= len(MAGIC):
                begun = waiting.startswith(MAGIC)
                if not begun:
                    raise Unreadable
                del waiting[: len(MAGIC)]
            while begun and len(waiting) > CHUNK + TAG:
                piece = bytes(waiting[: CHUNK + TAG])
                del waiting[: CHUNK + TAG]
                yield _opened(cipher, _nonce(index, last=False), piece, document)
                index += 1
        if not begun:
            raise Unreadable
        yield _opened(cipher, _nonce(index, last=True), bytes(waiting), document)

    def seal_text(self, sealed_key: bytes, document: UUID, text: bytes) -> bytes:
        """Give a text that was read of a document sealed, by a key made of the document's own."""
        nonce = token_bytes(NONCE)
        cipher = self._text_cipher(sealed_key, document)
        return nonce + cipher.encrypt(nonce, text, document.bytes)

    def open_text(self, sealed_key: bytes, document: UUID, sealed: bytes) -> bytes:
        """Give that text again; Unreadable if it is another, or its document's key is."""
        cipher = self._text_cipher(sealed_key, document)
        return _opened(cipher, sealed[:NONCE], sealed[NONCE:], document)

    def _text_cipher(self, sealed_key: bytes, document: UUID) -> AESGCM:
        key = self._open(sealed_key, document)
        return AESGCM(hmac.digest(key, b"samenspel text of a document", sha256))

    def _seal(self, key: bytes, document: UUID) -> bytes:
        nonce = token_bytes(NONCE)
        return self._newest.id + nonce + self._newest.cipher.encrypt(nonce, key, document.bytes)

    def _open(self, sealed: bytes, document: UUID) -> bytes:
        key = self._keys.get(bytes(sealed[:KEY_ID]))
        if key is None:
            raise Unreadable
        nonce, rest = sealed[KEY_ID : KEY_ID + NONCE], sealed[KEY_ID + NONCE :]
        return _opened(key.cipher, nonce, rest, document)


def _nonce(index: int, *, last: bool) -> bytes:
    return index.to_bytes(NONCE - 1, "big") + bytes([last])


def _opened(cipher: AESGCM, nonce: bytes, sealed: bytes, document: UUID) -> bytes:
    try:
        return cipher.decrypt(nonce, sealed, document.bytes)
    except (InvalidTag, ValueError):
        raise Unreadable from None
