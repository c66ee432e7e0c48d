"""Real containers of the system; these tests need Docker, and build the images first."""

from collections.abc import Iterator

import pytest
from tests.containers.composed import Composed

from samenspel_testkit.ports import free_port


@pytest.fixture(scope="session")
def system() -> Iterator[Composed]:
    """The system in containers, healthy, with the demonstration's story told."""
    composed = Composed(free_port())
    composed.build()
    try:
        composed.up()
        yield composed
    finally:
        composed.down()
