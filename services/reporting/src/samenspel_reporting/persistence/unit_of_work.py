"""One transaction of reporting."""

from typing import ClassVar

from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import SqlUnitOfWork, ToContract
from samenspel_reporting.persistence.figures import SqlFigures
from samenspel_reporting.persistence.projections import SqlProjections
from samenspel_reporting.persistence.result_projections import SqlResultProjections
from samenspel_reporting.persistence.results import SqlResults
from samenspel_reporting.persistence.row_buffer import RowBuffer
from samenspel_reporting.publishing.facts import to_contract


class SqlReportingUnitOfWork(SqlUnitOfWork):
    """The read models of one alliance, to write and to ask; there are no aggregates here."""

    to_contract: ClassVar[ToContract] = staticmethod(to_contract)

    def __init__(self, session: AsyncSession, scope: Scope) -> None:
        super().__init__(session, scope)
        self._rows = RowBuffer(session, scope.alliance_id)
        self.projections = SqlProjections(self._rows)
        self.kept = SqlResultProjections(self._rows)
        self.results = SqlResults(session, scope.alliance_id)
        self.figures = SqlFigures(session, scope.alliance_id)

    async def record_facts(self) -> None:
        """Write the read models, each row once."""
        await self._rows.write()
        await super().record_facts()
