"""Makes new items of "Mijn werk" from what events tell."""

from datetime import date
from typing import Protocol
from uuid import UUID

from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.envelope import Envelope
from samenspel_kernel.accountability import Holder
from samenspel_notifications.consumers.accountable import action_of, holder_of
from samenspel_notifications.domain.work_items import ANSWER_HANDOVER, ItemKind, WorkItem


class Arrival(Protocol):
    """What every event tells with which an item comes to its holder."""

    @property
    def school_id(self) -> UUID | None:
        """The child's school, if it is known."""

    @property
    def pupil_id(self) -> UUID | None:
        """The child, if it is about one."""

    @property
    def holder(self) -> HolderRef:
        """Who answers for it."""

    @property
    def next_action(self) -> NextActionRef:
        """What is next."""


def item_of(event: Arrival, envelope: Envelope, kind: ItemKind, id_: UUID) -> WorkItem:
    """Give the item that comes to the holder with its first action."""
    action = action_of(event.next_action)
    return WorkItem(
        id=id_,
        kind=kind,
        unit_id=envelope.unit,
        school_id=event.school_id,
        pupil_id=event.pupil_id,
        holder=holder_of(event.holder),
        action=action.kind,
        due_on=action.due_on,
        arrived_at=envelope.time,
    )


def answer_of(
    to: Holder,
    envelope: Envelope,
    kind: ItemKind,
    id_: UUID,
    *,
    by: date,
    unit_id: UUID | None,
    school_id: UUID | None = None,
    pupil_id: UUID | None = None,
) -> WorkItem:
    """Give the item of who must answer an offer, by a day; `unit_id` is where it is answered."""
    return WorkItem(
        id=id_,
        kind=kind,
        unit_id=unit_id,
        school_id=school_id,
        pupil_id=pupil_id,
        holder=to,
        action=ANSWER_HANDOVER,
        due_on=by,
        arrived_at=envelope.time,
    )
