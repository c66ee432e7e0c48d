"""What changes something comes from a page of ours, of this session; and nobody is sent elsewhere."""

import re
from itertools import product
from urllib.parse import quote, urljoin

import httpx2
from tests.architecture.asking import Asking, needs, routes
from tests.architecture.household import BASE, Caller
from tests.architecture.page_forms import Page
from tests.architecture.route_table import ANYBODY, Need
from tests.architecture.ways_in import who_may

from samenspel_kernel.actor import Role

MACHINES = {"/intake/oauth/token", "/intake/log-in/{issuer_id}/back-channel-log-out"}
"""Systems come here, without a browser and so without a session that could be abused."""
ELSEWHERE = [
    {"origin": "https://elsewhere.example"},
    {"origin": "null"},
    {"origin": f"{BASE}.elsewhere.example"},
    {"sec-fetch-site": "cross-site"},
]
AWAY = (
    "https://elsewhere.example",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example",
    "\n//elsewhere.example",
    "/%09/elsewhere.example",
    "javascript:alert(1)",
    "https:elsewhere.example",
    "/intake@elsewhere.example",
    "/intake\r\nlocation: https://elsewhere.example",
    "http://127.0.0.1:8000@elsewhere.example",
)


def writes(asking: Asking) -> list[tuple[str, str, Caller, dict[str, str]]]:
    """Give every page's route that changes something: path, address, who may, what is right."""
    ruled = [
        (path, asking.url(path, need), who_may(asking, service, need), asking.form(need))
        for service, (method, path), need in needs()
        if method == "POST"
    ]
    parent = asking.caller(Role.PARENT, "all")
    nothing: dict[str, str] = {}
    own = [(path, asking.url(path), parent, nothing) for m, path in ANYBODY if m == "POST"]
    return [each for each in (*ruled, *own) if each[0] not in MACHINES and "/v1/" not in each[0]]


async def test_a_form_without_the_sessions_own_token_does_nothing(asking: Asking) -> None:
    other = asking.caller(Role.TEACHER, "foreign")
    wrong = []
    for path, url, caller, form in writes(asking):
        for csrf in ({}, {"csrf": ""}, {"csrf": other.csrf}, {"csrf": "é"}):
            answer = await caller.client.post(url, data={**form, **csrf})
            if answer.status_code != 403 or "<h1>" not in answer.text:
                wrong.append(f"{path}: {csrf}: {answer.status_code}")

    assert wrong == []


async def test_a_write_that_another_site_sends_is_refused(asking: Asking) -> None:
    known: dict[tuple[str, str], tuple[str, Need]] = {r: (s, n) for s, r, n in needs()}
    wrong = []
    for method, path in sorted(routes()):
        if method == "GET":
            continue
        service, need = known.get((method, path), ("", None))
        caller = who_may(asking, service, need) if need else asking.caller(Role.PARENT, "all")
        url, sent = asking.url(path, need), {"csrf": caller.csrf}
        for headers in ELSEWHERE:
            answer = await caller.client.request(method, url, data=sent, headers=headers)
            if answer.status_code != 403 or not _is_in_words_for_its_reader(answer, path):
                wrong.append(f"{method} {path}: {headers}: {answer.status_code}")

    assert wrong == []


def _is_in_words_for_its_reader(answer: httpx2.Response, path: str) -> bool:
    kind = answer.headers["content-type"]
    if "/v1/" in path:
        return kind == "application/problem+json" and answer.json()["code"] == "origin.foreign"
    return kind.startswith("text/html") and "<h1>" in answer.text


async def test_nobody_is_sent_to_another_site(asking: Asking) -> None:
    reader, stranger = asking.caller(Role.SCHOOL_COORDINATOR, "all").client, asking.stranger()
    wrong = []
    for client, to in product((reader, stranger), AWAY):
        for path in ("/taal/en?naar=", "/intake/log-in?to=", "/intake?to=", "/?to="):
            answer = await client.get(f"{path}{quote(to)}")
            targets = [answer.headers.get("location", "/"), *Page(answer.text).links]
            wrong += [f"{path}{to!r}: {each}" for each in targets if _leads_away(each)]

    assert wrong == []


def _leads_away(target: str) -> bool:
    """Tell where a browser goes: without tabs and line ends, and a backslash is a slash."""
    read = re.sub(r"[\t\r\n]", "", target).strip().replace("\\", "/")
    url = urljoin(f"{BASE}/", read)
    return not url.startswith((f"{BASE}/", "tel:"))


async def test_a_page_is_read_by_no_other_site(asking: Asking) -> None:
    reader = asking.caller(Role.SCHOOL_COORDINATOR, "all").client
    headers = {"origin": "https://elsewhere.example"}
    wrong = []
    for _, (method, path), need in needs():
        if method == "GET":
            answer = await reader.get(asking.address(path, need), headers=headers)
            allowed = answer.headers.get("access-control-allow-origin")
            if allowed or "access-control-allow-credentials" in answer.headers:
                wrong.append(f"{path}: {allowed}")

    assert wrong == []
