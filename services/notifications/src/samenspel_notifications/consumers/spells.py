"""Mails about children without education: to the decider who is asked by name for a place."""

from collections.abc import Mapping
from uuid import uuid5

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_contracts.spells import SpellEscalatedV1
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.start_mailing import StartMailing, start_mailing
from samenspel_notifications.domain.mailing import Template
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork


async def on_escalated(
    event: SpellEscalatedV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Ask the decider; whom a decider is reached by has the decider's own id."""
    command = StartMailing(
        template=Template.DECIDER_ASKED,
        cause_id=uuid5(event.spell_id, f"rung {event.rung}"),
        link_id=event.spell_id,
        alliance_id=envelope.alliance,
        unit_id=envelope.unit,
        contact_id=event.decider_id,
        answer_by=event.answer.last_day,
        happened_at=envelope.time,
    )
    await start_mailing(command, uow=uow)


MAIL_HANDLERS: Mapping[type[EventData], Handler] = {SpellEscalatedV1: on_escalated}
