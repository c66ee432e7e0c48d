from collections.abc import Iterator

import pytest
from deploy.postgres.tests.servers import Server, new_server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The one that init.sh prepares."""
    yield from new_server()


@pytest.fixture(scope="module")
def other_server() -> Iterator[Server]:
    """The one that our own provisioning prepares."""
    yield from new_server()
