"""After everything has come to rest: what was lost, came twice or out of order, by the databases.

Compares four things that must tell one story: what clients were told, the aggregates, the log, and
what the readers made of it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

from samenspel_testkit.history import History, Outcome
from samenspel_testkit.toys import Toys

SOURCE = {
    "the log's positions have holes, or its head is elsewhere": """
        SELECT h.part FROM bus.log_head AS h LEFT JOIN bus.event_log AS l USING (part)
        GROUP BY h.part, h.pos HAVING count(l.pos) <> h.pos OR coalesce(max(l.pos), 0) <> h.pos
    """,
    "an aggregate's events are not 1, 2, 3 in the order of the log": """
        SELECT agg_id FROM (
            SELECT agg_id, agg_seq, row_number() OVER (PARTITION BY agg_id ORDER BY part, pos) AS n
            FROM bus.event_log) AS l
        WHERE agg_seq <> n
    """,
    "an aggregate is in two parts": """
        SELECT agg_id FROM bus.event_log GROUP BY agg_id HAVING count(DISTINCT part) > 1
    """,
    "an aggregate's state and its events differ": """
        SELECT t.id FROM toy AS t FULL JOIN (
            SELECT agg_id, max(agg_seq) AS seq, count(*) FILTER (WHERE data ? 'reason') AS counted
            FROM bus.event_log GROUP BY agg_id) AS l ON l.agg_id = t.id
        WHERE t.id IS NULL OR t.event_seq <> coalesce(l.seq, 0)
           OR t.number <> coalesce(l.counted, 0)
    """,
    "a toy's numbers in the log are not 1, 2, 3": """
        SELECT agg_id FROM (
            SELECT agg_id, CAST(data ->> 'reason' AS integer) AS number,
                row_number() OVER (PARTITION BY agg_id ORDER BY agg_seq) AS n
            FROM bus.event_log WHERE data ? 'reason') AS l
        WHERE number <> n
    """,
    "the log was counted wrong": """
        SELECT part FROM (
            SELECT part, agg_type, count(*) AS events FROM bus.event_log GROUP BY part, agg_type
        ) AS l FULL JOIN bus.log_count AS c USING (part, agg_type)
        WHERE l.events IS DISTINCT FROM c.events
    """,
    "something is left in the outbox": "SELECT id FROM bus.outbox",
}
RELAYED = {
    "the relay is not at the head of the log": """
        SELECT part FROM bus.log_head AS h JOIN bus.sink_cursor AS c USING (part)
        WHERE c.sink = 'amqp' AND c.pos <> h.pos
    """,
}
LOGGED = """
    SELECT agg_id, agg_seq, correlation_id, CAST(data ->> 'reason' AS integer) AS number
    FROM bus.event_log ORDER BY agg_id, agg_seq
"""
EFFECTS = "SELECT toy_id, number FROM effect WHERE consumer = :consumer ORDER BY id"
APPLIED = "SELECT agg_id, agg_seq FROM bus.applied WHERE consumer = :consumer"
INBOX = "SELECT event_id FROM bus.inbox WHERE consumer = :consumer"
PARTS = "SELECT part, count(*) AS events FROM bus.event_log GROUP BY part"
SEEN = "SELECT part, seen FROM bus.consumer_cursor WHERE consumer = :consumer"
HELD = """
    SELECT agg_id, agg_seq, state FROM bus.held_event
    WHERE consumer = :consumer AND state <> 'released' AND agg_id IS NOT NULL
"""


@dataclass
class Findings:
    """What was found; clean when nothing is lost, twice, out of order or broken."""

    events: int = 0
    lost: int = 0
    twice: int = 0
    out_of_order: int = 0
    held: int = 0
    broken: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether every promise was kept."""
        return not (self.lost or self.twice or self.out_of_order or self.broken)


@dataclass(frozen=True, slots=True)
class _Log:
    """The log: per aggregate its events' numbers (None where nobody handles one), by `agg_seq`."""

    numbers: Mapping[UUID, Sequence[int | None]]
    commands: Counter[UUID]


async def check(toys: Toys, history: History, *, readers: Sequence[str] = ("numbers",)) -> Findings:
    """Compare everything; `readers` are the consumers of the toys that ran."""
    found = Findings()
    queries = SOURCE | (RELAYED if toys.amqp_url is not None else {})
    for problem, query in queries.items():
        if rows := await toys.query(toys.source.owner_url, query):
            found.broken.append(f"{problem}: {len(rows)}, as {rows[0][0]}")
    log = await _read_log(toys)
    found.events = log.commands.total()
    _compare_history(found, history, log)
    for reader in readers:
        await _compare_effects(found, toys, log, reader)
    return found


async def _read_log(toys: Toys) -> _Log:
    numbers: dict[UUID, list[int | None]] = {}
    commands: Counter[UUID] = Counter()
    for row in await toys.query(toys.source.owner_url, LOGGED):
        numbers.setdefault(row.agg_id, []).append(row.number)
        commands[row.correlation_id] += 1
    return _Log(numbers, commands)


def _compare_history(found: Findings, history: History, log: _Log) -> None:
    """What succeeded is in the log, what failed is not, and what is unknown is whole or absent."""
    for id_, events in history.of(Outcome.OK).items():
        found.lost += max(0, events - log.commands[id_])
        found.twice += max(0, log.commands[id_] - events)
    if said := [id_ for id_ in history.of(Outcome.FAILED) if log.commands[id_]]:
        found.broken.append(f"commands that failed are in the log: {len(said)}, as {said[0]}")
    unknown = history.of(Outcome.UNKNOWN).items()
    if torn := [id_ for id_, events in unknown if log.commands[id_] not in (0, events)]:
        found.broken.append(f"commands are in the log in part: {len(torn)}, as {torn[0]}")
    tried = {operation.id for operation in history.operations}
    if strange := log.commands.keys() - tried:
        found.broken.append(f"nobody tried what is in the log: {len(strange)}")


async def _compare_effects(found: Findings, toys: Toys, log: _Log, reader: str) -> None:
    """Each event has its one effect, in order, or is held; and every event is accounted for."""
    url, ordered = toys.reader.owner_url, reader == "numbers"
    waiting: dict[UUID, set[int]] = {}
    gone: dict[UUID, set[int]] = {}
    for row in await toys.query(url, HELD, consumer=reader):
        kind = gone if row.state == "discarded" else waiting
        kind.setdefault(row.agg_id, set()).add(row.agg_seq)
    found.held += sum(map(len, waiting.values()))
    effects: dict[UUID, list[int]] = {}
    for row in await toys.query(url, EFFECTS, consumer=reader):
        effects.setdefault(row.toy_id, []).append(row.number)
    for aggregate, numbers in log.numbers.items():
        without = waiting.get(aggregate, set()) | gone.get(aggregate, set())
        expected = [n for seq, n in enumerate(numbers, 1) if n is not None and seq not in without]
        _compare(found, expected, effects.pop(aggregate, []), ordered=ordered)
    if effects:
        found.broken.append(f"{reader} has effects of events that never were: {len(effects)}")
    await _compare_counts(found, toys, reader)
    if ordered:
        applied = {r.agg_id: r.agg_seq for r in await toys.query(url, APPLIED, consumer=reader)}
        wrong = [
            aggregate
            for aggregate, numbers in log.numbers.items()
            if applied.get(aggregate, 0) + len(waiting.get(aggregate, ())) != len(numbers)
        ]
        if wrong:
            found.broken.append(f"{reader} can't account for aggregates: {len(wrong)}")
    else:
        dealt_with = len(await toys.query(url, INBOX, consumer=reader)) + found.held
        if dealt_with != found.events:
            found.broken.append(f"{reader} accounts for {dealt_with} of {found.events} events")


async def _compare_counts(found: Findings, toys: Toys, reader: str) -> None:
    """A reader that counted more than there is would not notice it if something got lost."""
    there = {r.part: r.events for r in await toys.query(toys.source.owner_url, PARTS)}
    for row in await toys.query(toys.reader.owner_url, SEEN, consumer=reader):
        if row.seen > there.get(row.part, 0):
            found.broken.append(f"{reader} counted {row.seen} in part {row.part}, which has less")


def _compare(found: Findings, expected: list[int], effects: list[int], *, ordered: bool) -> None:
    found.lost += len(set(expected) - set(effects))
    found.twice += len(effects) - len(set(effects))
    if strange := set(effects) - set(expected):
        found.broken.append(f"effects of events that are held or never were: {len(strange)}")
    if ordered:
        found.out_of_order += sum(later < earlier for earlier, later in pairwise(effects))
