"""What a user may choose when starting the whole system; read from the environment, once."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class StandaloneSettings(BaseSettings):
    """`PORT`, `BUS` (log or amqp), `AMQP_URL`, `DATABASE_URL`, `DATA_DIR`; all optional.

    `DATABASE_URL` is a PostgreSQL role that may make roles and databases; without it an embedded
    server keeps its data in `DATA_DIR`.
    """

    model_config = SettingsConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    port: int = Field(default=8000, ge=1, le=65535)
    bus: Literal["log", "amqp"] = "log"
    amqp_url: SecretStr | None = None
    database_url: SecretStr | None = None
    data_dir: Path = Path(".samenspel")

    @model_validator(mode="after")
    def _the_broker_has_an_address(self) -> Self:
        if self.bus == "amqp" and self.amqp_url is None:
            raise ValueError("BUS=amqp needs AMQP_URL, such as amqp://user:password@127.0.0.1/")
        return self

    @property
    def address(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self.port}"
