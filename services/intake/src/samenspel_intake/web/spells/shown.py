"""What the page of a spell shows."""

from datetime import date
from typing import Any
from uuid import UUID

from samenspel_intake.application.spells.watch_spell import spell_for
from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.policies import Deed, Subject, may
from samenspel_intake.domain.spell.absence_class import AbsenceClass
from samenspel_intake.domain.spell.report import Party
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.domain.spell.standing import (
    AdmittedAt,
    Ended,
    Out,
    Returned,
    SpellAction,
    Threatening,
)
from samenspel_intake.web import choices
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import dutch_date
from samenspel_platform.access_log import FilePart

MOST_SCHOOLS = 500
FIRST_STEPS = ("call-parents", "visit-home", "meet-at-school", "start-part-time", "find-place")


async def shown(edge: IntakeEdge, id_: UUID) -> dict[str, Any]:
    """Give what the page shows of one spell, and what its reader may do; NotFound for others."""
    actor, today = edge.actor, dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        spell = await spell_for(SpellId(id_), Deed.SEE_SPELL, actor=actor, uow=uow)
        await edge.saw(uow, Subject.of(spell), FilePart.PUPIL)
        line = await uow.spell_lines.get(actor, id_)
        works = line.is_open and may(actor, Deed.WORK_ON_SPELL, line)
        schools = await uow.register.schools(limit=MOST_SCHOOLS, unit_id=None) if works else []
        signals = await uow.signal_lines.that_became(actor, id_)
        term = spell.first_action
        explained = await uow.terms.explain(term, school_id=spell.school_id) if term else None
    standing = spell.standing
    return {
        "spell": spell,
        "line": line,
        "signals": signals,
        "day": today,
        "days": spell.days_without_education(today),
        "class_now": spell.class_on(today),
        "out": standing if isinstance(standing, Out) else None,
        "threat": standing if isinstance(standing, Threatening) else None,
        "ended": standing if isinstance(standing, Ended) else None,
        "returned": isinstance(standing, Ended) and isinstance(standing.how, Returned),
        "admitted": isinstance(standing, Ended) and isinstance(standing.how, AdmittedAt),
        "actions": spell.responsibility.actions if spell.responsibility else (),
        "explained": explained,
        "untold": [party.value for party in Party if party not in spell.told],
        "may_work": works,
        "may_escalate": works and _can_ask(spell, today),
        "may_review": works and _has(spell, SpellAction.REVIEW_AT_FOUR_WEEKS),
        "may_state": line.is_open and may(actor, Deed.STATE_ABSENCE, line),
        "may_classify": line.is_open and may(actor, Deed.CLASSIFY_SPELL, line),
        "may_confirm": line.is_open and may(actor, Deed.CONFIRM_RETURN, line),
        "for_parent": actor.role is Role.PARENT,
        "schools": choices.schools(each for each in schools if each.id != spell.school_id),
        "steps": [(kind, pages.texts.text(f"spell-action.{kind}")) for kind in FIRST_STEPS],
        "classes": [(c.value, pages.texts.text(f"absence-class.{c.value}")) for c in AbsenceClass],
    }


def _has(spell: OutOfEducationSpell, kind: str) -> bool:
    return spell.responsibility is not None and spell.responsibility.has(kind)


def _can_ask(spell: OutOfEducationSpell, today: date) -> bool:
    standing = spell.standing
    if not isinstance(standing, Out):
        return False
    asked = standing.escalations[-1:]
    return not any(e.decision is None and today <= e.answer.last_day for e in asked)
