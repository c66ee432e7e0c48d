"""Stored mandates, beside those to begin with; a version is never changed."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.mandate import Mandate
from samenspel_arrangements.persistence.money_tables import MandateRow
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_platform.table_files import read_table

DEFAULTS = Path(__file__).parent.parent / "default_mandates.csv"


class MandateLine(BaseModel):
    """A line of the mandates to begin with."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid")

    role: Role
    version: int
    limit_cents: int | None = None
    valid_from: date
    source: str


@cache
def default_mandates() -> tuple[Mandate, ...]:
    """Give those that count until an alliance has its own."""
    lines = read_table(DEFAULTS.read_bytes(), MandateLine)
    return tuple(_mandate(line) for _, line in lines)


class SqlMandates:
    """The mandates of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: AllianceId) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def all(self) -> Sequence[Mandate]:
        """Give every version, those to begin with at the end."""
        row = MandateRow
        query = select(row).where(row.alliance_id == self._alliance_id)
        found = await self._session.scalars(query.order_by(row.role, row.version.desc()))
        return [*map(_mandate, found), *default_mandates()]

    def add(self, mandate: Mandate, *, by: PersonId, at: datetime) -> None:
        """Keep a new version."""
        row = MandateRow(
            alliance_id=self._alliance_id,
            role=mandate.role.value,
            version=mandate.version,
            limit_cents=mandate.limit,
            valid_from=mandate.valid_from,
            source=mandate.source,
            recorded_at=at,
            recorded_by=by,
        )
        self._session.add(row)


def _mandate(row: MandateRow | MandateLine) -> Mandate:
    return Mandate(
        role=Role(row.role),
        version=row.version,
        limit=None if row.limit_cents is None else Cents(row.limit_cents),
        valid_from=row.valid_from,
        source=row.source,
    )
