"""The command `samenspel-reporting rebuild`, in a process of its own."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import CliRunner

from samenspel_contracts.envelope import Envelope
from samenspel_reporting.__main__ import cli
from samenspel_reporting.consumers import PROJECTIONS
from samenspel_testkit.probes import eventually
from samenspel_testkit.processes import Process

ITEMS, *_ = PROJECTIONS
Tell = Callable[..., list[Envelope]]


async def command(reporting: Any, *arguments: str, **environment: str) -> Process:
    urls, sources = reporting.urls, reporting.logs.urls
    return await Process.start(
        *(sys.executable, "-m", "samenspel_reporting", "rebuild", *arguments),
        env={
            "BUS": "log",
            "COLUMNS": "160",
            "DATABASE__OWNER_URL": urls.owner_url,
            "DATABASE__WORKER_URL": urls.worker_url,
            **{f"FEEDS__{name.upper()}": of.feed_url for name, of in sources.items()},
            **environment,
        },
    )


async def run(reporting: Any, *arguments: str) -> tuple[int, str]:
    """Run it to its end; gives the exit code and what it said."""
    async with await command(reporting, *arguments) as process:
        return await process.ended(within=90), "\n".join(process.output)


@pytest.mark.parametrize("where", ["before-consumer-commit", "after-consumer-commit"])
async def test_a_rebuild_that_was_killed_goes_on_and_the_consumer_never_noticed(
    reporting: Any, told: Tell, where: str
) -> None:
    await reporting.logs.append(told())
    async with reporting.running():
        await eventually(reporting.caught_up)
        async with await command(reporting, "items", SAMENSPEL_FAILPOINT=where) as killed:
            assert await killed.ended(within=90) == -9
        await reporting.logs.append(told(seed=2))
        await eventually(reporting.caught_up)
        before = await reporting.rows(ITEMS)

        code, said = await run(reporting, "items")
        assert code == 0, said
        assert "items: goes on at " in said
        assert ("goes on at 0 of" in said) == (where == "before-consumer-commit")
        assert "Equal." in said
        assert "In place; the consumer stood still for" in said
        assert await reporting.rows(ITEMS) == before

        await reporting.logs.append(told(seed=3))
        await eventually(reporting.caught_up)
    assert (await reporting.rebuilt(ITEMS)).equal


async def test_what_differs_is_shown_and_nothing_is_swapped_before_someone_agrees(
    reporting: Any, told: Tell
) -> None:
    await reporting.logs.append(told())
    async with reporting.running():
        await eventually(reporting.caught_up)
    right = await reporting.rows(ITEMS)
    await reporting.query("UPDATE item SET holder_kind = 'nobody' WHERE state = 'open'")
    await reporting.query("DELETE FROM journey WHERE ctid = (SELECT min(ctid) FROM journey)")
    wrong = await reporting.rows(ITEMS)

    assert await differing(reporting, "items", "--check") == 1
    assert await differing(reporting, "items") == 1
    assert await reporting.rows(ITEMS) == wrong

    assert await differing(reporting, "items", "--accept-differences") == 0
    assert await reporting.rows(ITEMS) == right
    assert await reporting.rows(ITEMS, ITEMS.old) == wrong

    assert await run(reporting, "items", "--drop-old") == (0, "Dropped.")
    assert await run(reporting, "items", "--drop-old") == (0, "There was nothing to drop.")


async def differing(reporting: Any, *arguments: str) -> int:
    """Run it; gives the exit code, after a look at the differences that it shows."""
    open_ = len(await reporting.query("SELECT 1 FROM item WHERE state = 'open'"))
    code, said = await run(reporting, *arguments)
    assert "They differ." in said
    cells = [[cell.strip() for cell in line.split("│")] for line in said.splitlines()]
    only = {row[1]: (row[6], row[7]) for row in cells if len(row) == 9}
    assert only["item"] == (str(open_), str(open_))
    assert only["journey"] == ("0", "1")
    assert only["handover"] == ("-", "-")
    return code


def test_a_projection_that_does_not_exist_is_refused_with_those_that_do() -> None:
    result = CliRunner().invoke(cli, ["rebuild", "cases"])

    assert result.exit_code == 2
    assert result.output == "There is no projection cases; there are: items, register, access.\n"
