"""Stored letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.letters.contents import LetterKind, from_values, to_values
from samenspel_arrangements.domain.letters.letter import Letter
from samenspel_arrangements.persistence.letters.tables import LetterPdfRow, LetterRow
from samenspel_arrangements.persistence.tables import PupilRow, UnitRow
from samenspel_kernel.ids import CaseId, LetterId, PupilId, SchoolId
from samenspel_messaging.unit_of_work import SqlRepository

ALLIANCE = "Het samenwerkingsverband"
NAMELESS = "uw kind"
MOST_FAILURES = 20
"""A letter that failed so often waits for a person; the log names it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many letters a batch has, and how many are made."""

    total: int
    made: int


class SqlLetters(SqlRepository[Letter, LetterRow]):
    """The letters of one alliance."""

    row_type = LetterRow

    async def of_case(self, case_id: UUID) -> Sequence[Letter]:
        """Load all of a case, the last ordered first."""
        query = (
            select(LetterRow.id)
            .where(
                LetterRow.alliance_id == self._uow.scope.alliance_id, LetterRow.case_id == case_id
            )
            .order_by(LetterRow.ordered_at.desc(), LetterRow.id)
        )
        return [await self.get(id_) for id_ in (await self._uow.session.scalars(query)).all()]

    async def waiting_about(self, pupil_id: UUID) -> Sequence[Letter]:
        """Load those about a child that are not made yet; who makes one now is waited for."""
        query = (
            select(LetterRow.id)
            .where(
                LetterRow.alliance_id == self._uow.scope.alliance_id,
                LetterRow.pupil_id == pupil_id,
                LetterRow.made_at.is_(None),
            )
            .order_by(LetterRow.id)
            .with_for_update()
        )
        return [await self.get(id_) for id_ in (await self._uow.session.scalars(query)).all()]

    async def claim(self) -> Letter | None:
        """Load the letter that waits longest and that nobody makes; others can't until the commit."""
        query = (
            select(LetterRow.id)
            .where(
                LetterRow.alliance_id == self._uow.scope.alliance_id,
                LetterRow.made_at.is_(None),
                LetterRow.withdrawn_at.is_(None),
                LetterRow.failures < MOST_FAILURES,
            )
            .order_by(LetterRow.failures, LetterRow.ordered_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        id_ = await self._uow.session.scalar(query)
        return None if id_ is None else await self.find(id_)

    def keep_pdf(self, letter: Letter, pdf: bytes) -> None:
        """Keep what was made of a letter; a second one is refused by the database."""
        row = LetterPdfRow(letter_id=letter.id, alliance_id=letter.alliance_id, pdf=pdf)
        self._uow.session.add(row)

    async def pdf_of(self, letter: Letter) -> bytes | None:
        """Give the PDF of a letter, if it is made."""
        query = select(LetterPdfRow.pdf).where(
            LetterPdfRow.letter_id == letter.id,
            LetterPdfRow.alliance_id == self._uow.scope.alliance_id,
        )
        return await self._uow.session.scalar(query)

    async def progress(self, batch_id: UUID) -> Progress:
        """Say how far a batch is."""
        query = select(func.count(), func.count(LetterRow.made_at)).where(
            LetterRow.alliance_id == self._uow.scope.alliance_id, LetterRow.batch_id == batch_id
        )
        total, made = (await self._uow.session.execute(query)).one()
        return Progress(total, made)

    async def child(self, pupil_id: UUID) -> str:
        """Name a child as letters do."""
        query = select(PupilRow.given_name, PupilRow.family_name).where(
            PupilRow.pupil_id == pupil_id, PupilRow.alliance_id == self._uow.scope.alliance_id
        )
        found = (await self._uow.session.execute(query)).one_or_none()
        return " ".join(found).strip() if found else NAMELESS

    async def sender_of(self, case: Case) -> str:
        """Say who writes about a case: its unit, else the alliance."""
        query = select(UnitRow.name).where(UnitRow.unit_id == case.unit_id)
        return await self._uow.session.scalar(query) or ALLIANCE

    def to_domain(self, row: LetterRow) -> Letter:
        """Build the aggregate of a row."""
        return Letter(
            id=LetterId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            case_id=CaseId(row.case_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            content=from_values(LetterKind(row.kind), row.content),
            template=row.template,
            sender=row.sender,
            dated=row.dated,
            ordered_at=row.ordered_at,
            batch_id=row.batch_id,
            made_at=row.made_at,
            withdrawn_at=row.withdrawn_at,
            failures=row.failures,
        )

    def fill(self, row: LetterRow, aggregate: Letter) -> None:
        """Write the aggregate's state into its row."""
        row.case_id, row.pupil_id = aggregate.case_id, aggregate.pupil_id
        row.school_id = aggregate.school_id
        row.kind, row.content = aggregate.content.kind.value, to_values(aggregate.content)
        row.template, row.sender = aggregate.template, aggregate.sender
        row.dated, row.ordered_at = aggregate.dated, aggregate.ordered_at
        row.batch_id, row.made_at = aggregate.batch_id, aggregate.made_at
        row.withdrawn_at, row.failures = aggregate.withdrawn_at, aggregate.failures
