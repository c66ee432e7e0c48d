"""Unit: what a rebuild needs to know of the read models."""

from collections import Counter

from samenspel_platform.access import TABLES
from samenspel_reporting.consumers import CONSUMERS, PROJECTIONS
from samenspel_reporting.persistence.tables import Base


def test_each_table_is_written_by_one_projection_alone() -> None:
    written = Counter(table for projection in PROJECTIONS for table in projection.tables)

    assert written == Counter([*Base.metadata.tables.keys(), *TABLES])


def test_each_consumer_can_be_rebuilt() -> None:
    assert tuple(projection.consumer for projection in PROJECTIONS) == CONSUMERS
    assert all(consumer.ordered and not consumer.outward for consumer in CONSUMERS)


def test_no_table_refers_to_another() -> None:
    assert not [key for table in Base.metadata.tables.values() for key in table.foreign_keys]
