"""One transaction of arrangements."""

from typing import ClassVar

from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.persistence.arrangements import SqlArrangements
from samenspel_arrangements.persistence.cases import SqlCases
from samenspel_arrangements.persistence.projections import SqlProjections
from samenspel_arrangements.persistence.queries import CaseQueries
from samenspel_arrangements.persistence.timeline import SqlTimeline
from samenspel_arrangements.publishing.facts import to_contract
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import SqlUnitOfWork, ToContract


class SqlArrangementsUnitOfWork(SqlUnitOfWork):
    """Cases and arrangements of one alliance, what is known of others, and what screens show."""

    to_contract: ClassVar[ToContract] = staticmethod(to_contract)

    def __init__(self, session: AsyncSession, scope: Scope) -> None:
        super().__init__(session, scope)
        self.cases = SqlCases(self)
        self.arrangements = SqlArrangements(self)
        self.projections = SqlProjections(session, scope.alliance_id)
        self.queries = CaseQueries(session, scope.alliance_id)
        self.timeline = SqlTimeline(session, scope.alliance_id)
