import asyncio
import sys
from pathlib import Path

import pytest

from samenspel_testkit import scratch as kept
from samenspel_testkit.probes import eventually

IS_KILLED = """
import os, sys
from pathlib import Path
from samenspel_testkit import scratch as kept
kept.MEMORY = Path(sys.argv[1])
print(kept.Scratch().folder, flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(kept, "MEMORY", tmp_path)
    return tmp_path


def test_a_folder_goes_with_all_that_is_in_it(memory: Path) -> None:
    made = kept.Scratch()
    (made.folder / "inner").mkdir()
    (made.folder / "inner" / "file").write_text("x")

    made.close()

    assert list(memory.iterdir()) == []


async def test_a_folder_goes_too_when_who_made_it_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", IS_KILLED, str(tmp_path)]
    killed = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said, _ = await killed.communicate()
    folder = Path(said.decode().strip())

    assert killed.returncode == -9
    assert folder.name.startswith("samenspel-tests-")
    await eventually(lambda: not folder.exists(), because="it is removed")


def test_there_is_none_where_there_is_no_memory_to_keep_it_in(
    memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "ROOM", 1 << 60)
    assert kept.scratch() is None

    monkeypatch.setattr(kept, "MEMORY", memory / "nowhere")
    assert kept.scratch() is None
