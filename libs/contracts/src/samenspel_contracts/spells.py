"""Spells: a child is out of education, or may be soon.

Names and what anybody wrote stay in intake.
"""

from samenspel_contracts.open_items import (
    ItemActionPlanned,
    ItemClosed,
    ItemHandoverAnswered,
    ItemHandoverOffered,
    ItemOpened,
    ItemReassigned,
    ItemTermBreached,
    Pseudonym,
)
from samenspel_contracts.registry import event


@event("nl.passend-onderwijs.out-of-education-spell.opened.v1", owner="intake")
class SpellOpenedV1(ItemOpened):
    """A spell is there: who answers for it, and by when."""

    spell_id: Pseudonym


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
    """It came to an end; the outcome is a code."""

    spell_id: Pseudonym
