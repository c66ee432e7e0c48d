"""Checks log-out tokens (OpenID Connect Back-Channel Logout 1.0, 2.6)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from samenspel_intake.gateways.oidc.refusals import LogInRefused, Reason
from samenspel_intake.gateways.oidc.tokens import MOST_OF_A_SUBJECT, SIGNATURES, SKEW

EVENT = "http://schemas.openid.net/event/backchannel-logout"
TYPES = (None, "JWT", "logout+jwt")
"""Without a type, and as a plain JWT, older providers send it."""
OLDEST = timedelta(minutes=10)
LONGEST = OLDEST + 2 * SKEW
"""How long a token may be believed, by whichever clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOutToken:
    """What an issuer wants ended: all of an account, one session of its own, or both named."""

    id: str
    issued_at: datetime
    subject: str | None
    session: str | None


def log_out_token_of(
    token: str, keys: KeySet, *, issuer: str, client_id: str, now: datetime
) -> LogOutToken:
    """Read a token; LogInRefused unless everything about it is right.

    An ID token is none: it has a nonce, and no event.
    """
    try:
        decoded = jwt.decode(token, keys, registry=SIGNATURES)
        _standard_claims(issuer, client_id, now).validate(decoded.claims)
    except (JoseError, ValueError):
        raise LogInRefused(Reason.ANSWER_INVALID) from None
    claims = decoded.claims
    subject, session = _text(claims, "sub"), _text(claims, "sid")
    id_, issued_at = _text(claims, "jti"), datetime.fromtimestamp(claims["iat"], UTC)
    events = claims.get("events")
    names_it = isinstance(events, dict) and isinstance(events.get(EVENT), dict)
    right_kind = decoded.header.get("typ") in TYPES and names_it and "nonce" not in claims
    if not right_kind or id_ is None or (subject is None and session is None):
        raise LogInRefused(Reason.ANSWER_INVALID)
    if issued_at < now - OLDEST - SKEW:
        raise LogInRefused(Reason.ANSWER_EXPIRED)
    return LogOutToken(id=id_, issued_at=issued_at, subject=subject, session=session)


def _standard_claims(issuer: str, client_id: str, now: datetime) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=int(SKEW.total_seconds()),
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": client_id},
        iat={"essential": True},
        exp={"essential": True},
    )


def _text(claims: dict[str, Any], name: str) -> str | None:
    value = claims.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not 0 < len(value) <= MOST_OF_A_SUBJECT:
        raise LogInRefused(Reason.ANSWER_INVALID)
    return value
