"""Takes mails where there is no mail server, and shows them as they would have gone out."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Generic, TypeVar

from sqlalchemy.dialects.postgresql import insert

from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import SqlUnitOfWork, Transactions
from samenspel_notifications.application.ports import Letter
from samenspel_notifications.domain.message import Outcome, Result
from samenspel_notifications.gateways.letters import LetterWriter
from samenspel_notifications.persistence.tables import MailboxRow

UowT = TypeVar("UowT", bound=SqlUnitOfWork)
ACCEPTED = 250


class MailboxMailer(Generic[UowT]):
    """Plays the mail server: what it accepts is kept, whatever becomes of the sender after that.

    That is why it has a transaction of its own.
    """

    def __init__(self, transactions: Transactions[UowT], writer: LetterWriter) -> None:
        self._transactions, self._writer = transactions, writer

    async def send(self, letter: Letter) -> Outcome:
        """Keep the complete mail; the same mail a second time changes nothing."""
        try:
            mail = self._writer.write(letter)
        except ValueError:
            return Outcome(Result.PERMANENT)
        entry = insert(MailboxRow).values(
            message_id=letter.message_id,
            alliance_id=letter.alliance_id,
            received_at=letter.at,
            content=mail.as_bytes(),
        )
        async with self._transactions(Scope.begin(letter.alliance_id)) as uow:
            await uow.session.execute(entry.on_conflict_do_nothing())
        return Outcome(Result.ACCEPTED, ACCEPTED)


@dataclass(frozen=True, slots=True)
class ReadableMail:
    """A stored mail as a mail program shows it."""

    sender: str
    to: str
    subject: str
    text: str


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
    )
