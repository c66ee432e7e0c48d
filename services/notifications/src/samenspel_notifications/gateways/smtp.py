"""Hands letters to a mail server over SMTP."""

import asyncio
from contextlib import suppress
from email.message import EmailMessage
from types import TracebackType
from typing import Self

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from samenspel_notifications.application.ports import Letter
from samenspel_notifications.domain.message import Outcome, Result
from samenspel_notifications.gateways.letters import LetterWriter
from samenspel_notifications.settings import SmtpSettings

ACCEPTED = 250
PERMANENT_FROM = 500
GOODBYE_SECONDS = 2


class SmtpMailer:
    """A connection that is opened with the first letter, and kept for those that follow.

    Only what the server says of *this* mail or recipient can be final. A server that refuses the
    connection, our password or our sender address is a fault of the installation: those mails
    must go out once it is mended.
    """

    def __init__(self, settings: SmtpSettings, writer: LetterWriter, *, sender: str) -> None:
        self._settings, self._writer, self._sender = settings, writer, sender
        self._client: SMTP | None = None

    async def __aenter__(self) -> Self:
        """Connect later, when there is something to send."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Say goodbye, if the server still listens, and close the connection."""
        if self._client is not None:
            with suppress(SMTPException, OSError, TimeoutError):
                async with asyncio.timeout(GOODBYE_SECONDS):
                    await self._client.quit()
        self._hang_up()

    async def send(self, letter: Letter) -> Outcome:
        """Offer the letter once."""
        try:
            mail = self._writer.write(letter)
        except ValueError:
            return Outcome(Result.PERMANENT)
        try:
            async with asyncio.timeout(self._settings.timeout_seconds):
                await self._offer(mail, letter.to)
        except (SMTPException, OSError, TimeoutError) as why:
            self._hang_up()
            return outcome_of(why)
        return Outcome(Result.ACCEPTED, ACCEPTED)

    async def _offer(self, mail: EmailMessage, to: str) -> None:
        if self._client is None:
            client = SMTP(
                hostname=self._settings.host,
                port=self._settings.port,
                username=self._settings.username,
                password=self._settings.plain_password,
                use_tls=self._settings.security == "tls",
                start_tls=self._settings.security == "starttls",
                timeout=self._settings.timeout_seconds,
            )
            await client.connect()
            self._client = client
        await self._client.send_message(mail, sender=self._sender, recipients=[to])

    def _hang_up(self) -> None:
        """Close without a last word: a server that hangs would keep us waiting for its answer."""
        if self._client is not None:
            self._client.close()
            self._client = None


def outcome_of(why: Exception) -> Outcome:
    """Tell what an error of the mail server means for one letter."""
    match why:
        case SMTPRecipientsRefused():
            return _by_code(why.recipients[0].code)
        case SMTPRecipientRefused() | SMTPDataError():
            return _by_code(why.code)
        case SMTPNotSupported():
            return Outcome(Result.PERMANENT)
        case SMTPResponseException():
            return Outcome(Result.TEMPORARY, why.code)
        case _:
            return Outcome(Result.TEMPORARY)


def _by_code(code: int) -> Outcome:
    return Outcome(Result.PERMANENT if code >= PERMANENT_FROM else Result.TEMPORARY, code)
