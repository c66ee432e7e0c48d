"""What becomes known of children and families, as events."""

from samenspel_contracts.corrections import CorrectionClosedV1, CorrectionOpenedV1
from samenspel_contracts.intake import (
    ContactRecordedV1,
    PupilCompletedV1,
    PupilCompletionPlannedV1,
    PupilMergedV1,
    PupilMergeUndoneV1,
    PupilRecordedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_intake.domain.contact import ContactRecorded
from samenspel_intake.domain.family.correction import CorrectionAnswered, CorrectionAsked
from samenspel_intake.domain.pupil_events import (
    CompletionPlanned,
    PupilCompleted,
    PupilMerged,
    PupilMergeUndone,
    PupilRecorded,
)
from samenspel_intake.publishing.dispatch import to_contract
from samenspel_platform.references import action_ref, holder_ref, term_ref


@to_contract.register
def _(event: PupilRecorded) -> EventData:
    return PupilRecordedV1(
        pupil_id=event.pupil_id,
        given_name=event.given_name,
        family_name=event.family_name,
        birth_date=event.birth_date,
        school_id=event.school_id,
    )


@to_contract.register
def _(event: CompletionPlanned) -> EventData:
    return PupilCompletionPlannedV1(
        pupil_id=event.pupil_id,
        school_id=event.school_id,
        holder=holder_ref(event.holder),
        next_action=action_ref(event.next_action),
    )


@to_contract.register
def _(event: PupilCompleted) -> EventData:
    return PupilCompletedV1(pupil_id=event.pupil_id)


@to_contract.register
def _(event: ContactRecorded) -> EventData:
    of_a_child, address = event.pupil_id is not None, event.details.address
    return ContactRecordedV1(
        contact_id=event.contact_id,
        kind=event.kind.value,
        pupil_id=event.pupil_id,
        school_id=event.school_id,
        name=event.details.name,
        email=event.details.email,
        language=event.details.language,
        has_authority=event.details.has_authority,
        relationship=event.details.relationship.value if of_a_child else None,
        organisation=event.details.organisation or None,
        prefers=event.details.prefers.value if of_a_child else None,
        street=address.street if address else None,
        postcode=address.postcode if address else None,
        place=address.place if address else None,
        needs_interpreter=event.details.needs_interpreter if of_a_child else None,
    )


@to_contract.register
def _(event: PupilMerged) -> EventData:
    return PupilMergedV1(pupil_id=event.pupil_id, into_id=event.into_id)


@to_contract.register
def _(event: PupilMergeUndone) -> EventData:
    return PupilMergeUndoneV1(pupil_id=event.pupil_id)


@to_contract.register
def _(event: CorrectionAsked) -> EventData:
    correction, held = event.correction, event.responsibility
    return CorrectionOpenedV1(
        correction_id=correction.id,
        pupil_id=correction.pupil_id,
        school_id=correction.school_id,
        status="asked",
        term=term_ref(correction.term),
        holder=holder_ref(held.holder),
        next_action=action_ref(held.next_action),
    )


@to_contract.register
def _(event: CorrectionAnswered) -> EventData:
    return CorrectionClosedV1(correction_id=event.correction.id, outcome=event.outcome)
