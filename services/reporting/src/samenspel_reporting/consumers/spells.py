"""Intake's events about children without education: from which day, and by what names in law.

The figures of children at home are made of these lines; no child stands in them.
"""

from collections.abc import Mapping

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_contracts.spells import (
    SpellClassifiedV1,
    SpellClosedV1,
    SpellDecidedV1,
    SpellEducationLostV1,
    SpellEscalatedV1,
    SpellOpenedV1,
    SpellStepReachedV1,
    SpellTakenOnV1,
)
from samenspel_messaging.consumers import Handler
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.consumers import open_items


async def on_opened(event: SpellOpenedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Open the line of a child that is out, or may be soon."""
    await open_items.on_opened(event, envelope, uow)
    await uow.projections.change_spell(
        event.spell_id,
        unit_id=envelope.unit,
        school_id=event.school_id,
        reported_at=envelope.time,
        first_day=event.first_day,
    )


async def on_lost(
    event: SpellEducationLostV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Count from the day on which the threat came true."""
    await uow.projections.change_spell(event.spell_id, first_day=event.first_day)


async def on_taken_on(event: SpellTakenOnV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Know when somebody first answered for it by name."""
    await uow.projections.change_spell(event.spell_id, taken_on_at=envelope.time)


async def on_classified(
    event: SpellClassifiedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Keep what the law calls it from a day on."""
    await uow.projections.classify_spell(
        spell_id=event.spell_id,
        absence_class=event.absence_class,
        first_day=event.first_day,
        last_day=event.last_day,
    )


async def on_step(event: SpellStepReachedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Know that it lasts four weeks, or three months."""
    if event.step == "four-weeks":
        await uow.projections.change_spell(event.spell_id, four_weeks_on=event.reached_on)
    elif event.step == "three-months":
        await uow.projections.change_spell(event.spell_id, three_months_on=event.reached_on)


async def on_escalated(
    event: SpellEscalatedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Know when a decider was asked last."""
    await uow.projections.change_spell(event.spell_id, decider_asked_at=envelope.time)


async def on_decided(event: SpellDecidedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Know when a decider pointed out a place."""
    await uow.projections.change_spell(event.spell_id, decided_at=envelope.time)


async def on_closed(event: SpellClosedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Close the line, with the last day without education."""
    await open_items.on_closed(event, envelope, uow)
    await uow.projections.change_spell(
        event.spell_id,
        first_day=event.first_day,
        last_day=event.last_day,
        outcome=event.outcome,
    )


SPELL_HANDLERS: Mapping[type[EventData], Handler] = {
    SpellOpenedV1: on_opened,
    SpellEducationLostV1: on_lost,
    SpellTakenOnV1: on_taken_on,
    SpellClassifiedV1: on_classified,
    SpellStepReachedV1: on_step,
    SpellEscalatedV1: on_escalated,
    SpellDecidedV1: on_decided,
    SpellClosedV1: on_closed,
}
