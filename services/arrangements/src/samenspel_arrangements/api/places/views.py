"""What the API shows of ways to a place."""

from datetime import date
from typing import Self
from uuid import UUID

from samenspel_arrangements.domain.places.near import Distance, Km, Near, Unknown
from samenspel_arrangements.domain.places.provision import ProvisionKind
from samenspel_arrangements.domain.places.standing import EndReason
from samenspel_arrangements.persistence.places.provisions import ProvisionLine
from samenspel_arrangements.persistence.places.queries import PlacementLine
from samenspel_kernel.clock import dutch_date
from samenspel_platform.bodies import View


class PlacementView(View):
    """A child's way to a place; a TLV, a seat and a place in line are no place yet.

    `provisionId` is where a seat is kept, or asked while `placeInLine` counts from 1. `distanceKm` is
    from home to that school in a straight line; lists leave it out.
    """

    id: UUID
    case_id: UUID
    pupil_id: UUID
    unit_id: UUID | None
    kind: ProvisionKind
    status: str
    why_not_regular: str
    tlv_id: UUID | None
    sought_on: date
    escalated: bool
    next_action: str | None
    due_on: date | None
    provision_id: UUID | None
    place_in_line: int | None
    to_school: str | None
    decision: str
    from_day: date | None
    first_day: date | None
    end_reason: EndReason | None
    distance_km: int | None
    distance_unknown: Unknown | None

    @classmethod
    def of(cls, line: PlacementLine, distance: Distance | None = None) -> Self:
        """Show one, and how far it is from home where there is a school to go to."""
        return cls(
            id=line.id,
            case_id=line.case_id,
            pupil_id=line.pupil_id,
            unit_id=line.unit_id,
            kind=ProvisionKind(line.kind),
            status=line.status,
            why_not_regular=line.why_not_regular,
            tlv_id=line.tlv_id,
            sought_on=dutch_date(line.sought_at),
            escalated=line.is_escalated,
            next_action=line.next_action_kind,
            due_on=line.next_action_due_on,
            provision_id=line.provision_id,
            place_in_line=line.place_in_line,
            to_school=line.to_school_name,
            decision=line.decision,
            from_day=line.on("from_day"),
            first_day=line.on("first_day"),
            end_reason=EndReason(line.end_reason) if line.end_reason else None,
            distance_km=distance.whole if isinstance(distance, Km) else None,
            distance_unknown=distance if isinstance(distance, Unknown) else None,
        )


class PlacementsView(View):
    """Ways to a place; 500 at most."""

    items: list[PlacementView]


class NearProvisionView(View):
    """What is offered, and how near home it is; `distanceUnknown` says why that is not known."""

    provision_id: UUID
    name: str
    in_own_unit: bool
    distance_km: int | None
    distance_unknown: Unknown | None
    free: int
    waiting: int

    @classmethod
    def of(cls, line: ProvisionLine, near: Near) -> Self:
        """Show one."""
        distance = near.distance
        return cls(
            provision_id=line.id,
            name=line.name,
            in_own_unit=near.in_own_unit,
            distance_km=distance.whole if isinstance(distance, Km) else None,
            distance_unknown=distance if isinstance(distance, Unknown) else None,
            free=line.free,
            waiting=line.waiting,
        )


class NearProvisionsView(View):
    """Where a seat can be asked, near home first: the own unit, then by distance."""

    items: list[NearProvisionView]
