from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import SupportRequestWithdrawnV1, UnitRecordedV1
from samenspel_messaging.consumers import Consumer
from samenspel_messaging.topology import DELIVERY_LIMIT, Names, Queue, queues_of


async def ignore(event: object, envelope: Envelope, uow: object) -> None: ...


def made(*, ordered: bool = True, shards: int = 1, prefix: str = "") -> list[Queue]:
    consumer = Consumer(
        name="numbers",
        handlers={SupportRequestWithdrawnV1: ignore, UnitRecordedV1: ignore},
        ordered=ordered,
        shards=shards,
    )
    return list(queues_of(Names("reporting", prefix), [consumer]))


def test_a_service_has_a_queue_per_shard_and_one_for_its_dead_letters() -> None:
    names = [queue.name for queue in made(shards=2)]
    assert names == ["q.reporting.park", "q.reporting.numbers.s00", "q.reporting.numbers.s01"]


def test_every_part_of_every_aggregate_goes_to_one_shard() -> None:
    _, first, second = made(shards=2)
    keys = [*first.keys, *second.keys]
    assert len(keys) == len(set(keys)) + 1 == 2 * 16 + 2
    assert "p00.*.unit.#" in first.keys
    assert "p01.*.support-request.#" in second.keys
    assert "sys.watermark.intake" in set(first.keys) & set(second.keys)


def test_dead_letters_go_at_least_once_to_the_services_own_queue() -> None:
    arguments = made()[1].arguments
    assert arguments["x-dead-letter-exchange"] == "ev.park"
    assert arguments["x-dead-letter-routing-key"] == "reporting"
    assert arguments["x-dead-letter-strategy"] == "at-least-once"
    assert arguments["x-delivery-limit"] == DELIVERY_LIMIT


def test_only_ordered_consumers_have_one_reader_at_a_time() -> None:
    assert made()[1].arguments["x-single-active-consumer"] is True
    assert "x-single-active-consumer" not in made(ordered=False)[1].arguments


def test_a_prefix_keeps_two_worlds_apart_and_names_lead_back() -> None:
    names = Names("reporting", "blue.")
    assert all(queue.name.startswith("blue.q.") for queue in made(prefix="blue."))
    assert names.consumer_of(names.shard("numbers", 3)) == "numbers"
