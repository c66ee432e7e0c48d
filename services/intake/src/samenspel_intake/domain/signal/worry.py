"""What somebody says when raising a signal, and who that is."""

from dataclasses import dataclass, field
from enum import StrEnum

from samenspel_intake.domain.contact import ContactId
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
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Raiser:
    """Who raised it: a person with an account, or a contact, or nobody whom we can reach.

    A doctor may speak about a child with the parents' permission only.
    """

    role: RaiserRole
    person_id: PersonId | None = None
    contact_id: ContactId | None = None
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
        return self.person_id is not None or self.contact_id is not None

    @property
    def is_family(self) -> bool:
        """Whether it is the child itself or a parent."""
        return self.role in (RaiserRole.PARENT, RaiserRole.CHILD)


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
        return [*wrong, *forbidden_identifiers.field_errors(text=self.text)]
