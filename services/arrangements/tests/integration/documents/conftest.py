"""Documents in a folder of the test; a scanner where a test has one."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from samenspel_arrangements.gateways.documents.shelf import Shelf
from samenspel_arrangements.jobs.check_documents import CheckDocuments
from samenspel_kernel.actor import Actor, Role
from samenspel_messaging.scope import Scope
from samenspel_platform.process import ServiceProcess

from ...unit.documents import samples

SECRET = "a secret of the tests, long enough"
ACCEPTANCE = {"nextAction": "contact-family", "dueOn": "2026-09-21"}
LETTER = "Beste school, Noor leest graag over dieren."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "documents"


@pytest.fixture
def more_settings(folder: Path) -> dict[str, Any]:
    return {"documents_url": f"file://{folder}", "document_key": SECRET}


@pytest.fixture
def shelf(process: ServiceProcess) -> Shelf:
    """The shelf of the running service, without a machine that reads pictures."""
    settings: Any = process.settings
    settings.__dict__["shelf"] = replace(settings.shelf, ocr=None)
    found: Shelf = settings.shelf
    return found


class Household:
    """A child with an open case, and its people."""

    def __init__(self, world: Any, client_of: Any, pupil_id: UUID, case_id: UUID) -> None:
        self.world, self.client_of = world, client_of
        self.pupil_id, self.case_id = pupil_id, case_id
        self.coordinator: Actor = world.coordinator()
        self.parent = self.somebody(Role.PARENT)
        self.school = self.somebody(Role.SCHOOL_COORDINATOR)
        self.expert = self.somebody(Role.EXPERT)

    def somebody(self, role: Role) -> Actor:
        actor: Actor = self.world.somebody(
            role, school_id=self.world.school_id, pupil_ids=frozenset({self.pupil_id})
        )
        return actor

    @property
    def documents(self) -> str:
        return f"/arrangements/v1/cases/{self.case_id}/documents"

    async def add(
        self,
        who: Actor,
        content: bytes = LETTER.encode(),
        *,
        kind: str = "report",
        title: str = "Verslag van de school",
        name: str = "Noor de Vries.txt",
        **headers: str,
    ) -> httpx2.Response:
        async with self.client_of(who) as client:
            answer: httpx2.Response = await client.post(
                self.documents,
                data={"kind": kind, "title": title},
                files={"file": (name, content)},
                headers=headers,
            )
        return answer

    async def added(self, who: Actor, content: bytes = LETTER.encode(), **how: str) -> str:
        answer = await self.add(who, content, **how)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def do(
        self, who: Actor, id_: str, what: str, **headers: str | dict[str, Any]
    ) -> httpx2.Response:
        body = headers.pop("body", {})
        async with self.client_of(who) as client:
            answer: httpx2.Response = await client.post(
                f"{self.documents}/{id_}/{what}", json=body, headers=headers
            )
        return answer

    async def open(self, who: Actor | None, id_: str, number: int = 1) -> httpx2.Response:
        async with self.client_of(who) as client:
            answer: httpx2.Response = await client.get(
                f"{self.documents}/{id_}/versions/{number}/content"
            )
        return answer

    async def listed(self, who: Actor) -> list[dict[str, Any]]:
        async with self.client_of(who) as client:
            found: list[dict[str, Any]] = (await client.get(self.documents)).json()["items"]
        return found


@pytest.fixture
async def household(world: Any, client_of: Any, worker: Any) -> Household:
    pupil_id = uuid4()
    case_id = await world.offer(pupil_id=pupil_id)
    async with client_of(world.coordinator()) as client:
        await client.post(f"/arrangements/v1/cases/{case_id}/acceptances", json=ACCEPTANCE)
    async with worker(Scope.begin(world.alliance_id)) as uow:
        await uow.alliances.record(world.alliance_id)
    return Household(world, client_of, pupil_id, case_id)


@pytest.fixture
def scan() -> bytes:
    return samples.scan("Geheim")


@pytest.fixture
def check(process: ServiceProcess, shelf: Shelf) -> Any:
    """Run the job that looks at what waits, once; gives how many it did."""

    async def run(**other: Any) -> int:
        return await CheckDocuments(replace(shelf, **other)).run(process.job_context)

    return run
