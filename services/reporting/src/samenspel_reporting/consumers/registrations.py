"""Registrations: which term counts now, and who answers, where an event of its own tells it."""

from collections.abc import Mapping

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registrations import (
    RegistrationDeferredV1,
    RegistrationExtendedV1,
    RegistrationPassedToDeskV1,
    RegistrationResumedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.consumers.accountable import accountable
from samenspel_reporting.consumers.open_items import term_of
from samenspel_reporting.domain.items import ItemKind, ItemState


async def on_term_changed(
    event: RegistrationExtendedV1 | RegistrationResumedV1,
    envelope: Envelope,
    uow: ReportingUnitOfWork,
) -> None:
    """Take over the term that counts now."""
    await uow.projections.change_item(
        envelope.subject,
        ItemKind.REGISTRATION,
        ItemState.OPEN,
        at=envelope.time,
        **term_of(event.term),
    )


async def on_other_standing(
    event: RegistrationDeferredV1 | RegistrationPassedToDeskV1,
    envelope: Envelope,
    uow: ReportingUnitOfWork,
) -> None:
    """Take over the term, who answers and what is next."""
    await uow.projections.change_item(
        envelope.subject,
        ItemKind.REGISTRATION,
        ItemState.OPEN,
        at=envelope.time,
        **term_of(event.term),
        **accountable(event.holder, event.next_action),
    )


REGISTRATION_HANDLERS: Mapping[type[EventData], Handler] = {
    RegistrationExtendedV1: on_term_changed,
    RegistrationResumedV1: on_term_changed,
    RegistrationDeferredV1: on_other_standing,
    RegistrationPassedToDeskV1: on_other_standing,
}
