"""A letter: ordered once for each cause, then made."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.letters.contents import LetterContent, check
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_kernel.aggregate import Aggregate
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, CaseId, LetterId, PupilId, SchoolId, UnitId

NAMESPACE = UUID("1c2a36b8-5f3e-5d0a-8a3c-0a6a5b6f7e42")

LONGEST_NAME, LONGEST_ADDRESS = 100, 300


def letter_id_of(alliance_id: UUID, key: str) -> LetterId:
    """Give the one letter that a cause can have; the same however often it is ordered."""
    return LetterId(uuid5(NAMESPACE, f"{alliance_id}/{key}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The child and the case of which a letter tells, and the TLV if it tells of one."""

    alliance_id: AllianceId
    unit_id: UnitId | None
    case_id: CaseId
    pupil_id: PupilId
    school_id: SchoolId | None
    tlv_id: TlvId | None = None
    child_died: bool = False

    @classmethod
    def case(cls, case: Case) -> "About":
        """Tell of a case."""
        return cls(
            alliance_id=AllianceId(case.alliance_id),
            unit_id=UnitId(case.unit_id) if case.unit_id else None,
            case_id=case.id,
            pupil_id=case.pupil_id,
            school_id=case.school_id,
            child_died=case.child_died,
        )


@dataclass(frozen=True, slots=True)
class Office:
    """Who decides in an alliance's name, and where one objects to that by letter."""

    name: str
    address: str

    @classmethod
    def checked(cls, name: str, address: str) -> "Office":
        """Give the one that somebody wrote down; InvalidInput names each wrong field."""
        lengths = {"name": (name, LONGEST_NAME), "address": (address, LONGEST_ADDRESS)}
        found = [text_error(field, text, max_length=at) for field, (text, at) in lengths.items()]
        if wrong := [error for error in found if error]:
            raise InvalidInput(*wrong)
        return cls(name.strip(), " ".join(address.split()))


def batch_id_of(alliance_id: UUID, name: str) -> UUID:
    """Give the id of a batch by its name (`tlv-renewal/2028`)."""
    return uuid5(NAMESPACE, f"{alliance_id}/batch/{name}")


@dataclass(eq=False, kw_only=True)
class Letter(Aggregate[LetterId]):
    """A letter about a child; what it says is personal and never leaves this service.

    `tlv_id` is that of the TLV that it is about. `template` is the version of the template, that
    it keeps. `made_at` is None until it is made; `failures` counts how often that did not work.
    One that is withdrawn is never made.
    """

    case_id: CaseId
    pupil_id: PupilId
    school_id: SchoolId | None
    tlv_id: TlvId | None = None
    content: LetterContent
    template: int
    sender: str
    dated: date
    ordered_at: datetime
    batch_id: UUID | None = None
    made_at: datetime | None = None
    withdrawn_at: datetime | None = None
    failures: int = 0

    @classmethod
    def order(
        cls,
        about: About,
        content: LetterContent,
        *,
        key: str,
        template: int,
        sender: str,
        at: datetime,
        batch_id: UUID | None = None,
    ) -> "Letter":
        """Order it; its id follows from the key, so that one cause has one letter.

        After a death it is withdrawn at once: nothing about the child is sent any more.
        """
        check(content)
        letter = cls(
            id=letter_id_of(about.alliance_id, key),
            alliance_id=about.alliance_id,
            unit_id=about.unit_id,
            case_id=about.case_id,
            pupil_id=about.pupil_id,
            school_id=about.school_id,
            tlv_id=about.tlv_id,
            content=content,
            template=template,
            sender=sender,
            dated=dutch_date(at),
            ordered_at=at,
            batch_id=batch_id,
        )
        if about.child_died:
            letter.withdraw(at)
        return letter

    def withdraw(self, at: datetime) -> None:
        """Have it not made: the child died. What is made stays, as it may have been read."""
        if self.made_at is None and self.withdrawn_at is None:
            self.withdrawn_at = at

    def made(self, at: datetime) -> None:
        """Say that it is made; once."""
        if self.withdrawn_at is not None:
            raise RuleViolation("letter.withdrawn")
        if self.made_at is None:
            self.made_at = at

    def failed(self) -> None:
        """Say that it could not be made; others go first from now on."""
        self.failures += 1

    def try_again(self) -> None:
        """Have it made after all, once what was wrong is mended."""
        self.failures = 0
