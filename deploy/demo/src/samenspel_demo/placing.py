"""What units offer in the story, and one child for whom a place is looked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from samenspel_arrangements.application.places.offer_places import OpenProvision, open_provision
from samenspel_arrangements.application.places.seek_place import SeekPlace, seek_place
from samenspel_arrangements.domain.case import Opened
from samenspel_arrangements.domain.places.provision import ProvisionKind
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_demo.story_clock import StoryClock
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import CaseId, UnitId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import JobContext

WHY_NOT = "In de grote groep raakt het kind elke dag overprikkeld. Hulp in de klas was niet genoeg."


@dataclass(frozen=True, slots=True)
class Offer:
    """What each unit offers, with so many seats."""

    name: str
    kind: ProvisionKind
    capacity: int


OFFERS = (
    Offer("Observatiegroep", ProvisionKind.OBSERVATION, 8),
    Offer("Plusklas op vrijdag", ProvisionKind.GIFTED_CLASS, 12),
)


class Placing:
    """What happens around places; what was told before is not told again."""

    def __init__(
        self, arrangements: JobContext[SqlArrangementsUnitOfWork], clock: StoryClock
    ) -> None:
        self._transactions, self._clock = arrangements.transactions, clock

    async def offer(self, coordinator: Actor) -> None:
        """Have a unit offer places in this school year."""
        self._clock.go_to(0, 9, 0)
        today = self._clock.today
        async with self._transactions(Scope.begin(coordinator.alliance_id)) as uow:
            found = await uow.provision_lines.of_year(SchoolYear.of(today), own_unit=None)
            known = {(line.unit_id, line.name) for line in found}
            for offer in OFFERS:
                if (coordinator.unit_id, offer.name) in known:
                    continue
                command = OpenProvision(
                    unit_id=_unit(coordinator.unit_id),
                    name=offer.name,
                    kind=offer.kind,
                    school_id=None,
                    starts_on=today,
                    capacity=offer.capacity,
                )
                await open_provision(command, actor=coordinator, uow=uow, clock=self._clock)

    async def seek(
        self,
        case_id: CaseId,
        coordinators: Mapping[UUID | None, Actor],
        alliance_id: UUID,
        *,
        days_ago: int,
    ) -> None:
        """Have the unit of an open case look for a place that no unit offers yet."""
        self._clock.go_to(days_ago, 15, 0)
        kind = ProvisionKind.SPECIALISED_SETTING
        async with self._transactions(Scope.begin(alliance_id)) as uow:
            case = await uow.cases.get(case_id)
            is_open = isinstance(case.stage, Opened)
            if not is_open or await uow.placements.is_sought(case_id, kind):
                return
            coordinator = coordinators[case.unit_id]
            command = SeekPlace(case_id=case_id, kind=kind, why_not_regular=WHY_NOT)
            await seek_place(command, actor=coordinator, uow=uow, clock=self._clock)


def _unit(id_: UUID | None) -> UnitId | None:
    return UnitId(id_) if id_ is not None else None
