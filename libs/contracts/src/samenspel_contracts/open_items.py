"""What events of all open items have in common, so that one reader reads them all.

An open item (a signal, a registration, a spell) has one holder and a dated next action from the
event that opened it to the event that closed it. The subject of the envelope is its id.
"""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from samenspel_contracts.accountability import HolderRef, NextActionRef, TermRef
from samenspel_contracts.registry import ContractModel, EventData, Privacy

Pseudonym = Annotated[UUID, Privacy.PSEUDONYMOUS]
Code = Annotated[str, Privacy.NONE]
Day = Annotated[date, Privacy.NONE]
SupportRequest = Annotated[UUID | None, Privacy.PSEUDONYMOUS]
"""The request that the item began with; None in what was told before events carried it."""


class ReceiverRef(ContractModel):
    """To whom an item is offered: a holder inside the alliance, or a partner outside it."""

    kind: Literal["person", "school", "unit-desk", "alliance-desk", "family-desk", "partner"] | str
    id: UUID


class ItemState(EventData):
    """Who answers for the item and what is next; the state after the change."""

    holder: Annotated[HolderRef, Privacy.PSEUDONYMOUS]
    next_action: Annotated[NextActionRef, Privacy.NONE]


class ItemOpened(ItemState):
    """The item is there; `term` is the one that runs for it, `status` where it stands."""

    pupil_id: Annotated[UUID | None, Privacy.PSEUDONYMOUS] = None
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    status: Code
    term: Annotated[TermRef | None, Privacy.NONE] = None


class ItemActionPlanned(ItemState):
    """What is next changed, or who answers for it."""


class ItemHandoverOffered(ItemState):
    """It was offered to another; who held it still does."""

    handover_id: Pseudonym
    to: Annotated[ReceiverRef, Privacy.PSEUDONYMOUS]
    answer_by: Day


class ItemHandoverAnswered(EventData):
    """The offer ended; who answers from now on is told by the action that is planned with it."""

    handover_id: Pseudonym
    answer: Annotated[Literal["accepted", "refused", "expired", "withdrawn"] | str, Privacy.NONE]


class ItemReassigned(EventData):
    """Another answers for it without having been asked, for its holder can't any more."""

    before: Annotated[HolderRef, Privacy.PSEUDONYMOUS]
    after: Annotated[HolderRef, Privacy.PSEUDONYMOUS]


class ItemTermBreached(EventData):
    """A term ended without what it was for; told once for each term."""

    rule: Code
    last_day: Day
    noticed_on: Day


class ItemClosed(EventData):
    """Nobody has to do anything for it any more; `outcome` says how it ended."""

    outcome: Code
