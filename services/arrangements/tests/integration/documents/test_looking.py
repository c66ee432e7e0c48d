"""Integration: what a machine is to look at waits, and nobody opens it before."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from samenspel_arrangements.domain.documents.content import MediaType
from samenspel_arrangements.gateways.documents.scanner import Clamd
from samenspel_kernel.actor import Role

from ...unit.documents import samples
from .clamd import EICAR, clamd, clamd_over_tcp
from .conftest import LETTER, Household

NOWHERE = "tcp://127.0.0.1:1"


class Reads:
    """A machine that reads pictures."""

    def __init__(self, said: str | None) -> None:
        self._said = said

    async def read(self, _: bytes, kind: MediaType, pages: frozenset[int]) -> dict[int, str]:
        return dict.fromkeys(pages, self._said) if self._said is not None else {}


@pytest.fixture
def more_settings(folder: Path) -> dict[str, Any]:
    key = "a secret of the tests, long enough"
    return {"documents_url": f"file://{folder}", "document_key": key, "clamd_url": NOWHERE}


def kept(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


async def state_of(household: Household, id_: str) -> tuple[str, bool]:
    (shown,) = await household.listed(household.school)
    (version,) = shown["versions"]
    assert shown["id"] == id_
    return version["state"], version["openable"]


async def opened(household: Household, id_: str) -> list[int]:
    people = (household.school, household.parent, household.coordinator)
    return [(await household.open(each, id_)).status_code for each in people]


async def test_without_an_answer_of_the_scanner_nobody_opens_it(
    household: Household, check: Any
) -> None:
    id_ = await household.added(household.school)

    for _ in range(2):
        assert await check() == 0
        assert await state_of(household, id_) == ("checking", False)
        assert await opened(household, id_) == [403, 403, 403]
    async with clamd_over_tcp() as url:
        assert await check(scanner=Clamd(url)) == 1
        assert await check(scanner=Clamd(url)) == 0
    assert await state_of(household, id_) == ("fit", True)
    assert await opened(household, id_) == [200, 200, 200]


async def test_a_virus_is_not_kept(
    household: Household, check: Any, tmp_path: Path, folder: Path
) -> None:
    id_ = await household.added(household.school, LETTER.encode() + EICAR)
    async with clamd(tmp_path) as url:
        assert await check(scanner=Clamd(url)) == 1

    (shown,) = await household.listed(household.parent)
    assert shown["versions"][0]["refusedWhy"] == "document.infected"
    assert await opened(household, id_) == [403, 403, 403]
    assert not kept(folder)


async def test_a_number_in_a_picture_is_found_and_the_picture_not_kept(
    household: Household, check: Any, folder: Path, scan: bytes
) -> None:
    id_ = await household.added(household.school, scan)
    reads = Reads(f"Het BSN is {samples.BSN}")
    assert await check(scanner=None, ocr=reads) == 1

    (shown,) = await household.listed(household.school)
    (version,) = shown["versions"]
    assert version["places"] == [{"page": 1, "code": "text.contains-bsn", "lastTwo": "33"}]
    assert await opened(household, id_) == [403, 403, 403]
    assert not kept(folder)


async def test_a_picture_that_was_read_is_fit(
    household: Household, check: Any, scan: bytes
) -> None:
    id_ = await household.added(household.school, scan)
    assert await check(scanner=None, ocr=Reads("Een tekening van Noor.")) == 1

    assert await opened(household, id_) == [200, 200, 200]


@pytest.mark.parametrize("ocr", [None, Reads(None)])
async def test_what_no_machine_reads_a_person_looks_at(
    household: Household, check: Any, scan: bytes, ocr: Any
) -> None:
    id_ = await household.added(household.expert, scan)
    await check(scanner=None, ocr=ocr)

    assert (await state_of(household, id_))[0] == "unread"
    assert (await household.open(household.expert, id_)).status_code == 200
    committee = household.world.somebody(Role.COMMITTEE)
    assert (await household.open(committee, id_)).status_code == 403
    assert (
        await household.do(committee, id_, "confirmations", body={"number": 1})
    ).status_code == 403
    done = await household.do(household.expert, id_, "confirmations", body={"number": 1})
    assert done.json()["versions"][0]["state"] == "fit"
    assert (await household.open(committee, id_)).status_code == 200
    again = await household.do(household.expert, id_, "confirmations", body={"number": 1})
    assert (again.status_code, again.json()["code"]) == (409, "document.not-unread")


async def test_two_workers_at_a_time_look_once(household: Household, check: Any) -> None:
    await household.added(household.school)
    async with clamd_over_tcp() as url:
        done = await asyncio.gather(*(check(scanner=Clamd(url)) for _ in range(3)))

    (shown,) = await household.listed(household.school)
    assert shown["versions"][0]["state"] == "fit"
    assert sum(done) >= 1
