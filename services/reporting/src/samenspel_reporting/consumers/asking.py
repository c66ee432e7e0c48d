"""Intake's events about the term of a request: it changes with the kind, and after a standstill."""

from collections.abc import Mapping

from samenspel_contracts.asking import (
    SupportRequestKindChangedV1,
    SupportRequestResponseResumedV1,
)
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.domain.items import ItemKind, ItemState


async def on_term_changed(
    event: SupportRequestKindChangedV1 | SupportRequestResponseResumedV1,
    envelope: Envelope,
    uow: ReportingUnitOfWork,
) -> None:
    """Count by the term that counts now."""
    term = event.response_term
    await uow.projections.change_item(
        event.support_request_id,
        ItemKind.SUPPORT_REQUEST,
        ItemState.OPEN,
        at=envelope.time,
        unit_id=envelope.unit,
        term_rule=term.rule,
        term_rule_version=term.rule_version,
        term_starts_on=term.starts_on,
        term_last_day=term.last_day,
    )


TERM_HANDLERS: Mapping[type[EventData], Handler] = {
    SupportRequestKindChangedV1: on_term_changed,
    SupportRequestResponseResumedV1: on_term_changed,
}
