"""Offers a consumer a piece of a log once more: what it missed is applied, what it knows stays."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from samenspel_contracts.envelope import Envelope
from samenspel_messaging.catch_up import NO_PART, offered
from samenspel_messaging.consumers import Consumer
from samenspel_messaging.deliveries import Delivery
from samenspel_messaging.guard import Verdict
from samenspel_messaging.ledgers import Ledger, ledger_of
from samenspel_messaging.log import LogReader
from samenspel_messaging.partitions import PARTITIONS

PAGE = 500


class ReplayRefused(Exception):
    """It must not be done; the text is a sentence that says why."""


@dataclass(slots=True)
class Replayed:
    """How far a replay came (a position per part), over how many entries, and what they became.

    Outcomes are those of a consumer (applied, passed-over, known, retry, gap, parked), and
    `other`: not for this consumer, or too old for it.
    """

    after: dict[int, int]
    passed: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)


class Offering(Protocol):
    """Deals with what is offered, and counts what became of it."""

    @property
    def consumer(self) -> Consumer:
        """For whom."""
        ...

    async def apply(self, batch: Sequence[Delivery]) -> Counter[str]:
        """Deal with a batch."""
        ...


async def replay(
    to_whom: Offering,
    reader: LogReader,
    *,
    after: Mapping[int, int],
    to: Mapping[int, int],
    page: int = PAGE,
) -> AsyncIterator[Replayed]:
    """Offer what the log has after positions per part (0 if absent) and up to others.

    Gives after each page how far it is; whoever is interrupted goes on from there.
    """
    consumer = to_whom.consumer
    refuse_outward(consumer)
    so_far = Replayed({part: after.get(part, 0) for part in to})
    while left := {part: pos for part, pos in so_far.after.items() if pos < to[part]}:
        entries = await reader.read({**NO_PART, **left}, page)
        entries = [entry for entry in entries if entry.pos <= to[entry.part]]
        if not entries:
            return
        batch = offered(entries, consumer)
        so_far.outcomes += await to_whom.apply(batch)
        so_far.outcomes["other"] += len(entries) - len(batch)
        so_far.passed += len(entries)
        so_far.after |= {entry.part: entry.pos for entry in entries}
        yield so_far


def refuse_outward(consumer: Consumer) -> None:
    """Raise ReplayRefused for a consumer whose effects can't be taken back."""
    if consumer.outward:
        raise ReplayRefused(f"{consumer.name} acts outside (mail): no event is offered it again.")


class Rehearsal:
    """Tells what a replay would do, and does nothing: no handler runs, no cursor is locked.

    Whether a handler would succeed is not known; to try it, all that was tried before would have
    to stay, in one transaction over the whole replay.
    """

    def __init__(self, consumer: Consumer, sessions: async_sessionmaker[AsyncSession]) -> None:
        self.consumer = consumer
        self._sessions = sessions
        self._types = {event.type for event in consumer.handlers}
        self._last: dict[UUID, int] = {}

    async def apply(self, batch: Sequence[Delivery]) -> Counter[str]:
        """Count what would become of a batch; without a commit, nothing of it stays."""
        ledger = ledger_of(self.consumer.name, ordered=self.consumer.ordered)
        async with self._sessions() as session:
            await ledger.open(session, batch)
            return Counter(self._judge(ledger, each, each.envelope) for each in batch)

    def _judge(self, ledger: Ledger, delivery: Delivery, envelope: Envelope | None) -> str:
        if envelope is None:
            return "parked"
        verdict = ledger.verdict(delivery, envelope)
        follows = self._last.get(envelope.subject) == envelope.aggseq - 1
        if verdict is Verdict.KNOWN:
            return "known"
        if verdict is Verdict.GAP and not follows:
            return "gap"
        ledger.passed(envelope)
        self._last[envelope.subject] = envelope.aggseq
        return "applied" if envelope.type in self._types else "passed-over"


async def last_positions(reader: LogReader) -> dict[int, int]:
    """Give the last position of each part, by asking for single entries."""
    return {part: await _last_position(reader, part) for part in range(PARTITIONS)}


async def _last_position(reader: LogReader, part: int) -> int:
    async def is_behind(pos: int) -> bool:
        return bool(await reader.read({**NO_PART, part: pos}, 1))

    low, step = 0, 1
    while await is_behind(low + step - 1):
        low, step = low + step, step * 2
    high = low + step - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if await is_behind(middle) else (low, middle)
    return low


async def positions_before(reader: LogReader, moment: datetime) -> dict[int, int]:
    """Give per part the position before the first entry that is not earlier, by reading up to it."""
    after: dict[int, int] = dict.fromkeys(range(PARTITIONS), 0)
    found: set[int] = set()
    while len(found) < PARTITIONS:
        ahead = {part: pos for part, pos in after.items() if part not in found}
        entries = await reader.read({**NO_PART, **ahead}, PAGE)
        for entry in entries:
            if entry.part not in found and entry.time < moment:
                after[entry.part] = entry.pos
            else:
                found.add(entry.part)
        if not entries:
            break
    return after
