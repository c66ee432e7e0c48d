"""What happens to a child without education, as events; names and words stay here."""

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
from samenspel_intake.domain.spell.events import (
    AbsenceClassified,
    DeciderRuled,
    EducationLost,
    EscalationRaised,
    SpellEnded,
    SpellOpened,
    SpellTakenOn,
    StepReached,
)
from samenspel_intake.domain.spell.standing import AdmittedAt, Died, End, Out, Returned, Threatening
from samenspel_intake.publishing.dispatch import to_contract
from samenspel_kernel.clock import dutch_date
from samenspel_platform.references import action_ref, holder_ref, term_ref

OUTCOMES: dict[type[End], str] = {Returned: "returned", AdmittedAt: "admitted", Died: "died"}


@to_contract.register
def _(event: SpellOpened) -> EventData | None:
    spell, standing = event.spell, event.standing
    if not isinstance(standing, Threatening | Out):
        return None
    held = standing.responsibility
    return SpellOpenedV1(
        spell_id=spell.id,
        pupil_id=spell.pupil_id,
        school_id=spell.school_id,
        status=standing.status,
        term=term_ref(spell.first_action) if spell.first_action else None,
        first_day=standing.first_day if isinstance(standing, Out) else None,
        reported_by=spell.report.by.value,
        tell=tuple(sorted(party.value for party in event.tell)),
        holder=holder_ref(held.holder),
        next_action=action_ref(held.next_action),
    )


@to_contract.register
def _(event: EducationLost) -> EventData:
    return SpellEducationLostV1(spell_id=event.spell.id, first_day=event.standing.first_day)


@to_contract.register
def _(event: SpellTakenOn) -> EventData:
    return SpellTakenOnV1(spell_id=event.spell.id)


@to_contract.register
def _(event: AbsenceClassified) -> EventData:
    return SpellClassifiedV1(
        spell_id=event.spell.id,
        absence_class=event.period.absence_class.value,
        first_day=event.period.first_day,
        last_day=event.period.last_day,
    )


@to_contract.register
def _(event: StepReached) -> EventData:
    return SpellStepReachedV1(
        spell_id=event.spell.id,
        pupil_id=event.spell.pupil_id,
        step=event.step.value,
        reached_on=dutch_date(event.occurred_at),
    )


@to_contract.register
def _(event: EscalationRaised) -> EventData:
    escalation = event.escalation
    return SpellEscalatedV1(
        spell_id=event.spell.id,
        pupil_id=event.spell.pupil_id,
        decider_id=escalation.rung.decider,
        rung=event.rung_number,
        ladder_version=escalation.ladder_version,
        answer=term_ref(escalation.answer),
    )


@to_contract.register
def _(event: DeciderRuled) -> EventData | None:
    escalation = event.escalation
    if escalation.decision is None:
        return None
    return SpellDecidedV1(
        spell_id=event.spell.id,
        decider_id=escalation.rung.decider,
        school_id=escalation.decision.school_id,
    )


@to_contract.register
def _(event: SpellEnded) -> EventData:
    standing = event.standing
    return SpellClosedV1(
        spell_id=event.spell.id,
        pupil_id=event.spell.pupil_id,
        outcome=OUTCOMES[type(standing.how)],
        first_day=standing.first_day,
        last_day=standing.last_day,
    )
