"""What our consumer does in these measurements: one row per event, as a projection would."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import (
    SupportRequestActionPlannedV1,
    SupportRequestHandoverOfferedV1,
    SupportRequestSubmittedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_kernel.aggregate import DomainEvent
from samenspel_messaging.consumers import Consumer, Handler
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import SqlUnitOfWork, ToContract

EVENTS = (
    SupportRequestSubmittedV1,
    SupportRequestHandoverOfferedV1,
    SupportRequestActionPlannedV1,
)
ONE = text("INSERT INTO landed (alliance_id, subject, seq) VALUES (:alliance, :subject, :seq)")
MANY = text("""
    INSERT INTO landed (alliance_id, subject, seq)
    SELECT :alliance, n.subject, n.seq
    FROM unnest(CAST(:subjects AS uuid[]), CAST(:seqs AS bigint[])) AS n(subject, seq)
""")


def nothing(_: DomainEvent) -> None:
    """Make no event."""


class LandingUnitOfWork(SqlUnitOfWork):
    """Collects the rows of a batch and writes them with one statement."""

    to_contract: ClassVar[ToContract] = staticmethod(nothing)

    def __init__(self, session: AsyncSession, scope: Scope) -> None:
        super().__init__(session, scope)
        self._landed: list[tuple[UUID, int]] = []

    def land(self, envelope: Envelope) -> None:
        """Have a row written at the end of the batch."""
        self._landed.append((envelope.subject, envelope.aggseq))

    async def record_facts(self) -> None:
        """Write the rows first."""
        landed, self._landed = self._landed, []
        if landed:
            columns = {"subjects": [s for s, _ in landed], "seqs": [n for _, n in landed]}
            await self.session.execute(MANY, {"alliance": self.scope.alliance_id, **columns})
        await super().record_facts()


async def put_off(event: EventData, envelope: Envelope, uow: LandingUnitOfWork) -> None:
    """Write it with the others of the batch."""
    uow.land(envelope)


async def at_once(event: EventData, envelope: Envelope, uow: LandingUnitOfWork) -> None:
    """Write it with a statement of its own, as a handler that was not written for speed."""
    await uow.session.execute(
        ONE,
        {"alliance": envelope.alliance, "subject": envelope.subject, "seq": envelope.aggseq},
    )


def landing(handler: Handler = put_off) -> Consumer:
    """Declare the consumer."""
    handlers: Mapping[type[EventData], Handler] = dict.fromkeys(EVENTS, handler)
    return Consumer(name="landing", handlers=handlers)
