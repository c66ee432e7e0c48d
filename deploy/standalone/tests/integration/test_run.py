"""Integration: `samenspel run` starts, says what is wrong, stops cleanly, and keeps its data."""

import socket
from pathlib import Path

import httpx2
import pytest

from samenspel_testkit.installation import TOLD_WITHIN_SECONDS, Installation
from samenspel_testkit.ports import free_port
from samenspel_testkit.probes import PATIENCE_SECONDS

AGAIN_SECONDS = 120  # on a busy machine; a person waits a few


async def test_the_start_page_offers_the_people_of_the_demo(running: Installation) -> None:
    async with httpx2.AsyncClient(
        base_url=running.address, follow_redirects=True, timeout=PATIENCE_SECONDS
    ) as http:
        page = await http.get("/")
        assert page.status_code == 200
        assert "Marieke Vink" in page.text
        for path in ("/livez", "/readyz", "/toegankelijkheid", "/privacy", "/design"):
            assert (await http.get(path)).status_code == 200, path


def test_a_second_one_on_the_same_folder_is_refused(running: Installation) -> None:
    second = Installation(running.folder, free_port())
    assert second.exit_code() == 1
    assert "already runs from" in second.output


def test_a_taken_port_gets_a_clear_message(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port: int = taken.getsockname()[1]
        refused = Installation(tmp_path / "data", port)
        assert refused.exit_code() == 1
    assert f"Port {port} is in use" in refused.output
    assert f"PORT={port + 1}" in refused.output


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"BUS": "amqp"}, "BUS=amqp needs AMQP_URL"),
        ({"PORT": "http"}, "PORT: "),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/x"}, "PostgreSQL cannot be used"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(
    tmp_path: Path, settings: dict[str, str], message: str
) -> None:
    refused = Installation(tmp_path / "data", free_port(), **settings)
    assert refused.exit_code() == 1
    assert message in refused.output
    assert "Traceback" not in refused.output


async def test_it_stops_at_ctrl_c_and_has_its_data_the_next_time(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "data", free_port())
    try:
        installation.wait_until_up(TOLD_WITHIN_SECONDS)
        assert installation.interrupt() == 0
        assert installation.output.rstrip().endswith("Stopped.")
        assert not (installation.folder / "postgres" / "postmaster.pid").exists()
        installation.again()
        installation.wait_until_up(AGAIN_SECONDS)
        assert "Demo:" not in installation.output, "the story is told once"
    finally:
        installation.end()
