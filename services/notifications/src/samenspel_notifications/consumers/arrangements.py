"""Reads arrangements: that help was granted."""

from collections.abc import Mapping

from samenspel_contracts.arrangements import ArrangementGrantedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.start_mailing import StartMailing, start_mailing
from samenspel_notifications.domain.mailing import Template
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork


async def on_arrangement_granted(
    event: ArrangementGrantedV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Tell parents and school that there is a decision; what it is, they read after logging in."""
    command = StartMailing(
        template=Template.HELP_DECIDED,
        cause_id=event.arrangement_id,
        link_id=event.case_id,
        alliance_id=envelope.alliance,
        unit_id=envelope.unit,
        pupil_id=event.pupil_id,
        school_id=event.school_id,
        answer_by=None,
        happened_at=envelope.time,
    )
    await start_mailing(command, uow=uow)


MAIL_HANDLERS: Mapping[type[EventData], Handler] = {ArrangementGrantedV1: on_arrangement_granted}
