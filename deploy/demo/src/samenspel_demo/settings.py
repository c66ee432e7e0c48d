"""Where the story is told; read from the environment and from secret files, once."""

from typing import Self

from pydantic import Field, SecretStr, model_validator

from samenspel_platform.settings import DatabaseSettings, InstallationSettings


class DemoSettings(InstallationSettings):
    """`DEMO=1`, `PUBLIC_URL`, `INTAKE_DATABASE__WORKER_URL`, `ARRANGEMENTS_DATABASE__WORKER_URL`.

    Passwords may be in `…_DATABASE__WORKER_PASSWORD`. `LOOKUP_KEY` is intake's: by it those are
    found who log in with a code by mail. `PUBLIC_URL` must be this machine's own
    address, so that made-up children never come to a real installation.
    """

    public_url: str
    lookup_key: SecretStr = Field(min_length=32)
    intake_database: DatabaseSettings = DatabaseSettings()
    arrangements_database: DatabaseSettings = DatabaseSettings()

    @model_validator(mode="after")
    def _it_is_a_demo(self) -> Self:
        if not self.demo:
            raise ValueError("DEMO=1 is needed: the story is told to a demo only")
        return self

    @model_validator(mode="after")
    def _both_databases_have_an_address(self) -> Self:
        for name in ("intake_database", "arrangements_database"):
            if getattr(self, name).worker_url is None:
                raise ValueError(f"{name.upper()}__WORKER_URL is needed")
        return self
