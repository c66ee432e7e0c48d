import sys
from pathlib import Path

from samenspel_testkit.probes import eventually
from samenspel_testkit.processes import Process
from samenspel_testkit.warden import Warden

STARTS_ONE_AND_WAITS = """
import sys, time
from pathlib import Path
from samenspel_testkit.warden import Warden
Warden(["sleep", "600"], directory=Path(sys.argv[1])).start()
print("started")
time.sleep(600)
"""


async def test_a_server_and_its_files_go_when_the_tests_are_killed(tmp_path: Path) -> None:
    directory = tmp_path / "server"
    directory.mkdir()
    tests = await Process.start(sys.executable, "-c", STARTS_ONE_AND_WAITS, str(directory))
    async with tests:
        await tests.line("started")
        assert directory.exists()
        tests.kill()

    await eventually(lambda: not directory.exists(), because="the warden cleans up")


async def test_a_stopped_server_keeps_its_files_until_it_is_closed(tmp_path: Path) -> None:
    directory = tmp_path / "server"
    directory.mkdir()
    warden = Warden(["sleep", "600"], directory=directory)
    warden.start()

    warden.stop()
    assert directory.exists()

    warden.close()
    assert not directory.exists()
