"""Use cases: a school writes its plan, with what the child said and after the talk with parents."""

from dataclasses import dataclass

from samenspel_arrangements.application.opp.begin_opp import opp_for
from samenspel_arrangements.application.opp.hear_in_voice import require_why_here
from samenspel_arrangements.application.opp.ports import OppUnitOfWork
from samenspel_arrangements.domain.opp.content import Content, Part
from samenspel_arrangements.domain.opp.hearing import Hearing
from samenspel_arrangements.domain.opp.opp import Opp
from samenspel_arrangements.domain.opp.school_plan import SchoolPlan
from samenspel_arrangements.domain.opp.talks import Talk
from samenspel_arrangements.domain.policies import Action
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import CaseId

WRITE = Action.WRITE_OPP


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOpp:
    """What it says; with `is_brought` it fills only what is empty."""

    case_id: CaseId
    content: Content
    is_brought: bool = False


async def write_opp(command: WriteOpp, *, actor: Actor, uow: OppUnitOfWork, clock: Clock) -> Opp:
    """Write what it says, or take over what the school has in its own system."""
    _, opp = await opp_for(command.case_id, WRITE, actor=actor, uow=uow)
    put = opp.take_over if command.is_brought else opp.write
    put(command.content, at=clock.now())
    uow.opps.save(opp)
    return opp


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeFromFile:
    """What the school's own plan says, what a person made of it, and the parts that it confirmed."""

    case_id: CaseId
    plan: SchoolPlan
    said: Content
    confirmed: frozenset[Part]


async def take_from_file(
    command: TakeFromFile, *, actor: Actor, uow: OppUnitOfWork, clock: Clock
) -> Opp:
    """Write what the school confirmed or put right; fields that it did not see stay."""
    _, opp = await opp_for(command.case_id, WRITE, actor=actor, uow=uow)
    opp.take_from_file(command.plan, command.said, confirmed=command.confirmed, at=clock.now())
    uow.opps.save(opp)
    return opp


async def hear_child(
    case_id: CaseId, hearing: Hearing, *, actor: Actor, uow: OppUnitOfWork, clock: Clock
) -> Opp:
    """Write down what the child said of it, or why it was not heard."""
    _, opp = await opp_for(case_id, WRITE, actor=actor, uow=uow)
    await require_why_here(opp, hearing, uow.voices)
    opp.hear(hearing, at=clock.now())
    uow.opps.save(opp)
    return opp


async def note_talk(
    case_id: CaseId, talk: Talk, *, actor: Actor, uow: OppUnitOfWork, clock: Clock
) -> Opp:
    """Write down the talk with parents."""
    _, opp = await opp_for(case_id, WRITE, actor=actor, uow=uow)
    opp.talk(talk, at=clock.now())
    uow.opps.save(opp)
    return opp
