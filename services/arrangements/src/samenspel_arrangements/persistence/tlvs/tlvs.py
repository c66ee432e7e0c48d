"""Stored TLVs."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from samenspel_arrangements.domain.tlv.application import Application
from samenspel_arrangements.domain.tlv.core import SetAside
from samenspel_arrangements.domain.tlv.decision import (
    AgainstChild,
    AnyDecision,
    AnyGrant,
    Decision,
    ForeignGrant,
    Grant,
)
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.moves import Moves
from samenspel_arrangements.domain.tlv.objection import Objection, ObjectionStanding
from samenspel_arrangements.domain.tlv.penalty import DefaultNotice
from samenspel_arrangements.domain.tlv.stages import Stage
from samenspel_arrangements.domain.tlv.stand_still import StandStills
from samenspel_arrangements.domain.tlv.standing import (
    Decided,
    Deciding,
    Divided,
    Ended,
    Expired,
    Granted,
    HowEnded,
    InAdvice,
    RefusalIntended,
    Standing,
)
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_arrangements.persistence.tlv_tables import TlvRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import AllianceId, CaseId, PupilId, SchoolId, UnitId
from samenspel_kernel.responsibility import Partner
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of

STANDINGS: Documents[Standing] = Documents(
    Standing,
    Holder | Partner,
    Decision,
    AnyGrant,
    AgainstChild,
    AnyDecision,
    HowEnded,
    Standing,
)
APPLICATIONS: Documents[Application] = Documents(Application)
SUSPENSIONS: Documents[StandStills] = Documents(StandStills)
SET_ASIDE: Documents[tuple[SetAside, ...]] = Documents(tuple[SetAside, ...])
OBJECTIONS: Documents[tuple[Objection, ...]] = Documents(tuple[Objection, ...], ObjectionStanding)
STAGES: Documents[tuple[Stage, ...]] = Documents(tuple[Stage, ...])
MOVES: Documents[Moves] = Documents(Moves)
NOTICES: Documents[tuple[DefaultNotice, ...]] = Documents(tuple[DefaultNotice, ...])
OURS = ""
"""The issuer of our own numbers."""


class SqlTlvs(SqlOpenItems[Tlv, TlvRow]):
    """The TLVs of one alliance, its own and those that others gave its pupils."""

    row_type = TlvRow

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Tlv]:
        """Load all about a child, for change, the oldest first."""
        ids = select(TlvRow.id).where(
            TlvRow.alliance_id == self._uow.scope.alliance_id, TlvRow.pupil_id == pupil_id
        )
        found = await self._uow.session.scalars(ids.order_by(TlvRow.opened_at, TlvRow.id))
        return [await self.get(id_) for id_ in found.all()]

    async def of_case(self, case_id: UUID) -> Sequence[Tlv]:
        """Load all that were applied for from a case, for change, the oldest first."""
        ids = select(TlvRow.id).where(
            TlvRow.alliance_id == self._uow.scope.alliance_id, TlvRow.case_id == case_id
        )
        found = await self._uow.session.scalars(ids.order_by(TlvRow.opened_at, TlvRow.id))
        return [await self.get(id_) for id_ in found.all()]

    def to_domain(self, row: TlvRow) -> Tlv:
        """Build one."""
        return Tlv(
            id=TlvId(row.id),
            alliance_id=AllianceId(row.alliance_id),
            unit_id=UnitId(row.unit_id) if row.unit_id else None,
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            case_id=CaseId(row.case_id) if row.case_id else None,
            holder_name=row.holder_name,
            opened_at=row.opened_at,
            received_on=row.received_on,
            application=APPLICATIONS.load(row.application) if row.application else None,
            suspensions=SUSPENSIONS.load(row.suspensions),
            set_aside=SET_ASIDE.load(row.set_aside),
            objections=OBJECTIONS.load(row.objections),
            notices=NOTICES.load(row.notices),
            stages=STAGES.load(row.stages),
            moves=MOVES.load(row.moves),
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: TlvRow, aggregate: Tlv) -> None:
        """Write its state."""
        tlv, standing = aggregate, aggregate.standing
        row.pupil_id, row.school_id, row.case_id = tlv.pupil_id, tlv.school_id, tlv.case_id
        row.holder_name = tlv.holder_name
        row.opened_at, row.received_on = tlv.opened_at, tlv.received_on
        row.application = APPLICATIONS.dump(tlv.application) if tlv.application else None
        row.suspensions = SUSPENSIONS.dump(tlv.suspensions)
        row.set_aside = SET_ASIDE.dump(tlv.set_aside)
        row.objections = OBJECTIONS.dump(tlv.objections)
        row.notices = NOTICES.dump(tlv.notices)
        row.stages = STAGES.dump(tlv.stages)
        row.moves = MOVES.dump(tlv.moves)
        row.expert_ids = sorted(expert_ids_of(standing), key=str)
        granted = _grant_of(standing)
        row.kind = granted.kind.value if granted else tlv.asked.kind.value
        row.number = granted.number if granted else None
        row.issuer = _issuer(granted)
        row.starts_on = granted.validity.starts_on if granted else None
        row.ends_on = granted.validity.ends_on if granted else None
        self.fill_open(row, tlv, status=standing.status, standing=STANDINGS.dump(standing))


def expert_ids_of(standing: Standing) -> set[UUID]:
    """Give who was asked for advice."""
    match standing:
        case InAdvice(experts=experts):
            return {expert.person_id for expert in experts}
        case Divided(pair=pair) | Deciding(pair=pair) | RefusalIntended(pair=pair):
            return {pair.first.expert.person_id, pair.second.expert.person_id}
        case Decided(decision=decision) | Ended(decision=decision):
            return _of_pair(decision)
        case Granted(grant=grant) | Expired(grant=grant):
            return _of_pair(grant)
        case _:
            return _of_pair(getattr(standing, "decision", None))


def _of_pair(decision: Any) -> set[UUID]:
    pair = getattr(decision, "pair", None)
    return {pair.first.expert.person_id, pair.second.expert.person_id} if pair else set()


def _grant_of(standing: Standing) -> AnyGrant | None:
    decision: Any = None
    if isinstance(standing, Granted | Expired):
        decision = standing.grant
    elif isinstance(standing, Decided | Ended):
        decision = standing.decision
    return decision if isinstance(decision, Grant | ForeignGrant) else None


def _issuer(granted: AnyGrant | None) -> str | None:
    if granted is None:
        return None
    return granted.alliance if isinstance(granted, ForeignGrant) else OURS
