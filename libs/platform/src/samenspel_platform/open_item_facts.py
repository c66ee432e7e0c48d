"""What happens to every open item, as the events of its own kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

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
from samenspel_kernel.accountability import Holder
from samenspel_kernel.open_item import (
    ItemActionPlanned,
    ItemEvent,
    ItemHandoverAnswered,
    ItemHandoverOffered,
    ItemReassigned,
    TermBreached,
)
from samenspel_kernel.responsibility import Partner
from samenspel_platform.references import action_ref, holder_ref

DataT = TypeVar("DataT", bound=EventData)
Register = Callable[[type[Any], Callable[[Any], EventData]], Any]


@dataclass(frozen=True, slots=True)
class ItemContracts:
    """The events of one kind of item; `id_field` is the name of its id in them.

    Those of handovers are None for an item that is never offered to another.
    """

    id_field: str
    action_planned: type[ActionPlannedData]
    handover_offered: type[HandoverOfferedData] | None
    handover_answered: type[HandoverAnsweredData] | None
    reassigned: type[ReassignedData] | None
    term_breached: type[TermBreachedData]


class OpenItemFacts:
    """The events of the open items of one service, by what each kind of item calls itself."""

    def __init__(self, contracts: Mapping[str, ItemContracts]) -> None:
        self._contracts = contracts

    def register(self, register: Register) -> None:
        """Have them written by what gives the service's domain events their public form."""
        register(ItemActionPlanned, self._action_planned)
        register(ItemHandoverOffered, self._handover_offered)
        register(ItemHandoverAnswered, self._handover_answered)
        register(ItemReassigned, self._reassigned)
        register(TermBreached, self._term_breached)

    def _action_planned(self, event: ItemActionPlanned) -> EventData:
        held = event.responsibility
        return self._of(event).action_planned(
            **self._id(event),
            holder=holder_ref(held.holder),
            next_action=action_ref(held.next_action),
        )

    def _handover_offered(self, event: ItemHandoverOffered) -> EventData:
        held, offer = event.responsibility, event.offer
        return _told(self._of(event).handover_offered)(
            **self._id(event),
            handover_id=offer.id,
            to=_receiver(offer.to),
            answer_by=offer.answer_by,
            holder=holder_ref(held.holder),
            next_action=action_ref(held.next_action),
        )

    def _handover_answered(self, event: ItemHandoverAnswered) -> EventData:
        return _told(self._of(event).handover_answered)(
            **self._id(event), handover_id=event.offer.id, answer=event.answer.value
        )

    def _reassigned(self, event: ItemReassigned) -> EventData:
        return _told(self._of(event).reassigned)(
            **self._id(event), before=holder_ref(event.before), after=holder_ref(event.after)
        )

    def _term_breached(self, event: TermBreached) -> EventData:
        return self._of(event).term_breached(
            **self._id(event),
            rule=event.term.rule,
            last_day=event.term.last_day,
            noticed_on=event.noticed_on,
        )

    def _of(self, event: ItemEvent) -> ItemContracts:
        return self._contracts[event.item.thing]

    def _id(self, event: ItemEvent) -> dict[str, Any]:
        return {self._of(event).id_field: event.item.id}


def _told(contract: type[DataT] | None) -> type[DataT]:
    if contract is None:
        raise TypeError("an item that stays with its holder has no handovers")
    return contract


def _receiver(to: Holder | Partner) -> ReceiverRef:
    if isinstance(to, Partner):
        return ReceiverRef(kind="partner", id=to.id)
    return ReceiverRef(kind=to.kind.value, id=to.id)
