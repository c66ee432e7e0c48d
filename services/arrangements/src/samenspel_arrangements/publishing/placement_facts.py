"""Which events of the way to a place leave arrangements; codes, days and pseudonyms only."""

from samenspel_arrangements.domain.places.events import (
    ChildAdmitted,
    ChildEnrolled,
    ChildReturned,
    PlaceEscalated,
    PlacementEnded,
    PlaceSought,
    SeatAsked,
)
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.placements import (
    PlacementAdmittedV1,
    PlacementEndedV1,
    PlacementEnrolledV1,
    PlacementEscalatedV1,
    PlacementReturnedV1,
    PlacementSeatAskedV1,
    PlacementSoughtV1,
)
from samenspel_contracts.registry import EventData
from samenspel_platform.references import action_ref, holder_ref, term_ref


@to_contract.register
def _(event: PlaceSought) -> EventData:
    placement, held = event.placement, event.standing.responsibility
    return PlacementSoughtV1(
        placement_id=placement.id,
        case_id=placement.case_id,
        support_request_id=placement.support_request_id,
        pupil_id=placement.pupil_id,
        school_id=placement.school_id,
        status=event.standing.status,
        kind=placement.kind.value,
        term=term_ref(event.standing.find),
        holder=holder_ref(held.holder),
        next_action=action_ref(held.next_action),
    )


@to_contract.register
def _(event: SeatAsked) -> EventData:
    return PlacementSeatAskedV1(
        placement_id=event.placement.id,
        case_id=event.placement.case_id,
        support_request_id=event.placement.support_request_id,
        provision_id=event.asked.provision_id,
        seated=event.asked.seated,
    )


@to_contract.register
def _(event: PlaceEscalated) -> EventData:
    placement = event.placement
    return PlacementEscalatedV1(
        placement_id=placement.id,
        case_id=placement.case_id,
        support_request_id=placement.support_request_id,
        pupil_id=placement.pupil_id,
        kind=placement.kind.value,
        last_day=event.standing.find.last_day,
    )


@to_contract.register
def _(event: ChildAdmitted) -> EventData:
    placement, admission = event.placement, event.standing.admission
    return PlacementAdmittedV1(
        placement_id=placement.id,
        case_id=placement.case_id,
        support_request_id=placement.support_request_id,
        pupil_id=placement.pupil_id,
        kind=placement.kind.value,
        to_school_id=admission.school_id,
        from_day=admission.from_day,
    )


@to_contract.register
def _(event: ChildEnrolled) -> EventData:
    placement = event.placement
    return PlacementEnrolledV1(
        placement_id=placement.id,
        case_id=placement.case_id,
        support_request_id=placement.support_request_id,
        pupil_id=placement.pupil_id,
        kind=placement.kind.value,
        to_school_id=event.standing.admission.school_id,
        first_day=event.standing.first_day,
    )


@to_contract.register
def _(event: ChildReturned) -> EventData:
    placement = event.placement
    return PlacementReturnedV1(
        placement_id=placement.id,
        case_id=placement.case_id,
        support_request_id=placement.support_request_id,
        pupil_id=placement.pupil_id,
        kind=placement.kind.value,
        to_school_id=event.standing.school_id,
        from_day=event.standing.from_day,
    )


@to_contract.register
def _(event: PlacementEnded) -> EventData:
    placement = event.placement
    return PlacementEndedV1(
        placement_id=placement.id,
        case_id=placement.case_id,
        support_request_id=placement.support_request_id,
        outcome=event.standing.reason.value,
    )
