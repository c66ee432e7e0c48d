"""What a desk's use cases need of the outside."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from samenspel_intake.application.ports import Collection, IntakeUnitOfWork
from samenspel_intake.domain.desks.criteria import Criteria, DecisionKind
from samenspel_intake.domain.desks.decision import Decision
from samenspel_intake.domain.stand_in import StandIn
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import PersonId, PupilId
from samenspel_kernel.open_item import Held


class CriteriaShelf(Protocol):
    """The alliance's criteria, all versions."""

    async def in_force(self, kind: DecisionKind, on: date) -> Criteria:
        """Give the version that counts on a day."""
        ...

    async def all(self) -> Sequence[Criteria]:
        """Give every version, by kind, the newest first."""
        ...

    async def add(self, criteria: Criteria) -> None:
        """Publish a version; StaleVersion if there is one with that number."""
        ...


class Decisions(Protocol):
    """What desks decided."""

    async def add(self, decision: Decision) -> None:
        """Note a decision."""
        ...

    async def get(self, id_: UUID) -> Decision:
        """Give one; NotFound if there is none."""
        ...

    async def read_again(self, decision: Decision) -> None:
        """Write its second reading; StaleVersion if another came first."""
        ...


class StandIns(Protocol):
    """Who acts for whom."""

    async def add(self, id_: UUID, stand_in: StandIn, *, by: PersonId) -> None:
        """Write that somebody is away."""
        ...

    async def of(self, away: PersonId, *, since: date) -> Sequence[StandIn]:
        """Give the deputies of a person from a day on."""
        ...

    async def remove(self, id_: UUID) -> StandIn | None:
        """Take one back; gives what it was, or None."""
        ...


class Holdings(Protocol):
    """All that a holder answers for."""

    async def of(self, holder: Holder) -> Sequence[tuple[Collection[Any], Held]]:
        """Load it for change, each with the collection that saves it."""
        ...


class Sharing(Protocol):
    """Whether data of a child may go to a partner."""

    async def may_share(self, pupil_id: PupilId, partner_id: UUID, *, on: date) -> bool:
        """Tell whether parents and rules allow it on a day."""
        ...


class DeskUnitOfWork(IntakeUnitOfWork, Protocol):
    """One transaction of a desk."""

    @property
    def criteria(self) -> CriteriaShelf:
        """The alliance's criteria."""
        ...

    @property
    def decisions(self) -> Decisions:
        """What desks decided."""
        ...

    @property
    def stand_ins(self) -> StandIns:
        """Who acts for whom."""
        ...

    @property
    def holdings(self) -> Holdings:
        """All that a holder answers for."""
        ...

    @property
    def share_grants(self) -> Sharing:
        """Whether data may go to a partner."""
        ...
