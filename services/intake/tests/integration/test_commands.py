"""Integration: the commands, as an operator runs them."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from samenspel_intake.__main__ import cli
from samenspel_platform.provisioning import ServiceUrls

DATA = Path(__file__).parents[1] / "data"


def environment_of(urls: ServiceUrls) -> dict[str, str]:
    return {
        "DATABASE__APP_URL": urls.app_url,
        "DATABASE__WORKER_URL": urls.worker_url,
        "BUS": "log",
        "COOKIE_KEY": "k" * 40,
        "LOOKUP_KEY": "l" * 40,
    }


async def run(urls: ServiceUrls, *arguments: str) -> tuple[int, str]:
    """Run a command in this process; a process of its own takes seconds to start."""
    environment = environment_of(urls)
    ran = await asyncio.to_thread(CliRunner().invoke, cli, arguments, env=environment)
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exc_info
    return ran.exit_code, ran.output


async def test_a_command_is_a_program(urls: ServiceUrls) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "samenspel_intake", "load-unit-map", str(DATA / "unit-map.yaml")),
        env={"PATH": os.environ["PATH"], **environment_of(urls)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    assert (process.returncode, b"Terms changed: 3. Units: 2." in output) == (0, True)


async def test_a_map_and_a_register_are_loaded_once(urls: ServiceUrls) -> None:
    status, output = await run(urls, "load-unit-map", str(DATA / "unit-map.yaml"))
    assert (status, "Terms changed: 3. Units: 2." in output) == (0, True)

    status, output = await run(urls, "import-schools", str(DATA / "schools-2017.csv"))
    assert status == 0, output
    assert "School locations: 5 new, 0 changed, 0 unchanged, 6 refused." in output
    assert "1 of visiting addresses, 2 of correspondence addresses" in output
    assert "Schools of an alliance: 5 new, 0 changed." in output
    assert "no valid postcode" in output

    _, again = await run(urls, "import-schools", str(DATA / "schools-2017.csv"))
    assert "School locations: 0 new, 0 changed, 5 unchanged, 6 refused." in again
    assert "Schools of an alliance: 0 new, 0 changed." in again


async def test_a_newer_register_is_looked_at_first_and_a_school_closes_by_a_word(
    urls: ServiceUrls, tmp_path: Path
) -> None:
    await run(urls, "load-unit-map", str(DATA / "unit-map.yaml"))
    await run(urls, "import-schools", str(DATA / "schools-2017.csv"))
    raw = (DATA / "schools-2017.csv").read_bytes()
    file = tmp_path / "newer.csv"
    file.write_bytes(b"\n".join(line for line in raw.split(b"\n") if b";99CC00;" not in line))
    into = ("--closed", "99CC00=99BB00", "--on", "2026-07-31")

    status, output = await run(urls, "import-schools", str(file), "--dry-run")
    assert (status, "PO9901: 0 new, 0 changed, 4 unchanged, 1 not in the file" in output) == (
        0,
        True,
    ), output
    status, output = await run(urls, "import-schools", str(file), *into[:2])
    assert (status, "--closed needs --on" in output) == (2, True), output
    status, output = await run(urls, "import-schools", str(file), *into)
    assert (status, 'Closed 99CC00 Basisschool "Kla4" into 99BB00' in output) == (0, True), output
    status, output = await run(urls, "import-schools", str(file), "--closed", "99ZZ00", *into[2:])
    assert (status, "Not closed 99ZZ00: school.unknown." in output) == (2, True), output


@pytest.mark.parametrize(
    ("command", "content", "message"),
    [
        ("import-schools", b"a;b\n1;2\n", "columns are missing"),
        ("import-schools", b"", "the file is empty"),
        ("load-unit-map", b"units: []", "alliance: Field required"),
    ],
)
async def test_a_wrong_file_is_refused_with_the_reason(
    urls: ServiceUrls, tmp_path: Path, command: str, content: bytes, message: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    status, output = await run(urls, command, str(file))
    assert (status, message in output) == (2, True), output


async def test_the_first_administrator_is_made_by_a_command(urls: ServiceUrls) -> None:
    who = ("Bert Admiraal", "eigen:bert")
    status, output = await run(urls, "add-administrator", "PO9901", *who)
    assert (status, "there is no such alliance" in output) == (2, True), output
    await run(urls, "load-unit-map", str(DATA / "unit-map.yaml"))

    status, output = await run(urls, "add-administrator", "PO9901", *who)
    assert status == 0, output
    status, output = await run(urls, "add-administrator", "PO9901", *who)
    assert (status, "account.known" in output) == (2, True), output
    status, output = await run(urls, "add-administrator", "PO9901", "Bert", "no code")
    assert (status, "account: account.invalid" in output) == (2, True), output
