"""Unit: a process says at its start which key it lacks, not when somebody first needs it."""

import asyncio

import pytest

from samenspel_platform.process import ServiceProcess
from samenspel_platform.settings import MissingSetting
from samenspel_testkit.services import NOWHERE, build


@pytest.mark.parametrize("lacks", ["lookup_key", "letter_key"])
async def test_intake_serves_no_page_without_the_keys_of_people_and_letters(lacks: str) -> None:
    async with ServiceProcess(*build("intake", NOWHERE, **{lacks: None})) as process:
        with pytest.raises(MissingSetting, match=f"^{lacks.upper()}$"):
            assert process.asgi


@pytest.mark.parametrize(
    ("service", "lacks"), [("intake", "lookup_key"), ("notifications", "letter_key")]
)
async def test_no_worker_begins_without_the_key_that_its_jobs_need(
    service: str, lacks: str
) -> None:
    async with ServiceProcess(*build(service, NOWHERE, **{lacks: None})) as process:
        with pytest.raises(MissingSetting, match=f"^{lacks.upper()}$"):
            await process.run_worker(asyncio.Event())
