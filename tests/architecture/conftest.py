from pathlib import Path

import pytest

from samenspel_testkit.services import SERVICES


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).parents[2]
