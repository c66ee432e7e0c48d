"""What a provider publishes: where its end-points are, and the keys that it signs with."""

from datetime import UTC, datetime, timedelta
from typing import Self

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey
from pydantic import BaseModel, ValidationError, model_validator

from samenspel_intake.gateways.oidc.calls import Calls
from samenspel_intake.gateways.oidc.refusals import LogInRefused, ProviderAway, Reason

PATH = "/.well-known/openid-configuration"
FRESH = timedelta(hours=1)
BETWEEN_LOOKS = timedelta(minutes=1)
"""How long after fetching the keys an unknown one has them fetched again; else anybody could
make us ask the provider with every made-up token."""
SMALLEST_RSA_BITS = 2048
NEVER = datetime.min.replace(tzinfo=UTC)


class Metadata(BaseModel):
    """A provider's own description (OpenID Connect Discovery 1.0, 3), as far as we use it."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    end_session_endpoint: str | None = None
    code_challenge_methods_supported: tuple[str, ...] | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False

    @model_validator(mode="after")
    def _as_safe_as_the_issuer(self) -> Self:
        ends: tuple[str, ...] = (self.authorization_endpoint, self.token_endpoint, self.jwks_uri)
        secure = self.issuer.startswith("https://")
        ends += tuple(end for end in (self.userinfo_endpoint, self.end_session_endpoint) if end)
        if secure and not all(end.startswith("https://") for end in ends):
            raise ValueError("an end-point without https")
        methods = self.code_challenge_methods_supported
        if methods is not None and "S256" not in methods:
            raise ValueError("no PKCE with S256")
        return self


class ProviderDocuments:
    """One provider's documents: kept for an hour, and longer while it does not answer."""

    def __init__(self, url: str, calls: Calls) -> None:
        self._url, self._calls = url, calls
        self._metadata: Metadata | None = None
        self._keys: KeySet | None = None
        self._metadata_at = self._keys_at = NEVER

    async def metadata(self, now: datetime) -> Metadata:
        """Give its description; ProviderAway without any, LogInRefused if it is not to be used."""
        known = self._metadata
        if known is not None and now - self._metadata_at < FRESH:
            return known
        try:
            self._metadata = await self._read_metadata()
        except ProviderAway:
            if known is None:
                raise
            return known
        self._metadata_at = now
        return self._metadata

    async def keys(self, kid: str | None, now: datetime) -> KeySet:
        """Give its keys, fetched again for a key that is not among them."""
        known = self._keys
        if known is not None:
            age = now - self._keys_at
            if age < (FRESH if _has(known, kid) else BETWEEN_LOOKS):
                return known
        try:
            self._keys = await self._read_keys((await self.metadata(now)).jwks_uri)
        except ProviderAway:
            if known is None:
                raise
            return known
        self._keys_at = now
        return self._keys

    async def _read_metadata(self) -> Metadata:
        answer = await self._calls.get(self._url.rstrip("/") + PATH)
        try:
            metadata = Metadata.model_validate_json(answer.content)
        except ValidationError:
            raise LogInRefused(Reason.PROVIDER_UNUSABLE) from None
        if answer.status_code != 200 or metadata.issuer != self._url:
            raise LogInRefused(Reason.PROVIDER_UNUSABLE)
        return metadata

    async def _read_keys(self, url: str) -> KeySet:
        answer = await self._calls.get(url)
        try:
            published = KeySet.import_key_set(answer.json())
        except (ValueError, KeyError, TypeError, JoseError):
            raise LogInRefused(Reason.PROVIDER_UNUSABLE) from None
        return KeySet([key for key in published if _signs(key)])


def _has(keys: KeySet, kid: str | None) -> bool:
    return kid is None or any(key.kid == kid for key in keys)


def _signs(key: object) -> bool:
    """Tell whether a key is public and strong; a shared secret among them would be a trap."""
    if isinstance(key, RSAKey):
        return key.get("use") != "enc" and key.raw_value.key_size >= SMALLEST_RSA_BITS
    return isinstance(key, ECKey) and key.get("use") != "enc"
