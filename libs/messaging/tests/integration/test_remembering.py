"""What is forgotten in the end, and what is not."""

from datetime import timedelta
from uuid import UUID, uuid4

from samenspel_kernel.clock import SystemClock
from samenspel_messaging.remembering import forget_old, is_too_old
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.toys import Toys

NOW = SystemClock().now()
HELD = """
    INSERT INTO bus.held_event (consumer, event_id, state, error_class, body, resolved_at)
    VALUES ('numbers', :id, :state, 'gap', '', :at)
"""


def event_id(days_ago: float) -> UUID:
    milliseconds = int((NOW - timedelta(days=days_ago)).timestamp() * 1000)
    return UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62 | 42)


def test_the_time_in_an_id_tells_its_age() -> None:
    assert [is_too_old(event_id(days), NOW) for days in (0, 44.9, 45.1, 400)] == [
        *(False, False, True, True)
    ]
    assert not is_too_old(UUID(int=4 << 76 | 2 << 62), NOW)  # a foreign id tells nothing


async def test_what_nobody_needs_any_more_is_forgotten(empty_database: DatabaseFactory) -> None:
    toys = await Toys.make(await empty_database("intake"), await empty_database("reporting"), None)
    worker, owner = toys.reader.worker_url, toys.reader.owner_url
    kept = {event_id(0), event_id(45.5), UUID(int=4 << 76 | 2 << 62)}
    for each in (*kept, event_id(46.5), event_id(900)):
        await toys.query(worker, "INSERT INTO bus.inbox VALUES ('letters', :id)", id=each)
    for state, days in (("released", 89), ("released", 91), ("discarded", 400), ("parked", 400)):
        at = NOW - timedelta(days=days)
        await toys.query(worker, HELD, id=uuid4(), state=state, at=at)

    async with toys.engine(worker).begin() as conn:
        await forget_old(conn, NOW)
    assert {row[0] for row in await toys.query(owner, "SELECT event_id FROM bus.inbox")} == kept
    states = await toys.query(owner, "SELECT state FROM bus.held_event ORDER BY state")
    assert [row[0] for row in states] == ["discarded", "parked", "released"]
    await toys.close()
