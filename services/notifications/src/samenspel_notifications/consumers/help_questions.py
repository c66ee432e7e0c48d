"""Keeps "Mijn werk" of who is asked about granted help."""

from collections.abc import Mapping

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.help_questions import (
    HelpQuestionAnsweredV1,
    HelpQuestionAskedV1,
    HelpQuestionLapsedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.work_ports import WorkUnitOfWork
from samenspel_notifications.consumers.new_items import item_of
from samenspel_notifications.domain.work_items import ItemKind


async def on_asked(event: HelpQuestionAskedV1, envelope: Envelope, uow: WorkUnitOfWork) -> None:
    """Somebody is asked something."""
    await uow.work.put(item_of(event, envelope, ItemKind.HELP_QUESTION, event.question_id))


async def on_over(
    event: HelpQuestionAnsweredV1 | HelpQuestionLapsedV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """It was answered, or nobody waits for an answer any more."""
    await uow.work.remove(event.question_id)


HELP_QUESTION_HANDLERS: Mapping[type[EventData], Handler] = {
    HelpQuestionAskedV1: on_asked,
    HelpQuestionAnsweredV1: on_over,
    HelpQuestionLapsedV1: on_over,
}
