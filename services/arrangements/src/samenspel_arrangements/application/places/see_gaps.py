"""Use case: see what children look for and no unit offers enough of."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from samenspel_arrangements.domain.places.gaps import Gap, Offered, Wanted, gaps_of


class WantedPlaces(Protocol):
    """What is looked for in one alliance."""

    async def wanted(self) -> Sequence[Wanted]:
        """Give what is looked for; a seat that is kept is no need any more."""
        ...


class OfferedPlaces(Protocol):
    """What units of one alliance offer."""

    async def offered_on(self, day: date) -> Sequence[Offered]:
        """Give what is offered in the school year of a day, and in the next."""
        ...


class GapsUnitOfWork(Protocol):
    """One transaction in which both are read."""

    @property
    def placement_lines(self) -> WantedPlaces:
        """What is looked for."""
        ...

    @property
    def provision_lines(self) -> OfferedPlaces:
        """What is offered."""
        ...


async def gaps_on(today: date, uow: GapsUnitOfWork) -> list[Gap]:
    """Give the gaps of a day, the shortest first (K12)."""
    wanted = await uow.placement_lines.wanted()
    offered = await uow.provision_lines.offered_on(today)
    return gaps_of(wanted, offered, today=today)
