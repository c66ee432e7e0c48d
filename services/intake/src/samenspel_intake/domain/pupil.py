"""The child; nothing that is missing keeps it out, but somebody must complete it in time."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from samenspel_intake.domain.ages import SCHOOL_AGE, age_on, wrong_birth_date
from samenspel_intake.domain.contact import wrong_name
from samenspel_intake.domain.term import Term
from samenspel_kernel.accountability import Holder, HolderKind, NextAction, desk
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PupilId, SchoolId, UnitId

COMPLETE_DATA = "complete-data"


class Missing(StrEnum):
    """A piece that is still to be asked for."""

    FAMILY_NAME = "family-name"
    BIRTH_DATE = "birth-date"
    SCHOOL = "school"
    MUNICIPALITY = "municipality"
    PARENT_CONTACT = "parent-contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilRecorded(DomainEvent):
    """The pupil is known, or what is known of it changed."""

    pupil_id: PupilId
    given_name: str
    family_name: str
    birth_date: date | None
    school_id: SchoolId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionPlanned(DomainEvent):
    """Somebody must ask for what is missing, until a day; or another one must, or another day."""

    pupil_id: PupilId
    school_id: SchoolId | None
    holder: Holder
    next_action: NextAction


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilCompleted(DomainEvent):
    """Nothing is missing any more."""

    pupil_id: PupilId


@dataclass(frozen=True, slots=True)
class Completion:
    """What is missing (never nothing), who asks for it, and until when."""

    missing: frozenset[Missing]
    holder: Holder
    next_action: NextAction

    def __post_init__(self) -> None:
        if not self.missing:
            raise ValueError("a completion without anything missing")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pupil belongs: its school or municipality, and the unit that follows from it."""

    school_id: SchoolId | None = None
    municipality_code: str | None = None
    unit_id: UnitId | None = None


@dataclass(eq=False, kw_only=True)
class Pupil(Aggregate[PupilId]):
    """`completion` exists exactly while anything is missing."""

    alliance_id: AllianceId
    unit_id: UnitId | None = None
    given_name: str
    family_name: str = ""
    birth_date: date | None = None
    school_id: SchoolId | None = None
    municipality_code: str | None = None
    has_reachable_parent: bool = False
    completion: Completion | None = None

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

    def parent_is_reachable(self, at: datetime) -> None:
        """Note that a parent can now be written to."""
        if not self.has_reachable_parent:
            self.has_reachable_parent = True
            self._review_completion(at)

    @property
    def missing(self) -> frozenset[Missing]:
        """What is still to be asked for; nothing when all is known."""
        return self.completion.missing if self.completion else frozenset()

    def _review_completion(self, at: datetime) -> None:
        if self.completion is not None:
            self._plan_completion(self.completion.next_action, at)

    def _plan_completion(self, action: NextAction, at: datetime) -> None:
        missing, before = self._what_is_missing(dutch_date(at)), self.completion
        self.completion = Completion(missing, self._asks(), action) if missing else None
        if self.completion is None:
            if before is not None:
                self._record(PupilCompleted(occurred_at=at, pupil_id=self.id))
        elif before is None or before.holder != self.completion.holder:
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
