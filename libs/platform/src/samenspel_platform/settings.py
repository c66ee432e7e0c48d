"""Settings that every service has; a service adds its own."""

import json
from ipaddress import ip_address
from typing import Annotated, Literal, Self
from urllib.parse import quote, urlsplit

from joserfc.jwk import KeySet
from pydantic import BaseModel, Field, SecretStr, model_validator
from pydantic_settings import (
    BaseSettings,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from samenspel_platform.token_keys import GivenKeys, PublishedKeys, TokenKeys

SECRETS_FOLDER = "/run/secrets"


class MissingSetting(Exception):
    """A setting that this process needs is not given; the text is its name."""


class DatabaseSettings(BaseModel):
    """This service's own database, once per role; a process needs only that of its own role.

    `app_url` serves pages and API, `worker_url` the worker, `owner_url` migrates. A URL may leave
    its password to the setting of that name. Neither ever prints.
    """

    app_url: SecretStr | None = None
    app_password: SecretStr | None = None
    worker_url: SecretStr | None = None
    worker_password: SecretStr | None = None
    owner_url: SecretStr | None = None
    owner_password: SecretStr | None = None
    pool_size: int = Field(default=8, ge=1)

    def as_app(self) -> str:
        """Give the URL for pages and API; MissingSetting if there is none."""
        return _complete("DATABASE__APP_URL", self.app_url, self.app_password)

    def as_worker(self) -> str:
        """Give the URL for the worker; MissingSetting if there is none."""
        return _complete("DATABASE__WORKER_URL", self.worker_url, self.worker_password)

    def as_owner(self) -> str:
        """Give the URL for migrations; MissingSetting if there is none."""
        return _complete("DATABASE__OWNER_URL", self.owner_url, self.owner_password)


class SecretFileSettings(BaseSettings):
    """Settings from the environment, else from files in /run/secrets.

    A file is named as its setting (`AMQP_PASSWORD`): the way that Compose and Kubernetes hand out
    secrets without showing them to whoever may inspect a container.
    """

    model_config = SettingsConfigDict(
        env_nested_delimiter="__",
        secrets_dir=SECRETS_FOLDER,
        secrets_dir_missing="ok",
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let files give nested settings too."""
        return init_settings, env_settings, NestedSecretsSettingsSource(file_secret_settings)


class InstallationSettings(SecretFileSettings):
    """What is the same for all processes of one installation."""

    public_url: str = "http://127.0.0.1:8000"
    event_source: str = Field(
        default="urn:nld:oin:00000099000000000000:systeem:samenspel",
        pattern=r"^urn:nld:oin:[0-9A-Z]{20}:systeem:[a-z0-9-]+$",
        description="Organisation (OIN) and system in the events' source; the service's name follows.",
    )
    demo: bool = False

    @model_validator(mode="after")
    def _demo_only_at_home(self) -> Self:
        if self.demo and not is_loopback(self.public_url):
            raise ValueError("demo is allowed only while public_url is this machine's own address")
        return self


class ServiceSettings(InstallationSettings):
    """Read once, in bootstrap; nothing else reads the environment.

    A process is given only what it needs; what is missing is told when it is asked for.
    `bus` is `amqp` (RabbitMQ at `amqp_url`) or `log` (the logs of the other services are read
    directly). `feeds` gives for each service that is read where its log is: at its database as
    role `<service>_feed`, or at its worker's operations port (`http://…`), which knows us by
    `feed_token`. `feed_readers` gives for each service that reads this one's log the SHA-256 of
    its token, in hexadecimal.
    """

    database: DatabaseSettings = DatabaseSettings()
    bus: Literal["amqp", "log"] = "amqp"
    amqp_url: SecretStr | None = None
    amqp_password: SecretStr | None = None
    feeds: dict[str, SecretStr] = {}
    feed_token: SecretStr | None = Field(default=None, min_length=32)
    feed_readers: dict[str, Annotated[str, Field(pattern="^[0-9a-f]{64}$")]] = {}
    cookie_key: SecretStr | None = Field(default=None, min_length=32)
    letter_key: SecretStr | None = Field(default=None, min_length=32)
    jwks: str | None = Field(
        default=None, description="Public keys of access tokens (a JWK Set), if no URL has them."
    )
    jwks_url: str | None = Field(
        default=None, description="Where intake publishes the keys of access tokens."
    )
    max_body_bytes: int = Field(default=256 * 1024, ge=1024)
    host: str = "127.0.0.1"
    port: int = 8000
    trusted_proxies: str = Field(
        default="127.0.0.1",
        description="Addresses or networks (comma-separated) whose X-Forwarded-For is believed.",
    )
    operations_port: int = 9000

    def broker_url(self) -> str:
        """Give RabbitMQ's address with the password; MissingSetting if there is none."""
        return _complete("AMQP_URL", self.amqp_url, self.amqp_password)

    def session_key(self) -> str:
        """Give the secret that seals sessions; MissingSetting if there is none."""
        return _given("COOKIE_KEY", self.cookie_key)

    def letter_secret(self) -> str:
        """Give the key of the secrets that letters carry; MissingSetting if there is none."""
        return _given("LETTER_KEY", self.letter_key)

    def reader_token(self) -> str:
        """Give the secret by which other services' feeds know us; MissingSetting without one."""
        return _given("FEED_TOKEN", self.feed_token)

    def token_key_source(self) -> TokenKeys | None:
        """Give the keys by which access tokens are known; without any, none is accepted."""
        if self.jwks is not None:
            return GivenKeys(KeySet.import_key_set(json.loads(self.jwks)))
        return PublishedKeys(self.jwks_url) if self.jwks_url else None

    @property
    def secure_cookies(self) -> bool:
        """Whether browsers reach us over TLS."""
        return self.public_url.startswith("https://")


def is_loopback(url: str) -> bool:
    """Tell whether a URL points at this machine only."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _complete(name: str, url: SecretStr | None, password: SecretStr | None) -> str:
    """Give a URL with its password, wherever that stood."""
    whole = _given(name, url)
    if password is None:
        return whole
    parts = urlsplit(whole)
    who, _, where = parts.netloc.rpartition("@")
    user = who.partition(":")[0]
    secret = quote(password.get_secret_value(), safe="")
    return parts._replace(netloc=f"{user}:{secret}@{where}").geturl()


def _given(name: str, secret: SecretStr | None) -> str:
    if secret is None:
        raise MissingSetting(name)
    return secret.get_secret_value()
