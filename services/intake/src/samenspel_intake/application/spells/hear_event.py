"""Use case: a partner's system says in an event that a child is without education."""

from dataclasses import dataclass

from samenspel_intake.application.spells.ports import SpellUnitOfWork
from samenspel_intake.application.spells.report_spell import Reported, ReportSpell, report_spell
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import StaleVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class HearEvent:
    """An event by its source and id, and what it says."""

    source: str
    event_id: str
    report: ReportSpell


async def hear_event(
    command: HearEvent, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> Reported:
    """Take the report in; an event of the same system that came before changes nothing."""
    seen = await uow.inbound_events.find(command.source, command.event_id, by=actor.person_id)
    if seen is not None:
        return Reported(await uow.spells.get(seen), is_new=False, is_new_child=False)
    made = await report_spell(command.report, actor=actor, uow=uow, clock=clock)
    if not await uow.inbound_events.put(
        command.source,
        command.event_id,
        by=actor.person_id,
        made_id=made.spell.id,
        at=clock.now(),
    ):
        raise StaleVersion
    return made
