"""Applies a batch of events to a consumer's database: effect, guard and cursor in one transaction.

The heart of both buses. A batch is tried as a whole; if a handler fails, it is done again with a
savepoint per event, and what fails then is held.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from samenspel_contracts.envelope import Envelope, UnknownEvent
from samenspel_contracts.registry import REGISTRY, EventData
from samenspel_messaging import cursors, failpoints
from samenspel_messaging.consumers import Consumer, Handler
from samenspel_messaging.courses import Course, Delivered
from samenspel_messaging.cursors import Key
from samenspel_messaging.deliveries import Delivery
from samenspel_messaging.guard import Verdict
from samenspel_messaging.held import Hold, release, write_holds
from samenspel_messaging.ladder import GAP, STALE, UNREADABLE, Failure, judge, unknown_schema
from samenspel_messaging.ledgers import Ledger, ledger_of
from samenspel_messaging.metrics import CONSUMED
from samenspel_messaging.scope import Scope, enter
from samenspel_messaging.unit_of_work import SqlUnitOfWork
from samenspel_messaging.wakeup import Wakeup

MakeUow = Callable[[AsyncSession, Scope], SqlUnitOfWork]


class _HandlerFailed(Exception):
    """Somewhere in the batch; it is done again, event by event."""


@dataclass(slots=True)
class _Turn:
    """One transaction over one batch."""

    session: AsyncSession
    ledger: Ledger
    careful: bool
    uow: SqlUnitOfWork | None = None
    """Of the events before, as long as they are of one alliance."""
    holds: list[Hold] = field(default_factory=list)
    released: list[UUID] = field(default_factory=list)
    new: Counter[Key] = field(default_factory=Counter)
    """Events dealt with or held for the first time."""


class Effects:
    """What one consumer does with events."""

    def __init__(
        self,
        consumer: Consumer,
        *,
        service: str,
        sessions: async_sessionmaker[AsyncSession],
        make_uow: MakeUow,
        wakeup: Wakeup,
    ) -> None:
        self.consumer = consumer
        self.service = service
        self._sessions, self._make_uow, self._wakeup = sessions, make_uow, wakeup
        self._handlers = {event.type: handler for event, handler in consumer.handlers.items()}
        self._owners = {event.aggregate(): event.owner for event in consumer.handlers}

    async def apply(
        self, batch: Sequence[Delivery], *, course: Course | None = None
    ) -> Counter[str]:
        """Deal with each event of the batch, each once, whatever was delivered before.

        Gives how many came to which end. A `course` says how the consumer's cursors go along, if
        not as with messages; it may raise CursorMoved. A database that can't be reached raises;
        then nothing has happened, or all of it, and the same batch may be given again.
        """
        course = course or Delivered(self._positions(batch))
        try:
            outcomes = await self._transact(batch, course, careful=False)
        except _HandlerFailed:
            outcomes = await self._transact(batch, course, careful=True)
        for outcome, count in outcomes.items():
            CONSUMED.labels(self.service, self.consumer.name, outcome).inc(count)
        if outcomes["applied"]:
            self._wakeup.set()
        return outcomes

    async def _transact(
        self, batch: Sequence[Delivery], course: Course, *, careful: bool
    ) -> Counter[str]:
        """Do it all in one transaction.

        An ordered consumer locks its cursors first, so that two workers take turns; an independent
        one last, so that they wait for each other's events only. There the claims come first.
        """
        name, ordered = self.consumer.name, self.consumer.ordered
        outcomes: Counter[str] = Counter()
        async with self._sessions.begin() as session:
            found = await cursors.lock(session, name, course.keys if ordered else ())
            if ordered:
                course.advance(found, {})
            ledger = ledger_of(name, ordered=ordered)
            if batch:
                await ledger.open(session, batch)
            turn = _Turn(session, ledger, careful)
            for delivery in batch if careful else _by_alliance(batch):
                outcomes[await self._take(turn, delivery)] += 1
            await self._settle(turn)
            await ledger.close(session)
            await write_holds(session, name, turn.holds)
            await release(session, name, turn.released)
            if not ordered:
                found = await cursors.lock(session, name, course.keys)
            await cursors.move(session, name, course.advance(found, turn.new))
            failpoints.reach("before-consumer-commit", name)
        failpoints.reach("after-consumer-commit", name)
        return outcomes

    def _positions(self, batch: Sequence[Delivery]) -> dict[Key, int]:
        """Give the cursors that the events go by; what was held passed them before."""
        to: dict[Key, int] = {}
        for envelope in (d.envelope for d in batch if d.envelope):
            if key := self._key(envelope):
                to[key] = max(envelope.pos, to.get(key, 0))
        return to

    def _key(self, envelope: Envelope) -> Key | None:
        source = self._owners.get(envelope.aggregate)
        return (source, envelope.part) if source else None

    async def _take(self, turn: _Turn, delivery: Delivery) -> str:
        """Deal with one event; gives the name of what became of it."""
        envelope = delivery.envelope
        if envelope is None:
            return self._hold(turn, delivery, UNREADABLE)
        verdict = turn.ledger.verdict(delivery, envelope)
        is_new = verdict in (Verdict.APPLY, Verdict.GAP) and not delivery.held
        if is_new and (key := self._key(envelope)):
            turn.new[key] += 1
        match verdict:
            case Verdict.KNOWN:
                if delivery.held:
                    turn.released.append(delivery.event_id)
                return "known"
            case Verdict.GAP:
                return "gap" if delivery.held else self._hold(turn, delivery, GAP)
            case Verdict.STALE:
                return self._hold(turn, delivery, STALE)
            case Verdict.APPLY:
                return await self._attempt(turn, delivery, envelope)

    async def _attempt(self, turn: _Turn, delivery: Delivery, envelope: Envelope) -> str:
        handler = self._handlers.get(envelope.type)
        outcome = "applied" if handler else "passed-over"
        if handler is not None:
            try:
                event = envelope.open()
            except ValidationError as error:
                return self._hold(turn, delivery, unknown_schema(error))
            failure = await self._handle(turn, delivery, event, envelope, handler)
            if failure is not None:
                return self._hold(turn, delivery, failure)
        elif envelope.type not in REGISTRY:
            return self._hold(turn, delivery, unknown_schema(UnknownEvent()))
        turn.ledger.passed(envelope)
        if delivery.held:
            turn.released.append(delivery.event_id)
        return outcome

    async def _handle(
        self,
        turn: _Turn,
        delivery: Delivery,
        event: EventData,
        envelope: Envelope,
        handler: Handler,
    ) -> Failure | None:
        """Run the handler; None if all is well."""
        try:
            if not turn.careful:
                uow = await self._uow(turn, envelope)
                await self._run(uow, event, envelope, handler)
                return None
            async with turn.session.begin_nested():
                uow = await self._enter(turn, envelope)
                await self._run(uow, event, envelope, handler)
                await uow.record_facts()
        except Exception as error:
            if not turn.careful:
                raise _HandlerFailed from error
            return judge(error, attempt=delivery.attempt + 1)
        return None

    async def _uow(self, turn: _Turn, envelope: Envelope) -> SqlUnitOfWork:
        """Go on with the unit of work of the events before, if it is of the same alliance."""
        if turn.uow is not None and turn.uow.scope.alliance_id == envelope.alliance:
            turn.uow.scope = Scope.caused_by(envelope)
        else:
            await self._settle(turn)
            turn.uow = await self._enter(turn, envelope)
        return turn.uow

    async def _enter(self, turn: _Turn, envelope: Envelope) -> SqlUnitOfWork:
        scope = Scope.caused_by(envelope)
        await enter(turn.session, scope)
        return self._make_uow(turn.session, scope)

    async def _run(
        self, uow: SqlUnitOfWork, event: EventData, envelope: Envelope, handler: Handler
    ) -> None:
        await handler(event, envelope, uow)
        failpoints.reach("in-handler", self.consumer.name)
        if uow.owes:
            await uow.record_facts()

    async def _settle(self, turn: _Turn) -> None:
        """Write what handlers put off."""
        if turn.uow is None:
            return
        try:
            await turn.uow.record_facts()
        except Exception as error:
            raise _HandlerFailed from error

    def _hold(self, turn: _Turn, delivery: Delivery, failure: Failure) -> str:
        source = None
        if delivery.envelope is not None:
            turn.ledger.hold(delivery.envelope)
            source = self._owners.get(delivery.envelope.aggregate)
        turn.holds.append(Hold(delivery, source, failure))
        return failure.state


def _by_alliance(batch: Sequence[Delivery]) -> Sequence[Delivery]:
    """Put the events of an alliance together; those of one aggregate stay in order.

    Alliances come in the order of their ids, so that two workers never wait for each other.
    """
    alliances = {d.envelope.alliance for d in batch if d.envelope}
    if len(alliances) < 2:
        return batch
    turn = {alliance: number for number, alliance in enumerate(sorted(alliances))}
    return sorted(batch, key=lambda d: turn[d.envelope.alliance] if d.envelope else -1)
