"""Use case: somebody leaves, and another goes on with all that they held, in one go."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samenspel_intake.application.desks.assign_request import works_at_desk
from samenspel_intake.application.desks.ports import DeskUnitOfWork
from samenspel_intake.application.ports import Collection
from samenspel_intake.domain.policies import Deed, may
from samenspel_kernel.accountability import Holder, HolderKind, desk
from samenspel_kernel.actor import Actor
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PersonId, UnitId
from samenspel_kernel.open_item import Held, hand_on


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOnWork:
    """Who leaves, and who gets each kind of item; a kind without a name goes to its desk."""

    leaver: PersonId
    to: Mapping[str, PersonId]


async def held_by(
    leaver: PersonId, *, actor: Actor, uow: DeskUnitOfWork
) -> Sequence[tuple[Collection[Any], Held]]:
    """Give what a person holds of that the actor may give to others."""
    found = await uow.holdings.of(Holder(HolderKind.PERSON, leaver))
    return [(items, item) for items, item in found if may(actor, Deed.ASSIGN, _subject(item))]


def counts(held: Sequence[tuple[Collection[Any], Held]]) -> Mapping[str, int]:
    """Count items by kind, in the order of their names."""
    return dict(sorted(Counter(kind_of(item) for _, item in held).items()))


async def hand_on_work(
    command: HandOnWork, *, actor: Actor, uow: DeskUnitOfWork, clock: Clock
) -> int:
    """Give all of it another holder; gives how many items that were.

    InvalidInput when somebody gets what is not at their desk; then nothing changes. Nothing is
    left to nobody: without a new holder it goes to the desk of its unit.
    """
    now = clock.now()
    leaver = Holder(HolderKind.PERSON, command.leaver)
    given = 0
    for items, item in await held_by(command.leaver, actor=actor, uow=uow):
        wanted = command.to.get(kind_of(item))
        to = await _receiver(item, wanted, uow, dutch_date(now))
        given += hand_on([item], leaver, to, at=now)
        items.save(item)
    return given


def desk_of(item: Held) -> Holder:
    """Give the desk of an item: of its unit, or of the alliance where it has none."""
    related = _subject(item)
    return desk(unit_id=related.unit_id, alliance_id=related.alliance_id)


def kind_of(item: Held) -> str:
    """Name the kind of an item."""
    return getattr(item, "thing", "support-request")


async def _receiver(
    item: Held, wanted: PersonId | None, uow: DeskUnitOfWork, today: date
) -> Holder:
    related = _subject(item)
    if wanted is None:
        return desk_of(item)
    person = await uow.people.find(wanted)
    unit_id = UnitId(related.unit_id) if related.unit_id else None
    if person is None or not works_at_desk(person, unit_id, today):
        raise InvalidInput(FieldError(f"to.{kind_of(item)}", "assignment.not-at-desk"))
    return Holder(HolderKind.PERSON, person.id)


def _subject(item: Held) -> Relations:
    """Give what an item is related to; what it has no relation to counts as none."""
    return Relations(
        alliance_id=item.alliance_id,
        unit_id=getattr(item, "unit_id", None),
        school_id=getattr(item, "school_id", None),
        pupil_id=getattr(item, "pupil_id", None),
    )
