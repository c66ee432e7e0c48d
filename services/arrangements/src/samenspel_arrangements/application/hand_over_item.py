"""Use case: colleagues of one office give each other what they handle, and both say so."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from samenspel_arrangements.domain.handed import HandedItem
from samenspel_arrangements.domain.handing_over import roles_that
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.term_rules import HANDOVER_ANSWER
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import HandoverId, new_id
from samenspel_kernel.term import Term


class Hands(StrEnum):
    """What is done with an offer, or with what a desk holds."""

    TAKE_OVER = "take-over"
    LEAVE = "leave"
    TAKE_BACK = "take-back"
    TAKE_FROM_DESK = "take-from-desk"
    TAKE_UP = "take-up"


@dataclass(frozen=True, slots=True)
class HandOver:
    """Offer it to a colleague, or to the alliance's desk."""

    to: Holder


class _Terms(Protocol):
    async def begin(self, rule: str, on: date, *, school_id: UUID | None = None) -> Term:
        """Compute a term that starts on a day."""
        ...


class Office(Protocol):
    """The people of an alliance by what they may do."""

    async def may_act(self, person_id: UUID, roles: frozenset[Role], *, on: date) -> bool:
        """Tell whether a person acts in one of these roles on a day."""
        ...


class HandingUnitOfWork(Protocol):
    """One transaction."""

    @property
    def terms(self) -> _Terms:
        """The terms."""
        ...

    @property
    def colleagues(self) -> Office:
        """Who works there."""
        ...


async def hand_on(
    item: HandedItem[Any],
    step: HandOver | Hands,
    *,
    right: Action,
    actor: Actor,
    uow: HandingUnitOfWork,
    now: datetime,
) -> None:
    """Do it; the caller has made sure that the actor has the `right` that it takes."""
    today = dutch_date(now)
    match step:
        case HandOver(to=to):
            if not await _can_hold(to, right, actor.alliance_id, today, uow):
                raise InvalidInput(FieldError("to", "handover.no-such-holder"))
            term = await uow.terms.begin(HANDOVER_ANSWER, today)
            item.hand_over(HandoverId(new_id()), to, by=actor, answer_term=term, at=now)
        case Hands.TAKE_OVER:
            item.take_over(by=actor, at=now)
        case Hands.LEAVE:
            term = await uow.terms.begin(HANDOVER_ANSWER, today)
            item.leave(by=actor, take_up_by=term.last_day, at=now)
        case Hands.TAKE_BACK:
            item.take_back_offer(by=actor, at=now)
        case Hands.TAKE_FROM_DESK:
            item.take_from_desk(by=actor, at=now)
        case Hands.TAKE_UP:
            item.take_up(by=actor, at=now)


async def _can_hold(
    to: Holder, right: Action, alliance_id: UUID, today: date, uow: HandingUnitOfWork
) -> bool:
    if to.kind is HolderKind.PERSON:
        return await uow.colleagues.may_act(to.id, roles_that(right), on=today)
    return to == Holder(HolderKind.ALLIANCE_DESK, alliance_id)
