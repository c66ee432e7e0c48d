"""How a child without education looks to callers; what anybody wrote stays on intake's pages."""

from datetime import date
from uuid import UUID

from samenspel_intake.api.views import HolderView, NextActionView
from samenspel_intake.domain.spell.absence_class import ClassPeriod
from samenspel_intake.domain.spell.ladder import Escalation
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.domain.spell.standing import Ended, Out
from samenspel_intake.persistence.spells.queries import SpellLine
from samenspel_kernel.ids import reference_of
from samenspel_platform.bodies import IsoDate, UtcDateTime, View


class ReportView(View):
    """That a report came in: the spell that it is about, and whether it began it."""

    id: UUID
    reference: str
    status: str
    is_new: bool
    is_new_child: bool


class SpellLineView(View):
    """One spell in a list. `days` counts whatever the law calls them, up to today."""

    id: UUID
    reference: str
    status: str
    pupil_id: UUID
    school_id: UUID | None
    unit_id: UUID | None
    opened_at: UtcDateTime
    first_day: IsoDate | None
    last_day: IsoDate | None
    days: int
    absence_class: str | None
    holder: HolderView | None
    next_action: NextActionView | None

    @classmethod
    def of(cls, line: SpellLine, today: date) -> "SpellLineView":
        """Show a line."""
        holder, action = None, None
        if line.holder_kind and line.holder_id:
            holder = HolderView(kind=line.holder_kind, id=line.holder_id)
        if line.next_action_kind and line.next_action_due_on:
            action = NextActionView(kind=line.next_action_kind, due_on=line.next_action_due_on)
        return cls(
            id=line.id,
            reference=line.reference,
            status=line.status,
            pupil_id=line.pupil_id,
            school_id=line.school_id,
            unit_id=line.unit_id,
            opened_at=line.opened_at,
            first_day=line.first_day,
            last_day=line.last_day,
            days=line.days(today),
            absence_class=line.absence,
            holder=holder,
            next_action=action,
        )


class ClassPeriodView(View):
    """What the law calls the absence, from a day to a day or until it gets another name."""

    absence_class: str
    first_day: IsoDate
    last_day: IsoDate | None

    @classmethod
    def of(cls, period: ClassPeriod) -> "ClassPeriodView":
        """Show one."""
        return cls(
            absence_class=period.absence_class.value,
            first_day=period.first_day,
            last_day=period.last_day,
        )


class MissedWeekView(View):
    """Hours missed in the week of a Monday."""

    week: IsoDate
    hours: int


class EscalationView(View):
    """A decider that was asked, until when, and the school that it pointed out."""

    decider_id: UUID
    on_behalf_of: str
    ladder_version: int
    answer_by: IsoDate
    school_id: UUID | None

    @classmethod
    def of(cls, escalation: Escalation) -> "EscalationView":
        """Show one."""
        decision = escalation.decision
        return cls(
            decider_id=escalation.rung.decider,
            on_behalf_of=escalation.rung.on_behalf_of,
            ladder_version=escalation.ladder_version,
            answer_by=escalation.answer.last_day,
            school_id=decision.school_id if decision else None,
        )


class SpellView(View):
    """A spell. While it is open it has exactly one holder, and all that is to be done is dated."""

    id: UUID
    reference: str
    status: str
    pupil_id: UUID
    school_id: UUID | None
    unit_id: UUID | None
    opened_at: UtcDateTime
    reported_by: str
    known_on: IsoDate
    told: list[str]
    first_day: IsoDate | None
    last_day: IsoDate | None
    days: int
    absence_class: str | None
    classes: list[ClassPeriodView]
    missed_hours: list[MissedWeekView]
    steps_reached: list[str]
    escalations: list[EscalationView]
    holder: HolderView | None
    next_actions: list[NextActionView]

    @classmethod
    def of(cls, spell: OutOfEducationSpell, today: date) -> "SpellView":
        """Show a spell."""
        standing, held = spell.standing, spell.responsibility
        out = standing if isinstance(standing, Out) else None
        return cls(
            id=spell.id,
            reference=reference_of(spell.id),
            status=standing.status,
            pupil_id=spell.pupil_id,
            school_id=spell.school_id,
            unit_id=spell.unit_id,
            opened_at=spell.opened_at,
            reported_by=spell.report.by.value,
            known_on=spell.report.known_on,
            told=sorted(party.value for party in spell.told),
            first_day=standing.first_day if isinstance(standing, Out | Ended) else None,
            last_day=standing.last_day if isinstance(standing, Ended) else None,
            days=spell.days_without_education(today),
            absence_class=spell.class_on(today),
            classes=[ClassPeriodView.of(period) for period in spell.classes.periods],
            missed_hours=[MissedWeekView(week=w, hours=h) for w, h in spell.missed.by_week],
            steps_reached=sorted(step.value for step in out.reached) if out else [],
            escalations=[EscalationView.of(each) for each in out.escalations] if out else [],
            holder=HolderView.of(held.holder) if held else None,
            next_actions=[NextActionView.of(action) for action in held.actions] if held else [],
        )
