"""Unit: personal data never comes here."""

from samenspel_contracts.registry import Privacy
from samenspel_reporting.consumers import ACCESS, CONSUMERS
from samenspel_reporting.persistence.tables import Base


def test_no_consumer_reads_pupils_or_contacts() -> None:
    read = {aggregate for consumer in CONSUMERS for aggregate in consumer.aggregates}

    assert not read & {"pupil", "contact"}
    assert {"support-request", "case", "registration", "signal", "school", "person"} <= read


def test_no_event_that_is_read_has_a_personal_field() -> None:
    classes = {event.privacy() for consumer in CONSUMERS for event in consumer.handlers}

    assert classes <= {Privacy.NONE, Privacy.PSEUDONYMOUS}


def test_no_table_keeps_which_pupil_it_is_about() -> None:
    columns = {column.name for table in Base.metadata.tables.values() for column in table.columns}

    assert not {name for name in columns if "pupil" in name or "contact" in name}
    assert not ACCESS.keeps_pupils
