"""Stored plans, and what units ask in them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.opp.hearing import Hearing, HearingSoFar
from samenspel_arrangements.domain.opp.ids import OppId, opp_id_of
from samenspel_arrangements.domain.opp.opp import Opp
from samenspel_arrangements.domain.opp.standing import Evaluation, Standing, Version
from samenspel_arrangements.domain.opp.talks import Dispute
from samenspel_arrangements.persistence.opp_tables import OppRow, OppUnitRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import CaseId, PupilId, SchoolId
from samenspel_kernel.responsibility import Partner
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of

STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, HearingSoFar, Standing)
VERSIONS: Documents[tuple[Version, ...]] = Documents(tuple[Version, ...], Hearing)
EVALUATIONS: Documents[tuple[Evaluation, ...]] = Documents(tuple[Evaluation, ...], Hearing)
DISPUTES: Documents[tuple[Dispute, ...]] = Documents(tuple[Dispute, ...])


class SqlOpps(SqlOpenItems[Opp, OppRow]):
    """The plans of one alliance; a case has one at most."""

    row_type = OppRow

    async def of_case(self, case_id: CaseId) -> Opp | None:
        """Load that of a case for change; None where it has none."""
        return await self.find(opp_id_of(case_id))

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Opp]:
        """Load all of a child, for change."""
        row = OppRow
        ids = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id, row.pupil_id == pupil_id
        )
        found = await self._uow.session.scalars(ids.order_by(row.id))
        return [await self.get(id_) for id_ in found.all()]

    def to_domain(self, row: OppRow) -> Opp:
        """Build one."""
        return Opp(
            id=OppId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            case_id=CaseId(row.case_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            asks_part_b=row.asks_part_b,
            versions=VERSIONS.load(row.versions),
            evaluations=EVALUATIONS.load(row.evaluations),
            disputes=DISPUTES.load(row.disputes),
            child_told_on=row.child_told_on,
            begin_recorded_on=row.begin_recorded_on,
            end_recorded_on=row.end_recorded_on,
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: OppRow, aggregate: Opp) -> None:
        """Write its state."""
        opp = aggregate
        row.case_id, row.pupil_id, row.school_id = opp.case_id, opp.pupil_id, opp.school_id
        row.asks_part_b, row.version = opp.asks_part_b, len(opp.versions)
        row.versions = VERSIONS.dump(opp.versions)
        row.evaluations = EVALUATIONS.dump(opp.evaluations)
        row.disputes = DISPUTES.dump(opp.disputes)
        row.child_told_on = opp.child_told_on
        row.begin_recorded_on = opp.begin_recorded_on
        row.end_recorded_on = opp.end_recorded_on
        standing = opp.standing
        self.fill_open(row, opp, status=standing.status, standing=STANDINGS.dump(standing))


class SqlOppUnits:
    """What the units of one alliance ask in a plan."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def asks_part_b(self, unit_id: UUID | None) -> bool:
        """Tell whether a unit asks what was done so far; without a word of it, no."""
        row = OppUnitRow
        query = select(row.asks_part_b).where(
            row.alliance_id == self._alliance_id, row.unit_id == unit_id
        )
        return bool(await self._session.scalar(query))

    async def put(self, unit_id: UUID, *, asks_part_b: bool) -> None:
        """Write what a unit asks; plans that were begun stay as they are."""
        values = {"alliance_id": self._alliance_id, "unit_id": unit_id, "asks_part_b": asks_part_b}
        row = insert(OppUnitRow).values(values)
        keys = ["alliance_id", "unit_id"]
        changed = row.on_conflict_do_update(
            index_elements=keys, set_={"asks_part_b": row.excluded.asks_part_b}
        )
        await self._session.execute(changed)
