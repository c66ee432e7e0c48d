"""Integration: bytes that no document names go in the end; those that one names never do."""

import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest

from samenspel_arrangements.jobs.sweep_files import SweepFiles
from samenspel_testkit.clocks import FixedClock

from .conftest import SECRET, Household

UPLOADING = Path(__file__).parent / "uploading.py"


@pytest.fixture
def sweep(process: Any, shelf: Any) -> Any:
    async def run(*, after: timedelta) -> int:
        clock = FixedClock(datetime.now(UTC) + after)
        return await SweepFiles(shelf).run(replace(process.job_context, clock=clock))

    return run


def kept(folder: Path) -> int:
    return sum(each.is_file() for each in folder.rglob("*"))


async def upload_and_die(household: Household, url: str, folder: Path, where: str) -> int:
    given = (url, f"file://{folder}", SECRET, household.world.alliance_id, household.case_id)
    dying = await asyncio.create_subprocess_exec(
        sys.executable,
        UPLOADING,
        *map(str, (*given, household.coordinator.unit_id)),
        env={"SAMENSPEL_FAILPOINT": where},
    )
    return await dying.wait()


@pytest.mark.parametrize(("where", "documents"), [("before-commit", 0), ("after-commit", 1)])
async def test_a_kill_between_the_bytes_and_the_commit_leaves_nothing_for_ever(
    where: str,
    documents: int,
    household: Household,
    urls: Any,
    folder: Path,
    sweep: Any,
) -> None:
    assert await upload_and_die(household, urls.app_url, folder, where) == -SIGKILL

    assert kept(folder) == 1
    assert len(await household.listed(household.parent)) == documents
    assert await sweep(after=timedelta(hours=23)) == 0
    assert kept(folder) == 1
    assert await sweep(after=timedelta(hours=25)) == 1 - documents
    assert await sweep(after=timedelta(hours=25)) == 0
    assert kept(folder) == documents


async def test_a_removed_document_s_bytes_go_and_others_stay(
    household: Household, folder: Path, sweep: Any
) -> None:
    gone, stays = [await household.added(household.coordinator) for _ in range(2)]
    await household.do(household.coordinator, gone, "removals", body={"reason": "outdated"})

    done = await asyncio.gather(*(sweep(after=timedelta(days=2)) for _ in range(3)))
    assert sum(done) >= 1
    assert kept(folder) == 1
    assert (await household.open(household.parent, stays)).status_code == 200
