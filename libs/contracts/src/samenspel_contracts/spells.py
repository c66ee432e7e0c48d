"""Spells: a child is out of education, or may be soon.

Names and what anybody wrote stay in intake. The days and classes in law are told so that the
figures of children at home can be made: days count from `first_day` on, whatever the class.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from samenspel_contracts.accountability import TermRef
from samenspel_contracts.open_items import (
    Code,
    Day,
    ItemActionPlanned,
    ItemClosed,
    ItemHandoverAnswered,
    ItemHandoverOffered,
    ItemOpened,
    ItemReassigned,
    ItemTermBreached,
    Pseudonym,
)
from samenspel_contracts.registry import EventData, Privacy, event


@event("nl.passend-onderwijs.out-of-education-spell.opened.v1", owner="intake")
class SpellOpenedV1(ItemOpened):
    """A spell is there: who answers for it, and by when.

    `first_day` is missing while it only threatens; `tell` are the parties that did not know yet.
    """

    spell_id: Pseudonym
    first_day: Annotated[date | None, Privacy.NONE] = None
    reported_by: Code
    tell: Annotated[tuple[str, ...], Privacy.NONE] = ()


@event("nl.passend-onderwijs.out-of-education-spell.education-lost.v1", owner="intake")
class SpellEducationLostV1(EventData):
    """The threat came true: the child is without education since a day."""

    spell_id: Pseudonym
    first_day: Day


@event("nl.passend-onderwijs.out-of-education-spell.taken-on.v1", owner="intake")
class SpellTakenOnV1(EventData):
    """Somebody answers for it by name; who, is told by the action that is planned with it."""

    spell_id: Pseudonym


@event("nl.passend-onderwijs.out-of-education-spell.classified.v1", owner="intake")
class SpellClassifiedV1(EventData):
    """The law has a name for it from a day on, to a last day or until it gets another."""

    spell_id: Pseudonym
    absence_class: Code
    first_day: Day
    last_day: Annotated[date | None, Privacy.NONE] = None


@event("nl.passend-onderwijs.out-of-education-spell.step-reached.v1", owner="intake")
class SpellStepReachedV1(EventData):
    """It lasts four weeks, or three months; the step is a code."""

    spell_id: Pseudonym
    pupil_id: Pseudonym
    step: Code
    reached_on: Day


@event("nl.passend-onderwijs.out-of-education-spell.escalated.v1", owner="intake")
class SpellEscalatedV1(EventData):
    """A decider who was named beforehand is asked to point out a place; `rung` counts from 1."""

    spell_id: Pseudonym
    pupil_id: Pseudonym
    decider_id: Annotated[UUID, Privacy.PSEUDONYMOUS]
    rung: Annotated[int, Privacy.NONE]
    ladder_version: Annotated[int, Privacy.NONE]
    answer: Annotated[TermRef, Privacy.NONE]


@event("nl.passend-onderwijs.out-of-education-spell.decided.v1", owner="intake")
class SpellDecidedV1(EventData):
    """The decider pointed out a place; the spell goes on until the child is there."""

    spell_id: Pseudonym
    decider_id: Annotated[UUID, Privacy.PSEUDONYMOUS]
    school_id: Annotated[UUID, Privacy.NONE]


@event("nl.passend-onderwijs.out-of-education-spell.action-planned.v1", owner="intake")
class SpellActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    spell_id: Pseudonym


@event("nl.passend-onderwijs.out-of-education-spell.handover-offered.v1", owner="intake")
class SpellHandoverOfferedV1(ItemHandoverOffered):
    """It was offered to another; its holder stays responsible until that one accepts."""

    spell_id: Pseudonym


@event("nl.passend-onderwijs.out-of-education-spell.handover-answered.v1", owner="intake")
class SpellHandoverAnsweredV1(ItemHandoverAnswered):
    """The offer was accepted or refused, or nobody answered in time."""

    spell_id: Pseudonym


@event("nl.passend-onderwijs.out-of-education-spell.reassigned.v1", owner="intake")
class SpellReassignedV1(ItemReassigned):
    """Another answers for it, for its holder can't any more."""

    spell_id: Pseudonym


@event("nl.passend-onderwijs.out-of-education-spell.term-breached.v1", owner="intake")
class SpellTermBreachedV1(ItemTermBreached):
    """A term ended without what it was for."""

    spell_id: Pseudonym


@event("nl.passend-onderwijs.out-of-education-spell.closed.v1", owner="intake")
class SpellClosedV1(ItemClosed):
    """It came to an end; the outcome is a code.

    `first_day` and `last_day` are those without education; missing when the threat was averted.
    """

    spell_id: Pseudonym
    pupil_id: Annotated[UUID | None, Privacy.PSEUDONYMOUS] = None
    first_day: Annotated[date | None, Privacy.NONE] = None
    last_day: Annotated[date | None, Privacy.NONE] = None
