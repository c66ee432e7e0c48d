"""Real containers of the system; these tests need Docker, and build the images first."""

from collections.abc import Generator, Iterator
from contextlib import ExitStack

import pytest
from tests.containers.composed import Composed
from tests.containers.docker_cli import network
from tests.containers.images import Images
from tests.containers.proxied import UP, Proxy, proxy, stand_in

from samenspel_testkit.ports import free_port
from samenspel_testkit.probes import eventually


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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show with a test that failed what the containers said last."""
    report = yield
    system = getattr(item, "funcargs", {}).get("system")
    if report.failed and isinstance(system, Composed):
        report.sections.append(("containers", system.compose("logs", "--no-color", "--tail=25")))
    return report


@pytest.fixture(scope="session")
def images(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Images]:
    """Our images: `images.of("intake")` builds that of a service, and gives its tag."""
    built = Images(tmp_path_factory.mktemp("checkout"))
    yield built
    built.forget()


@pytest.fixture(scope="session")
def started_proxy(images: Images) -> Iterator[Proxy]:
    """A proxy that may not have found its services yet."""
    with ExitStack() as opened:
        net = opened.enter_context(network())
        for service in UP:
            opened.enter_context(stand_in(service, net))
        yield opened.enter_context(proxy(images.of("proxy"), net))


@pytest.fixture
async def front(started_proxy: Proxy) -> Proxy:
    """A proxy before three services; the fourth is down."""
    await eventually(lambda: all(map(started_proxy.serves, UP)), because="three services answer")
    return started_proxy
