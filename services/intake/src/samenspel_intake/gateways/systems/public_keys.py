"""Reads the public keys that a partner hands over (a JWK Set, RFC 7517)."""

import json
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, KeySet, RSAKey

from samenspel_kernel.errors import FieldError, InvalidInput

MOST_KEYS = 5
MOST_OF_A_TEXT = 20_000
SMALLEST_RSA_BITS = 2048
PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


def read_public_keys(text: str) -> dict[str, Any]:
    """Give the key set that a text holds.

    InvalidInput unless it holds one to five different keys with an id, each RSA of at least 2048
    bits or on the curve P-256, and nothing of their private halves.
    """
    try:
        return public_keys_of(json.loads(text[:MOST_OF_A_TEXT]))
    except ValueError:
        raise _wrong("keys.unreadable") from None


def public_keys_of(given: object) -> dict[str, Any]:
    """Give the key set of what JSON said; InvalidInput as for `read_public_keys`."""
    keys = given.get("keys") if isinstance(given, dict) else None
    if not isinstance(keys, list) or not all(isinstance(key, dict) for key in keys):
        raise _wrong("keys.unreadable")
    if any(key.keys() & PRIVATE for key in keys):
        raise _wrong("keys.private")
    ids = [key.get("kid") for key in keys]
    if not 0 < len(keys) <= MOST_KEYS or not all(ids) or len(ids) != len(set(map(str, ids))):
        raise _wrong("keys.number")
    try:
        imported = KeySet.import_key_set({"keys": keys})
        strong = [key for key in imported if _is_strong(key)]
    except (JoseError, ValueError, TypeError, KeyError):
        raise _wrong("keys.unreadable") from None
    if len(strong) != len(keys):
        raise _wrong("keys.weak")
    return {"keys": [key.as_dict(private=False) for key in strong]}


def _is_strong(key: Key) -> bool:
    if isinstance(key, RSAKey):
        return key.get("use") != "enc" and key.raw_value.key_size >= SMALLEST_RSA_BITS
    return isinstance(key, ECKey) and key.get("use") != "enc" and key.curve_name == "P-256"


def _wrong(code: str) -> InvalidInput:
    return InvalidInput(FieldError("keys", code))
