import time
from pathlib import Path

import pytest

from samenspel_testkit import postgres, rabbit
from samenspel_testkit.missing import MissingServer


@pytest.fixture
def nothing_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TEST_POSTGRES_URL", raising=False)
    monkeypatch.delenv("TEST_RABBITMQ_URL", raising=False)
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/no-engine.sock")
    monkeypatch.setattr(rabbit, "BINARIES", tmp_path)
    monkeypatch.setattr(postgres.LocalPostgres, "__init__", no_binaries)


def no_binaries(self: object) -> None:
    raise FileNotFoundError("no initdb here")


@pytest.mark.usefixtures("nothing_there")
def test_a_missing_broker_is_told_within_five_seconds_with_what_to_install() -> None:
    began = time.monotonic()

    with pytest.raises(MissingServer, match="apt-get install rabbitmq-server"):
        rabbit.find_rabbit()
    assert time.monotonic() - began < 5


@pytest.mark.usefixtures("nothing_there")
def test_a_missing_database_server_is_told_with_each_way_that_was_tried() -> None:
    with pytest.raises(MissingServer, match=r"(?s)TEST_POSTGRES_URL.*container.*no initdb here"):
        postgres.find_postgres()
