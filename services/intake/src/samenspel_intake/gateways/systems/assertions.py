"""Checks the assertions by which systems prove who they are (RFC 7523, 3; NL GOV OAuth 1.1)."""

import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from samenspel_intake.domain.partner_system import PartnerSystem, UsedProof

ALGORITHMS = ("PS256", "ES256", "RS256")
SIGNATURES = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
TYPES = (None, "JWT", "client-authentication+jwt")
LONGEST = timedelta(minutes=5)
SKEW = timedelta(seconds=10)
JTI_LENGTHS = range(16, 256)
"""In characters: at least 128 random bits, one way or another."""


class AssertionRefused(Exception):
    """This proves nothing; which of its faults is told to nobody."""


def client_id_of(assertion: str) -> str:
    """Read whom an assertion is said to be of; whether it is, its signature tells."""
    try:
        payload = assertion.split(".")[1]
        claims = json.loads(urlsafe_b64decode(payload + "==="))
        client_id = claims["iss"]
    except (ValueError, KeyError, TypeError, IndexError):
        raise AssertionRefused from None
    if not isinstance(client_id, str):
        raise AssertionRefused
    return client_id


def check(
    assertion: str, system: PartnerSystem, *, audiences: tuple[str, ...], now: datetime
) -> UsedProof:
    """Give the proof if the system signed it, for us, just now; AssertionRefused otherwise.

    It is for one audience alone: with several, one of them could use it here.
    """
    try:
        keys = KeySet.import_key_set({"keys": system.keys["keys"]})
        decoded = jwt.decode(assertion, keys, registry=SIGNATURES)
        _rules(system, audiences, now).validate(decoded.claims)
        if decoded.header.get("typ") not in TYPES or not decoded.header.get("kid"):
            raise AssertionRefused
        return _proof(decoded.claims, now)
    except (JoseError, ValueError, TypeError, KeyError, OverflowError):
        raise AssertionRefused from None


def _rules(
    system: PartnerSystem, audiences: tuple[str, ...], now: datetime
) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=int(SKEW.total_seconds()),
        iss={"essential": True, "value": str(system.id)},
        sub={"essential": True, "value": str(system.id)},
        aud={"essential": True, "values": list(audiences)},
        iat={"essential": True},
        exp={"essential": True},
        jti={"essential": True},
    )


def _proof(claims: dict[str, Any], now: datetime) -> UsedProof:
    audience, jti = claims["aud"], claims["jti"]
    expires_at = datetime.fromtimestamp(claims["exp"], UTC) + SKEW
    is_for_one = isinstance(audience, str) or len(audience) == 1
    is_short = expires_at - now <= LONGEST + 2 * SKEW and claims["exp"] - claims["iat"] <= (
        LONGEST.total_seconds()
    )
    if not (is_for_one and is_short and len(jti) in JTI_LENGTHS):
        raise AssertionRefused
    digest = sha256(f"{claims['iss']}\0{jti}".encode()).digest()
    return UsedProof(digest=digest, expires_at=expires_at)
