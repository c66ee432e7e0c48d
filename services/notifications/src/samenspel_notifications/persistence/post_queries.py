"""Letters that must go by post: the list, and one of them with where it goes."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import NotFound
from samenspel_notifications.application.paper_letter import PaperLetter
from samenspel_notifications.domain.mailing import Audience, Template
from samenspel_notifications.domain.message import State
from samenspel_notifications.domain.policies import POLICY, Action
from samenspel_notifications.persistence.tables import ContactRow, MailingRow, MessageRow
from samenspel_platform.visibility import RelationColumns, permitted

MOST_SHOWN = 200
WAITS = MessageRow.state == State.TO_PRINT.value


class PostQueries:
    """Letters of one alliance, as far as an actor may send them."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def to_print(self, actor: Actor) -> list[PaperLetter]:
        """Give the letters to print, the longest waiting first."""
        query = self._letters(actor).where(WAITS).order_by(MessageRow.created_at, MessageRow.id)
        lines = (await self._session.execute(query.limit(MOST_SHOWN))).mappings()
        return [_letter(line) for line in lines]

    async def one(self, id_: UUID, actor: Actor) -> PaperLetter:
        """Give one letter to print; NotFound if there is none that the actor may send."""
        query = self._letters(actor).where(MessageRow.id == id_, WAITS)
        line = (await self._session.execute(query)).mappings().one_or_none()
        if line is None:
            raise NotFound(await self._whose(id_))
        return _letter(line)

    async def require(self, id_: UUID, actor: Actor) -> None:
        """NotFound unless the actor may send it or, when a colleague was first, might have."""
        query = self._letters(actor).where(MessageRow.id == id_)
        if (await self._session.execute(query)).first() is None:
            raise NotFound(await self._whose(id_))

    async def _whose(self, id_: UUID) -> UUID | None:
        query = (
            select(MailingRow.pupil_id)
            .join(MessageRow, MessageRow.mailing_id == MailingRow.id)
            .where(MessageRow.id == id_, MessageRow.alliance_id == self._alliance_id)
        )
        return await self._session.scalar(query)

    def _letters(self, actor: Actor) -> Any:
        columns = RelationColumns(
            alliance_id=MailingRow.alliance_id,
            unit_id=MailingRow.unit_id,
            school_id=MailingRow.school_id,
            pupil_id=MailingRow.pupil_id,
        )
        return (
            select(
                MessageRow.id,
                MailingRow.alliance_id,
                MailingRow.unit_id,
                MailingRow.school_id,
                MailingRow.pupil_id,
                MailingRow.template,
                MessageRow.audience,
                MailingRow.link_id,
                MailingRow.answer_by,
                MessageRow.created_at,
                ContactRow.language,
                ContactRow.name,
                ContactRow.organisation,
                ContactRow.street,
                ContactRow.postcode,
                ContactRow.place,
            )
            .join(MailingRow, MailingRow.id == MessageRow.mailing_id)
            .join(ContactRow, ContactRow.contact_id == MessageRow.contact_id)
            .where(
                MessageRow.alliance_id == self._alliance_id,
                permitted(POLICY, actor, Action.SEND_POST, columns),
            )
        )


def _letter(line: Any) -> PaperLetter:
    told = {"template": Template(line["template"]), "audience": Audience(line["audience"])}
    return PaperLetter(**{**line, **told})
