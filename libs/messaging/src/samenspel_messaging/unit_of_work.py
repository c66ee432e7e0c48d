"""One transaction: aggregates are saved, and what they recorded becomes events, or neither.

Order is part of the proof (docs/architecture.md, "The spine"): the aggregate's row is written
first, so that its lock is held, and only then are its events put in the outbox.
"""

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from sqlalchemy import SmallInteger, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import Mapped, declared_attr, mapped_column
from sqlalchemy.orm.exc import StaleDataError

from samenspel_contracts.registry import EventData
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.errors import NotFound, StaleVersion
from samenspel_messaging import failpoints
from samenspel_messaging.emit import Fact, emit
from samenspel_messaging.partitions import part_of
from samenspel_messaging.scope import Scope, enter
from samenspel_messaging.wakeup import Wakeup

AggregateT = TypeVar("AggregateT", bound=Aggregate[Any])
RowT = TypeVar("RowT", bound="AggregateRow")
UowT = TypeVar("UowT", bound="SqlUnitOfWork")
ToContract = Callable[[DomainEvent], EventData | None]


class AggregateRow:
    """Columns that every aggregate's table has; a declarative mixin.

    `row_version` counts saves (optimistic lock, ETag), `event_seq` the events so far, `part` the
    partition of the home unit at creation.
    """

    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    unit_id: Mapped[UUID | None] = mapped_column(index=True)
    part: Mapped[int] = mapped_column(SmallInteger)
    row_version: Mapped[int] = mapped_column()
    event_seq: Mapped[int] = mapped_column(default=0)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy passes the class
        """Check and bump `row_version` at each update."""
        return {"version_id_col": cls.row_version}


@dataclass(slots=True)
class _Saved:
    """A row and what was saved in it: mostly one, more when it was loaded anew after a save."""

    row: AggregateRow
    aggregates: list[Aggregate[Any]] = field(default_factory=list)


class SqlUnitOfWork:
    """What is saved through it, and the facts of what is saved, commit together.

    A service derives its own, and adds its repositories as attributes.
    """

    to_contract: ClassVar[ToContract]
    source = "urn:nld:oin:00000099000000000000:systeem:samenspel"
    """The CloudEvents source of its events; a process sets its organisation's and system's."""

    def __init__(self, session: AsyncSession, scope: Scope) -> None:
        self.session, self.scope = session, scope
        self._saved: dict[UUID, _Saved] = {}

    def saved(self, aggregate: Aggregate[Any], row: AggregateRow) -> None:
        """Remember that an aggregate's row must be written and its events recorded."""
        aggregates = self._saved.setdefault(row.id, _Saved(row)).aggregates
        if not any(each is aggregate for each in aggregates):
            aggregates.append(aggregate)

    @property
    def owes(self) -> bool:
        """Whether something was saved that a later query has to see, or that has a cause to tell."""
        return bool(self._saved or self.session.new or self.session.dirty or self.session.deleted)

    async def record_facts(self) -> None:
        """Write the saved rows, then put what their aggregates recorded in the outbox.

        A unit of work that puts writes off (a projection, to write many rows at once) adds them
        here; a batch of events ends with this call.
        """
        todo, self._saved = sorted(self._saved.values(), key=lambda s: s.row.id), {}
        facts = [
            Fact(s.row, event.occurred_at, data)
            for s in todo
            for aggregate in s.aggregates
            for event in aggregate.take_events()
            if (data := type(self).to_contract(event)) is not None
        ]
        try:
            await emit(self.session, facts, scope=self.scope, source=self.source)
        except StaleDataError:
            raise StaleVersion from None
        for s in todo:
            for aggregate in s.aggregates:
                aggregate.row_version = s.row.row_version


class SqlRepository(Generic[AggregateT, RowT]):
    """The stored aggregates of one kind, of one alliance; no query here leaves out the alliance."""

    row_type: type[RowT]

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow
        self._rows: dict[UUID, RowT] = {}

    def to_domain(self, row: RowT) -> AggregateT:
        """Build the aggregate of a row (all but `row_version`, which `find` fills)."""
        raise NotImplementedError

    def fill(self, row: RowT, aggregate: AggregateT) -> None:
        """Write the aggregate's state into its row (all but id, tenant, unit and versions)."""
        raise NotImplementedError

    async def find(self, id_: UUID) -> AggregateT | None:
        """Load one for change, or None."""
        mine = self.row_type.alliance_id == self._uow.scope.alliance_id
        query = select(self.row_type).where(self.row_type.id == id_, mine)
        row = (await self._uow.session.scalars(query)).one_or_none()
        return None if row is None else self.taken(row)

    async def find_all(self, ids: Collection[UUID]) -> Sequence[AggregateT]:
        """Load several for change, with one query; those that are not there are left out."""
        mine = self.row_type.alliance_id == self._uow.scope.alliance_id
        query = select(self.row_type).where(self.row_type.id.in_(ids), mine)
        return [self.taken(row) for row in (await self._uow.session.scalars(query)).all()]

    def taken(self, row: RowT) -> AggregateT:
        """Build the aggregate of a row that a query of the repository found, for change."""
        self._rows[row.id] = row
        aggregate = self.to_domain(row)
        aggregate.row_version = row.row_version
        return aggregate

    async def get(self, id_: UUID) -> AggregateT:
        """Load one for change; NotFound if there is none, or if it is another alliance's."""
        aggregate = await self.find(id_)
        if aggregate is None:
            raise NotFound
        return aggregate

    def save(self, aggregate: AggregateT) -> None:
        """Have the whole of it written at the end of the unit of work.

        There, StaleVersion is raised if someone else changed it first.
        """
        row = self._rows.get(aggregate.id)
        if row is None:
            row = self.row_type()
            row.id, row.alliance_id = aggregate.id, aggregate.alliance_id
            row.part, row.event_seq = part_of(aggregate.unit_id or aggregate.alliance_id), 0
            self._rows[aggregate.id] = row
            self._uow.session.add(row)
        row.unit_id = aggregate.unit_id
        self.fill(row, aggregate)
        self._uow.saved(aggregate, row)


class Transactions(Generic[UowT]):
    """Opens units of work; the only place of a service's edges where anything commits."""

    def __init__(
        self,
        sessions: async_sessionmaker[AsyncSession],
        make: Callable[[AsyncSession, Scope], UowT],
        wakeup: Wakeup,
    ) -> None:
        self._sessions, self._make, self._wakeup = sessions, make, wakeup

    def __call__(self, scope: Scope) -> AbstractAsyncContextManager[UowT]:
        """Open one; it commits when the block ends well, and rolls back otherwise."""
        return self._open(scope)

    @asynccontextmanager
    async def _open(self, scope: Scope) -> AsyncIterator[UowT]:
        async with self._sessions.begin() as session:
            await enter(session, scope)
            uow = self._make(session, scope)
            try:
                yield uow
                await uow.record_facts()
            except StaleDataError:  # a query had what was saved written, and it came too late
                raise StaleVersion from None
            failpoints.reach("before-commit")
        failpoints.reach("after-commit")
        self._wakeup.set()
