"""How long the pages take to make in an alliance with ten thousand cases, for each role."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from uuid import UUID

import asyncpg
from tests.bench.alliances import Alliance, fill
from tests.bench.figures import Figure, percentile
from tests.bench.lab import Lab
from tests.bench.running import BenchFailed
from tests.bench.visitors import BASE, KEY, Visitor, log_in, somebody

from samenspel_kernel.actor import Actor, Role
from samenspel_platform.http_server import settle
from samenspel_platform.process import ServiceProcess
from samenspel_platform.provisioning import ServiceUrls
from samenspel_standalone.front import Front
from samenspel_testkit.services import SERVICES, build

LARGE = Alliance(id=UUID("5f0c7a52-9f0e-4f38-9d0b-5d1c1f0a9801"), number="PO9801", cases=10_000)
OTHER = Alliance(id=UUID("5f0c7a52-9f0e-4f38-9d0b-5d1c1f0a9802"), number="PO9802", cases=3_000)
EACH_ROUND = 6
AIM_MS = 100.0
SUBJECT = """
    SELECT c.id AS case_id, c.support_request_id AS request_id, c.pupil_id, c.unit_id, c.school_id,
           c.holder_id
    FROM support_case AS c
    WHERE c.alliance_id = $1 AND c.school_id = $2 AND c.state = 'opened'
    ORDER BY (SELECT count(*) FROM timeline_entry AS t
              WHERE t.support_request_id = c.support_request_id) DESC, c.id
    LIMIT 1
"""
"""The case at the largest school of which most is to be told."""
OTHERS = "SELECT id FROM pupil WHERE alliance_id = $1 AND school_id = $2 ORDER BY id LIMIT $3"
TO_COMPLETE = """
    SELECT id FROM pupil WHERE alliance_id = $1 AND school_id = $2 AND missing <> '{}' LIMIT 1
"""

WORK = "/notifications/work"
REQUESTS = "/intake/support-requests"
EVERYONE = {
    "case": "/arrangements/cases/{case_id}",
    "request": REQUESTS + "/{request_id}",
    "timeline": "/arrangements/fragments/support-requests/{request_id}/timeline",
    "requests": REQUESTS,
}
MY_WORK = {
    "work": WORK,
    "work, later": f"{WORK}?group=later",
    "work, waiting": f"{WORK}?group=waiting",
}
FIGURES = {
    "dashboard": "/reporting/units/{unit_id}",
    "dashboard, open": "/reporting/units/{unit_id}/items?measure=open",
}
WHOLE = {
    "overview": "/reporting",
    "dashboard, all": "/reporting/units/alliance",
    "dashboard, all overdue": "/reporting/units/alliance/items?measure=overdue",
}
READERS = {
    "readers": "/intake/pupils/{pupil_id}/readers",
    "readers, cases": "/arrangements/fragments/pupils/{pupil_id}/readers",
    "readers, messages": "/notifications/fragments/pupils/{pupil_id}/readers",
}
CASES, DESK = {"cases": "/arrangements/cases"}, {"desk": "/intake/desk"}
START, COMPLETION = {"start": "/intake"}, {"pupil": "/intake/pupils/{to_complete}/completion"}
SEARCHES = {"search, name": "sem ja", "search, beginning": "sa", "search, number": "{reference}"}
PAGES: Mapping[Role, Mapping[str, str]] = {
    Role.SCHOOL_COORDINATOR: {
        **(EVERYONE | MY_WORK | START | COMPLETION),
        "new request, pupils": f"{REQUESTS}/new?pupil=existing",
        "new request": f"{REQUESTS}/new",
    },
    Role.TEACHER: EVERYONE | MY_WORK | START,
    Role.PARENT: EVERYONE | MY_WORK | START | READERS,
    Role.UNIT_COORDINATOR: {
        **(EVERYONE | MY_WORK | CASES | DESK | FIGURES),
        "messages": "/notifications/messages",
        "invitations": "/intake/pupils/{pupil_id}/invitations",
    },
    Role.EXPERT: EVERYONE | MY_WORK | CASES,
    Role.COMMITTEE: EVERYONE | CASES | FIGURES | WHOLE,
    Role.DIRECTOR: EVERYONE | FIGURES | WHOLE,
    Role.YOUTH_CONSULTANT: EVERYONE | MY_WORK | CASES,
    Role.ADMINISTRATOR: {
        **(EVERYONE | MY_WORK | CASES | DESK | FIGURES | WHOLE | READERS),
        "pupil": "/intake/pupils/{pupil_id}/completion",
        "messages": "/notifications/messages",
        "access": "/intake/access",
        "access, name": "/intake/access?name=ask",
        "new colleague": "/intake/access/people/new",
    },
}
"""What each role opens in its work."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page for one role; what is searched for, if it is a search."""

    role: Role
    name: str
    path: str
    searched: str = ""

    async def open(self, visitor: Visitor) -> float:
        """Have it made; gives the milliseconds."""
        began = perf_counter()
        if self.searched:
            form = {"q": self.searched, "csrf": visitor.csrf}
            answer = await visitor.client.post(self.path, data=form)
        else:
            answer = await visitor.client.get(self.path)
        taken = (perf_counter() - began) * 1000
        if answer.status_code != 200:
            raise BenchFailed(f"{self.role}, {self.path}: {answer.status_code}")
        return taken


async def measure(lab: Lab, *, rounds: int) -> list[Figure]:
    """Open every page of every role, in turns."""
    databases = {name: await lab.migrated(name) for name in SERVICES}
    for name, urls in databases.items():
        await fill(name, urls, LARGE, OTHER)
    async with _running(databases) as front:
        subject = await _subject(databases)
        visitors = {
            actor.role: await log_in(actor, databases, front) for actor in await _people(databases)
        }
        taken = await _opened(_pages(subject), visitors, rounds)
    return [_figure(page, times) for page, times in taken.items()]


async def _opened(
    pages: Sequence[Page], visitors: Mapping[Role, Visitor], rounds: int
) -> dict[Page, list[float]]:
    for page in pages:  # templates and statements are compiled once
        await page.open(visitors[page.role])
    settle()  # as servers do
    taken: dict[Page, list[float]] = {page: [] for page in pages}
    for _ in range(rounds):
        for page in pages:
            taken[page] += [await page.open(visitors[page.role]) for _ in range(EACH_ROUND)]
    return taken


@asynccontextmanager
async def _running(databases: Mapping[str, ServiceUrls]) -> AsyncIterator[Front]:
    async with AsyncExitStack() as stack:
        apps = {}
        for name, urls in databases.items():
            service, settings = build(name, urls, cookie_key=KEY, public_url=BASE)
            process = await stack.enter_async_context(ServiceProcess(service, settings))
            apps[name] = process.asgi
        yield Front(apps, default="intake")


async def _people(databases: Mapping[str, ServiceUrls]) -> list[Actor]:
    """Give somebody of each role who is related to the subject; school and holder have much."""
    ties = await _subject(databases)
    mine, school_id = LARGE.id, LARGE.the("school", 1)
    pupils = await _ask(databases["intake"], OTHERS, mine, school_id, 30)
    few, many = (frozenset({ties["pupil_id"], *(row["id"] for row in pupils[:n])}) for n in (2, 30))
    unit_id = ties["unit_id"]
    return [
        somebody(Role.SCHOOL_COORDINATOR, mine, school_id=school_id),
        somebody(Role.TEACHER, mine, school_id=school_id, pupil_ids=many),
        somebody(Role.PARENT, mine, pupil_ids=few),
        somebody(Role.UNIT_COORDINATOR, mine, unit_id=unit_id, person_id=ties["holder_id"]),
        somebody(Role.EXPERT, mine, pupil_ids=many),
        somebody(Role.COMMITTEE, mine),
        somebody(Role.DIRECTOR, mine),
        somebody(Role.YOUTH_CONSULTANT, mine, pupil_ids=many),
        somebody(Role.ADMINISTRATOR, mine),
    ]


async def _subject(databases: Mapping[str, ServiceUrls]) -> dict[str, Any]:
    """Give the ids of the case that is looked at."""
    school_id = LARGE.the("school", 1)
    found = await _ask(databases["arrangements"], SUBJECT, LARGE.id, school_id)
    incomplete = await _ask(databases["intake"], TO_COMPLETE, LARGE.id, school_id)
    return {**dict(found[0]), "to_complete": incomplete[0]["id"]}


async def _ask(urls: ServiceUrls, query: str, *values: object) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(urls.owner_url)
    try:
        found: list[asyncpg.Record] = await connection.fetch(query, *values)
        return found
    finally:
        await connection.close()


def _pages(subject: Mapping[str, Any]) -> list[Page]:
    named = {**subject, "reference": str(subject["request_id"])[:8]}
    found = [
        Page(role, name, path.format(**named))
        for role, paths in PAGES.items()
        for name, path in paths.items()
    ]
    searches = [
        Page(role, name, "/intake/search", searched.format(**named))
        for role in PAGES
        if role is not Role.PARENT
        for name, searched in SEARCHES.items()
    ]
    return found + searches


def _figure(page: Page, times: Sequence[float]) -> Figure:
    p95 = percentile(times, 0.95)
    return Figure(
        name=f"page {page.name}, {page.role}",
        value=p95,
        unit="ms (p95)",
        peer="100 ms",
        ratio=AIM_MS / p95,
        target=1.0,
        note=f"p50 {percentile(times, 0.5):.1f} ms",
    )
