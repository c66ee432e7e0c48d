"""Stored letters."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from samenspel_arrangements.domain.letters.contents import LetterKind, from_values, to_values
from samenspel_arrangements.domain.letters.letter import Letter, Office
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.persistence.letters.tables import (
    LetterOfficeRow,
    LetterPdfRow,
    LetterRow,
)
from samenspel_arrangements.persistence.tables import PupilRow, UnitRow
from samenspel_kernel.ids import CaseId, LetterId, PupilId, SchoolId
from samenspel_messaging.unit_of_work import SqlRepository

ALLIANCE = "Het samenwerkingsverband"
NAMELESS = "uw kind"
ONLINE = "het samenwerkingsverband. Of kies in Samenspel bij de verklaring voor: bezwaar maken."
"""Where one objects as long as nobody wrote down an address."""
MOST_FAILURES = 20
"""A letter that failed so often waits for a person; the log names it."""


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

    async def claim(self, *, limit: int) -> Sequence[Letter]:
        """Load letters that wait longest and that nobody makes; others can't until the commit."""
        query = (
            select(LetterRow)
            .where(
                LetterRow.alliance_id == self._uow.scope.alliance_id,
                LetterRow.made_at.is_(None),
                LetterRow.withdrawn_at.is_(None),
                LetterRow.failures < MOST_FAILURES,
            )
            .order_by(LetterRow.failures, LetterRow.ordered_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [self.taken(row) for row in (await self._uow.session.scalars(query)).all()]

    async def stuck(self, *, limit: int) -> Sequence[Letter]:
        """Load letters that failed so often that they wait for a person, for change."""
        query = (
            select(LetterRow)
            .where(
                LetterRow.alliance_id == self._uow.scope.alliance_id,
                LetterRow.made_at.is_(None),
                LetterRow.withdrawn_at.is_(None),
                LetterRow.failures >= MOST_FAILURES,
            )
            .order_by(LetterRow.ordered_at, LetterRow.id)
            .limit(limit)
        )
        return [self.taken(row) for row in (await self._uow.session.scalars(query)).all()]

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

    async def child(self, pupil_id: UUID) -> str:
        """Name a child as letters do."""
        query = select(PupilRow.given_name, PupilRow.family_name).where(
            PupilRow.pupil_id == pupil_id, PupilRow.alliance_id == self._uow.scope.alliance_id
        )
        found = (await self._uow.session.execute(query)).one_or_none()
        return " ".join(found).strip() if found else NAMELESS

    async def sender_of(self, unit_id: UUID | None) -> str:
        """Say who writes: a unit, else the alliance."""
        query = select(UnitRow.name).where(UnitRow.unit_id == unit_id)
        return await self._uow.session.scalar(query) or (await self.office()).name

    async def office(self) -> Office:
        """Say who decides in the alliance's name, and where one objects."""
        return await self.kept_office() or Office(ALLIANCE, ONLINE)

    async def kept_office(self) -> Office | None:
        """Give what somebody wrote down of it, if anybody did."""
        row = await self._uow.session.get(LetterOfficeRow, self._uow.scope.alliance_id)
        return Office(row.name, row.address) if row else None

    async def keep_office(self, office: Office) -> None:
        """Keep it from now on; letters that were ordered keep what they say."""
        row = LetterOfficeRow(
            alliance_id=self._uow.scope.alliance_id, name=office.name, address=office.address
        )
        await self._uow.session.merge(row)

    def to_domain(self, row: LetterRow) -> Letter:
        """Build the aggregate of a row."""
        return Letter(
            id=LetterId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            case_id=CaseId(row.case_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            tlv_id=TlvId(row.tlv_id) if row.tlv_id else None,
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
        row.school_id, row.tlv_id = aggregate.school_id, aggregate.tlv_id
        row.kind, row.content = aggregate.content.kind.value, to_values(aggregate.content)
        row.template, row.sender = aggregate.template, aggregate.sender
        row.dated, row.ordered_at = aggregate.dated, aggregate.ordered_at
        row.batch_id, row.made_at = aggregate.batch_id, aggregate.made_at
        row.withdrawn_at, row.failures = aggregate.withdrawn_at, aggregate.failures
