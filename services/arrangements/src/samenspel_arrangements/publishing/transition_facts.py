"""Which events of transitions leave arrangements; codes, days and pseudonyms only."""

from samenspel_arrangements.domain.transitions.events import (
    TransitionAccepted,
    TransitionDeclined,
    TransitionEnded,
    TransitionEscalated,
    TransitionMoved,
    TransitionOffered,
    TransitionPlanned,
)
from samenspel_arrangements.domain.transitions.standing import Offered, Preparing
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.registry import EventData
from samenspel_contracts.transitions import (
    TransitionAcceptedV1,
    TransitionDeclinedV1,
    TransitionEndedV1,
    TransitionEscalatedV1,
    TransitionMovedV1,
    TransitionOfferedV1,
    TransitionPlannedV1,
)
from samenspel_platform.references import action_ref, holder_ref, term_ref


@to_contract.register
def _(event: TransitionPlanned) -> EventData:
    transition, held = event.transition, event.standing.responsibility
    return TransitionPlannedV1(
        transition_id=transition.id,
        case_id=transition.case_id,
        support_request_id=transition.support_request_id,
        pupil_id=transition.pupil_id,
        school_id=transition.school_id,
        status=event.standing.status,
        stage=transition.stage.value,
        first_day=transition.first_day,
        term=term_ref(event.standing.accept),
        holder=holder_ref(held.holder),
        next_action=action_ref(held.next_action),
    )


@to_contract.register
def _(event: TransitionMoved) -> EventData:
    transition, standing = event.transition, event.standing
    return TransitionMovedV1(
        transition_id=transition.id,
        case_id=transition.case_id,
        support_request_id=transition.support_request_id,
        stage=transition.stage.value,
        first_day=transition.first_day,
        term=term_ref(standing.accept) if isinstance(standing, Preparing | Offered) else None,
    )


@to_contract.register
def _(event: TransitionOffered) -> EventData:
    transition = event.transition
    return TransitionOfferedV1(
        transition_id=transition.id,
        case_id=transition.case_id,
        support_request_id=transition.support_request_id,
        to_school_id=transition.to_school_id,
        first_day=transition.first_day,
    )


@to_contract.register
def _(event: TransitionDeclined) -> EventData:
    transition = event.transition
    return TransitionDeclinedV1(
        transition_id=transition.id,
        case_id=transition.case_id,
        support_request_id=transition.support_request_id,
        to_school_id=transition.to_school_id,
    )


@to_contract.register
def _(event: TransitionEscalated) -> EventData:
    transition = event.transition
    return TransitionEscalatedV1(
        transition_id=transition.id,
        case_id=transition.case_id,
        support_request_id=transition.support_request_id,
        last_day=event.last_day,
        first_day=transition.first_day,
    )


@to_contract.register
def _(event: TransitionAccepted) -> EventData:
    transition = event.transition
    return TransitionAcceptedV1(
        transition_id=transition.id,
        case_id=transition.case_id,
        support_request_id=transition.support_request_id,
        stage=transition.stage.value,
        to_school_id=transition.to_school_id,
        accepted_on=event.standing.accepted_on,
        first_day=transition.first_day,
    )


@to_contract.register
def _(event: TransitionEnded) -> EventData:
    return TransitionEndedV1(
        transition_id=event.transition.id,
        case_id=event.transition.case_id,
        support_request_id=event.transition.support_request_id,
        outcome=event.standing.reason.value,
    )
