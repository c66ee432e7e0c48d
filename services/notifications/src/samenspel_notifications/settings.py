"""Settings of notifications; how mail goes out."""

from typing import Literal, Self

from pydantic import BaseModel, Field, SecretStr, model_validator

from samenspel_platform.settings import ServiceSettings, is_loopback


class SmtpSettings(BaseModel):
    """The mail server. `security` is `starttls`, `tls` (from the start) or `none`."""

    host: str = Field(min_length=1)
    port: int = Field(default=587, ge=1, le=65535)
    username: str | None = None
    password: SecretStr | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"
    timeout_seconds: float = Field(default=20, gt=0, le=60)

    @property
    def plain_password(self) -> str | None:
        """The password as the server wants it."""
        return None if self.password is None else self.password.get_secret_value()


class Settings(ServiceSettings):
    """Adds the mail settings.

    `mailer` is `smtp`, or `mailbox`: mails are kept to be looked at and reach nobody, so that is
    allowed only while `public_url` (with which links in mails start) is this machine's own address.
    """

    mailer: Literal["smtp", "mailbox"] = "mailbox"
    smtp: SmtpSettings | None = None
    from_address: str = Field(default="samenspel@samenspel.example", pattern=r"^[^@\s]+@[^@\s]+$")
    from_name: str = "Samenspel"

    @model_validator(mode="after")
    def _mail_reaches_people(self) -> Self:
        if self.mailer == "smtp" and self.smtp is None:
            raise ValueError("mailer smtp needs smtp__host")
        if self.mailer == "mailbox" and not is_loopback(self.public_url):
            raise ValueError("mailer mailbox reaches nobody: set mailer to smtp")
        return self
