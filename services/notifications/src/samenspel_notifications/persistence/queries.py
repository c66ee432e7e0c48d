"""What API and pages show: read models of messages, and of who can't be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, literal, select, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_notifications.domain.contact import masked
from samenspel_notifications.domain.mailing import LATE_CONTACTS, Audience, Template, path_of
from samenspel_notifications.domain.message import Result, State
from samenspel_notifications.domain.policies import POLICY, Action
from samenspel_notifications.persistence.tables import (
    AttemptRow,
    ContactRow,
    MailingRow,
    MessageRow,
)
from samenspel_platform.visibility import RelationColumns, permitted

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
    """A message as an administrator sees it; the address is masked.

    `pupil_id` is None if it is to a person, about nobody.
    """

    id: UUID
    alliance_id: UUID
    unit_id: UUID | None
    school_id: UUID | None
    pupil_id: UUID | None
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
    """Messages of one alliance, as far as an actor may see them."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def newest(
        self, actor: Actor, *, states: Sequence[State], after: After, limit: int
    ) -> list[ShownMessage]:
        """Give messages, newest first; `states` empty means all."""
        query = self._messages(actor).limit(limit)
        if states:
            query = query.where(MessageRow.state.in_(states))
        if after is not None:
            query = query.where(tuple_(MessageRow.created_at, MessageRow.id) < tuple_(*after))
        return await self._shown(query)

    async def one(self, id_: UUID, actor: Actor) -> ShownMessage:
        """Give one message; NotFound if there is none that the actor may see."""
        found = await self._shown(self._messages(actor).where(MessageRow.id == id_))
        if not found:
            raise NotFound(await self._whose(id_))
        return found[0]

    async def counts(self, actor: Actor) -> dict[State, int]:
        """Count the messages in each state."""
        query = (
            select(MessageRow.state, func.count())
            .join(MailingRow, MailingRow.id == MessageRow.mailing_id)
            .where(MessageRow.alliance_id == self._alliance_id, _seen_by(actor))
            .group_by(MessageRow.state)
        )
        return {State(state): count for state, count in await self._session.execute(query)}

    async def unreached(self, actor: Actor, *, limit: int) -> list[Unreached]:
        """Give the mailings that reach no parent, or no one at the school; oldest first."""
        parents = self._unreached(Audience.PARENT, actor).where(MailingRow.pupil_id.is_not(None))
        school = self._unreached(Audience.SCHOOL, actor).where(MailingRow.school_id.is_not(None))
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
        self, audience: Audience, actor: Actor
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
        ).where(
            MailingRow.alliance_id == self._alliance_id,
            MailingRow.contact_id.is_(None),
            _seen_by(actor),
            ~told,
        )

    async def _whose(self, id_: UUID) -> UUID | None:
        query = (
            select(MailingRow.pupil_id)
            .join(MessageRow, MessageRow.mailing_id == MailingRow.id)
            .where(MessageRow.id == id_, MessageRow.alliance_id == self._alliance_id)
        )
        return await self._session.scalar(query)

    def _messages(self, actor: Actor) -> Select[MessageRow, MailingRow, ContactRow]:
        return (
            select(MessageRow, MailingRow, ContactRow)
            .join(MailingRow, MailingRow.id == MessageRow.mailing_id)
            .join(ContactRow, ContactRow.contact_id == MessageRow.contact_id)
            .where(MessageRow.alliance_id == self._alliance_id, _seen_by(actor))
            .order_by(MessageRow.created_at.desc(), MessageRow.id.desc())
        )

    async def _shown(self, query: Select[MessageRow, MailingRow, ContactRow]) -> list[ShownMessage]:
        rows = await self._session.execute(query)
        return [_shown(message, mailing, contact) for message, mailing, contact in rows]


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    columns = RelationColumns(
        alliance_id=MailingRow.alliance_id,
        unit_id=MailingRow.unit_id,
        school_id=MailingRow.school_id,
        pupil_id=MailingRow.pupil_id,
    )
    return permitted(POLICY, actor, Action.READ_MESSAGE, columns)


def _shown(row: MessageRow, mailing: MailingRow, contact: ContactRow) -> ShownMessage:
    return ShownMessage(
        id=row.id,
        alliance_id=row.alliance_id,
        unit_id=mailing.unit_id,
        school_id=mailing.school_id,
        pupil_id=mailing.pupil_id,
        template=Template(mailing.template),
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
