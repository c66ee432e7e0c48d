"""Use cases: TLVs go with the case and the child; one that left is somebody's question (T2)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain import term_rules as rules
from samenspel_arrangements.domain.case_stages import Aftercare, Closed
from samenspel_arrangements.domain.closing.gate import ClosingGate, Succeeded, SuccessorKind
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import CaseId, PupilId, SchoolId, UnitId
from samenspel_kernel.term import Term


class Tlvs(Protocol):
    """The TLVs of one alliance."""

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Tlv]:
        """Load all about a child, for change, the oldest first."""
        ...

    async def of_case(self, case_id: UUID) -> Sequence[Tlv]:
        """Load all that were applied for from a case, for change, the oldest first."""
        ...

    def save(self, aggregate: Tlv) -> None:
        """Have it written at the end of the transaction."""
        ...


class Terms(Protocol):
    """The terms of one alliance."""

    async def begin(self, rule: str, on: date, *, school_id: UUID | None = None) -> Term:
        """Compute a term that starts on a day."""
        ...


class FollowingUnitOfWork(Protocol):
    """One transaction."""

    @property
    def tlvs(self) -> Tlvs:
        """The TLVs."""
        ...

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...


async def follow_case(case_id: CaseId, *, uow: FollowingUnitOfWork) -> None:
    """Have the TLVs of a case be of its unit as it is now; the second time changes nothing."""
    open_ones = [each for each in await uow.tlvs.of_case(case_id) if each.responsibility]
    if not open_ones:
        return
    case = await uow.cases.get(case_id)
    unit_id = UnitId(case.unit_id) if case.unit_id else None
    for tlv in open_ones:
        if tlv.unit_id != unit_id:
            tlv.goes_to_unit(unit_id)
            uow.tlvs.save(tlv)


async def follow_child(
    pupil_id: PupilId, school_id: SchoolId | None, *, at: datetime, uow: FollowingUnitOfWork
) -> None:
    """Let the school where the child is now see them; with no school, it is asked who decides."""
    for tlv in await uow.tlvs.of_pupil(pupil_id):
        if tlv.responsibility is None or tlv.school_id == school_id:
            continue
        tlv.goes_to_school(school_id)
        if school_id is None:
            tlv.note_move_away(settle=await _settle(at, uow), at=at)
        uow.tlvs.save(tlv)


async def follow_closed_case(case_id: CaseId, *, at: datetime, uow: FollowingUnitOfWork) -> None:
    """Ask who decides when the case went to another alliance, and is closed still."""
    stage = (await uow.cases.get(case_id)).stage
    closing = stage.closing if isinstance(stage, Aftercare | Closed) else None
    why = closing.why if isinstance(closing, ClosingGate) else None
    if isinstance(why, Succeeded) and why.by is SuccessorKind.OTHER_ALLIANCE:
        await note_move_away(case_id, at=at, uow=uow)


async def note_move_away(case_id: CaseId, *, at: datetime, uow: FollowingUnitOfWork) -> None:
    """Ask of each TLV of the child of a case who decides, now that it left; once for one move."""
    pupil_id = (await uow.cases.get(case_id)).pupil_id
    for tlv in await uow.tlvs.of_pupil(pupil_id):
        if tlv.asks_of_moves:
            tlv.note_move_away(settle=await _settle(at, uow), at=at)
            uow.tlvs.save(tlv)


async def _settle(at: datetime, uow: FollowingUnitOfWork) -> Term:
    return await uow.terms.begin(rules.TLV_MOVE, dutch_date(at))
