from uuid import UUID

from samenspel_messaging.deliveries import Delivery


def test_bytes_that_are_no_event_keep_an_id_of_their_own() -> None:
    first, again, other = (Delivery.read(body) for body in (b"\xff", b"\xff", b"{}"))
    assert first.envelope is None
    assert first.event_id == again.event_id != other.event_id
    assert first.body == b"\xff"


def test_a_held_one_keeps_the_id_that_it_is_held_under() -> None:
    held_as = UUID(int=5)
    delivery = Delivery.read(b"nonsense", attempt=2, held_as=held_as)
    assert (delivery.event_id, delivery.attempt, delivery.held) == (held_as, 2, True)
