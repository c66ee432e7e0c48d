"""Settings of intake: those that every service has, and who vouches for staff."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from samenspel_platform.access_tokens import TokenSigner
from samenspel_platform.settings import MissingSetting, ServiceSettings, is_loopback


class ClaimNames(BaseModel):
    """What an issuer calls what we need; an empty name means that it does not tell.

    `name` are joined by spaces. `organisation` holds the BRIN of the school, with 4 or 6
    characters. Of a federation that schools' pupils use too, `affiliation` holds what a person is
    to the school, and only `staff` work there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: tuple[str, ...] = ("name",)
    organisation: str = ""
    affiliation: str = ""
    staff: frozenset[str] = frozenset({"employee", "staff"})


class TwoFactors(BaseModel):
    """What an issuer says when it asked for two factors; without any of it, it never did.

    One of these values of `acr` (the better way), or of `amr` (RFC 8176, such as `mfa`) is enough.
    `always`: its organisation lets nobody in without, which its claims need not tell then.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    acr: frozenset[str] = frozenset()
    amr: frozenset[str] = frozenset()
    always: bool = False


class IssuerSettings(BaseModel):
    """One provider of accounts (NL GOV OIDC 1.0); `label` stands on its button.

    `url` is the issuer as its documents write it. We prove who we are with `private_key` (a JWK;
    the better way) or `client_secret`. `acr_values` are the levels of assurance that are enough;
    none asks nothing. `alliance` is the number of the alliance whose own staff it has, if it is
    not a federation of schools. `rule_claims` may be used in rules. Without `two_factors` nobody
    gets a role by it that needs them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    id: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    label: str = Field(min_length=1, max_length=60)
    url: str
    client_id: str = Field(min_length=1)
    client_secret: SecretStr | None = None
    private_key: SecretStr | None = None
    scopes: tuple[str, ...] = ("openid", "profile")
    acr_values: tuple[str, ...] = ()
    alliance: str = ""
    claims: ClaimNames = ClaimNames()
    rule_claims: tuple[str, ...] = ()
    two_factors: TwoFactors = TwoFactors()

    @model_validator(mode="after")
    def _safe(self) -> Self:
        if not self.url.startswith("https://") and not is_loopback(self.url):
            raise ValueError("url: an issuer has an https address")
        if (self.client_secret is None) == (self.private_key is None):
            raise ValueError("give either client_secret or private_key")
        if "openid" not in self.scopes:
            raise ValueError("scopes: openid is one of them")
        return self


class Settings(ServiceSettings):
    """Read once, in bootstrap; `issuers` is JSON, best from a file of secrets.

    `lookup_key` hashes by what people are found who log in. With another key nobody is found.
    From `token_key` follows what signs the access tokens of partners' systems; without it they get
    none. `token_key_other` is published too: the key of before, or of after a change.
    """

    issuers: tuple[IssuerSettings, ...] = ()
    lookup_key: SecretStr | None = Field(default=None, min_length=32)
    token_key: SecretStr | None = Field(default=None, min_length=32)
    token_key_other: SecretStr | None = Field(default=None, min_length=32)

    def lookup_secret(self) -> str:
        """Give the key by which people are found; MissingSetting if there is none."""
        if self.lookup_key is None:
            raise MissingSetting("LOOKUP_KEY")
        return self.lookup_key.get_secret_value()

    def token_signer(self) -> TokenSigner | None:
        """Give what signs access tokens, if anything does."""
        if self.token_key is None:
            return None
        other = self.token_key_other.get_secret_value() if self.token_key_other else None
        secret = self.token_key.get_secret_value()
        return TokenSigner(secret, other=other, public_url=self.public_url)

    @model_validator(mode="after")
    def _issuers_differ(self) -> Self:
        ids = [issuer.id for issuer in self.issuers]
        if len(ids) != len(set(ids)):
            raise ValueError("issuers: two have the same id")
        return self
