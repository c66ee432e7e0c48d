"""Use cases: a plan is begun, by a person or because help was granted; and follows its child."""

from datetime import datetime
from uuid import UUID

from samenspel_arrangements.application.opp.hear_in_voice import hear_draft_in_voice
from samenspel_arrangements.application.opp.ports import OppUnitOfWork
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.gates.gates import CasePart, gate_of
from samenspel_arrangements.domain.opp.ids import opp_id_of
from samenspel_arrangements.domain.opp.opp import Opp, OppSubject
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.term_rules import OPP_ESTABLISH
from samenspel_kernel.accountability import Holder, HolderKind, desk
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import NotFound, RuleViolation
from samenspel_kernel.ids import AllianceId, CaseId, PupilId, SchoolId, UnitId


async def opp_for(
    case_id: CaseId, action: Action, *, actor: Actor, uow: OppUnitOfWork
) -> tuple[Case, Opp]:
    """Load a case and its plan to do something with; refuses who may not."""
    case = await uow.cases.get(case_id)
    require(actor, action, case)
    opp = await uow.opps.of_case(case_id)
    if opp is None:
        raise NotFound(case.pupil_id)
    return case, opp


async def begin_opp(case_id: CaseId, *, actor: Actor, uow: OppUnitOfWork, clock: Clock) -> Opp:
    """Begin it in an open case; RuleViolation where none is asked or one is there."""
    case = await uow.cases.get(case_id)
    require(actor, Action.WRITE_OPP, case)
    _ = case.opened
    gate_of(case.kind).require(CasePart.OPP)
    if await uow.opps.of_case(case_id) is not None:
        raise RuleViolation("opp.there-already")
    return await _begin(case, at=clock.now(), uow=uow)


async def begin_for_help(case_id: CaseId, *, at: datetime, uow: OppUnitOfWork) -> None:
    """Begin it with the help that was granted (O2), where one is asked; again changes nothing."""
    case = await uow.cases.get(case_id)
    asked = gate_of(case.kind).asks(CasePart.OPP) and not case.child_died
    if asked and await uow.opps.of_case(case_id) is None:
        await _begin(case, at=at, uow=uow)


async def follow_child(
    pupil_id: PupilId, school_id: SchoolId | None, *, at: datetime, uow: OppUnitOfWork
) -> None:
    """Let the school where a child is now own its plans; the second time changes nothing."""
    for opp in await uow.opps.of_pupil(pupil_id):
        if opp.school_id != school_id:
            holder = _holder(school_id, opp.unit_id, opp.alliance_id)
            opp.move_to(school_id, holder, at=at)
            uow.opps.save(opp)


async def _begin(case: Case, *, at: datetime, uow: OppUnitOfWork) -> Opp:
    opp = Opp.begin(
        opp_id_of(case.id),
        subject=OppSubject(
            alliance_id=AllianceId(case.alliance_id),
            unit_id=UnitId(case.unit_id) if case.unit_id else None,
            case_id=case.id,
            pupil_id=case.pupil_id,
            school_id=case.school_id,
        ),
        holder=_holder(case.school_id, case.unit_id, case.alliance_id),
        asks_part_b=await uow.opp_units.asks_part_b(case.unit_id),
        establish=await uow.terms.begin(OPP_ESTABLISH, dutch_date(at), school_id=case.school_id),
        at=at,
    )
    uow.opps.save(opp)
    await hear_draft_in_voice(opp, uow.voices, uow.opps, at=at)
    return opp


def _holder(school_id: SchoolId | None, unit_id: UUID | None, alliance_id: UUID) -> Holder:
    """Give who makes it: the school, or the desk that first has to find one."""
    if school_id is not None:
        return Holder(HolderKind.SCHOOL, school_id)
    return desk(unit_id=unit_id, alliance_id=alliance_id)
