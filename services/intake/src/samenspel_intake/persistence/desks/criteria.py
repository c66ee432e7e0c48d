"""Stored criteria; where an alliance has none of its own, the ones that come with us count."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.desks.criteria import Criteria, DecisionKind, in_force
from samenspel_intake.persistence.desk_tables import CriteriaRow
from samenspel_kernel.errors import StaleVersion

DEFAULTS = Path(__file__).parents[1] / "defaults" / "criteria.toml"


@cache
def default_criteria() -> tuple[Criteria, ...]:
    """Give version 1 of each kind; an alliance's own begin at 2."""
    read = tomllib.loads(DEFAULTS.read_text())
    return tuple(
        Criteria(
            kind=kind,
            version=1,
            points=tuple(read["points"][kind.value]),
            source=read["source"],
            valid_from=read["valid_from"],
        )
        for kind in DecisionKind
    )


class SqlCriteria:
    """The criteria of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def in_force(self, kind: DecisionKind, on: date) -> Criteria:
        """Give the version that counts on a day."""
        return in_force(await self.all(), kind, on)

    async def all(self) -> Sequence[Criteria]:
        """Give every version, by kind, the newest first."""
        row = CriteriaRow
        mine = row.alliance_id == self._alliance_id
        stored = [_criteria(r) for r in await self._session.scalars(select(row).where(mine))]
        kinds = list(DecisionKind)
        return sorted(
            (*stored, *default_criteria()), key=lambda c: (kinds.index(c.kind), -c.version)
        )

    async def add(self, criteria: Criteria) -> None:
        """Publish a version; StaleVersion if there is one with that number."""
        self._session.add(
            CriteriaRow(
                alliance_id=self._alliance_id,
                kind=criteria.kind.value,
                version=criteria.version,
                points=list(criteria.points),
                source=criteria.source,
                valid_from=criteria.valid_from,
            )
        )
        try:
            await self._session.flush()
        except IntegrityError:
            raise StaleVersion from None


def _criteria(row: CriteriaRow) -> Criteria:
    return Criteria(
        kind=DecisionKind(row.kind),
        version=row.version,
        points=tuple(row.points),
        source=row.source,
        valid_from=row.valid_from,
    )
