"""What happens to every open item, as the events of its own kind."""

from dataclasses import dataclass
from typing import Any

from samenspel_contracts import corrections, registrations, share_grants, signals, spells
from samenspel_contracts import prepared_requests as prepared
from samenspel_contracts.open_items import (
    ItemActionPlanned as ActionPlannedData,
)
from samenspel_contracts.open_items import (
    ItemHandoverAnswered as HandoverAnsweredData,
)
from samenspel_contracts.open_items import (
    ItemHandoverOffered as HandoverOfferedData,
)
from samenspel_contracts.open_items import (
    ItemReassigned as ReassignedData,
)
from samenspel_contracts.open_items import (
    ItemTermBreached as TermBreachedData,
)
from samenspel_contracts.open_items import ReceiverRef
from samenspel_contracts.registry import EventData
from samenspel_intake.domain.open_item import (
    ItemActionPlanned,
    ItemEvent,
    ItemHandoverAnswered,
    ItemHandoverOffered,
    ItemReassigned,
    TermBreached,
)
from samenspel_intake.domain.responsibility import Partner
from samenspel_intake.publishing.dispatch import to_contract
from samenspel_intake.publishing.references import action_ref, holder_ref
from samenspel_kernel.accountability import Holder


@dataclass(frozen=True, slots=True)
class ItemContracts:
    """The events of one kind of item; `id_field` is the name of its id in them."""

    id_field: str
    action_planned: type[ActionPlannedData]
    handover_offered: type[HandoverOfferedData]
    handover_answered: type[HandoverAnsweredData]
    reassigned: type[ReassignedData]
    term_breached: type[TermBreachedData]


CONTRACTS = {
    "signal": ItemContracts(
        "signal_id",
        signals.SignalActionPlannedV1,
        signals.SignalHandoverOfferedV1,
        signals.SignalHandoverAnsweredV1,
        signals.SignalReassignedV1,
        signals.SignalTermBreachedV1,
    ),
    "registration": ItemContracts(
        "registration_id",
        registrations.RegistrationActionPlannedV1,
        registrations.RegistrationHandoverOfferedV1,
        registrations.RegistrationHandoverAnsweredV1,
        registrations.RegistrationReassignedV1,
        registrations.RegistrationTermBreachedV1,
    ),
    "spell": ItemContracts(
        "spell_id",
        spells.SpellActionPlannedV1,
        spells.SpellHandoverOfferedV1,
        spells.SpellHandoverAnsweredV1,
        spells.SpellReassignedV1,
        spells.SpellTermBreachedV1,
    ),
    "correction": ItemContracts(
        "correction_id",
        corrections.CorrectionActionPlannedV1,
        corrections.CorrectionHandoverOfferedV1,
        corrections.CorrectionHandoverAnsweredV1,
        corrections.CorrectionReassignedV1,
        corrections.CorrectionTermBreachedV1,
    ),
    "prepared-request": ItemContracts(
        "prepared_request_id",
        prepared.PreparedRequestActionPlannedV1,
        prepared.PreparedRequestHandoverOfferedV1,
        prepared.PreparedRequestHandoverAnsweredV1,
        prepared.PreparedRequestReassignedV1,
        prepared.PreparedRequestTermBreachedV1,
    ),
    "share": ItemContracts(
        "share_grant_id",
        share_grants.ShareGrantActionPlannedV1,
        share_grants.ShareGrantHandoverOfferedV1,
        share_grants.ShareGrantHandoverAnsweredV1,
        share_grants.ShareGrantReassignedV1,
        share_grants.ShareGrantTermBreachedV1,
    ),
}
"""By what the item calls itself."""


@to_contract.register
def _(event: ItemActionPlanned) -> EventData:
    held = event.responsibility
    return _of(event).action_planned(
        **_id(event), holder=holder_ref(held.holder), next_action=action_ref(held.next_action)
    )


@to_contract.register
def _(event: ItemHandoverOffered) -> EventData:
    held, offer = event.responsibility, event.offer
    return _of(event).handover_offered(
        **_id(event),
        handover_id=offer.id,
        to=_receiver(offer.to),
        answer_by=offer.answer_by,
        holder=holder_ref(held.holder),
        next_action=action_ref(held.next_action),
    )


@to_contract.register
def _(event: ItemHandoverAnswered) -> EventData:
    return _of(event).handover_answered(
        **_id(event), handover_id=event.offer.id, answer=event.answer.value
    )


@to_contract.register
def _(event: ItemReassigned) -> EventData:
    return _of(event).reassigned(
        **_id(event), before=holder_ref(event.before), after=holder_ref(event.after)
    )


@to_contract.register
def _(event: TermBreached) -> EventData:
    return _of(event).term_breached(
        **_id(event),
        rule=event.term.rule,
        last_day=event.term.last_day,
        noticed_on=event.noticed_on,
    )


def _of(event: ItemEvent) -> ItemContracts:
    return CONTRACTS[event.item.thing]


def _id(event: ItemEvent) -> dict[str, Any]:
    return {_of(event).id_field: event.item.id}


def _receiver(to: Holder | Partner) -> ReceiverRef:
    if isinstance(to, Partner):
        return ReceiverRef(kind="partner", id=to.id)
    return ReceiverRef(kind=to.kind.value, id=to.id)
