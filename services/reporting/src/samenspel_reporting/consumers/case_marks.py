"""Arrangements' events of cases that end: each goes on to the list of work, and is kept here."""

from collections.abc import Mapping

from samenspel_contracts.cases import CaseAftercareCheckedV1, CaseClosedV1, CaseReopenedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.consumers import arrangements


async def on_closed(event: CaseClosedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Keep how it was closed, and until when somebody looks again."""
    await arrangements.on_case_closed(event, envelope, uow)
    await uow.kept.mark_case(
        envelope.id,
        case_id=event.case_id,
        unit_id=envelope.unit,
        kind="closed",
        at=envelope.time,
        outcome=event.outcome,
        check_by=event.aftercare.last_day if event.aftercare else None,
    )


async def on_checked(
    event: CaseAftercareCheckedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Keep that somebody looked again."""
    await arrangements.on_aftercare_checked(event, envelope, uow)
    await uow.kept.mark_case(
        envelope.id,
        case_id=event.case_id,
        unit_id=envelope.unit,
        kind="checked",
        at=envelope.time,
        outcome=event.outcome,
        check_by=None,
    )


async def on_reopened(event: CaseReopenedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Keep that it was taken up again."""
    await arrangements.on_case_reopened(event, envelope, uow)
    await uow.kept.mark_case(
        envelope.id,
        case_id=event.case_id,
        unit_id=envelope.unit,
        kind="reopened",
        at=envelope.time,
        outcome=None,
        check_by=None,
    )


CASE_MARK_HANDLERS: Mapping[type[EventData], Handler] = {
    CaseClosedV1: on_closed,
    CaseAftercareCheckedV1: on_checked,
    CaseReopenedV1: on_reopened,
}
