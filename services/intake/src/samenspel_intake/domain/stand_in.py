"""Who acts for whom while somebody is away; who answers for an item does not change by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PersonId


@dataclass(frozen=True, slots=True)
class StandIn:
    """From the first day to the last, both included, the deputy acts for the one who is away."""

    away: PersonId
    deputy: PersonId
    first_day: date
    last_day: date

    def wrong(self) -> list[FieldError]:
        """List what can't be: to stand in for oneself, or for no day."""
        myself = [FieldError("deputy", "stand-in.self")] if self.away == self.deputy else []
        no_day = self.last_day < self.first_day
        return [*myself, *([FieldError("last_day", "stand-in.ends-early")] if no_day else [])]

    def on(self, day: date) -> bool:
        """Tell whether the deputy acts on a day."""
        return self.first_day <= day <= self.last_day


def stand_in(away: PersonId, deputy: PersonId, first_day: date, last_day: date) -> StandIn:
    """Say who acts for whom; InvalidInput if that can't be."""
    made = StandIn(away, deputy, first_day, last_day)
    if wrong := made.wrong():
        raise InvalidInput(*wrong)
    return made


def who_acts(holder: Holder, stand_ins: Sequence[StandIn], *, on: date, desk: Holder) -> Holder:
    """Give the one who acts for a holder on a day: itself, its deputy, or at last the desk.

    A deputy who is away too has a deputy; when they all are, the desk acts.
    """
    away = {s.away: s.deputy for s in stand_ins if s.on(on)}
    seen = set[PersonId]()
    while holder.kind is HolderKind.PERSON and (person := PersonId(holder.id)) in away:
        if person in seen:
            return desk
        seen.add(person)
        holder = Holder(HolderKind.PERSON, away[person])
    return holder
