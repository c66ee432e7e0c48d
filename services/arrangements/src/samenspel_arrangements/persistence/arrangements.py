"""Stored arrangements."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from samenspel_arrangements.domain.arrangement import Arrangement, ArrangementKind, Period
from samenspel_arrangements.domain.help.composition import Composition
from samenspel_arrangements.domain.help.course import Course, Evaluation
from samenspel_arrangements.domain.help.forms import HelpForm
from samenspel_arrangements.domain.help.ladder import Ladder
from samenspel_arrangements.domain.help.skipping import SkippedStep
from samenspel_arrangements.persistence.tables import ArrangementRow
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import (
    ArrangementId,
    CaseId,
    PersonId,
    PupilId,
    SchoolId,
    SupportRequestId,
)
from samenspel_messaging.unit_of_work import SqlRepository
from samenspel_platform.documents import Documents

COURSES: Documents[Course] = Documents(Course, Course)
SKIPPED: Documents[tuple[SkippedStep, ...]] = Documents(tuple[SkippedStep, ...])
LADDERS: Documents[Ladder] = Documents(Ladder)
COMPOSITIONS: Documents[Composition] = Documents(Composition)
FORMS: Documents[HelpForm] = Documents(HelpForm, HelpForm)
EVALUATIONS: Documents[tuple[Evaluation, ...]] = Documents(tuple[Evaluation, ...])


class SqlArrangements(SqlRepository[Arrangement, ArrangementRow]):
    """The arrangements of one alliance."""

    row_type = ArrangementRow

    async def in_case(self, case_id: UUID, id_: UUID, pupil_id: UUID) -> Arrangement:
        """Give help of a case; NotFound, of that case's child, when it is none of it."""
        found = await self.find(ArrangementId(id_))
        if found is None or found.case_id != case_id:
            raise NotFound(pupil_id)
        return found

    async def of_case(self, case_id: UUID) -> Sequence[Arrangement]:
        """Load all of a case, for change."""
        ids = select(ArrangementRow.id).where(
            ArrangementRow.alliance_id == self._uow.scope.alliance_id,
            ArrangementRow.case_id == case_id,
        )
        found = await self._uow.session.scalars(ids.order_by(ArrangementRow.id))
        return [await self.get(id_) for id_ in found.all()]

    async def evaluations_in(self, case_id: CaseId) -> Sequence[Evaluation]:
        """Give all looks at help of a case."""
        kept = select(ArrangementRow.evaluations).where(
            ArrangementRow.alliance_id == self._uow.scope.alliance_id,
            ArrangementRow.case_id == case_id,
        )
        found = await self._uow.session.scalars(kept.order_by(ArrangementRow.id))
        return [each for evaluations in found for each in EVALUATIONS.load(evaluations)]

    async def to_look_at(self, today: date, *, limit: int) -> Sequence[UUID]:
        """Give the ids of help of which a day has passed, the longest waiting first."""
        row = ArrangementRow
        due = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id, row.next_look_on <= today
        )
        found = await self._uow.session.scalars(due.order_by(row.next_look_on, row.id).limit(limit))
        return list(found)

    def to_domain(self, row: ArrangementRow) -> Arrangement:
        """Build the aggregate of a row."""
        return Arrangement(
            id=ArrangementId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            case_id=CaseId(row.case_id),
            support_request_id=SupportRequestId(row.support_request_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            kind=ArrangementKind(row.kind),
            description=row.description,
            period=Period(
                starts_on=row.starts_on,
                planned_end_on=row.planned_end_on,
                evaluation_on=row.evaluation_on,
            ),
            granted_by=PersonId(row.granted_by),
            granted_at=row.granted_at,
            course=COURSES.load(row.course),
            evaluations=EVALUATIONS.load(row.evaluations),
            is_based_on_last=row.is_based_on_last,
            told=frozenset((what, date.fromisoformat(day)) for what, day in row.breached),
            ask_on=row.ask_on,
            skipped=SKIPPED.load(row.skipped),
            ladder=LADDERS.load(row.ladder),
            composition=COMPOSITIONS.load(row.composition) if row.composition else None,
            form=FORMS.load(row.form) if row.form else None,
        )

    def fill(self, row: ArrangementRow, aggregate: Arrangement) -> None:
        """Write the aggregate's state into its row."""
        row.case_id = aggregate.case_id
        row.support_request_id = aggregate.support_request_id
        row.pupil_id, row.school_id = aggregate.pupil_id, aggregate.school_id
        row.kind, row.description = aggregate.kind.value, aggregate.description
        row.starts_on = aggregate.period.starts_on
        row.planned_end_on = aggregate.period.planned_end_on
        row.evaluation_on = aggregate.period.evaluation_on
        row.granted_by, row.granted_at = aggregate.granted_by, aggregate.granted_at
        row.status, row.course = aggregate.course.status, COURSES.dump(aggregate.course)
        row.evaluations = EVALUATIONS.dump(aggregate.evaluations)
        row.is_based_on_last = aggregate.is_based_on_last
        row.breached = sorted([what, day.isoformat()] for what, day in aggregate.told)
        row.next_look_on, row.ask_on = aggregate.next_look(), aggregate.ask_on
        row.skipped = SKIPPED.dump(aggregate.skipped)
        row.ladder, made_of = LADDERS.dump(aggregate.ladder), aggregate.composition
        row.composition = COMPOSITIONS.dump(made_of) if made_of else None
        row.form = FORMS.dump(aggregate.form) if aggregate.form else None
