"""Asks any route as anyone: each role, tied to the household in any way."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

import httpx2
from fastapi.routing import iter_route_contexts
from tests.architecture.household import Caller, Household, bear, log_in, somebody, visit
from tests.architecture.route_table import NEEDS, PARAMETERS, Need, Route

from samenspel_kernel.actor import Role
from samenspel_kernel.authorisation import Relation, Relations
from samenspel_testkit.access import KnownActors
from samenspel_testkit.services import SERVICES, build

TIES = {
    Relation.PUPIL: "pupil_id",
    Relation.SCHOOL: "school_id",
    Relation.UNIT: "unit_id",
    Relation.ALLIANCE: "alliance_id",
}


def needs() -> Iterator[tuple[str, Route, Need]]:
    """Give every route that a table rules, those that change nothing first."""
    every = [(service, *need) for service in SERVICES for need in NEEDS[service]]
    yield from sorted(every, key=lambda each: each[1][0] != "GET")


def routes() -> set[Route]:
    """Give method and path of every route of API and pages."""
    return {
        (method, f"/{service}{'/v1' if kind == 'api' else ''}{context.path}")
        for service in SERVICES
        for made in [build(service)[0]]
        for kind in ("api", "pages")
        for router in (made.api if kind == "api" else made.pages)
        for context in iter_route_contexts(router.routes)
        for method in context.methods or ()
    }


def relations_of(household: Household, ties: str) -> Relations:
    """Give the ties of an actor by their name."""
    own = household.relations
    match ties:
        case "all":
            return own
        case "foreign":
            return replace(own, alliance_id=uuid4())
        case "none":
            return Relations(alliance_id=own.alliance_id)
        case _:
            return replace(own, **{TIES[Relation(ties.removeprefix("all but "))]: uuid4()})


class Asking:
    """Asks routes as anyone; who asks twice stays logged in."""

    def __init__(self, household: Household, actors: KnownActors) -> None:
        self.household, self._actors, self._ids = household, actors, household.ids
        self._callers: dict[tuple[Role, str], Caller] = {}

    def caller(self, role: Role, ties: str) -> Caller:
        """Give who is so."""
        if (role, ties) not in self._callers:
            actor = somebody(role, relations_of(self.household, ties))
            self._callers[role, ties] = log_in(self.household.processes, actor, self._actors)
        return self._callers[role, ties]

    def system(self, caller: Caller) -> Caller:
        """Give a system that may the same as somebody."""
        client = bear(self.household.processes, caller.actor, self._actors)
        return Caller(caller.actor, client, caller.csrf)

    def stranger(self) -> httpx2.AsyncClient:
        """Give the browser of somebody who is not logged in."""
        return visit(self.household.processes)

    def instead(self, ids: Mapping[str, str]) -> "Asking":
        """Give one who asks for these ids, by their names, in the place of the household's."""
        other = Asking(self.household, self._actors)
        other._callers, other._ids = self._callers, dict(ids)
        return other

    async def ask(self, route: Route, need: Need, caller: Caller) -> httpx2.Response:
        """Send the request of a case."""
        method, path = route
        url = self.address(path, need)
        if method in ("GET", "DELETE"):
            return await caller.client.request(method, url)
        if need.file:
            data = self.form(need) if "/v1/" in path else {**self.form(need), "csrf": caller.csrf}
            return await caller.client.post(url, data=data, files={"file": ("a.txt", b"Hallo")})
        if "/v1/" in path:
            return await caller.client.request(method, url, json=self.body(need))
        form = {**self.form(need), "csrf": caller.csrf}
        return await caller.client.post(url, data=form)

    def address(self, path: str, need: Need) -> str:
        """Give where a path leads in this household."""
        return f"{self.url(path, need)}?{need.query}".rstrip("?")

    def shown(self, need: Need) -> str:
        """Give what a list shows to who may."""
        return need.shows.format(**self.household.ids)

    def body(self, need: Need) -> dict[str, Any]:
        """Give a JSON body that is right."""
        return self._with_ids(need.body or {})

    def form(self, need: Need) -> dict[str, str]:
        """Give a form that is right."""
        return self._with_ids(need.form)

    def url(self, path: str, need: Need | None = None) -> str:
        """Give a path with the household's ids in it."""
        names = {**PARAMETERS, **(need.at if need else {})}
        ids = self._ids | {"alliance": "alliance"}

        def id_of(match: re.Match[str]) -> str:
            snake = re.sub(r"([A-Z])", r"_\1", match[1]).lower()
            return ids.get(names.get(snake, "nobody"), ids["nobody"])

        return re.sub(r"{(\w+)}", id_of, path)

    def _with_ids(self, fields: Any) -> dict[str, Any]:
        return {name: self._with_id(value) for name, value in fields.items()}

    def _with_id(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._with_id(each) for each in value]
        if isinstance(value, dict):
            return self._with_ids(value)
        return value.format(**self._ids) if isinstance(value, str) else value
