"""One transaction of notifications."""

from typing import ClassVar

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import SqlUnitOfWork, ToContract
from samenspel_notifications.persistence.contacts import SqlContacts
from samenspel_notifications.persistence.mailbox import SqlMailbox
from samenspel_notifications.persistence.mailings import SqlMailings
from samenspel_notifications.persistence.messages import SqlMessages
from samenspel_notifications.persistence.post_queries import PostQueries
from samenspel_notifications.persistence.queries import MessageQueries
from samenspel_notifications.persistence.queue import SqlDeliveryQueue
from samenspel_notifications.persistence.work_list import SqlWorkList
from samenspel_notifications.persistence.work_queries import WorkQueries
from samenspel_notifications.publishing.facts import to_contract

MATCHING = 7_301_114
"""Number of the lock; any would do."""


class NotificationsSqlUnitOfWork(SqlUnitOfWork):
    """The repositories of notifications within one transaction."""

    to_contract: ClassVar[ToContract] = staticmethod(to_contract)

    def __init__(self, session: AsyncSession, scope: Scope) -> None:
        super().__init__(session, scope)
        self.contacts = SqlContacts(session, scope.alliance_id)
        self.mailings = SqlMailings(session, scope.alliance_id)
        self.messages = SqlMessages(self)
        self.queue = SqlDeliveryQueue(session)
        self.shown_messages = MessageQueries(session, scope.alliance_id)
        self.post = PostQueries(session, scope.alliance_id)
        self.mailbox = SqlMailbox(session, scope.alliance_id)
        self.work = SqlWorkList(session, scope.alliance_id)
        self.shown_work = WorkQueries(session, scope.alliance_id)

    async def match_alone(self) -> None:
        """Wait for the lock under which mailings and contacts are matched.

        One lock for all: consumers apply events in batches, and with a lock for each pupil two
        batches could wait for each other.
        """
        await self.session.execute(
            text("SELECT pg_advisory_xact_lock(:number)"), {"number": MATCHING}
        )
