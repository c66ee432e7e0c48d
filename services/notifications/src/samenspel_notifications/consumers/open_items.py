"""Keeps "Mijn werk" of all open items: opened, planned, offered, closed.

What two events tell of one thing is taken from one: an answer to an offer and a new holder come with
the action that is planned with them.
"""

from collections.abc import Mapping

from samenspel_contracts.corrections import (
    CorrectionActionPlannedV1,
    CorrectionClosedV1,
    CorrectionHandoverOfferedV1,
    CorrectionOpenedV1,
)
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.funding_checks import (
    FundingCheckActionPlannedV1,
    FundingCheckClosedV1,
    FundingCheckOpenedV1,
)
from samenspel_contracts.meetings import (
    MeetingActionPlannedV1,
    MeetingClosedV1,
    MeetingOpenedV1,
)
from samenspel_contracts.money import (
    MoneyRequestActionPlannedV1,
    MoneyRequestClosedV1,
    MoneyRequestHandoverOfferedV1,
    MoneyRequestOpenedV1,
)
from samenspel_contracts.open_items import ItemClosed, ItemOpened, ItemState
from samenspel_contracts.opps import OppActionPlannedV1, OppClosedV1, OppOpenedV1
from samenspel_contracts.perspectives import (
    PerspectiveActionPlannedV1,
    PerspectiveClosedV1,
    PerspectiveOpenedV1,
)
from samenspel_contracts.placements import (
    PlacementActionPlannedV1,
    PlacementEndedV1,
    PlacementSoughtV1,
)
from samenspel_contracts.prepared_requests import (
    PreparedRequestActionPlannedV1,
    PreparedRequestClosedV1,
    PreparedRequestHandoverOfferedV1,
    PreparedRequestOpenedV1,
)
from samenspel_contracts.registrations import (
    RegistrationActionPlannedV1,
    RegistrationClosedV1,
    RegistrationHandoverOfferedV1,
    RegistrationOpenedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_contracts.share_grants import (
    ShareGrantActionPlannedV1,
    ShareGrantClosedV1,
    ShareGrantHandoverOfferedV1,
    ShareGrantOpenedV1,
)
from samenspel_contracts.signals import (
    SignalActionPlannedV1,
    SignalClosedV1,
    SignalHandoverOfferedV1,
    SignalOpenedV1,
)
from samenspel_contracts.spells import (
    SpellActionPlannedV1,
    SpellClosedV1,
    SpellHandoverOfferedV1,
    SpellOpenedV1,
)
from samenspel_contracts.tlvs import (
    TlvActionPlannedV1,
    TlvClosedV1,
    TlvOpenedV1,
)
from samenspel_contracts.transitions import (
    TransitionActionPlannedV1,
    TransitionEndedV1,
    TransitionPlannedV1,
)
from samenspel_contracts.voices import VoiceActionPlannedV1, VoiceClosedV1, VoiceOpenedV1
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.work_ports import WorkUnitOfWork
from samenspel_notifications.consumers.accountable import action_of, holder_of
from samenspel_notifications.consumers.new_items import item_of
from samenspel_notifications.domain.work_items import ItemKind


async def on_opened(event: ItemOpened, envelope: Envelope, uow: WorkUnitOfWork) -> None:
    """Somebody has something new to do."""
    await uow.work.put(
        item_of(event, envelope, ItemKind(type(event).aggregate()), envelope.subject)
    )


async def on_planned(event: ItemState, envelope: Envelope, uow: WorkUnitOfWork) -> None:
    """Something else is next, or somebody else does it, or an answer to an offer is awaited."""
    await uow.work.plan(
        envelope.subject,
        ItemKind(type(event).aggregate()),
        holder=holder_of(event.holder),
        action=action_of(event.next_action),
        unit_id=envelope.unit,
        at=envelope.time,
    )


async def on_closed(event: ItemClosed, envelope: Envelope, uow: WorkUnitOfWork) -> None:
    """Nobody has to do anything for it any more."""
    await uow.work.remove(envelope.subject)


OPENED = (
    SignalOpenedV1,
    RegistrationOpenedV1,
    SpellOpenedV1,
    PreparedRequestOpenedV1,
    ShareGrantOpenedV1,
    CorrectionOpenedV1,
    MoneyRequestOpenedV1,
    TlvOpenedV1,
    FundingCheckOpenedV1,
    PerspectiveOpenedV1,
    VoiceOpenedV1,
    MeetingOpenedV1,
    OppOpenedV1,
    PlacementSoughtV1,
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
    CorrectionActionPlannedV1,
    CorrectionHandoverOfferedV1,
    MoneyRequestActionPlannedV1,
    MoneyRequestHandoverOfferedV1,
    TlvActionPlannedV1,
    FundingCheckActionPlannedV1,
    PerspectiveActionPlannedV1,
    VoiceActionPlannedV1,
    MeetingActionPlannedV1,
    OppActionPlannedV1,
    PlacementActionPlannedV1,
    TransitionActionPlannedV1,
)
CLOSED = (
    SignalClosedV1,
    RegistrationClosedV1,
    SpellClosedV1,
    PreparedRequestClosedV1,
    ShareGrantClosedV1,
    CorrectionClosedV1,
    MoneyRequestClosedV1,
    TlvClosedV1,
    FundingCheckClosedV1,
    PerspectiveClosedV1,
    VoiceClosedV1,
    MeetingClosedV1,
    OppClosedV1,
    PlacementEndedV1,
    TransitionEndedV1,
)
OPEN_ITEM_HANDLERS: Mapping[type[EventData], Handler] = {
    **dict.fromkeys(OPENED, on_opened),
    **dict.fromkeys(PLANNED, on_planned),
    **dict.fromkeys(CLOSED, on_closed),
}
