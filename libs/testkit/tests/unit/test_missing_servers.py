import time
from pathlib import Path

import pytest

from samenspel_testkit import postgres, rabbit
from samenspel_testkit.missing import MissingServer


@pytest.fixture
def nothing_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TEST_POSTGRES_URL", raising=False)
    monkeypatch.delenv("TEST_RABBITMQ_URL", raising=False)
    monkeypatch.delenv("TEST_SERVERS", raising=False)
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/no-engine.sock")
    monkeypatch.setattr(rabbit, "BINARIES", tmp_path)
    monkeypatch.setattr(postgres.LocalPostgres, "__init__", no_binaries)


def no_binaries(self: object, *settings: object) -> None:
    raise FileNotFoundError("no initdb here")


@pytest.mark.usefixtures("nothing_there")
def test_a_missing_broker_is_told_within_five_seconds_with_what_to_install() -> None:
    began = time.monotonic()

    with pytest.raises(MissingServer, match="apt-get install rabbitmq-server"):
        rabbit.find_rabbit("")
    assert time.monotonic() - began < 5


@pytest.mark.usefixtures("nothing_there")
def test_a_missing_database_server_is_told_with_each_way_that_was_tried() -> None:
    with pytest.raises(MissingServer, match=r"(?s)TEST_POSTGRES_URL.*container.*no initdb here"):
        postgres.find_postgres()


@pytest.mark.usefixtures("nothing_there")
def test_who_asks_for_local_servers_gets_no_container(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_SERVERS", "local")
    with pytest.raises(MissingServer) as told:
        postgres.find_postgres()
    assert "local: FileNotFoundError" in str(told.value)
    assert "containers" not in str(told.value)


@pytest.mark.usefixtures("nothing_there")
def test_a_way_that_does_not_exist_is_told_with_those_that_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TEST_SERVERS", "remote")

    with pytest.raises(MissingServer, match="'remote', not one of containers, local"):
        postgres.find_postgres()
