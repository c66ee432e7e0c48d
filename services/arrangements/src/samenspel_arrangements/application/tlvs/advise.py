"""Use case of an expert: write one's own advice."""

from dataclasses import dataclass, field

from samenspel_arrangements.application.tlvs.apply import tlv_for
from samenspel_arrangements.application.tlvs.ports import TlvRules, TlvUnitOfWork
from samenspel_arrangements.application.tlvs.stand_still import begin_step
from samenspel_arrangements.domain import term_rules as rules
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.tlv.advice import Employment, Expert
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.professions import (
    Profession,
    ProfessionRule,
    Slot,
    professions_on,
)
from samenspel_arrangements.domain.tlv.standing import InAdvice
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import RuleViolation


@dataclass(frozen=True, slots=True, kw_only=True)
class Advise:
    """What the expert is, what it advises (None: no admission), and why; `alone`: its own."""

    tlv_id: TlvId
    profession: Profession
    employment: Employment
    verdict: TlvKind | None
    text: str = field(repr=False)
    alone: bool


async def advise(
    command: Advise, *, actor: Actor, uow: TlvUnitOfWork, clock: Clock, data: TlvRules
) -> Tlv:
    """Give it; an expert that nobody asked by name yet takes the advice that its profession fits."""
    tlv = await tlv_for(command.tlv_id, Action.ADVISE_TLV, actor=actor, uow=uow)
    now = clock.now()
    today = dutch_date(now)
    rule = professions_on(data.professions, today)
    slot = _slot(tlv, command.profession, rule, actor)
    expert = Expert(
        slot=slot,
        person_id=actor.person_id,
        name=actor.name,
        profession=command.profession,
        employment=command.employment,
        asked_on=today,
    )
    works_at = await uow.employers.schools_of(actor.person_id)
    tlv.ask_expert(expert, rule, works_at=works_at, at=now)
    tlv.give_advice(
        command.verdict,
        command.text,
        rule,
        by=actor.person_id,
        alone=command.alone,
        meet=await begin_step(rules.TLV_MDO, today, tlv, uow.terms),
        at=now,
    )
    uow.tlvs.save(tlv)
    return tlv


def _slot(tlv: Tlv, profession: Profession, rule: ProfessionRule, actor: Actor) -> Slot:
    if not isinstance(tlv.standing, InAdvice):
        raise RuleViolation("tlv.not-now")
    asked = next((e for e in tlv.standing.experts if e.person_id == actor.person_id), None)
    if asked is not None:
        return asked.slot
    slot = Slot.FIRST if profession in rule.first else Slot.SECOND
    if any(e.slot is slot for e in tlv.standing.experts):
        raise RuleViolation("tlv.not-your-advice")
    return slot
