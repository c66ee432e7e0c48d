"""A running Samenspel, as `make run` starts it."""

from collections.abc import Iterator

import pytest

from samenspel_testkit.installation import Installation
from samenspel_testkit.ports import free_port


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One that is up, with the demo in it."""
    started = Installation(tmp_path_factory.mktemp("samenspel") / "data", free_port())
    try:
        started.wait_until_up(120)
        yield started
    finally:
        started.end()
