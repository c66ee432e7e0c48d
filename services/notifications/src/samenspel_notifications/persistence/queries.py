"""What API and pages show: read models of messages, and of who can't be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, literal, select, true, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_notifications.domain.contact import masked
from samenspel_notifications.domain.mailing import LATE_CONTACTS, Audience, Template, path_of
from samenspel_notifications.domain.message import Result, State
from samenspel_notifications.domain.policies import Reach
from samenspel_notifications.persistence.tables import (
    AttemptRow,
    ContactRow,
    MailingRow,
    MessageRow,
)

After = tuple[datetime, UUID] | None
"""The sort key of the last item of the page before: its moment and its id."""


@dataclass(frozen=True, slots=True)
class ShownAttempt:
    """One attempt; `result` is None while it is under way."""

    number: int
    at: datetime
    result: Result | None
    smtp_code: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMessage:
    """A message as an administrator sees it; the address is masked."""

    id: UUID
    template: Template
    audience: Audience
    state: State
    contact_name: str
    masked_email: str | None
    created_at: datetime
    due_at: datetime | None
    sent_at: datetime | None
    attempts: tuple[ShownAttempt, ...]

    @property
    def key(self) -> tuple[datetime, UUID]:
        """Where it stands in the list."""
        return self.created_at, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreached:
    """A mailing of which nobody of an audience is known, so that there is no message yet."""

    mailing_id: UUID
    template: Template
    link_id: UUID
    audience: Audience
    created_at: datetime

    @property
    def path(self) -> str:
        """The page that it is about."""
        return path_of(self.template, self.link_id)

    @property
    def until(self) -> datetime:
        """The last moment at which someone who becomes known still gets it."""
        return self.created_at + LATE_CONTACTS


def position(parts: tuple[Any, ...] | None) -> After:
    """Read where a page starts; InvalidInput if that is no place in a list of ours."""
    if parts is None:
        return None
    try:
        moment, id_ = datetime.fromisoformat(parts[0]), UUID(parts[1])
        return moment.astimezone(UTC), id_
    except (IndexError, TypeError, ValueError, AttributeError, OverflowError):
        raise InvalidInput(FieldError("cursor", "cursor.invalid")) from None


class MessageQueries:
    """Messages of one alliance, within an actor's reach."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def newest(
        self, reach: Reach, *, states: Sequence[State], after: After, limit: int
    ) -> list[ShownMessage]:
        """Give messages, newest first; `states` empty means all."""
        query = self._messages(reach).limit(limit)
        if states:
            query = query.where(MessageRow.state.in_(states))
        if after is not None:
            query = query.where(tuple_(MessageRow.created_at, MessageRow.id) < tuple_(*after))
        return await self._shown(query)

    async def one(self, id_: UUID, reach: Reach) -> ShownMessage | None:
        """Give one message, or None if there is none within reach."""
        found = await self._shown(self._messages(reach).where(MessageRow.id == id_))
        return found[0] if found else None

    async def counts(self, reach: Reach) -> dict[State, int]:
        """Count the messages in each state."""
        query = (
            select(MessageRow.state, func.count())
            .where(MessageRow.alliance_id == self._alliance_id, _in(reach, MessageRow.unit_id))
            .group_by(MessageRow.state)
        )
        return {State(state): count for state, count in await self._session.execute(query)}

    async def unreached(self, reach: Reach, *, limit: int) -> list[Unreached]:
        """Give the mailings that reach no parent, or no one at the school; oldest first."""
        parents = self._unreached(Audience.PARENT, reach)
        school = self._unreached(Audience.SCHOOL, reach).where(MailingRow.school_id.is_not(None))
        both = union_all(parents, school).subquery()
        query = select(both).order_by(both.c.created_at, both.c.id).limit(limit)
        return [
            Unreached(
                mailing_id=row.id,
                template=Template(row.template),
                link_id=row.link_id,
                audience=Audience(row.audience),
                created_at=row.created_at,
            )
            for row in await self._session.execute(query)
        ]

    def _unreached(
        self, audience: Audience, reach: Reach
    ) -> Select[UUID, str, UUID, datetime, str]:
        told = exists().where(
            MessageRow.mailing_id == MailingRow.id, MessageRow.audience == audience.value
        )
        return select(
            MailingRow.id,
            MailingRow.template,
            MailingRow.link_id,
            MailingRow.created_at,
            literal(audience.value).label("audience"),
        ).where(MailingRow.alliance_id == self._alliance_id, _in(reach, MailingRow.unit_id), ~told)

    def _messages(self, reach: Reach) -> Select[MessageRow, str, ContactRow]:
        return (
            select(MessageRow, MailingRow.template, ContactRow)
            .join(MailingRow, MailingRow.id == MessageRow.mailing_id)
            .join(ContactRow, ContactRow.contact_id == MessageRow.contact_id)
            .where(MessageRow.alliance_id == self._alliance_id, _in(reach, MessageRow.unit_id))
            .order_by(MessageRow.created_at.desc(), MessageRow.id.desc())
        )

    async def _shown(self, query: Select[MessageRow, str, ContactRow]) -> list[ShownMessage]:
        rows = await self._session.execute(query)
        return [_shown(message, template, contact) for message, template, contact in rows]


def _in(reach: Reach, unit: InstrumentedAttribute[UUID | None]) -> ColumnElement[bool]:
    return true() if reach.unit_id is None else unit == reach.unit_id


def _shown(row: MessageRow, template: str, contact: ContactRow) -> ShownMessage:
    return ShownMessage(
        id=row.id,
        template=Template(template),
        audience=Audience(row.audience),
        state=State(row.state),
        contact_name=contact.name,
        masked_email=masked(contact.email),
        created_at=row.created_at,
        due_at=row.due_at,
        sent_at=row.sent_at,
        attempts=tuple(_attempt(each) for each in row.attempts),
    )


def _attempt(row: AttemptRow) -> ShownAttempt:
    result = None if row.result is None else Result(row.result)
    return ShownAttempt(row.number, row.at, result, row.smtp_code)
