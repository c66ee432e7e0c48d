"""What the two toy services are: their tables, events, units of work and handlers.

`intake` has toys that count; each count is an event. `reporting` writes down what it is told.
The events are borrowed from the real contracts: a toy's number travels as a `reason`.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import SupportRequestHandedOverV1, SupportRequestWithdrawnV1
from samenspel_contracts.registry import EventData
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.clock import SystemClock
from samenspel_messaging.consumers import Consumer, Handler
from samenspel_messaging.rebuild import Projection
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import (
    AggregateRow,
    SqlRepository,
    SqlUnitOfWork,
    ToContract,
)

ALLIANCE = UUID("a0000000-0000-4000-8000-000000000001")

LEASE_SECONDS = 2.0
WATERMARK_SECONDS = 0.5
GAP_SECONDS = 0.5

SOURCE_TABLES = (
    """CREATE TABLE toy (id uuid PRIMARY KEY, alliance_id uuid NOT NULL, unit_id uuid,
        part smallint NOT NULL, row_version integer NOT NULL, event_seq integer NOT NULL,
        number integer NOT NULL)""",
    "GRANT SELECT, INSERT, UPDATE ON toy TO intake_app, intake_worker",
)
READER_TABLES = (
    """CREATE TABLE effect (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        alliance_id uuid NOT NULL, toy_id uuid NOT NULL, number integer NOT NULL,
        consumer text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp())""",
    "ALTER TABLE effect ENABLE ROW LEVEL SECURITY",
    """CREATE POLICY tenant ON effect
        USING (alliance_id = nullif(current_setting('app.alliance', true), '')::uuid)""",
    "GRANT SELECT, INSERT ON effect TO reporting_worker",
    """CREATE TABLE tally (toy_id uuid PRIMARY KEY, alliance_id uuid NOT NULL,
        number integer NOT NULL, counted integer NOT NULL)""",
    "ALTER TABLE tally ENABLE ROW LEVEL SECURITY",
    """CREATE POLICY tenant ON tally
        USING (alliance_id = nullif(current_setting('app.alliance', true), '')::uuid)""",
    "GRANT SELECT, INSERT, UPDATE ON tally TO reporting_worker",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(DomainEvent):
    """A toy counted on."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Polished(DomainEvent):
    """A toy was polished; nobody handles it."""


@dataclass(eq=False, kw_only=True)
class Toy(Aggregate[UUID]):
    """It counts."""

    number: int = 0

    def count(self) -> None:
        """Count one on."""
        self.number += 1
        self._record(Counted(occurred_at=SystemClock().now(), number=self.number))

    def polish(self) -> None:
        """Do something that no reader handles."""
        self._record(Polished(occurred_at=SystemClock().now()))


class Base(DeclarativeBase):
    """Tables of the toys."""


class ToyRow(AggregateRow, Base):
    """A stored toy."""

    __tablename__ = "toy"

    number: Mapped[int]


class ToyRepository(SqlRepository[Toy, ToyRow]):
    """The stored toys."""

    row_type = ToyRow

    def to_domain(self, row: ToyRow) -> Toy:
        """Build the toy of a row."""
        return Toy(id=row.id, alliance_id=row.alliance_id, unit_id=row.unit_id, number=row.number)

    def fill(self, row: ToyRow, aggregate: Toy) -> None:
        """Write the toy into its row."""
        row.number = aggregate.number


def to_contract(event: DomainEvent) -> EventData | None:
    """Say it in a contract's words."""
    if isinstance(event, Counted):
        return SupportRequestWithdrawnV1(support_request_id=UUID(int=0), reason=str(event.number))
    nothing = UUID(int=0)
    return SupportRequestHandedOverV1(
        support_request_id=nothing, handover_id=nothing, case_id=nothing
    )


class ToyUnitOfWork(SqlUnitOfWork):
    """The toys' transactions."""

    to_contract: ClassVar[ToContract] = staticmethod(to_contract)
    source = "urn:toys"

    def __init__(self, session: AsyncSession, scope: Scope) -> None:
        super().__init__(session, scope)
        self.toys = ToyRepository(self)


EFFECT = text("""
    INSERT INTO effect (alliance_id, toy_id, number, consumer)
    VALUES (:alliance, :toy, :number, :consumer)
""")
TALLY = text("""
    INSERT INTO tally AS t (toy_id, alliance_id, number, counted)
    VALUES (:toy, :alliance, :number, 1)
    ON CONFLICT (toy_id) DO UPDATE SET number = excluded.number, counted = t.counted + 1
""")

Judge = Callable[[Envelope, str], None]


@dataclass
class Reader:
    """What reporting does: writes numbers down; `judge` may object by raising."""

    judge: Judge = lambda envelope, number: None
    seen: Counter[UUID] = field(default_factory=Counter)

    async def on_counted(
        self, name: str, event: SupportRequestWithdrawnV1, envelope: Envelope, uow: ToyUnitOfWork
    ) -> None:
        """Write a number down, then perhaps fail."""
        self.seen[envelope.id] += 1
        await uow.session.execute(
            EFFECT,
            {
                "alliance": envelope.alliance,
                "toy": envelope.subject,
                "number": int(event.reason),
                "consumer": name,
            },
        )
        self.judge(envelope, event.reason)

    def consumer(self, *, ordered: bool = True) -> Consumer:
        """Declare it: `numbers` reads in order, `letters` does not."""
        name = "numbers" if ordered else "letters"
        handlers: Mapping[type[EventData], Handler] = {
            SupportRequestWithdrawnV1: partial(self.on_counted, name)
        }
        return Consumer(name=name, handlers=handlers, ordered=ordered)


async def on_tallied(
    event: SupportRequestWithdrawnV1, envelope: Envelope, uow: ToyUnitOfWork
) -> None:
    """Keep of each toy its last number, and how often it counted."""
    toy = {"toy": envelope.subject, "alliance": envelope.alliance}
    await uow.session.execute(TALLY, {**toy, "number": int(event.reason)})


TALLYING = Projection(
    consumer=Consumer(name="tally", handlers={SupportRequestWithdrawnV1: on_tallied}),
    tables=("tally",),
)
"""A read model that can be rebuilt."""
