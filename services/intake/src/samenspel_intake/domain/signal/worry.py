"""What somebody says when raising a signal, and who that is."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from samenspel_intake.domain.contact import ContactId, wrong_name
from samenspel_intake.domain.question import LONGEST_TEXT
from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.errors import FieldError
from samenspel_kernel.ids import PersonId, PupilId, SchoolId


class RaiserRole(StrEnum):
    """What somebody is to the child."""

    PARENT = "parent"
    CHILD = "child"
    SCHOOL = "school"
    PRESCHOOL = "preschool"
    DOCTOR = "doctor"
    ATTENDANCE_OFFICER = "attendance-officer"
    PROFESSIONAL = "professional"
    OTHER = "other"


PUBLIC_ROLES = tuple(role for role in RaiserRole if role is not RaiserRole.PROFESSIONAL)
"""What somebody without an account can say to be; professionals at a child are known by name."""
LONGEST_PHONE = 30
_PHONE = re.compile(r"\+?[\d ()-]{6,}")


class Mood(StrEnum):
    """How a child says that it is, where words are too much."""

    GOOD = "good"
    SO_SO = "so-so"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Raiser:
    """Who raised it: a person with an account, or a contact, or nobody whom we can reach.

    A doctor may speak about a child with the parents' permission only. `contact_id` is where mail
    reaches it; of who has no account the name and the telephone number stay here.
    """

    role: RaiserRole
    person_id: PersonId | None = None
    contact_id: ContactId | None = None
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    parents_permit: bool = False

    @property
    def may_tell(self) -> bool:
        """Whether it may say something of a child; who may not is a third party."""
        match self.role:
            case RaiserRole.OTHER:
                return False
            case RaiserRole.DOCTOR:
                return self.parents_permit
            case _:
                return True

    @property
    def is_reachable(self) -> bool:
        """Whether an answer can be brought to it."""
        ways = (self.person_id, self.contact_id, self.phone or None)
        return any(way is not None for way in ways)

    @property
    def is_family(self) -> bool:
        """Whether it is the child itself or a parent."""
        return self.role in (RaiserRole.PARENT, RaiserRole.CHILD)

    def wrong(self) -> list[FieldError]:
        """List what is no name or no telephone number; both may be left out."""
        wrong = wrong_name("name", self.name) if self.name else []
        is_phone = len(self.phone) <= LONGEST_PHONE and _PHONE.fullmatch(self.phone)
        if self.phone and not is_phone:
            wrong.append(FieldError("phone", "phone.invalid"))
        return wrong


@dataclass(frozen=True, slots=True)
class KnownPupil:
    """It is about a child that the register knows."""

    pupil_id: PupilId
    school_id: SchoolId | None = None


@dataclass(frozen=True, slots=True)
class AtSchool:
    """It is about somebody at a school; who it is was not said."""

    school_id: SchoolId


@dataclass(frozen=True, slots=True)
class NotSaid:
    """Nobody said whom it is about; the one who answers asks."""


About = KnownPupil | AtSchool | NotSaid


@dataclass(frozen=True, slots=True, kw_only=True)
class Worry:
    """What was said, about whom, and whether abuse is suspected; the words never leave intake.

    Of a third party nothing is taken down but how to reach it and the school: no words in which
    a child could be named.
    """

    raiser: Raiser
    about: About = NotSaid()
    text: str = field(default="", repr=False)
    suspects_abuse: bool = False
    mood: Mood | None = None

    def wrong(self) -> list[FieldError]:
        """List what may not be taken down."""
        third_party = not self.raiser.may_tell
        names_child = third_party and isinstance(self.about, KnownPupil)
        checks = {
            ("text", "signal.third-party-tells-nothing"): third_party and bool(self.text.strip()),
            ("about", "signal.third-party-names-nobody"): names_child,
            ("text", "text.too-long"): len(self.text) > LONGEST_TEXT,
        }
        wrong = [FieldError(*error) for error, is_wrong in checks.items() if is_wrong]
        return [*wrong, *self.raiser.wrong(), *forbidden_identifiers.field_errors(text=self.text)]
