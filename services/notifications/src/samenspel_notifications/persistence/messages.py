"""Messages and their attempts in PostgreSQL."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from samenspel_messaging.unit_of_work import SqlRepository
from samenspel_notifications.domain.mailing import Audience
from samenspel_notifications.domain.message import Attempt, Message, Outcome, Result, State
from samenspel_notifications.persistence.tables import AttemptRow, MessageRow


class SqlMessages(SqlRepository[Message, MessageRow]):
    """The messages of one alliance, each locked when it is loaded.

    Sender and contact directory both change a message; the one that comes second sees what the
    first did, so that an answer of the mail server is never lost to a stale version.
    """

    row_type = MessageRow

    async def find(self, id_: UUID) -> Message | None:
        """Lock and load one for change, or None."""
        lock = select(MessageRow.id).where(MessageRow.id == id_).with_for_update()
        await self._uow.session.execute(lock)
        return await super().find(id_)

    async def to_contact(self, contact_id: UUID) -> Sequence[Message]:
        """Lock and load all to a contact but those that were sent."""
        query = (
            select(MessageRow.id)
            .where(MessageRow.alliance_id == self._uow.scope.alliance_id)
            .where(MessageRow.contact_id == contact_id, MessageRow.state != State.SENT)
            .order_by(MessageRow.id)
            .with_for_update()
        )
        ids = list(await self._uow.session.scalars(query))
        return [await self.get(id_) for id_ in ids]

    def to_domain(self, row: MessageRow) -> Message:
        """Build the message of a row."""
        return Message(
            id=row.id,
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            mailing_id=row.mailing_id,
            contact_id=row.contact_id,
            audience=Audience(row.audience),
            created_at=row.created_at,
            state=State(row.state),
            due_at=row.due_at,
            sent_at=row.sent_at,
            failures=row.failures,
            attempts=[_attempt(each) for each in row.attempts],
        )

    def fill(self, row: MessageRow, aggregate: Message) -> None:
        """Write the message's state into its row."""
        row.mailing_id, row.contact_id = aggregate.mailing_id, aggregate.contact_id
        row.audience, row.state = aggregate.audience.value, aggregate.state.value
        row.created_at, row.due_at, row.sent_at = (
            aggregate.created_at,
            aggregate.due_at,
            aggregate.sent_at,
        )
        row.failures = aggregate.failures
        for attempt in aggregate.attempts[len(row.attempts) :]:
            row.attempts.append(
                AttemptRow(alliance_id=row.alliance_id, number=attempt.number, at=attempt.at)
            )
        for kept, attempt in zip(row.attempts, aggregate.attempts, strict=True):
            if attempt.outcome is not None:
                kept.result = attempt.outcome.result.value
                kept.smtp_code = attempt.outcome.smtp_code


def _attempt(row: AttemptRow) -> Attempt:
    outcome = None if row.result is None else Outcome(Result(row.result), row.smtp_code)
    return Attempt(number=row.number, at=row.at, outcome=outcome)
