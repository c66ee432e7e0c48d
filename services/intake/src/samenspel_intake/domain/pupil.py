"""The child; nothing that is missing keeps it out, but somebody must complete it in time."""

from dataclasses import dataclass
from datetime import date, datetime

from samenspel_intake.domain.ages import SCHOOL_AGE, age_on, wrong_birth_date
from samenspel_intake.domain.completion import COMPLETE_DATA, Completion, Missing
from samenspel_intake.domain.contact import wrong_name
from samenspel_intake.domain.pupil_events import (
    CompletionPlanned,
    PupilCompleted,
    PupilMerged,
    PupilMergeUndone,
    PupilRecorded,
)
from samenspel_kernel.accountability import Holder, HolderKind, NextAction, desk
from samenspel_kernel.aggregate import Aggregate
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PupilId, SchoolId, UnitId
from samenspel_kernel.term import Term


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pupil belongs: its school or municipality, and the unit that follows from it."""

    school_id: SchoolId | None = None
    municipality_code: str | None = None
    unit_id: UnitId | None = None


@dataclass(eq=False, kw_only=True)
class Pupil(Aggregate[PupilId]):
    """`completion` exists exactly while anything is missing.

    `merged_into` is the entry that is used in its place, when it turned out to be the same child;
    nothing is asked for an entry that is not used.
    """

    alliance_id: AllianceId
    unit_id: UnitId | None = None
    given_name: str
    family_name: str = ""
    birth_date: date | None = None
    school_id: SchoolId | None = None
    municipality_code: str | None = None
    has_reachable_parent: bool = False
    completion: Completion | None = None
    merged_into: PupilId | None = None

    @property
    def place(self) -> Place:
        """Where it belongs now."""
        unit = UnitId(self.unit_id) if self.unit_id else None
        return Place(self.school_id, self.municipality_code, unit)

    @classmethod
    def register(
        cls,
        id_: PupilId,
        *,
        alliance_id: AllianceId,
        given_name: str,
        family_name: str = "",
        birth_date: date | None = None,
        place: Place,
        has_reachable_parent: bool,
        term: Term,
        at: datetime,
    ) -> "Pupil":
        """Enter a child; InvalidInput if a name or the birth date can't be.

        `term` is that for completing what is missing; children of 0-3 and without a school are
        welcome.
        """
        if wrong := wrong_details(given_name, family_name, birth_date, dutch_date(at)):
            raise InvalidInput(*wrong)
        pupil = cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=place.unit_id,
            given_name=given_name,
            family_name=family_name,
            birth_date=birth_date,
            school_id=place.school_id,
            municipality_code=place.municipality_code,
            has_reachable_parent=has_reachable_parent,
        )
        pupil._announce(at)
        pupil._plan_completion(NextAction(COMPLETE_DATA, term.last_day), at)
        return pupil

    def complete(
        self,
        *,
        family_name: str | None = None,
        birth_date: date | None = None,
        place: Place | None = None,
        at: datetime,
    ) -> None:
        """Fill in what was missing; what is not given stays as it is.

        A school can be filled in, not changed: going to another school is a step of its own.
        """
        self._used()
        today = dutch_date(at)
        if wrong := wrong_details(self.given_name, family_name, birth_date, today):
            raise InvalidInput(*wrong)
        if place is not None and self.school_id not in (None, place.school_id):
            raise RuleViolation("pupil.school-already-known")
        self.family_name = family_name or self.family_name
        self.birth_date = birth_date or self.birth_date
        if place is not None:
            self.school_id, self.unit_id = place.school_id, place.unit_id
            self.municipality_code = place.municipality_code or self.municipality_code
        self._announce(at)
        self._review_completion(at)

    def correct(
        self,
        *,
        given_name: str,
        family_name: str,
        birth_date: date | None,
        term: Term,
        at: datetime,
    ) -> None:
        """Put right what was written wrong; `term` is that for what would be missing then."""
        self._used()
        if wrong := wrong_details(given_name, family_name, birth_date, dutch_date(at)):
            raise InvalidInput(*wrong)
        known = (self.given_name, self.family_name, self.birth_date)
        if known != (given_name, family_name, birth_date):
            self.given_name, self.family_name = given_name, family_name
            self.birth_date = birth_date
            self._announce(at)
            self._review_completion(at, term)

    def move(self, place: Place, *, term: Term, at: datetime) -> None:
        """Belong to another school, municipality or unit; who asks for what is missing follows.

        `term` is that for what would be missing then.
        """
        self._used()
        if place != self.place:
            self.school_id, self.unit_id = place.school_id, place.unit_id
            self.municipality_code = place.municipality_code
            self._announce(at)
            self._review_completion(at, term)

    def parent_is_reachable(self, at: datetime) -> None:
        """Note that a parent can now be written to."""
        self.parents_are_reachable(True, term=None, at=at)

    def parents_are_reachable(
        self, are_reachable: bool, *, term: Term | None, at: datetime
    ) -> None:
        """Note whether any parent can be written to; `term` is that for finding a way."""
        if self.has_reachable_parent != are_reachable:
            self.has_reachable_parent = are_reachable
            self._review_completion(at, term)

    def merge_into(self, into: PupilId, *, at: datetime) -> None:
        """Be used no more: the same child is entered under another id."""
        self._used()
        if into == self.id:
            raise RuleViolation("pupil.same-entry")
        self.merged_into = into
        self._record(PupilMerged(occurred_at=at, pupil_id=self.id, into_id=into))
        self._clear(at)

    def undo_merge(self, *, due_on: date, at: datetime) -> None:
        """Be a child of its own again; what was missing is asked for until a day."""
        if self.merged_into is None:
            raise RuleViolation("pupil.not-merged")
        self.merged_into = None
        self._record(PupilMergeUndone(occurred_at=at, pupil_id=self.id))
        self._announce(at)
        self._plan_completion(NextAction(COMPLETE_DATA, due_on), at)

    def lend(self, family_name: str, birth_date: date | None, *, at: datetime) -> None:
        """Know what another entry of the same child knew; what is known stays."""
        if (family_name and not self.family_name) or (birth_date and not self.birth_date):
            self.family_name = self.family_name or family_name
            self.birth_date = self.birth_date or birth_date
            self._announce(at)
            self._review_completion(at)

    def take_back(self, lent: frozenset[Missing], *, due_on: date, at: datetime) -> None:
        """Know no longer what the other entry knew; what lacks then is asked for until a day."""
        if Missing.FAMILY_NAME in lent:
            self.family_name = ""
        if Missing.BIRTH_DATE in lent:
            self.birth_date = None
        if lent:
            self._announce(at)
        self._plan_completion(NextAction(COMPLETE_DATA, due_on), at)

    def _used(self) -> None:
        if self.merged_into is not None:
            raise RuleViolation("pupil.merged")

    def _clear(self, at: datetime) -> None:
        if self.completion is not None:
            self.completion = None
            self._record(PupilCompleted(occurred_at=at, pupil_id=self.id))

    @property
    def missing(self) -> frozenset[Missing]:
        """What is still to be asked for; nothing when all is known."""
        return self.completion.missing if self.completion else frozenset()

    def _review_completion(self, at: datetime, term: Term | None = None) -> None:
        if self.merged_into is not None:
            return
        if self.completion is not None:
            self._plan_completion(self.completion.next_action, at)
        elif term is not None:
            self._plan_completion(NextAction(COMPLETE_DATA, term.last_day), at)

    def _plan_completion(self, action: NextAction, at: datetime) -> None:
        missing, before = self._what_is_missing(dutch_date(at)), self.completion
        self.completion = Completion(missing, self._asks(), action) if missing else None
        if self.completion is None:
            if before is not None:
                self._record(PupilCompleted(occurred_at=at, pupil_id=self.id))
        elif before is None or (before.holder, before.next_action) != (
            self.completion.holder,
            action,
        ):
            self._record(
                CompletionPlanned(
                    occurred_at=at,
                    pupil_id=self.id,
                    school_id=self.school_id,
                    holder=self.completion.holder,
                    next_action=action,
                )
            )

    def _what_is_missing(self, today: date) -> frozenset[Missing]:
        needs_school = self.birth_date is None or age_on(self.birth_date, today) >= SCHOOL_AGE
        no_school = self.school_id is None
        absent = {
            Missing.FAMILY_NAME: not self.family_name,
            Missing.BIRTH_DATE: self.birth_date is None,
            Missing.SCHOOL: no_school and needs_school,
            Missing.MUNICIPALITY: no_school and self.municipality_code is None,
            Missing.PARENT_CONTACT: not self.has_reachable_parent,
        }
        return frozenset(piece for piece, is_absent in absent.items() if is_absent)

    def _asks(self) -> Holder:
        if self.school_id is not None:
            return Holder(HolderKind.SCHOOL, self.school_id)
        return desk(unit_id=self.unit_id, alliance_id=self.alliance_id)

    def _announce(self, at: datetime) -> None:
        self._record(
            PupilRecorded(
                occurred_at=at,
                pupil_id=self.id,
                given_name=self.given_name,
                family_name=self.family_name,
                birth_date=self.birth_date,
                school_id=self.school_id,
            )
        )


def wrong_details(
    given_name: str, family_name: str | None, birth_date: date | None, today: date
) -> list[FieldError]:
    """List what no pupil can have."""
    return [
        *wrong_name("given_name", given_name),
        *(wrong_name("family_name", family_name) if family_name else []),
        *wrong_birth_date(birth_date, today),
    ]
