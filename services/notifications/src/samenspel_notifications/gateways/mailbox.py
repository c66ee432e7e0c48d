"""Takes mails where there is no mail server, and shows them as they would have gone out."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Protocol

from samenspel_messaging.scope import Scope
from samenspel_notifications.application.ports import Letter, Mailbox
from samenspel_notifications.domain.message import Outcome, Result
from samenspel_notifications.gateways.letters import LetterWriter

ACCEPTED = 250


class _WithMailbox(Protocol):
    @property
    def mailbox(self) -> Mailbox:
        """Where mails are kept."""
        ...


class MailboxMailer:
    """Plays the mail server: what it accepts is kept, whatever becomes of the sender after that.

    That is why it has a transaction of its own.
    """

    def __init__(
        self,
        transactions: Callable[[Scope], AbstractAsyncContextManager[_WithMailbox]],
        writer: LetterWriter,
    ) -> None:
        self._transactions, self._writer = transactions, writer

    async def send(self, letter: Letter) -> Outcome:
        """Keep the complete mail."""
        try:
            mail = self._writer.write(letter)
        except ValueError:
            return Outcome(Result.PERMANENT)
        async with self._transactions(Scope.begin(letter.alliance_id)) as uow:
            await uow.mailbox.put(letter, mail.as_bytes())
        return Outcome(Result.ACCEPTED, ACCEPTED)


@dataclass(frozen=True, slots=True)
class ReadableMail:
    """A stored mail as a mail program shows it; `language` is that of its reader, if it says so."""

    sender: str
    to: str
    subject: str
    text: str
    language: str


def read_mail(content: bytes) -> ReadableMail:
    """Read a stored mail."""
    mail = message_from_bytes(content, policy=default)
    assert isinstance(mail, EmailMessage)  # noqa: S101 - the policy says so
    body = mail.get_body(("plain",))
    return ReadableMail(
        sender=str(mail["From"]),
        to=str(mail["To"]),
        subject=str(mail["Subject"]),
        text="" if body is None else str(body.get_content()),
        language=str(mail["Content-Language"] or ""),
    )
