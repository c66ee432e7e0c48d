"""Checks ID tokens (OpenID Connect Core 1.0, 3.1.3.7; NL GOV OIDC 1.0)."""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from joserfc import jwt
from joserfc.errors import BadSignatureError, ExpiredTokenError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from samenspel_intake.domain.log_in_attempt import LIFETIME
from samenspel_intake.gateways.oidc.refusals import LogInRefused, Reason

ALGORITHMS = ("RS256", "PS256", "ES256")
SIGNATURES = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
SKEW = timedelta(seconds=60)
MOST_OF_A_SUBJECT = 255


class UnknownKey(Exception):
    """The token names a key that is not among those we know; perhaps a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a token must say; `acr_values` empty asks nothing of the level of assurance."""

    issuer: str
    client_id: str
    nonce: str
    acr_values: frozenset[str] = frozenset()


def key_id_of(token: str) -> str | None:
    """Read which key a token says that it is signed with; not to be trusted for anything else."""
    try:
        header = json.loads(urlsafe_b64decode(token.partition(".")[0] + "==="))
        kid = header.get("kid")
    except (ValueError, AttributeError, RecursionError):
        raise LogInRefused(Reason.ANSWER_INVALID) from None
    return kid if isinstance(kid, str) else None


def claims_of(token: str, keys: KeySet, expected: Expected, now: datetime) -> dict[str, Any]:
    """Give a token's claims if everything about it is right; LogInRefused otherwise.

    UnknownKey if its key is not among `keys`.
    """
    try:
        decoded = jwt.decode(token, keys, registry=SIGNATURES)
        _standard_claims(expected, now).validate(decoded.claims)
    except InvalidKeyIdError:
        raise UnknownKey from None
    except ExpiredTokenError:
        raise LogInRefused(Reason.ANSWER_EXPIRED) from None
    except (BadSignatureError, JoseError, ValueError):
        raise LogInRefused(Reason.ANSWER_INVALID) from None
    _check_others(decoded.claims, expected, now)
    return decoded.claims


def check_access_token(claims: dict[str, Any], access_token: str) -> None:
    """Refuse an access token that the ID token was not given with (`at_hash`, 3.1.3.8)."""
    if "at_hash" not in claims:
        return
    half = sha256(access_token.encode()).digest()[:16]
    if not _same(claims["at_hash"], urlsafe_b64encode(half).rstrip(b"=").decode()):
        raise LogInRefused(Reason.ANSWER_INVALID)


def _standard_claims(expected: Expected, now: datetime) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=int(SKEW.total_seconds()),
        iss={"essential": True, "value": expected.issuer},
        aud={"essential": True, "value": expected.client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
    )


def _check_others(claims: dict[str, Any], expected: Expected, now: datetime) -> None:
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if several and "azp" not in claims:
        raise LogInRefused(Reason.ANSWER_INVALID)
    if claims.get("azp", expected.client_id) != expected.client_id:
        raise LogInRefused(Reason.ANSWER_INVALID)
    if len(claims["sub"]) > MOST_OF_A_SUBJECT:
        raise LogInRefused(Reason.ANSWER_INVALID)
    if claims["iat"] < (now - LIFETIME - SKEW).timestamp():
        raise LogInRefused(Reason.ANSWER_EXPIRED)
    if not _same(claims.get("nonce"), expected.nonce):
        raise LogInRefused(Reason.NONCE_WRONG)
    if expected.acr_values and claims.get("acr") not in expected.acr_values:
        raise LogInRefused(Reason.ASSURANCE_TOO_LOW)


def _same(given: object, expected: str) -> bool:
    return isinstance(given, str) and hmac.compare_digest(given.encode(), expected.encode())
