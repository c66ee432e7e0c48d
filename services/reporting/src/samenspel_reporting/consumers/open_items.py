"""Open items of all other kinds: signals, registrations, spells and the like."""

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from samenspel_contracts.accountability import TermRef
from samenspel_contracts.cases import CaseHandoverOfferedV1, CaseTermBreachedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.open_items import (
    ItemClosed,
    ItemOpened,
    ItemState,
    ItemTermBreached,
)
from samenspel_contracts.opps import (
    OppActionPlannedV1,
    OppClosedV1,
    OppOpenedV1,
    OppTermBreachedV1,
)
from samenspel_contracts.placements import (
    PlacementActionPlannedV1,
    PlacementTermBreachedV1,
)
from samenspel_contracts.prepared_requests import (
    PreparedRequestActionPlannedV1,
    PreparedRequestClosedV1,
    PreparedRequestHandoverOfferedV1,
    PreparedRequestOpenedV1,
    PreparedRequestTermBreachedV1,
)
from samenspel_contracts.registrations import (
    RegistrationActionPlannedV1,
    RegistrationClosedV1,
    RegistrationHandoverOfferedV1,
    RegistrationOpenedV1,
    RegistrationTermBreachedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_contracts.share_grants import (
    ShareGrantActionPlannedV1,
    ShareGrantClosedV1,
    ShareGrantHandoverOfferedV1,
    ShareGrantOpenedV1,
    ShareGrantTermBreachedV1,
)
from samenspel_contracts.signals import (
    SignalActionPlannedV1,
    SignalClosedV1,
    SignalHandoverOfferedV1,
    SignalOpenedV1,
    SignalTermBreachedV1,
)
from samenspel_contracts.spells import (
    SpellActionPlannedV1,
    SpellClosedV1,
    SpellHandoverOfferedV1,
    SpellOpenedV1,
    SpellTermBreachedV1,
)
from samenspel_contracts.tlvs import (
    TlvActionPlannedV1,
    TlvClosedV1,
    TlvHandoverOfferedV1,
    TlvOpenedV1,
    TlvTermBreachedV1,
)
from samenspel_contracts.transitions import (
    TransitionActionPlannedV1,
    TransitionEndedV1,
    TransitionMovedV1,
    TransitionPlannedV1,
    TransitionTermBreachedV1,
)
from samenspel_messaging.consumers import Handler
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.consumers.accountable import NOBODY, accountable
from samenspel_reporting.domain.items import ItemKind
from samenspel_reporting.domain.items import ItemState as State


class TermOf(TypedDict, total=False):
    """The term that runs for an item."""

    term_rule: str
    term_rule_version: int
    term_starts_on: date
    term_last_day: date


async def on_opened(event: ItemOpened, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Open the item's line; also again, when it was closed before."""
    await uow.projections.change_item(
        envelope.subject,
        _kind(event),
        State.OPEN,
        at=envelope.time,
        unit_id=envelope.unit,
        school_id=event.school_id,
        closed_at=None,
        **term_of(event.term),
        **accountable(event.holder, event.next_action),
    )


async def on_planned(event: ItemState, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Take over who answers and what is next."""
    await uow.projections.change_item(
        envelope.subject,
        _kind(event),
        State.OPEN,
        at=envelope.time,
        unit_id=envelope.unit,
        **accountable(event.holder, event.next_action),
    )


async def on_moved(event: TransitionMovedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Take over by when it must be done now; nothing where that was done before."""
    await uow.projections.change_item(
        envelope.subject,
        _kind(event),
        State.OPEN,
        at=envelope.time,
        unit_id=envelope.unit,
        **term_of(event.term),
    )


async def on_breached(
    event: ItemTermBreached, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Keep that a term was broken."""
    await uow.projections.note_breach(
        item_id=envelope.subject,
        kind=_kind(event),
        unit_id=envelope.unit,
        rule=event.rule,
        last_day=event.last_day,
        noticed_on=event.noticed_on,
    )


async def on_closed(event: ItemClosed, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Close the item's line."""
    await uow.projections.change_item(
        envelope.subject,
        _kind(event),
        State.CLOSED,
        at=envelope.time,
        unit_id=envelope.unit,
        closed_at=envelope.time,
        **NOBODY,
    )


def _kind(event: EventData) -> ItemKind:
    return ItemKind(event.aggregate())


def term_of(term: TermRef | None) -> TermOf:
    """Give a term as the fields of a line; nothing of no term."""
    if term is None:
        return {}
    return {
        "term_rule": term.rule,
        "term_rule_version": term.rule_version,
        "term_starts_on": term.starts_on,
        "term_last_day": term.last_day,
    }


OPENED = (
    SignalOpenedV1,
    RegistrationOpenedV1,
    SpellOpenedV1,
    PreparedRequestOpenedV1,
    ShareGrantOpenedV1,
    TlvOpenedV1,
    OppOpenedV1,
    TransitionPlannedV1,
)
PLANNED = (
    SignalActionPlannedV1,
    SignalHandoverOfferedV1,
    RegistrationActionPlannedV1,
    RegistrationHandoverOfferedV1,
    SpellActionPlannedV1,
    SpellHandoverOfferedV1,
    PreparedRequestActionPlannedV1,
    PreparedRequestHandoverOfferedV1,
    ShareGrantActionPlannedV1,
    ShareGrantHandoverOfferedV1,
    TlvActionPlannedV1,
    TlvHandoverOfferedV1,
    CaseHandoverOfferedV1,
    OppActionPlannedV1,
    PlacementActionPlannedV1,
    TransitionActionPlannedV1,
)
BREACHED = (
    SignalTermBreachedV1,
    RegistrationTermBreachedV1,
    SpellTermBreachedV1,
    PreparedRequestTermBreachedV1,
    ShareGrantTermBreachedV1,
    TlvTermBreachedV1,
    CaseTermBreachedV1,
    OppTermBreachedV1,
    PlacementTermBreachedV1,
    TransitionTermBreachedV1,
)
CLOSED = (
    SignalClosedV1,
    RegistrationClosedV1,
    SpellClosedV1,
    PreparedRequestClosedV1,
    ShareGrantClosedV1,
    TlvClosedV1,
    OppClosedV1,
    TransitionEndedV1,
)
OPEN_ITEM_HANDLERS: Mapping[type[EventData], Handler] = {
    **dict.fromkeys(OPENED, on_opened),
    **dict.fromkeys(PLANNED, on_planned),
    TransitionMovedV1: on_moved,
    **dict.fromkeys(BREACHED, on_breached),
    **dict.fromkeys(CLOSED, on_closed),
}
