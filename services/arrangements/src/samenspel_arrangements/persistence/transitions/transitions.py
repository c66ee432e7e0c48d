"""Stored transitions to a next school."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, case, cast, exists, func, or_, select

from samenspel_arrangements.application.transitions.begin import GrownChild
from samenspel_arrangements.domain.case_stages import CaseState
from samenspel_arrangements.domain.opp.consent import Consent
from samenspel_arrangements.domain.transitions.contents import (
    Contents,
    Recipient,
    Stage,
    TransitionId,
)
from samenspel_arrangements.domain.transitions.standing import (
    Ended,
    EndReason,
    Offered,
    Preparing,
    Standing,
)
from samenspel_arrangements.domain.transitions.transition import Transition
from samenspel_arrangements.persistence.tables import CaseRow, PupilRow
from samenspel_arrangements.persistence.transition_tables import TransitionRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import CaseId, PupilId, SchoolId, SupportRequestId
from samenspel_kernel.responsibility import Partner
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of

STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, Standing)
CONTENTS: Documents[Contents] = Documents(Contents, Recipient)
CONSENTS: Documents[Consent] = Documents(Consent)
DUTCH = "Europe/Amsterdam"
UNACCEPTED = (Preparing.status, Offered.status)
"""Where no next school knows the child yet."""


class SqlTransitions(SqlOpenItems[Transition, TransitionRow]):
    """The transitions of one alliance's children."""

    row_type = TransitionRow

    async def of_case(self, case_id: UUID) -> Sequence[Transition]:
        """Load all of a case for change, the oldest first."""
        return await self._all(TransitionRow.case_id == case_id)

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Transition]:
        """Load all of a child for change, the oldest first."""
        return await self._all(TransitionRow.pupil_id == pupil_id)

    async def lock_running(self, case_id: UUID) -> bool:
        """Keep others from its case until the end; tells whether it runs (and one alone has it)."""
        query = select(CaseRow.id).where(
            CaseRow.alliance_id == self._uow.scope.alliance_id,
            CaseRow.id == case_id,
            CaseRow.state == CaseState.OPENED.value,
        )
        locked = query.with_for_update(skip_locked=True)
        return (await self._uow.session.scalar(locked)) is not None

    async def grown(
        self,
        *,
        born_after: date,
        born_before: date,
        born_until: date,
        secondary_on: date,
        limit: int,
    ) -> Sequence[GrownChild]:
        """Give children with a running case for whom nothing is on its way to a next school.

        Those born between two days, for primary school; those born until another, for secondary.
        Who went already, or of whom somebody said that it does not go that year, is left out; who
        moved away is not, once a case of it began after that.
        """
        stage = case(
            (PupilRow.birth_date > born_after, Stage.TO_PRIMARY.value),
            else_=Stage.TO_SECONDARY.value,
        )
        row = TransitionRow
        reason = row.standing["reason"].astext
        settled = (
            row.stage == stage,
            or_(
                row.stage == Stage.TO_PRIMARY.value,
                reason != EndReason.NOT_NEEDED.value,
                row.first_day >= secondary_on,
            ),
            or_(reason != EndReason.MOVED_AWAY.value, ~_came_back()),
        )
        known = exists().where(
            row.alliance_id == CaseRow.alliance_id,
            row.pupil_id == CaseRow.pupil_id,
            or_(row.status != Ended.status, and_(*settled)),
        )
        query = (
            select(CaseRow.id, PupilRow.birth_date)
            .join(PupilRow, PupilRow.pupil_id == CaseRow.pupil_id)
            .where(
                CaseRow.alliance_id == self._uow.scope.alliance_id,
                PupilRow.alliance_id == CaseRow.alliance_id,
                CaseRow.state == CaseState.OPENED.value,
                or_(
                    and_(PupilRow.birth_date > born_after, PupilRow.birth_date < born_before),
                    PupilRow.birth_date <= born_until,
                ),
                ~known,
            )
            .order_by(PupilRow.birth_date, CaseRow.id)
            .limit(limit)
        )
        found = await self._uow.session.execute(query)
        return [GrownChild(CaseId(id_), born) for id_, born in found if born is not None]

    async def runs(self, case_id: UUID) -> bool:
        """Tell whether the child of a case goes on to a school that did not accept it yet."""
        row = TransitionRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.case_id == case_id,
            row.status.in_(UNACCEPTED),
        )
        return (await self._uow.session.scalar(query.limit(1))) is not None

    def to_domain(self, row: TransitionRow) -> Transition:
        """Build one."""
        return Transition(
            id=TransitionId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            case_id=CaseId(row.case_id),
            support_request_id=(
                SupportRequestId(row.support_request_id) if row.support_request_id else None
            ),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            stage=Stage(row.stage),
            first_day=row.first_day,
            contents=CONTENTS.load(row.contents),
            consent=CONSENTS.load(row.consent),
            declined=row.declined,
            moved_because=row.moved_because,
            planned_at=row.planned_at,
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: TransitionRow, aggregate: Transition) -> None:
        """Write its state."""
        row.case_id, row.pupil_id = aggregate.case_id, aggregate.pupil_id
        row.support_request_id = aggregate.support_request_id
        row.school_id, row.to_school_id = aggregate.school_id, aggregate.to_school_id
        row.stage, row.first_day = aggregate.stage.value, aggregate.first_day
        row.contents = CONTENTS.dump(aggregate.contents)
        row.consent = CONSENTS.dump(aggregate.consent)
        row.moved_because = aggregate.moved_because
        row.declined, row.planned_at = aggregate.declined, aggregate.planned_at
        standing = aggregate.standing
        self.fill_open(row, aggregate, status=standing.status, standing=STANDINGS.dump(standing))

    async def _all(self, which: ColumnElement[bool]) -> Sequence[Transition]:
        row = TransitionRow
        ids = select(row.id).where(row.alliance_id == self._uow.scope.alliance_id, which)
        found = await self._uow.session.scalars(ids.order_by(row.planned_at, row.id))
        return [await self.get(id_) for id_ in found.all()]


def _came_back() -> ColumnElement[bool]:
    """Tell whether a case began, or began again, after the way to a next school had ended."""
    since = cast(func.timezone(DUTCH, CaseRow.accepted_at), Date)
    ended = cast(TransitionRow.standing["on"].astext, Date)
    other = CaseRow.id != TransitionRow.case_id
    return or_(since > ended, and_(since == ended, other))
