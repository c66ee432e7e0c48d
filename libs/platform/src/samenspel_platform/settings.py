"""Settings that every service has; a service adds its own."""

from ipaddress import ip_address
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class DatabaseSettings(BaseModel):
    """This service's own database, once per role. URLs hold passwords, so they never print.

    `app_url` serves pages and API, `worker_url` the worker, `owner_url` migrates.
    """

    app_url: SecretStr
    worker_url: SecretStr
    owner_url: SecretStr | None = None
    pool_size: int = Field(default=8, ge=1)


class ServiceSettings(BaseSettings):
    """Read once, in bootstrap; nothing else reads the environment.

    `bus` is `amqp` (RabbitMQ at `amqp_url`) or `log` (the logs of the other services are read
    directly: `feeds` gives for each the URL of its role `<service>_feed`).
    """

    model_config = SettingsConfigDict(
        env_nested_delimiter="__", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    database: DatabaseSettings
    bus: Literal["amqp", "log"] = "amqp"
    amqp_url: SecretStr | None = None
    feeds: dict[str, SecretStr] = {}
    cookie_key: SecretStr = Field(min_length=32)
    public_url: str = "http://127.0.0.1:8000"
    event_source: str = Field(
        default="urn:nld:oin:00000099000000000000:systeem:samenspel",
        pattern=r"^urn:nld:oin:[0-9A-Z]{20}:systeem:[a-z0-9-]+$",
        description="Organisation (OIN) and system in the events' source; the service's name follows.",
    )
    demo: bool = False
    max_body_bytes: int = Field(default=256 * 1024, ge=1024)
    host: str = "127.0.0.1"
    port: int = 8000
    operations_port: int = 9000

    @model_validator(mode="after")
    def _demo_only_at_home(self) -> Self:
        if self.demo and not is_loopback(self.public_url):
            raise ValueError("demo is allowed only while public_url is this machine's own address")
        return self

    @model_validator(mode="after")
    def _bus_has_its_address(self) -> Self:
        if self.bus == "amqp" and self.amqp_url is None:
            raise ValueError("bus amqp needs amqp_url")
        return self

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
