"""Keeps who acts for whom, so that "Mijn werk" shows the work of somebody away to both."""

from collections.abc import Mapping

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.people import PersonDeputiesChangedV1
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.work_ports import WorkUnitOfWork
from samenspel_notifications.domain.work_items import StandIn


async def on_deputies_changed(
    event: PersonDeputiesChangedV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """Take over who acts for that person, and on which days."""
    deputies = [StandIn(d.person_id, d.first_day, d.last_day) for d in event.deputies]
    await uow.work.stand_in(event.person_id, deputies)


STAND_IN_HANDLERS: Mapping[type[EventData], Handler] = {
    PersonDeputiesChangedV1: on_deputies_changed
}
