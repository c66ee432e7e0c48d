"""Integration: ledgers on real PostgreSQL, also when many write at once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from itertools import cycle
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.entries import Balances
from samenspel_arrangements.domain.money.ledger import Ledger
from samenspel_arrangements.domain.money.mandate import Mandate
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.persistence.money.ledgers import entry_of
from samenspel_arrangements.persistence.money_tables import CommitmentRow, EntryRow, LedgerRow
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.actor import Role
from samenspel_kernel.errors import NotFound, RuleViolation
from samenspel_kernel.ids import ArrangementId, PersonId, UnitId
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.provisioning import ServiceUrls

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
YEAR = SchoolYear(2026)
WHO = PersonId(uuid4())
WRITERS = 50
UNLIMITED = Mandate(
    role=Role.DIRECTOR, version=1, limit=None, valid_from=date(2026, 1, 1), source="Test"
)


@pytest_asyncio.fixture
async def busy(urls: ServiceUrls) -> AsyncIterator[Transactions[SqlArrangementsUnitOfWork]]:
    """Transactions of the role that serves requests, as many at once as there are writers."""
    engine = create_engine(urls.app_url, pool_size=WRITERS)
    yield Transactions(sessions_of(engine), SqlArrangementsUnitOfWork, Wakeup())
    await engine.dispose()


async def allocate(world: Any, transactions: Any, cents: int, unit_id: UUID | None = None) -> None:
    async with transactions(Scope.begin(world.alliance_id)) as uow:
        ledger = await uow.ledgers.locked(unit_id or world.unit_id, YEAR)
        ledger.allocate(Cents(cents), by=WHO, at=NOW)
        uow.ledgers.save(ledger)


async def read(world: Any, transactions: Any, unit_id: UUID | None = None) -> Ledger:
    async with transactions(Scope.begin(world.alliance_id)) as uow:
        ledger: Ledger = await uow.ledgers.locked(unit_id or world.unit_id, YEAR)
    return ledger


async def replayed(world: Any, transactions: Any, ledger: Ledger) -> Balances:
    """Count the balances anew from the entries that are stored."""
    query = select(EntryRow).where(EntryRow.ledger_id == ledger.id).order_by(EntryRow.number)
    async with transactions(Scope.begin(world.alliance_id)) as uow:
        return Balances.of(entry_of(row) for row in await uow.session.scalars(query))


async def test_a_ledger_comes_back_as_it_was(world: Any, app: Any) -> None:
    help_ = ArrangementId(uuid4())
    await allocate(world, app, 1_000_00)
    async with app(Scope.begin(world.alliance_id)) as uow:
        ledger = await uow.ledgers.locked(world.unit_id, YEAR, help_)
        ledger.promise(help_, Cents(600_00), mandate=UNLIMITED, by=WHO, at=NOW)
        uow.ledgers.save(ledger)
    async with app(Scope.begin(world.alliance_id)) as uow:
        ledger = await uow.ledgers.locked(world.unit_id, YEAR, help_)
        ledger.spend(help_, Cents(250_00), by=WHO, at=NOW)
        uow.ledgers.save(ledger)

    async with app(Scope.begin(world.alliance_id)) as uow:
        found = await uow.ledgers.locked(world.unit_id, YEAR, help_)

    assert found.balances == Balances(budget=-1_000_00, free=400_00, committed=350_00, spent=250_00)
    assert (found.commitment(help_).open, found.commitment(help_).spent) == (350_00, 250_00)
    assert found.entries == 3
    assert await replayed(world, app, found) == found.balances


async def test_an_entry_is_reversed_once(world: Any, app: Any) -> None:
    await allocate(world, app, 500_00)
    async with app(Scope.begin(world.alliance_id)) as uow:
        entry_id = await uow.session.scalar(select(EntryRow.id))

    async def reverse() -> None:
        async with app(Scope.begin(world.alliance_id)) as uow:
            entry, ledger = await uow.ledgers.entry(entry_id)
            ledger.reverse(entry, by=WHO, at=NOW)
            uow.ledgers.save(ledger)

    await reverse()
    with pytest.raises(RuleViolation, match="reversed-before"):
        await reverse()

    assert (await read(world, app)).balances == Balances()


async def test_entries_of_another_alliance_are_not_there(world: Any, app: Any) -> None:
    await allocate(world, app, 500_00)
    async with app(Scope.begin(world.alliance_id)) as uow:
        entry_id = await uow.session.scalar(select(EntryRow.id))

    async with app(Scope.begin(uuid4())) as uow:
        with pytest.raises(NotFound):
            await uow.ledgers.entry(entry_id)
        for table in (LedgerRow, EntryRow, CommitmentRow):
            assert (await uow.session.scalars(select(table))).all() == []


async def test_50_writers_at_once_never_commit_more_than_there_is(world: Any, busy: Any) -> None:
    await allocate(world, busy, 1_000_00)
    helps = [ArrangementId(uuid4()) for _ in range(WRITERS)]

    async def promise(help_: ArrangementId) -> bool:
        try:
            async with busy(Scope.begin(world.alliance_id)) as uow:
                ledger = await uow.ledgers.locked(world.unit_id, YEAR, help_)
                ledger.promise(help_, Cents(33_00), mandate=UNLIMITED, by=WHO, at=NOW)
                uow.ledgers.save(ledger)
        except RuleViolation:
            return False
        return True

    done = await asyncio.gather(*(promise(help_) for help_ in helps))

    assert sum(done) == 1_000_00 // 33_00
    ledger = await read(world, busy)
    assert ledger.balances.free == 1_000_00 % 33_00
    assert ledger.balances.committed == sum(done) * 33_00
    assert await replayed(world, busy, ledger) == ledger.balances


async def test_50_writers_that_do_everything_at_once_leave_ledgers_that_add_up(
    world: Any, busy: Any
) -> None:
    units = [UnitId(world.unit_id), UnitId(uuid4())]
    help_ = ArrangementId(uuid4())
    for unit in units:
        await allocate(world, busy, 200_00, unit)

    async def do(what: str, one: UnitId, other: UnitId) -> None:
        amount = Cents(17_00)
        try:
            async with busy(Scope.begin(world.alliance_id)) as uow:
                if what == "transfer":
                    ledgers = await uow.ledgers.locked_pair((one, YEAR), (other, YEAR))
                    ledgers[0].transfer(ledgers[1], amount, by=WHO, at=NOW)
                else:
                    ledgers = (await uow.ledgers.locked(one, YEAR, help_),)
                    match what:
                        case "allocate":
                            ledgers[0].allocate(amount, by=WHO, at=NOW)
                        case "promise":
                            ledgers[0].promise(help_, amount, mandate=UNLIMITED, by=WHO, at=NOW)
                        case "release":
                            ledgers[0].release(help_, amount, by=WHO, at=NOW)
                        case _:
                            ledgers[0].spend(help_, amount, by=WHO, at=NOW)
                for ledger in ledgers:
                    uow.ledgers.save(ledger)
        except RuleViolation:
            return

    steps = zip(
        range(WRITERS),
        cycle(("promise", "transfer", "spend", "release", "transfer", "promise", "allocate")),
        cycle((0, 1, 1, 0, 0)),
        strict=False,
    )
    await asyncio.wait_for(
        asyncio.gather(*(do(what, units[n], units[1 - n]) for _, what, n in steps)), timeout=60
    )

    ledgers = [await read(world, busy, unit) for unit in units]
    assert sum(ledger.balances.other_units for ledger in ledgers) == 0
    for ledger in ledgers:
        assert ledger.entries > 1
        assert await replayed(world, busy, ledger) == ledger.balances


async def test_the_database_itself_refuses_to_overspend(world: Any, app: Any) -> None:
    await allocate(world, app, 100_00)

    for values in (
        {"free_cents": -1, "committed_cents": 100_01},
        {"free_cents": 100_01, "committed_cents": -1},
        {"free_cents": 100_01, "spent_cents": -1},
        {"free_cents": 99_99},
    ):
        with pytest.raises(IntegrityError):
            async with app(Scope.begin(world.alliance_id)) as uow:
                await uow.session.execute(update(LedgerRow).values(values))


@pytest.mark.parametrize("role", ["app_url", "worker_url"])
@pytest.mark.parametrize("change", ["UPDATE budget_entry SET amount_cents = 1", "DELETE FROM {0}"])
async def test_what_was_booked_is_not_changed_or_removed(
    world: Any, app: Any, urls: ServiceUrls, role: str, change: str
) -> None:
    await allocate(world, app, 100_00)
    connection = await asyncpg.connect(getattr(urls, role))

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute(change.format("budget_entry"))
    await connection.close()


async def test_an_entry_that_moves_nothing_is_not_stored(world: Any, app: Any) -> None:
    await allocate(world, app, 100_00)
    copy = text(
        "INSERT INTO budget_entry SELECT gen_random_uuid(), alliance_id, ledger_id, 2, kind, 0,"
        " taken_from, given_to, NULL, NULL, NULL, NULL, booked_by, booked_at FROM budget_entry"
    )

    with pytest.raises(DBAPIError):
        async with app(Scope.begin(world.alliance_id)) as uow:
            await uow.session.execute(copy)
