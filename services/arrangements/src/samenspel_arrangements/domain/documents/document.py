"""A document in a case: its versions, who reads it, and what parents say of it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.documents.content import FILE, Unfit
from samenspel_arrangements.domain.documents.standing import (
    AwaitingParents,
    KeptByParents,
    RemovalReason,
    Removed,
    Shared,
    Standing,
    Withheld,
)
from samenspel_arrangements.domain.documents.version import (
    Check,
    Checking,
    Fit,
    Refused,
    TakenContent,
    Unread,
    Version,
)
from samenspel_arrangements.domain.free_text import text_error
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.aggregate import Aggregate
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound, RuleViolation
from samenspel_kernel.forbidden_identifiers import Place
from samenspel_kernel.ids import CaseId, DocumentId, PersonId, PupilId, SchoolId

MAX_TITLE_LENGTH = 120
MAX_VIEW_LENGTH = 4000
MAX_REASON_LENGTH = 1000
MAX_NAME_LENGTH = 200
MAX_VERSIONS = 50
LONGEST_WITHHELD = timedelta(days=90)


class DocumentKind(StrEnum):
    """What a document is; a medical report waits for the parents."""

    REPORT = "report"
    PLAN = "plan"
    SCHOOL_REPORT = "school-report"
    MEDICAL_REPORT = "medical-report"
    LETTER = "letter"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentView:
    """What a parent says of a document, in its own words; who reads it reads this too."""

    by: PersonId
    name: str
    text: str
    at: datetime


@dataclass(eq=False, kw_only=True)
class Document(Aggregate[DocumentId]):
    """A document of a child; title and views are free text and never leave this service."""

    case_id: CaseId
    pupil_id: PupilId
    school_id: SchoolId | None
    kind: DocumentKind
    title: str
    added_by: PersonId
    added_at: datetime
    standing: Standing
    versions: list[Version] = field(default_factory=list)
    views: list[ParentView] = field(default_factory=list)

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        id_: DocumentId,
        kind: DocumentKind,
        title: str,
        file_name: str,
        taken: TakenContent,
        by: Actor,
        at: datetime,
    ) -> "Document":
        """Add it to an open case; a medical report that a professional brings waits for parents."""
        _ = case.opened
        _refuse(text_error("title", title, max_length=MAX_TITLE_LENGTH))
        waits = kind is DocumentKind.MEDICAL_REPORT and by.role is not Role.PARENT
        document = cls(
            id=id_,
            alliance_id=case.alliance_id,
            unit_id=case.unit_id,
            case_id=case.id,
            pupil_id=case.pupil_id,
            school_id=case.school_id,
            kind=kind,
            title=title.strip(),
            added_by=by.person_id,
            added_at=at,
            standing=AwaitingParents() if waits else Shared(),
        )
        document._append(file_name, taken, by=by.person_id, at=at)
        return document

    def add_version(
        self, file_name: str, taken: TakenContent, *, by: PersonId, at: datetime
    ) -> None:
        """Put a newer version before the others, which stay."""
        self._require_there()
        if len(self.versions) >= MAX_VERSIONS:
            raise RuleViolation("document.too-many-versions")
        self._append(file_name, taken, by=by, at=at)

    def version(self, number: int) -> Version:
        """Give a version by its number, from 1; NotFound if there is none."""
        if not 1 <= number <= len(self.versions):
            raise NotFound(self.pupil_id)
        return self.versions[number - 1]

    def record_check(self, number: int, check: Check, *, text: bytes | None = None) -> None:
        """Say what looking at a version came to; what is refused can't be read any more.

        `text` is what a machine read of its pictures, sealed.
        """
        version = self.version(number)
        if isinstance(version.check, Checking):
            if isinstance(check, Refused):
                self._replace(replace(version, check=check, key=None))
            else:
                self._replace(replace(version, check=check, text=text))

    def refuse_numbers(self, number: int, places: tuple[Place, ...]) -> None:
        """Refuse a version that holds such numbers at these places."""
        self.record_check(number, Refused(why=None, places=places))

    def refuse_unfit(self, number: int, why: Unfit) -> None:
        """Refuse a version for another reason."""
        self.record_check(number, Refused(why=why))

    def confirm(self, number: int, *, by: PersonId, at: datetime) -> None:
        """Say that a person saw no such number in what no machine could read."""
        self._require_there()
        version = self.version(number)
        if not isinstance(version.check, Unread):
            raise RuleViolation("document.not-unread")
        self._replace(replace(version, check=Fit(confirmed_by=by, confirmed_at=at)))

    def decide(self, *, share: bool, by: PersonId, at: datetime) -> None:
        """Let the parents say whether others read a medical report; the last word counts."""
        if not isinstance(self.standing, AwaitingParents | KeptByParents):
            raise RuleViolation("document.not-for-parents")
        self.standing = Shared() if share else KeptByParents(by=by, at=at)

    def withhold(self, reason: str, until: date, *, by: PersonId, at: datetime) -> None:
        """Keep it from the parents until and with a day, with the reason that they read later."""
        if not isinstance(self.standing, Shared | Withheld):
            raise RuleViolation("document.not-shared")
        today = dutch_date(at)
        wrong = text_error("reason", reason, max_length=MAX_REASON_LENGTH)
        if until < today:
            _refuse(wrong, FieldError("until", "document.until-past"))
        if until > today + LONGEST_WITHHELD:
            _refuse(wrong, FieldError("until", "document.until-too-far"))
        _refuse(wrong)
        self.standing = Withheld(reason=reason.strip(), until=until, by=by, at=at)

    def share(self) -> None:
        """Show it to the parents again."""
        if not isinstance(self.standing, Withheld):
            raise RuleViolation("document.not-withheld")
        self.standing = Shared()

    def add_view(self, text: str, *, by: PersonId, name: str, at: datetime) -> None:
        """Put a parent's own words beside it; each parent has one view, and may change it."""
        self._require_there()
        _refuse(text_error("text", text, max_length=MAX_VIEW_LENGTH))
        others = [view for view in self.views if view.by != by]
        self.views = [*others, ParentView(by=by, name=name, text=text.strip(), at=at)]

    def remove(self, reason: RemovalReason, *, by: PersonId, at: datetime) -> None:
        """Take it away for good: no words, no names and no keys are left."""
        self._require_there()
        self.title, self.views = "", []
        self.versions = [replace(each, file_name="", key=None, text=None) for each in self.versions]
        self.standing = Removed(reason=reason, by=by, at=at)

    def _require_there(self) -> None:
        if isinstance(self.standing, Removed):
            raise RuleViolation("document.removed")

    def _append(self, file_name: str, taken: TakenContent, *, by: PersonId, at: datetime) -> None:
        _refuse(text_error(FILE, file_name, max_length=MAX_NAME_LENGTH, required=False))
        self.versions.append(
            Version(
                id=taken.id,
                number=len(self.versions) + 1,
                file_name=file_name.strip(),
                media_type=taken.media_type,
                size=taken.size,
                unread=taken.unread,
                key=taken.key,
                check=taken.check,
                added_by=by,
                added_at=at,
            )
        )

    def _replace(self, version: Version) -> None:
        self.versions[version.number - 1] = version


def _refuse(*errors: FieldError | None) -> None:
    if wrong := [error for error in errors if error is not None]:
        raise InvalidInput(*wrong)
