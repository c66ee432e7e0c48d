"""Stored questions about help, and who can be asked."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from samenspel_arrangements.domain.help.ids import QuestionId
from samenspel_arrangements.domain.help.question import (
    AskedParty,
    Moment,
    Question,
    Standing,
)
from samenspel_arrangements.persistence.help.tables import QuestionRow
from samenspel_kernel.ids import (
    ArrangementId,
    CaseId,
    PersonId,
    PupilId,
    SchoolId,
    SupportRequestId,
)
from samenspel_kernel.term import Term
from samenspel_messaging.unit_of_work import SqlRepository
from samenspel_platform.access import GRANT
from samenspel_platform.documents import Documents

STANDINGS: Documents[Standing] = Documents(Standing, Standing)
TERMS: Documents[Term] = Documents(Term)


class SqlQuestions(SqlRepository[Question, QuestionRow]):
    """The questions of one alliance."""

    row_type = QuestionRow

    async def of_help(self, arrangement_id: UUID) -> Sequence[Question]:
        """Load those about granted help for change, the first in front."""
        row = QuestionRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id, row.arrangement_id == arrangement_id
        )
        found = await self._uow.session.scalars(
            query.order_by(row.moment.desc(), row.party, row.id)
        )
        return [await self.get(id_) for id_ in found.all()]

    async def askable(self, pupil_id: UUID, *, on: date) -> Sequence[tuple[AskedParty, PersonId]]:
        """Give the teachers and parents of a child who can log in on a day, teachers first."""
        grant = GRANT.c
        query = select(grant.role, grant.person_id).where(
            grant.alliance_id == self._uow.scope.alliance_id,
            grant.role.in_([party.value for party in AskedParty]),
            grant.pupil_ids.contains([pupil_id]),
            grant.since <= on,
            or_(grant.until.is_(None), grant.until > on),
        )
        found = await self._uow.session.execute(
            query.distinct().order_by(grant.role.desc(), grant.person_id)
        )
        return [(AskedParty(role), PersonId(person_id)) for role, person_id in found]

    async def to_look_at(self, today: date, *, limit: int) -> Sequence[UUID]:
        """Give the ids of those that nobody answered in time, the longest waiting first."""
        row = QuestionRow
        due = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id, row.next_look_on <= today
        )
        found = await self._uow.session.scalars(due.order_by(row.next_look_on, row.id).limit(limit))
        return list(found)

    def to_domain(self, row: QuestionRow) -> Question:
        """Build one."""
        return Question(
            id=QuestionId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            arrangement_id=ArrangementId(row.arrangement_id),
            case_id=CaseId(row.case_id),
            support_request_id=SupportRequestId(row.support_request_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            moment=Moment(row.moment),
            party=AskedParty(row.party),
            person_id=PersonId(row.person_id),
            answer_by=TERMS.load(row.answer_by),
            standing=STANDINGS.load(row.standing),
        )

    def fill(self, row: QuestionRow, aggregate: Question) -> None:
        """Write its state."""
        row.arrangement_id, row.case_id = aggregate.arrangement_id, aggregate.case_id
        row.support_request_id = aggregate.support_request_id
        row.pupil_id, row.school_id = aggregate.pupil_id, aggregate.school_id
        row.moment, row.party = aggregate.moment.value, aggregate.party.value
        row.person_id = aggregate.person_id
        row.answer_by = TERMS.dump(aggregate.answer_by)
        row.status = aggregate.standing.status
        row.standing = STANDINGS.dump(aggregate.standing)
        row.next_look_on = aggregate.next_look()
