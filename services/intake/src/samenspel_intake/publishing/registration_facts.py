"""What becomes of registrations, as events: codes and days, never what anybody wrote."""

from typing import Any

from samenspel_contracts.registrations import (
    RegistrationClosedV1,
    RegistrationConfirmedV1,
    RegistrationDeferredV1,
    RegistrationExtendedV1,
    RegistrationInformationAskedV1,
    RegistrationOpenedV1,
    RegistrationPassedToDeskV1,
    RegistrationPlacedTemporarilyV1,
    RegistrationResumedV1,
    RegistrationTemporaryPlacementDueV1,
)
from samenspel_contracts.registry import EventData
from samenspel_intake.domain.registration.ending import (
    Admitted,
    DeclaredElsewhere,
    Died,
    DutyElsewhere,
    GoneAbroad,
)
from samenspel_intake.domain.registration.events import (
    ConsiderationDeferred,
    ConsiderationResumed,
    DecisionExtended,
    InformationAsked,
    PassedToDesk,
    PlacedTemporarily,
    RegistrationConfirmed,
    RegistrationEnded,
    RegistrationEvent,
    RegistrationReceived,
    TemporaryPlacementDue,
)
from samenspel_intake.domain.registration.standing import AtDesk, Considering
from samenspel_intake.publishing.dispatch import to_contract
from samenspel_kernel.errors import RuleViolation
from samenspel_platform.references import action_ref, holder_ref, term_ref

OUTCOMES: dict[type, str] = {
    Admitted: "admitted",
    DeclaredElsewhere: "declared-elsewhere",
    DutyElsewhere: "duty-elsewhere",
    GoneAbroad: "gone-abroad",
    Died: "died",
}


@to_contract.register
def _(event: RegistrationReceived) -> EventData:
    registration, standing = event.registration, event.standing
    if not isinstance(standing, Considering | AtDesk):
        raise RuleViolation("registration.closed")
    held = standing.responsibility
    term = standing.term if isinstance(standing, AtDesk) else standing.clock.decision
    return RegistrationOpenedV1(
        **_of(event),
        school_id=registration.school_id,
        status=standing.status,
        term=term_ref(term),
        holder=holder_ref(held.holder),
        next_action=action_ref(held.next_action),
    )


@to_contract.register
def _(event: RegistrationEnded) -> EventData:
    return RegistrationClosedV1(**_of(event), outcome=OUTCOMES[type(event.standing.how)])


@to_contract.register
def _(event: RegistrationConfirmed) -> EventData:
    registration = event.registration
    standing = registration.standing
    clock = standing.clock if isinstance(standing, Considering) else None
    return RegistrationConfirmedV1(
        **_of(event),
        received_on=registration.received_on,
        decide_by=clock.decision.last_day if clock else None,
    )


@to_contract.register
def _(event: InformationAsked) -> EventData:
    return RegistrationInformationAskedV1(**_of(event), supply=term_ref(event.asked.supply))


@to_contract.register
def _(event: DecisionExtended) -> EventData:
    extension = event.extension
    return RegistrationExtendedV1(
        **_of(event),
        until=extension.until,
        recorded_on=extension.recorded_on,
        has_effect=extension.has_effect,
        term=term_ref(event.registration.running()[0]),
    )


@to_contract.register
def _(event: ConsiderationDeferred) -> EventData:
    return RegistrationDeferredV1(
        **_of(event), **_state(event), term=term_ref(event.deferral.follow_up)
    )


@to_contract.register
def _(event: ConsiderationResumed) -> EventData:
    return RegistrationResumedV1(**_of(event), term=term_ref(event.registration.running()[0]))


@to_contract.register
def _(event: TemporaryPlacementDue) -> EventData | None:
    standing = event.registration.standing
    if not isinstance(standing, Considering):
        return None
    return RegistrationTemporaryPlacementDueV1(
        **_of(event), due_on=standing.clock.terms.placement.last_day
    )


@to_contract.register
def _(event: PlacedTemporarily) -> EventData | None:
    standing = event.registration.standing
    if not isinstance(standing, Considering) or standing.placed_from is None:
        return None
    return RegistrationPlacedTemporarilyV1(**_of(event), from_day=standing.placed_from)


@to_contract.register
def _(event: PassedToDesk) -> EventData:
    standing = event.standing
    refusal = standing.refusal
    return RegistrationPassedToDeskV1(
        **_of(event),
        holder=holder_ref(standing.responsibility.holder),
        next_action=action_ref(standing.responsibility.next_action),
        why=standing.why.value,
        ground=refusal.ground.value if refusal else None,
        term=term_ref(standing.term),
    )


def _of(event: RegistrationEvent) -> dict[str, Any]:
    return {"registration_id": event.registration.id, "pupil_id": event.registration.pupil_id}


def _state(event: RegistrationEvent) -> dict[str, Any]:
    held = event.registration.responsibility
    if held is None:
        raise RuleViolation("registration.closed")
    return {"holder": holder_ref(held.holder), "next_action": action_ref(held.next_action)}
