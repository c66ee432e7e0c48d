"""Every place where a sender can write a text: fields of forms and of JSON, and query parameters."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx2
from fastapi.routing import iter_route_contexts
from tests.architecture.asking import Asking, needs, routes
from tests.architecture.household import Caller
from tests.architecture.page_forms import Page
from tests.architecture.route_table import ANYBODY, Need, Route
from tests.gates.authorisation_page import policy_of

from samenspel_kernel.actor import Role
from samenspel_testkit.services import SERVICES, build

FORM = {"content-type": "application/x-www-form-urlencoded"}
JSON = {"content-type": "application/json"}
UNSHOWN = {
    "/intake/roles": ("grant",),
    "/intake/dossiers/confirmation": ("child",),
    "/intake/sessions/end": ("session",),
    "/intake/uitnodiging": ("ticket",),
    "/intake/log-in-by-mail/alliance": ("alliance_id",),
    "/intake/access/rules": ("source", "value", "role", "unit_id"),
    "/intake/accounts/links": ("issuer",),
    "/intake/accounts/end": ("account",),
    "/intake/oauth/token": ("grant_type", "client_assertion", "client_assertion_type", "scope"),
    "/intake/log-in/school/back-channel-log-out": ("logout_token",),
    "/intake/signaal": ("text", "school_id", "name", "email", "phone", "reader"),
    "/intake/signaal/antwoord": ("ticket",),
    "/intake/signaal/antwoord/opnieuw": ("ticket",),
    "/intake/desk/leavers/{person_id}": ("to.support-request",),
    "/intake/desk/second-readings/{decision_id}": ("decision",),
    "/intake/out-of-education/{spell_id}/decision": ("school_id", "reason"),
    "/intake/support-requests/{support_request_id}/assignment": ("person_id",),
    "/intake/terms/handover-answer": ("value", "unit", "source", "valid_from"),
    "/intake/transfers/{handover_id}": ("answer",),
    "/arrangements/terms/handover-answer": ("value", "unit", "source", "valid_from"),
}
"""Fields of forms that only somebody else sees, or nobody yet."""
CHOSEN = {"/intake/signaal": {"wie": "parent"}}
"""What was chosen on the page before such a form."""
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for a text; `name` is a field's, or a dotted path within a JSON body."""

    caller: Caller
    method: str
    url: str
    name: str
    form: Mapping[str, str] | None = None
    body: Mapping[str, object] | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.url} {self.name} as {self.caller.actor.role}"

    async def send(self, text: str) -> httpx2.Response:
        """Send the text in this place, and in the others what is usual there."""
        client = self.caller.client
        if self.body is not None:
            content = json.dumps(_with(self.body, self.name.split("."), text))
            return await client.request(self.method, self.url, content=content, headers=JSON)
        fields = {**(self.form or {}), self.name: text}
        if self.method == "GET":
            return await client.get(f"{self.url}?{_encoded(fields)}")
        content = _encoded({**fields, "csrf": self.caller.csrf})
        return await client.post(self.url, content=content, headers=FORM)


def _encoded(fields: Mapping[str, str]) -> str:
    return urlencode(fields, errors="surrogatepass")


def _with(body: object, path: list[str], text: str) -> object:
    """Give a body with a text at a path; what is on the way there is made where it is missing."""
    if not path:
        return text
    first, *rest = path
    if first == "0":
        items = body if isinstance(body, list) and body else [{}]
        return [_with(items[0], rest, text), *items[1:]]
    known = dict(body) if isinstance(body, Mapping) else {}
    return {**known, first: _with(known.get(first), rest, text)}


def who_may(asking: Asking, service: str, need: Need) -> Caller:
    """Give someone, tied to all of the household, who may do what a route is for."""
    callers = (asking.caller(role, "all") for role in Role)
    thing, policy = asking.household.relations, policy_of(service)
    return next(c for c in callers if policy.may(c.actor, need.action, thing))


async def json_slots(asking: Asking) -> list[Slot]:
    """Give every text of every JSON body, by the description of the API."""
    documents = {name: await _document(asking, name) for name in SERVICES}
    return [
        Slot(caller, method, asking.url(path, need), ".".join(field), body=asking.body(need))
        for service, (method, path), need in needs()
        if "/v1/" in path and method not in ("GET", "DELETE")
        for caller in [who_may(asking, service, need)]
        for field in _texts_of(documents[service], method, path.removeprefix(f"/{service}/v1"))
    ]


async def _document(asking: Asking, service: str) -> Schema:
    anyone = asking.caller(Role.ADMINISTRATOR, "all").client
    document: Schema = (await anyone.get(f"/{service}/v1/openapi.json")).json()
    return document


def _texts_of(document: Schema, method: str, path: str) -> Iterator[list[str]]:
    body = document["paths"][path][method.lower()].get("requestBody")
    if body is not None and "application/json" in body["content"]:
        yield from _texts_in(document, body["content"]["application/json"]["schema"])


def _texts_in(document: Schema, schema: Schema) -> Iterator[list[str]]:
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    for choice in schema.get("anyOf", ()):
        yield from _texts_in(document, choice)
    match schema.get("type"):
        case "string":
            yield []
        case "array":
            yield from (["0", *rest] for rest in _texts_in(document, schema["items"]))
        case "object":
            for name, inner in schema.get("properties", {}).items():
                yield from ([name, *rest] for rest in _texts_in(document, inner))
        case _:
            pass


async def pages_of(asking: Asking) -> list[tuple[Caller, str, httpx2.Response]]:
    """Give every page that anyone gets, as each role gets it."""
    found = []
    for url in _addresses(asking):
        for role in Role:
            caller = asking.caller(role, "all")
            answer = await caller.client.get(url)
            kind = answer.headers.get("content-type", "")
            if answer.status_code == 200 and kind.startswith("text/html"):
                found.append((caller, url, answer))
    return found


def _addresses(asking: Asking) -> list[str]:
    ruled = [asking.address(path, need) for _, (method, path), need in needs() if method == "GET"]
    open_ = [asking.url(path) for method, path in ANYBODY if method == "GET"]
    return list(dict.fromkeys(url for url in (*ruled, *open_) if "/v1/" not in url))


def form_slots(asking: Asking, pages: Sequence[tuple[Caller, str, httpx2.Response]]) -> list[Slot]:
    """Give every field of every form: of those that pages show, and of those they do not now."""
    found: dict[tuple[str, str, str], Slot] = {}
    for slot in (*_shown_slots(pages), *_known_slots(asking)):
        found.setdefault((slot.method, slot.url, slot.name), slot)
    return list(found.values())


def _shown_slots(pages: Sequence[tuple[Caller, str, httpx2.Response]]) -> Iterator[Slot]:
    for caller, url, answer in pages:
        for form in Page(answer.text).forms:
            names, action = form.open_fields(), form.action or url
            usual = {name: form.fields[name] for name in names}
            for name in names:
                yield Slot(caller, form.method, action, name, form=usual)


def _known_slots(asking: Asking) -> Iterator[Slot]:
    for service, (method, path), need in needs():
        if need.form and method == "POST":
            caller, usual = who_may(asking, service, need), asking.form(need)
            for name in usual:
                yield Slot(caller, method, asking.url(path, need), name, form=usual)
    administrator = asking.caller(Role.ADMINISTRATOR, "all")
    for path, names in UNSHOWN.items():
        for name in names:
            url = asking.url(path)
            form = dict.fromkeys(names, "") | CHOSEN.get(path, {})
            yield Slot(administrator, "POST", url, name, form=form)


def untried(
    slots: Sequence[Slot], pages: Sequence[tuple[Caller, str, httpx2.Response]]
) -> set[str]:
    """Give the paths that take a form, but none of these slots and of no form on these pages."""
    buttons = {form.action for _, _, answer in pages for form in Page(answer.text).forms}
    known = {slot.url for slot in slots if slot.method == "POST"} | buttons
    return {
        path
        for method, path in routes()
        if method == "POST" and "/v1/" not in path
        if not any(re.fullmatch(re.sub("{[^}]+}", "[^/]+", path), url) for url in known)
    }


def query_slots(asking: Asking) -> list[Slot]:
    """Give every query parameter that a route of API or pages names."""
    ruled: dict[Route, tuple[str, Need]] = {route: (s, need) for s, route, need in needs()}
    found = []
    for (method, path), names in _query_parameters().items():
        service, need = ruled.get((method, path), ("", None))
        caller = who_may(asking, service, need) if need else asking.caller(Role.PARENT, "all")
        usual = dict(re.findall(r"(\w+)=(\w+)", need.query)) if need else {}
        url = asking.url(path, need) if need else asking.url(path)
        found += [Slot(caller, method, url, name, form=usual) for name in names]
    return found


def _query_parameters() -> dict[Route, list[str]]:
    return {
        (method, f"/{service}{'/v1' if kind == 'api' else ''}{context.path}"): names
        for service in SERVICES
        for made in [build(service)[0]]
        for kind in ("api", "pages")
        for router in (made.api if kind == "api" else made.pages)
        for context in iter_route_contexts(router.routes)
        for method in context.methods or ()
        if (names := _queried(context.dependant))
    }


def _queried(dependant: Any) -> list[str]:
    inner = (name for each in dependant.dependencies for name in _queried(each))
    return [*(parameter.alias for parameter in dependant.query_params), *inner]
