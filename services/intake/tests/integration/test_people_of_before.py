"""Integration: people who were entered with one role keep it, and the other services hear of it."""

import json
from uuid import UUID, uuid4

import asyncpg

from samenspel_contracts.people import PersonAccessChangedV1
from samenspel_platform.migrating import downgrade, upgrade
from samenspel_testkit.plugin import DatabaseFactory

PACKAGE = "samenspel_intake"
PERSON = """
    INSERT INTO person (id, alliance_id, unit_id, part, row_version, event_seq, name, role,
                        school_id, pupil_ids)
    VALUES ($1, $2, $3, 4, 1, 0, 'Somebody', $4, NULL, $5)
"""


async def test_a_role_of_before_is_the_first_grant_and_is_told(
    empty_database: DatabaseFactory,
) -> None:
    urls = await empty_database("intake")
    await upgrade(PACKAGE, urls.owner_url, "0002")
    alliance, unit, parent, coordinator, pupil = (uuid4() for _ in range(5))
    connection = await asyncpg.connect(urls.owner_url)
    await connection.execute(PERSON, parent, alliance, None, "parent", [pupil])
    await connection.execute(PERSON, coordinator, alliance, unit, "unit-coordinator", [])

    await upgrade(PACKAGE, urls.owner_url, "0003")

    told: dict[UUID, PersonAccessChangedV1] = {}
    for row in await connection.fetch("SELECT * FROM bus.outbox"):
        assert (row["agg_seq"], row["part"], row["alliance_id"]) == (1, 4, alliance)
        told[row["agg_id"]] = PersonAccessChangedV1.model_validate(json.loads(row["data"]))
    (of_parent,), (of_coordinator,) = told[parent].grants, told[coordinator].grants
    assert (of_parent.role, of_parent.pupil_ids) == ("parent", (pupil,))
    assert (of_coordinator.role, of_coordinator.unit_id) == ("unit-coordinator", unit)
    kept = await connection.fetch("SELECT id, person_id FROM role_grant")
    assert {(row["id"], row["person_id"]) for row in kept} == {
        (of_parent.grant_id, parent),
        (of_coordinator.grant_id, coordinator),
    }
    assert await connection.fetchval("SELECT min(event_seq) FROM person") == 1

    await downgrade(PACKAGE, urls.owner_url, "0002")
    roles = await connection.fetch("SELECT role FROM person ORDER BY role")
    assert [row["role"] for row in roles] == ["parent", "unit-coordinator"]
    await connection.close()
