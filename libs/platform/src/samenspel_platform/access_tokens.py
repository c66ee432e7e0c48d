"""Access tokens of partners' systems (RFC 9068): intake signs them, every service reads them.

A token is a session that goes without a cookie: it says which system, in which alliance, by which
grant, and until when. What the grant allows, each service looks up, as for any session.
"""

import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeyParameters, KeySet
from joserfc.jws import JWSRegistry

from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import AllianceId, GrantId, PersonId
from samenspel_kernel.session import Session
from samenspel_platform.token_keys import TokenKeys

ALGORITHM = "ES256"
TYPE = "at+jwt"
SKEW_SECONDS = 5
SIGNATURES = JWSRegistry(algorithms=[ALGORITHM])


class TokenRefused(Exception):
    """This is no access token of ours that is still good; which of its faults is told to nobody."""


def issuer_of(public_url: str) -> str:
    """Give who issues the tokens of an installation (RFC 8414, 2)."""
    return f"{public_url.rstrip('/')}/intake"


def audience_of(public_url: str) -> str:
    """Give whom the tokens of an installation are for: the API of all its services."""
    return public_url.rstrip("/")


class TokenSigner:
    """Signs with the key that follows from a secret of the deployment (at least 32 characters).

    The key of the `other` secret is published too: tokens of before a change of keys stay good,
    and every service knows the key of after it before it is used.
    """

    def __init__(self, secret: str, *, other: str | None, public_url: str) -> None:
        self._key = _key_of(secret)
        self._others = [_key_of(other)] if other else []
        self._public_url = public_url

    @property
    def public_keys(self) -> KeySet:
        """The keys by which anyone can check our tokens."""
        keys = [self._key, *self._others]
        return KeySet([ECKey.import_key(key.as_dict(private=False)) for key in keys])

    def sign(self, session: Session) -> str:
        """Write the token of a session, which has an end."""
        if session.ends_at is None:
            raise ValueError("a session that goes on has no token")
        claims = {
            "iss": issuer_of(self._public_url),
            "aud": audience_of(self._public_url),
            "sub": str(session.person_id),
            "client_id": str(session.person_id),
            "azp": str(session.person_id),
            "iat": int(session.began_at.timestamp()),
            "exp": int(session.ends_at.timestamp()),
            "jti": session.id,
            "alliance": str(session.alliance_id),
            "grant": str(session.grant_id),
        }
        header = {"alg": ALGORITHM, "typ": TYPE, "kid": self._key.kid}
        return jwt.encode(header, claims, self._key, registry=SIGNATURES)


class TokenReader:
    """Reads the tokens of one installation."""

    def __init__(self, keys: TokenKeys, *, public_url: str, clock: Clock) -> None:
        self._keys, self._public_url, self._clock = keys, public_url, clock

    async def session_of(self, token: str) -> Session:
        """Give the session of a token; TokenRefused, or KeysAway while no key can be had."""
        now = self._clock.now()
        key = await self._keys.find(_key_id_of(token), now)
        if key is None:
            raise TokenRefused
        try:
            decoded = jwt.decode(token, key, registry=SIGNATURES)
            if decoded.header.get("typ") != TYPE:
                raise TokenRefused
            self._rules(now).validate(decoded.claims)
            return _session(decoded.claims)
        except (JoseError, ValueError, KeyError, TypeError, OverflowError):
            raise TokenRefused from None

    def _rules(self, now: datetime) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=SKEW_SECONDS,
            iss={"essential": True, "value": issuer_of(self._public_url)},
            aud={"essential": True, "value": audience_of(self._public_url)},
            sub={"essential": True},
            iat={"essential": True},
            exp={"essential": True},
            jti={"essential": True},
        )


def _key_of(secret: str) -> ECKey:
    use: KeyParameters = {"use": "sig", "alg": ALGORITHM}
    return ECKey.derive_key(f"access-tokens:{secret}", parameters=use, auto_kid=True)


def _key_id_of(token: str) -> str:
    """Read which key a token says that it is signed with; of its header nothing else is believed."""
    try:
        kid = json.loads(urlsafe_b64decode(token.partition(".")[0] + "==="))["kid"]
    except (ValueError, KeyError, TypeError):
        raise TokenRefused from None
    if not isinstance(kid, str):
        raise TokenRefused
    return kid


def _session(claims: dict[str, Any]) -> Session:
    return Session(
        id=claims["jti"],
        person_id=PersonId(UUID(claims["sub"])),
        alliance_id=AllianceId(UUID(claims["alliance"])),
        grant_id=GrantId(UUID(claims["grant"])),
        began_at=datetime.fromtimestamp(claims["iat"], UTC),
        ends_at=datetime.fromtimestamp(claims["exp"], UTC),
    )
