"""Use cases: what becomes of a perspective when something happens to its case."""

from datetime import datetime

from samenspel_arrangements.application.perspective.ports import PerspectiveUnitOfWork
from samenspel_arrangements.domain.gates.gates import CasePart, gate_of
from samenspel_arrangements.domain.perspective.perspective import SharedPerspective
from samenspel_arrangements.domain.term_rules import PERSPECTIVE_WRITE
from samenspel_kernel.accountability import Holder
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import CaseId


async def open_perspective(
    case_id: CaseId, holder: Holder, *, at: datetime, uow: PerspectiveUnitOfWork
) -> None:
    """Begin it with the case, where the kind of request asks one; the second time changes nothing."""
    case = await uow.cases.get(case_id)
    asked = gate_of(case.kind).asks(CasePart.PERSPECTIVE)
    if not asked or await uow.perspectives.of_case(case_id) is not None:
        return
    perspective = SharedPerspective.open(
        case_id,
        alliance_id=case.alliance_id,
        unit_id=case.unit_id,
        support_request_id=case.support_request_id,
        pupil_id=case.pupil_id,
        school_id=case.school_id,
        holder=holder,
        write=await uow.terms.begin(PERSPECTIVE_WRITE, dutch_date(at)),
        at=at,
    )
    uow.perspectives.save(perspective)


async def reopen_perspective(
    case_id: CaseId, holder: Holder, *, at: datetime, uow: PerspectiveUnitOfWork
) -> None:
    """Bring it back with a case that is opened again; where there was none, begin it."""
    perspective = await uow.perspectives.of_case(case_id)
    if perspective is None:
        await open_perspective(case_id, holder, at=at, uow=uow)
        return
    write = await uow.terms.begin(PERSPECTIVE_WRITE, dutch_date(at))
    perspective.case_reopened(holder, write=write, at=at)
    uow.perspectives.save(perspective)


async def close_perspective(case_id: CaseId, *, at: datetime, uow: PerspectiveUnitOfWork) -> None:
    """Stop with the case; a look after a transfer is still to be done."""
    perspective = await uow.perspectives.of_case(case_id)
    if perspective is not None:
        perspective.case_closed(at=at)
        uow.perspectives.save(perspective)


async def follow_holder(
    case_id: CaseId, holder: Holder, *, at: datetime, uow: PerspectiveUnitOfWork
) -> None:
    """Have who holds the case hold its perspective."""
    perspective = await uow.perspectives.of_case(case_id)
    if perspective is not None and perspective.holder not in (None, holder):
        perspective.follow(holder, at=at)
        uow.perspectives.save(perspective)
