"""One provider of accounts: where to send a browser, and who came back from there."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from secrets import token_urlsafe
from typing import Any
from urllib.parse import quote, urlencode

from joserfc import jwt
from joserfc.jwk import Key, import_key
from pydantic import BaseModel, SecretStr, ValidationError

from samenspel_intake.domain.log_in_attempt import LogInAttempt
from samenspel_intake.domain.organisation_account import OrganisationAccount
from samenspel_intake.gateways.oidc.accounts import account_of, wanted_claims
from samenspel_intake.gateways.oidc.calls import Calls
from samenspel_intake.gateways.oidc.documents import Metadata, ProviderDocuments
from samenspel_intake.gateways.oidc.log_out_tokens import LogOutToken, log_out_token_of
from samenspel_intake.gateways.oidc.refusals import LogInRefused, Reason
from samenspel_intake.gateways.oidc.tokens import (
    ALGORITHMS,
    Expected,
    UnknownKey,
    check_access_token,
    claims_of,
    key_id_of,
)
from samenspel_intake.settings import IssuerSettings

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_SECONDS = 60


class _Tokens(BaseModel):
    id_token: str
    access_token: str = ""


class IdentityProvider:
    """The authorization code flow with one issuer (OpenID Connect Core 1.0, 3.1; PKCE always)."""

    def __init__(self, issuer: IssuerSettings, *, public_url: str, calls: Calls) -> None:
        self.issuer = issuer
        self.start_uri = f"{public_url.rstrip('/')}/intake/log-in"
        self.redirect_uri = f"{self.start_uri}/{issuer.id}/callback"
        self._calls = calls
        self._documents = ProviderDocuments(issuer.url, calls)

    async def authorization_url(self, attempt: LogInAttempt, *, now: datetime) -> str:
        """Give where to send the browser; ProviderAway or LogInRefused if it can't be used."""
        metadata = await self._documents.metadata(now)
        wanted = {
            "response_type": "code",
            "client_id": self.issuer.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": " ".join(self.issuer.scopes),
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": attempt.challenge,
            "code_challenge_method": "S256",
        }
        wanted |= self._wanted_strength(attempt.purpose.is_strong)
        joint = "&" if "?" in metadata.authorization_endpoint else "?"
        return f"{metadata.authorization_endpoint}{joint}{urlencode(wanted)}"

    def _wanted_strength(self, is_strong: bool) -> dict[str, str]:
        """Ask for a level (OpenID Connect Core 1.0, 3.1.2.1).

        Where none stands for two factors, to log in anew is all that can be asked.
        """
        ways = self.issuer.two_factors
        levels = sorted(ways.acr) if is_strong else self.issuer.acr_values
        if levels:
            return {"acr_values": " ".join(levels)}
        return {"prompt": "login"} if is_strong and not ways.always else {}

    async def check_answer(self, iss: str | None, *, now: datetime) -> None:
        """Refuse an answer of another issuer than the one we sent the browser to (RFC 9207)."""
        metadata = await self._documents.metadata(now)
        if iss is None and not metadata.authorization_response_iss_parameter_supported:
            return
        if iss != self.issuer.url:
            raise LogInRefused(Reason.ANSWER_INVALID)

    async def account(
        self, code: str, attempt: LogInAttempt, *, now: datetime
    ) -> OrganisationAccount:
        """Exchange a code for the account that logged in; LogInRefused unless all is right."""
        metadata = await self._documents.metadata(now)
        tokens = await self._exchange(code, attempt, metadata, now)
        token = claims = await self._checked(tokens.id_token, attempt, now)
        if not wanted_claims(self.issuer) <= claims.keys() and metadata.userinfo_endpoint:
            check_access_token(claims, tokens.access_token)
            told = await self._userinfo(metadata.userinfo_endpoint, tokens, claims["sub"])
            claims = {**told, **claims}
        return account_of(claims, self.issuer, token)

    async def log_out_url(self, *, now: datetime) -> str | None:
        """Give where one logs out at the provider, if that can be done (RP-Initiated Logout 1.0).

        The ID token is gone by then, so the provider asks the person whether to.
        """
        end = (await self._documents.metadata(now)).end_session_endpoint
        if end is None:
            return None
        told = {"client_id": self.issuer.client_id, "post_logout_redirect_uri": self.start_uri}
        return f"{end}{'&' if '?' in end else '?'}{urlencode(told)}"

    async def log_out_token(self, token: str, *, now: datetime) -> LogOutToken:
        """Read an order to end sessions; LogInRefused unless all is right."""
        keys = await self._documents.keys(key_id_of(token), now)
        return log_out_token_of(
            token, keys, issuer=self.issuer.url, client_id=self.issuer.client_id, now=now
        )

    async def _checked(self, token: str, attempt: LogInAttempt, now: datetime) -> dict[str, Any]:
        expected = Expected(
            issuer=self.issuer.url,
            client_id=self.issuer.client_id,
            nonce=attempt.nonce,
            acr_values=self._enough(),
        )
        keys = await self._documents.keys(key_id_of(token), now)
        try:
            return claims_of(token, keys, expected, now)
        except UnknownKey:
            raise LogInRefused(Reason.ANSWER_INVALID) from None

    def _enough(self) -> frozenset[str]:
        """What stands for two factors is enough where a lower level is."""
        asked = frozenset(self.issuer.acr_values)
        return asked | self.issuer.two_factors.acr if asked else asked

    async def _exchange(
        self, code: str, attempt: LogInAttempt, metadata: Metadata, now: datetime
    ) -> _Tokens:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": attempt.verifier,
        }
        proof, auth = self._proof(metadata, now)
        answer = await self._calls.post(metadata.token_endpoint, {**form, **proof}, auth)
        if answer.status_code != 200:
            raise LogInRefused(Reason.CODE_REFUSED)
        try:
            return _Tokens.model_validate_json(answer.content)
        except ValidationError:
            raise LogInRefused(Reason.ANSWER_INVALID) from None

    async def _userinfo(self, url: str, tokens: _Tokens, subject: str) -> dict[str, Any]:
        answer = await self._calls.get(url, {"authorization": f"Bearer {tokens.access_token}"})
        try:
            told = answer.json() if answer.status_code == 200 else None
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise LogInRefused(Reason.PROVIDER_UNUSABLE)
        if told.get("sub") != subject:
            raise LogInRefused(Reason.USERINFO_OF_ANOTHER)
        return told

    def _proof(
        self, metadata: Metadata, now: datetime
    ) -> tuple[dict[str, str], tuple[str, str] | None]:
        """Give what proves that we are the client: fields of the form, or a header."""
        client_id = self.issuer.client_id
        if self._key is not None:
            assertion = self._assertion(self._key, metadata, now)
            return {"client_assertion_type": ASSERTION, "client_assertion": assertion}, None
        secret = _text(self.issuer.client_secret)
        if "client_secret_basic" not in metadata.token_endpoint_auth_methods_supported:
            return {"client_id": client_id, "client_secret": secret}, None
        return {}, (quote(client_id, safe=""), quote(secret, safe=""))

    def _assertion(self, key: Key, metadata: Metadata, now: datetime) -> str:
        """Sign that we are the client (RFC 7523; NL GOV OAuth 1.1)."""
        issued = int(now.timestamp())
        header = {"alg": key.get("alg") or "PS256", "kid": key.kid}
        claims = {
            "iss": self.issuer.client_id,
            "sub": self.issuer.client_id,
            "aud": metadata.token_endpoint,
            "iat": issued,
            "exp": issued + ASSERTION_SECONDS,
            "jti": token_urlsafe(32),
        }
        return jwt.encode(header, claims, key, algorithms=ALGORITHMS)

    @cached_property
    def _key(self) -> Key | None:
        if self.issuer.private_key is None:
            return None
        return import_key(json.loads(_text(self.issuer.private_key)))


class IdentityProviders:
    """All providers that staff may log in with, in the order of the settings."""

    def __init__(
        self, issuers: Sequence[IssuerSettings], *, public_url: str, calls: Calls | None = None
    ) -> None:
        calls = calls or Calls()
        self._all = {
            issuer.id: IdentityProvider(issuer, public_url=public_url, calls=calls)
            for issuer in issuers
        }

    def __iter__(self) -> Iterator[IdentityProvider]:
        """Go over them."""
        return iter(self._all.values())

    def find(self, id_: str) -> IdentityProvider | None:
        """Give one by its id."""
        return self._all.get(id_)


def _text(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""
