"""How a TLV goes with a child that moves: in the alliance at once, out of it by a person's answer.

By T2 the alliance of the school decides, and at a first enrolment that of the home address.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from samenspel_arrangements.domain.tlv.application import alliance_number
from samenspel_arrangements.domain.tlv.contested import ContestedTlv
from samenspel_arrangements.domain.tlv.moves import DecidedBy, MovedAway
from samenspel_arrangements.domain.tlv.standing import (
    Decided,
    Declined,
    Ended,
    Expired,
    Forwarded,
    Granted,
    NextStep,
    Succeeded,
)
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import SchoolId, UnitId
from samenspel_kernel.term import Term


@dataclass(eq=False, kw_only=True)
class MovingTlv(ContestedTlv):
    """Guards that a child that leaves takes no work with it: its holder answers by a day."""

    @property
    def decided_by(self) -> DecidedBy:
        """Which place says whose alliance decides about this child (T2)."""
        asked = self.application
        return DecidedBy.at(first_enrolment=asked is not None and asked.first_enrolment)

    def goes_to_school(self, school_id: SchoolId | None) -> None:
        """Let the school where the child is now see it; those of before stay applicants (T6)."""
        if isinstance(self.standing, Ended) or school_id == self.school_id:
            return
        before = self.school_id
        if before is not None and before not in self.moves.schools:
            self.moves = replace(self.moves, schools=(*self.moves.schools, before))
        self.moves = replace(self.moves, is_settled=False, elsewhere=None)
        self.school_id = school_id

    def goes_to_unit(self, unit_id: UnitId | None) -> None:
        """Be of another unit, with its case."""
        if not isinstance(self.standing, Ended):
            self.unit_id = unit_id

    @property
    def asks_of_moves(self) -> bool:
        """Whether word that the child left is a question: not where it is asked, or was answered."""
        open_still = not isinstance(self.standing, Ended)
        return open_still and self.moves.away is None and not self.moves.is_settled

    def note_move_away(self, *, settle: Term, at: datetime) -> None:
        """Have its holder settle who decides now; nothing where that is asked already, or ended.

        A person may ask again what was answered: `asks_of_moves` is for word of other things.
        """
        if isinstance(self.standing, Ended) or self.moves.away is not None:
            return
        self.moves = replace(self.moves, away=MovedAway(dutch_date(at), settle))
        self._settle(at)

    def stays_ours(self, *, at: datetime) -> None:
        """Settle that this alliance decides: the place that says so is here still, or again."""
        self._settled(self._away(), at)

    def no_school_yet(self, *, settle: Term, at: datetime) -> None:
        """Note that no school says yet who decides; it stays ours, and is asked anew by a day.

        RuleViolation at a first enrolment: there the address says it, and a child has one.
        """
        away = self._away()
        if self.decided_by is DecidedBy.HOME:
            raise RuleViolation("tlv.home-decides")
        self._check(away.settle, at)
        self.moves = replace(self.moves, away=replace(away, settle=settle))
        self._settle(at)

    def goes_elsewhere(self, alliance: str, *, at: datetime) -> None:
        """Settle that another alliance decides from now on; its number says which.

        An application goes there (Awb 2:3). What was decided stays: a grant counts to its last
        day, and who disagreed with a refusal can still object to it. RuleViolation while a
        decision was not made known, or an objection waits.
        """
        away, number = self._away(), alliance_number(alliance)
        match self.standing:
            case Decided():
                raise RuleViolation("tlv.announce-first")
            case Granted() | Expired():
                if self.pending:
                    raise RuleViolation("objection.pending")
                self._check(away.settle, at)
                self._check(self.standing.successor, at)
                moved = Succeeded(
                    step=NextStep.MOVED, from_day=self.standing.grant.validity.ends_on + ONE_DAY
                )
                self._end("succeed", moved, at)
            case Declined():
                self._settled(away, at)
            case _:
                self._check(away.settle, at)
                self._end("goes-elsewhere", Forwarded(number), at)
        self.moves = replace(self.moves, elsewhere=number)

    def _away(self) -> MovedAway:
        self._held()
        if self.moves.away is None:
            raise RuleViolation("tlv.not-moved")
        return self.moves.away

    def _settled(self, away: MovedAway, at: datetime) -> None:
        self._check(away.settle, at)
        self.moves = replace(self.moves, away=None, is_settled=True, elsewhere=None)
        self._settle(at)
