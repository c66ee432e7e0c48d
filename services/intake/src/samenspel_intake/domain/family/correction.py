"""A parent asks to put right or take away what is kept of the family (AVG, art. 16 and 17).

Somebody answers within a month (AVG, art. 12 lid 3), and gives a reason when it is not done.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, NewType
from uuid import UUID

from samenspel_intake.domain.question import LONGEST_TEXT
from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId, PupilId, SchoolId, UnitId
from samenspel_kernel.open_item import ItemEvent, TransferableItem
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

CorrectionId = NewType("CorrectionId", UUID)
CORRECTION_ANSWER = "correction-answer"
ANSWER_CORRECTION = "answer-correction"


class CorrectionKind(StrEnum):
    """What is asked: to put it right (art. 16) or to take it away (art. 17)."""

    CORRECT = "correct"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Asked:
    """Open: somebody answers."""

    status: ClassVar = "asked"
    responsibility: Responsibility


@dataclass(frozen=True, slots=True)
class Granted:
    """Closed: it was done."""

    status: ClassVar = "granted"
    at: datetime
    by: PersonId
    words: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Closed: it was not done, and why."""

    status: ClassVar = "refused"
    at: datetime
    by: PersonId
    words: str


CorrectionStanding = Asked | Granted | Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAsked(ItemEvent):
    """Somebody must answer it, until the term's last day."""

    correction: "Correction"
    responsibility: Responsibility


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAnswered(ItemEvent):
    """It was granted or refused."""

    correction: "Correction"
    outcome: str


@dataclass(eq=False, kw_only=True)
class Correction(TransferableItem[CorrectionId]):
    """Guards that who asks gets an answer; the words of both never leave intake."""

    thing: ClassVar[str] = "correction"
    bound: ClassVar[frozenset[str]] = frozenset({ANSWER_CORRECTION})

    alliance_id: AllianceId
    unit_id: UnitId | None = None
    pupil_id: PupilId
    school_id: SchoolId | None
    kind: CorrectionKind
    words: str
    asked_at: datetime
    asked_by: PersonId
    term: Term
    standing: CorrectionStanding

    @classmethod
    def ask(
        cls,
        id_: CorrectionId,
        *,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        pupil_id: PupilId,
        school_id: SchoolId | None,
        kind: CorrectionKind,
        words: str,
        by: PersonId,
        holder: Holder,
        term: Term,
        at: datetime,
    ) -> "Correction":
        """Ask; InvalidInput when it does not say what is wrong."""
        _require_words("words", words)
        held = Responsibility.of(holder, NextAction(ANSWER_CORRECTION, term.last_day))
        correction = cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            pupil_id=pupil_id,
            school_id=school_id,
            kind=kind,
            words=words,
            asked_at=at,
            asked_by=by,
            term=term,
            standing=Asked(held),
        )
        correction._record(
            CorrectionAsked(
                occurred_at=at, item=correction, correction=correction, responsibility=held
            )
        )
        return correction

    @property
    def responsibility(self) -> Responsibility | None:
        """Who answers; None when it was answered."""
        return self.standing.responsibility if isinstance(self.standing, Asked) else None

    def running(self) -> tuple[Term, ...]:
        """Give the term to answer it, until it is answered."""
        return (self.term,) if isinstance(self.standing, Asked) else ()

    def grant(self, words: str, *, by: PersonId, at: datetime) -> None:
        """Say that it is done; words are welcome, not needed."""
        if words:
            _require_words("answer", words)
        self._answer(Granted(at, by, words), at)

    def refuse(self, words: str, *, by: PersonId, at: datetime) -> None:
        """Say why it is not done (AVG, art. 12 lid 4)."""
        _require_words("answer", words)
        self._answer(Refused(at, by, words), at)

    def _answer(self, standing: Granted | Refused, at: datetime) -> None:
        if not isinstance(self.standing, Asked):
            raise RuleViolation("correction.already-answered")
        self._check(self.term, at)
        self.standing = standing
        self._record(
            CorrectionAnswered(occurred_at=at, item=self, correction=self, outcome=standing.status)
        )

    def _put(self, responsibility: Responsibility) -> None:
        self.standing = Asked(responsibility)


def _require_words(name: str, words: str) -> None:
    wrong = forbidden_identifiers.field_errors(**{name: words})
    if not words.strip():
        wrong.append(FieldError(name, "correction.words-missing"))
    elif len(words) > LONGEST_TEXT:
        wrong.append(FieldError(name, "text.too-long"))
    if wrong:
        raise InvalidInput(*wrong)
