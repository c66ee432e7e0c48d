"""A real SMTP server that keeps what it gets, and can be told to misbehave."""

import asyncio
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Self

from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """One message as it came in: who it was really for, and what it says."""

    recipients: tuple[str, ...]
    message: EmailMessage

    @property
    def text(self) -> str:
        """The readable text."""
        body = self.message.get_body(("plain", "html"))
        return "" if body is None else str(body.get_content())


class SmtpServer:
    """Listens on a free port; `messages` holds what it accepted, in order."""

    def __init__(self) -> None:
        self.messages: list[ReceivedMail] = []
        self._refusals = self._drops = 0
        self._server: asyncio.Server | None = None

    @classmethod
    async def start(cls) -> Self:
        """Start one in the running event loop."""
        mine, loop = cls(), asyncio.get_running_loop()
        mine._server = await loop.create_server(
            lambda: SMTP(mine, hostname="mail.test", enable_SMTPUTF8=True, loop=loop),
            "127.0.0.1",
            0,
        )
        return mine

    @property
    def host(self) -> str:
        """Where it listens."""
        return "127.0.0.1"

    @property
    def port(self) -> int:
        """Where it listens."""
        assert self._server is not None  # noqa: S101 - it is started
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def refuse(self, times: int) -> None:
        """Answer 451 (try later) to the next so many messages."""
        self._refusals = times

    def drop_after_data(self, times: int) -> None:
        """Accept the next so many messages, then break the connection before answering."""
        self._drops = times

    async def handle_DATA(  # noqa: N802 - aiosmtpd names it
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take a message, or do what the test asked for; aiosmtpd calls this."""
        if self._refusals:
            self._refusals -= 1
            return "451 4.3.0 try again later"
        content = envelope.original_content or b""
        message = BytesParser(EmailMessage, policy=default).parsebytes(content)
        self.messages.append(ReceivedMail(tuple(envelope.rcpt_tos), message))
        if self._drops:
            self._drops -= 1
            assert isinstance(server.transport, asyncio.Transport)  # noqa: S101 - it is connected
            server.transport.abort()
        return "250 2.0.0 accepted"

    async def close(self) -> None:
        """Stop listening."""
        assert self._server is not None  # noqa: S101 - it is started
        self._server.close()
        await self._server.wait_closed()
