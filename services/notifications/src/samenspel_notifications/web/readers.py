"""Fragment: who looked at the mails about a child."""

from collections.abc import Mapping, Set
from uuid import UUID

from samenspel_notifications.domain.policies import POLICY, Action
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_notifications.web.pages import pages
from samenspel_web.file_readers import readers_fragment


async def no_names(_: NotificationsSqlUnitOfWork, ids: Set[UUID]) -> Mapping[UUID, str]:
    """Give none: this service knows schools and units by their ids alone."""
    return {}


router = readers_fragment(pages, POLICY, Action.SEE_READERS, no_names)
