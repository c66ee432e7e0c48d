"""What we publish stays readable: for us, and for a reader that we did not write."""

import json
from pathlib import Path
from typing import Any

import pytest
from cloudevents.core.bindings.amqp import AMQPMessage, from_structured_event

from samenspel_contracts.envelope import CONTENT_TYPE, Envelope
from samenspel_contracts.registry import PREFIX, REGISTRY

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.json"))

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)


def read(sample: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sample.read_bytes())
    return found


def test_every_event_has_a_sample() -> None:
    assert {read(sample)["type"] for sample in SAMPLES} == set(REGISTRY)


@every_sample
def test_a_published_sample_stays_readable(sample: Path) -> None:
    data = Envelope.model_validate_json(sample.read_bytes()).open()

    assert data.type == f"{PREFIX}{sample.stem}"


@every_sample
def test_a_sample_is_written_again_as_it_was(sample: Path) -> None:
    envelope = Envelope.model_validate_json(sample.read_bytes())
    data = envelope.open().model_dump(mode="json", by_alias=True, exclude_none=True)

    assert json.loads(envelope.model_copy(update={"data": data}).to_wire()) == read(sample)


@every_sample
def test_an_independent_reader_reads_the_same(sample: Path) -> None:
    wire = Envelope.model_validate_json(sample.read_bytes()).to_wire()
    message = AMQPMessage(
        properties={"content-type": CONTENT_TYPE}, application_properties={}, application_data=wire
    )

    event = from_structured_event(message)

    expected = read(sample)
    assert event.get_data() == expected["data"]
    assert event.get_subject() == expected["subject"]
    for extension in ("alliance", "aggseq", "part", "pos", "correlationid"):
        assert event.get_extension(extension) == expected[extension]


@every_sample
def test_the_envelope_holds_no_personal_data(sample: Path) -> None:
    attributes = {name: value for name, value in read(sample).items() if name != "data"}

    assert set(attributes) <= set(Envelope.model_fields)
    assert not any("@" in str(value) for value in attributes.values())


@every_sample
def test_a_field_that_a_newer_writer_adds_does_not_hurt(sample: Path) -> None:
    newer = read(sample)
    newer["data"]["somethingNew"] = {"any": "thing"}
    newer["newattribute"] = "x"

    assert Envelope.model_validate(newer).open()
