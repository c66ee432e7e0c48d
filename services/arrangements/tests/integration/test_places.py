"""Integration: places on real PostgreSQL, also when everybody wants one at once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from samenspel_arrangements.domain.places.ids import PlacementId, ProvisionId
from samenspel_arrangements.domain.places.provision import Provision, ProvisionKind
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.persistence.place_tables import ProvisionRow, SeatRow
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.actor import Role
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import SchoolId
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.provisioning import ServiceUrls

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
API = "/arrangements/v1/provisions"
AT_ONCE = 25
ATTEMPTS = 10_000
SEATS = 40
ASK = (
    "INSERT INTO provision_seat (provision_id, number, alliance_id, capacity, placement_id)"
    " SELECT id, $2, alliance_id, capacity, gen_random_uuid() FROM provision WHERE id = $1"
    " ON CONFLICT DO NOTHING"
)


@pytest_asyncio.fixture
async def busy(urls: ServiceUrls) -> AsyncIterator[Transactions[SqlArrangementsUnitOfWork]]:
    """Transactions of the role that serves requests, many at once."""
    engine = create_engine(urls.app_url, pool_size=AT_ONCE)
    yield Transactions(sessions_of(engine), SqlArrangementsUnitOfWork, Wakeup())
    await engine.dispose()


async def open_(world: Any, transactions: Any, capacity: int) -> ProvisionId:
    draft = Provision(
        id=ProvisionId(uuid4()),
        alliance_id=world.alliance_id,
        unit_id=world.unit_id,
        name="Observatiegroep",
        kind=ProvisionKind.OBSERVATION,
        school_id=SchoolId(world.school_id),
        year=SchoolYear(2026),
        starts_on=date(2026, 9, 1),
    )
    provision = Provision.open(draft, capacity=capacity, at=NOW)
    async with transactions(Scope.begin(world.alliance_id)) as uow:
        await uow.provisions.keep(provision)
    return provision.id


async def ask(world: Any, transactions: Any, id_: UUID) -> tuple[PlacementId, bool]:
    child = PlacementId(uuid4())
    async with transactions(Scope.begin(world.alliance_id)) as uow:
        provision = await uow.provisions.locked(id_)
        seated = provision.ask(child, at=NOW)
        await uow.provisions.keep(provision)
    return child, seated


async def read(world: Any, transactions: Any, id_: UUID) -> Provision:
    async with transactions(Scope.begin(world.alliance_id)) as uow:
        provision: Provision = await uow.provisions.locked(id_)
    return provision


async def test_a_provision_comes_back_as_it_was(world: Any, app: Any) -> None:
    id_ = await open_(world, app, 2)
    children = [(await ask(world, app, id_))[0] for _ in range(4)]

    found = await read(world, app, id_)

    assert found.seats.seated == tuple(children[:2])
    assert found.seats.waiting == tuple(children[2:])
    assert (found.name, found.kind, found.year.label) == (
        "Observatiegroep",
        ProvisionKind.OBSERVATION,
        "2026-2027",
    )


async def test_who_leaves_makes_room_for_who_waits_first(world: Any, app: Any) -> None:
    id_ = await open_(world, app, 1)
    first, second, third = [(await ask(world, app, id_))[0] for _ in range(3)]
    async with app(Scope.begin(world.alliance_id)) as uow:
        provision = await uow.provisions.locked(id_)
        assert provision.leave(first, at=NOW) == (second,)
        await uow.provisions.keep(provision)

    found = await read(world, app, id_)
    assert (found.seats.seated, found.seats.waiting) == ((second,), (third,))


@pytest.mark.parametrize("capacity", [1, 2, 5])
async def test_more_and_fewer_seats_are_stored(world: Any, app: Any, capacity: int) -> None:
    id_ = await open_(world, app, 3)
    children = [(await ask(world, app, id_))[0] for _ in range(3)]
    async with app(Scope.begin(world.alliance_id)) as uow:
        provision = await uow.provisions.locked(id_)
        for child in children[: 3 - min(capacity, 3)]:
            provision.leave(child, at=NOW)
        provision.resize(capacity, at=NOW)
        await uow.provisions.keep(provision)

    found = await read(world, app, id_)
    assert found.seats.capacity == capacity
    assert set(found.seats.seated) == set(children[3 - min(capacity, 3) :])


async def test_everybody_asks_at_once_and_seats_go_to_as_many_as_there_are(
    world: Any, busy: Any
) -> None:
    id_ = await open_(world, busy, 7)

    answers = await asyncio.gather(*(ask(world, busy, id_) for _ in range(2 * AT_ONCE)))

    found = await read(world, busy, id_)
    seated = {child for child, got in answers if got}
    assert len(seated) == 7
    assert set(found.seats.seated) == seated
    assert set(found.seats.waiting) == {child for child, got in answers if not got}


async def test_0_overbookings_in_10_000_attempts_at_once_at_the_database_itself(
    world: Any, app: Any, urls: ServiceUrls
) -> None:
    """Writers that know nothing of the domain take any seat, also ones that are not there."""
    id_ = await open_(world, app, SEATS)
    numbers = iter(range(ATTEMPTS))
    refused = 0

    async def take() -> None:
        nonlocal refused
        connection = await asyncpg.connect(urls.app_url)
        await connection.execute(
            "SELECT set_config('app.alliance', $1, false)", str(world.alliance_id)
        )
        statement = await connection.prepare(ASK)
        for attempt in numbers:
            try:
                await statement.fetch(id_, attempt % (2 * SEATS) - SEATS // 2)
            except asyncpg.CheckViolationError:
                refused += 1
        await connection.close()

    await asyncio.wait_for(asyncio.gather(*(take() for _ in range(AT_ONCE))), timeout=120)

    found = await read(world, app, id_)
    assert sorted(number for number, _ in found.seats.taken) == list(range(1, SEATS + 1))
    assert refused == ATTEMPTS // 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE provision SET capacity = 1",
        "UPDATE provision_seat SET number = 3 WHERE number = 1",
        "UPDATE provision_seat SET capacity = 9",
        "INSERT INTO provision_seat SELECT provision_id, 3, alliance_id, 3, gen_random_uuid()"
        " FROM provision_seat LIMIT 1",
        "INSERT INTO provision_seat SELECT provision_id, 2, alliance_id, 2, gen_random_uuid()"
        " FROM provision_seat LIMIT 1",
    ],
)
async def test_no_statement_overbooks(world: Any, app: Any, statement: str) -> None:
    id_ = await open_(world, app, 2)
    for _ in range(2):
        await ask(world, app, id_)

    with pytest.raises(IntegrityError):
        async with app(Scope.begin(world.alliance_id)) as uow:
            await uow.session.execute(text(statement))


async def test_places_of_another_alliance_are_not_there(world: Any, app: Any) -> None:
    id_ = await open_(world, app, 2)
    await ask(world, app, id_)

    async with app(Scope.begin(uuid4())) as uow:
        with pytest.raises(NotFound):
            await uow.provisions.locked(id_)
        for table in (ProvisionRow, SeatRow):
            assert (await uow.session.scalars(select(table))).all() == []


def offered(world: Any, **changes: Any) -> dict[str, Any]:
    given = {
        "unitId": str(world.unit_id),
        "name": "Plusklas",
        "kind": "gifted-class",
        "startsOn": "2026-09-14",
        "capacity": 3,
    }
    return given | changes


async def test_a_unit_offers_places_and_all_units_see_them(
    world: Any, client_of: Any, app: Any
) -> None:
    async with client_of(world.coordinator()) as unit:
        made = await unit.post(API, json=offered(world))
        assert made.status_code == 201, made.text
        shown = made.json()
        assert (shown["free"], shown["waiting"], shown["schoolYear"]) == (3, 0, 2026)
        await ask(world, app, UUID(shown["id"]))
        again = await unit.post(f"{API}/{shown['id']}/capacities", json={"capacity": 1})
        assert (again.status_code, again.json()["free"]) == (201, 0)
        less = await unit.post(f"{API}/{shown['id']}/capacities", json={"capacity": 0})
        assert less.status_code == 400
        assert less.json()["errors"][0]["code"] == "provision.seats-are-taken"
    async with client_of(world.coordinator(unit_id=uuid4())) as other:
        listed = (await other.get(f"{API}?schoolYear=2026")).json()["items"]
        assert [(one["capacity"], one["free"]) for one in listed] == [(1, 0)]
        theirs = await other.post(f"{API}/{shown['id']}/capacities", json={"capacity": 9})
        assert theirs.status_code in (403, 404)


async def test_who_read_an_older_version_changes_nothing(world: Any, client_of: Any) -> None:
    async with client_of(world.coordinator()) as unit:
        made = await unit.post(API, json=offered(world))
        at, body = f"{API}/{made.json()['id']}/capacities", {"capacity": 5}
        old = await unit.post(at, json=body, headers={"If-Match": '"99"'})
        assert old.status_code == 412
        new = await unit.post(at, json=body, headers={"If-Match": made.headers["etag"]})
        assert new.status_code == 201


async def test_all_that_is_wrong_is_said_at_once(world: Any, client_of: Any) -> None:
    async with client_of(world.coordinator()) as unit:
        wrong = await unit.post(API, json=offered(world, kind="sbo", capacity=0))
    assert wrong.status_code == 400
    assert {error["field"] for error in wrong.json()["errors"]} == {"capacity", "schoolId"}


async def test_parents_come_to_no_list_of_places(world: Any, client_of: Any) -> None:
    async with client_of(world.somebody(Role.PARENT, pupil_ids=frozenset({uuid4()}))) as parent:
        assert (await parent.get(API)).status_code == 403
        assert (await parent.post(API, json=offered(world))).status_code == 403
