"""What the four databases and the broker hold: the whole account of who was told what."""

import asyncio
from typing import Self

from tests.containers.composed import SERVICES, Composed

from samenspel_testkit.probes import NeverHappened, eventually

Figures = dict[tuple[str, str], int]

LOGGED = "SELECT type, count(*) FROM bus.event_log GROUP BY type"
HELD = "SELECT 'held', count(*) FROM bus.held_event WHERE state IN ('retry', 'gap', 'parked')"
WAITING = "SELECT 'in outbox', count(*) FROM bus.outbox"
MAILS = "SELECT 'mails ' || state, count(*) FROM message GROUP BY state"
MAILBOX = "SELECT 'in mailbox', count(*) FROM mailbox_entry"
ITEMS = "SELECT 'items ' || kind || ' ' || state, count(*) FROM item GROUP BY kind, state"
JOURNEYS = (
    "SELECT 'whole journeys', count(*) FROM journey "
    "WHERE submitted_at IS NOT NULL AND case_opened_at IS NOT NULL AND granted_at IS NOT NULL"
)
RESPONSIBLE = "SELECT 'cases with a holder', count(*) FROM support_case WHERE holder_id IS NOT NULL"

QUERIES = {
    "intake": [LOGGED, HELD, WAITING],
    "arrangements": [LOGGED, HELD, WAITING, RESPONSIBLE],
    "notifications": [HELD, WAITING, MAILS, MAILBOX],
    "reporting": [HELD, WAITING, ITEMS, JOURNEYS],
}

PREFIX = "nl.passend-onderwijs."
ONE_JOURNEY: Figures = {
    ("intake", f"{PREFIX}pupil.recorded.v1"): 1,
    ("intake", f"{PREFIX}contact.recorded.v1"): 2,
    ("intake", f"{PREFIX}support-request.submitted.v1"): 1,
    ("intake", f"{PREFIX}support-request.receipt-confirmed.v1"): 1,
    ("intake", f"{PREFIX}support-request.action-planned.v1"): 1,
    ("intake", f"{PREFIX}support-request.handover-offered.v1"): 1,
    ("intake", f"{PREFIX}support-request.handed-over.v1"): 1,
    ("arrangements", f"{PREFIX}case.offered.v1"): 1,
    ("arrangements", f"{PREFIX}case.opened.v1"): 1,
    ("arrangements", f"{PREFIX}case.action-planned.v1"): 1,
    ("arrangements", f"{PREFIX}arrangement.granted.v1"): 1,
    ("arrangements", "cases with a holder"): 1,
    ("notifications", "mails sent"): 6,
    ("notifications", "in mailbox"): 6,
    ("reporting", "items support-request closed"): 1,
    ("reporting", "items case open"): 1,
    ("reporting", "whole journeys"): 1,
}
"""What one journey leaves behind, once and not twice: two parents and the school get two mails."""


class Accounts(Figures):
    """Counts by service and what is counted; two accounts with the same counts are equal."""

    @classmethod
    def of(cls, system: Composed) -> Self:
        """Count now."""
        counted = cls()
        for service in SERVICES:
            for line in system.ask(service, " UNION ALL ".join(QUERIES[service])).splitlines():
                what, _, number = line.rpartition("|")
                counted[service, what] = int(number)
        return counted

    @property
    def is_at_rest(self) -> bool:
        """Tell whether nothing is on its way."""
        waiting = ("in outbox", "held", "mails queued", "mails sending")
        return not any(number for (_, what), number in self.items() if what in waiting)

    def after(self, journeys: int) -> "Accounts":
        """Tell what must be counted when so many journeys were made since."""
        added = {what: number * journeys for what, number in ONE_JOURNEY.items()}
        return Accounts({what: self.get(what, 0) + added.get(what, 0) for what in {*self, *added}})


async def at_rest(system: Composed) -> Accounts:
    """Wait until nothing is on its way any more, and give the account of then."""
    last = Accounts()

    async def same_again() -> Accounts | None:
        nonlocal last
        before, last = last, await asyncio.to_thread(Accounts.of, system)
        return last if last.is_at_rest and last == before else None

    return await eventually(same_again, within=60, every=2, because="nothing is on its way")


async def settle(system: Composed, expected: Accounts, *, within: float) -> None:
    """Wait until the account is as expected; tells the differences if it never is."""
    counted = Accounts()

    async def same() -> bool:
        counted.clear()
        counted.update(await asyncio.to_thread(Accounts.of, system))
        return counted == expected

    try:
        await eventually(same, within=within, every=1, because="all has arrived")
    except NeverHappened:
        told = {
            what: (counted.get(what, 0), expected.get(what, 0))
            for what in {*counted, *expected}
            if counted.get(what, 0) != expected.get(what, 0)
        }
        raise NeverHappened(f"counted, expected: {told}") from None
