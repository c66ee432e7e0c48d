"""What a school asks for, and what must be there before anybody looks into it (T1-T4, T15)."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_kernel.errors import FieldError, InvalidInput

MAX_REASON, MAX_TALK, MAX_SCHOOL = 5000, 1000, 200
ALLIANCE_NUMBER = re.compile(r"(PO|VO)[\s.-]*(\d{2})[\s.-]*(\d{2})", re.IGNORECASE)


class ApplicantKind(StrEnum):
    """What kind of school applies."""

    REGULAR = "regular"
    SBO = "sbo"
    SO = "so"


class Basis(StrEnum):
    """Why this school's authority may apply: the child is enrolled, or registered in writing."""

    ENROLLED = "enrolled"
    REGISTERED = "registered"


class Missing(StrEnum):
    """What is not there yet."""

    REASON = "reason"
    PARENTS = "parents"
    RECEIVING_SCHOOL = "receiving-school"
    HOME_ALLIANCE = "home-alliance"


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk with the parents, on a day, and what was said."""

    held_on: date
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Consultation:
    """The school that may receive the child was asked beforehand; whether it has room, if known."""

    held_on: date
    school: str
    has_room: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What the school sent; what is missing is asked for, not refused.

    `signed_on` is when the parents signed, if they did. `home_alliance` is the number of the
    alliance where the child lives, where that is another one; it counts at a first enrolment only.
    """

    applicant: ApplicantKind
    basis: Basis
    kind: TlvKind
    reason: str = field(repr=False)
    signed_on: date | None = None
    talks: tuple[Talk, ...] = ()
    receiving: Consultation | None = None
    first_enrolment: bool = False
    lives_here: bool | None = None
    home_alliance: str | None = None
    in_residence: bool = False
    renews: TlvId | None = None

    def missing(self) -> tuple[Missing, ...]:
        """List what is not there yet, so that nobody can look into it (Awb 4:5)."""
        gaps = (
            (Missing.REASON, not self.reason.strip()),
            (Missing.PARENTS, self.signed_on is None and not self.talks),
            (Missing.RECEIVING_SCHOOL, self.receiving is None),
            (
                Missing.HOME_ALLIANCE,
                self.first_enrolment
                and (self.lives_here is None or (self.is_elsewhere and not self.home_alliance)),
            ),
        )
        return tuple(gap for gap, is_missing in gaps if is_missing)

    @property
    def is_elsewhere(self) -> bool:
        """Whether another alliance decides: that of the home address, at a first enrolment (T2)."""
        return self.first_enrolment and self.lives_here is False

    def check(self, *, today: date) -> None:
        """Refuse what can't be; InvalidInput names the fields."""
        wrong = [
            error
            for error in (
                text_error("reason", self.reason, max_length=MAX_REASON, required=False),
                *(text_error("talk", t.words, max_length=MAX_TALK) for t in self.talks),
                self.receiving
                and text_error("receiving_school", self.receiving.school, max_length=MAX_SCHOOL),
            )
            if error
        ]
        days = (
            ("signed_on", self.signed_on),
            ("talked_on", max((t.held_on for t in self.talks), default=None)),
            ("consulted_on", self.receiving.held_on if self.receiving else None),
        )
        wrong += [FieldError(f, "date.in-future") for f, day in days if day and day > today]
        if self.in_residence:
            wrong.append(FieldError("in_residence", "tlv.residence-needs-none"))
        if self.home_alliance and not ALLIANCE_NUMBER.fullmatch(self.home_alliance):
            wrong.append(FieldError("home_alliance", "tlv.alliance-number"))
        if wrong:
            raise InvalidInput(*wrong)


def alliance_number(written: str) -> str:
    """Give an alliance's number in its one spelling (PO2703); InvalidInput when it is none."""
    found = ALLIANCE_NUMBER.fullmatch(written.strip())
    if found is None:
        raise InvalidInput(FieldError("alliance", "tlv.alliance-number"))
    return "".join(found.groups()).upper()
