"""A body, header or address that is too large or no sense is refused in words, on every route."""

import json
import secrets
from collections.abc import AsyncIterator

import httpx2
import pytest
from tests.architecture.asking import Asking, needs
from tests.architecture.household import Caller
from tests.architecture.route_table import ANYBODY, Need, Route
from tests.architecture.ways_in import FORM, JSON, who_may

from samenspel_kernel.actor import Role

LIMIT = 1024 * 1024
UNREAD = {"/intake/oauth/token", "/intake/log-in/{issuer_id}/back-channel-log-out"}
"""Not set up in these tests: there is nobody whose body they would read."""
UPLOADS = (
    "/arrangements/v1/cases/{caseId}/documents",
    "/arrangements/v1/cases/{caseId}/documents/{documentId}/versions",
    "/arrangements/cases/{caseId}/documents",
    "/arrangements/cases/{caseId}/documents/{documentId}/versions",
    "/arrangements/cases/{caseId}/opp/files",
    "/arrangements/v1/cases/{caseId}/opp/files",
)
DOCUMENTS = {"/intake/v1/swv-dossiers": 11, **dict.fromkeys(UPLOADS, 26)}
"""What takes a whole document; its limit is below so many times the usual one."""
WRITES = ("POST", "PUT", "PATCH")


async def in_pieces(content: bytes) -> AsyncIterator[bytes]:
    """Send without saying how much will come."""
    for start in range(0, len(content), 65_536):
        yield content[start : start + 65_536]


def much_of(path: str) -> tuple[bytes, dict[str, str]]:
    """Give more than any route takes, in the form that this one takes."""
    much = LIMIT * DOCUMENTS.get(path, 2)
    if "/v1/" in path:
        return json.dumps({"question": "a" * much}).encode(), JSON
    return b"question=" + b"a" * much, FORM


def writes(asking: Asking) -> list[tuple[str, str, str, Caller]]:
    """Give every route that takes a body: its method, path, address, and who may ask it."""
    anyone = asking.caller(Role.PARENT, "all")
    ruled = [
        (method, path, asking.url(path, need), who_may(asking, service, need))
        for service, (method, path), need in needs()
        if method in WRITES
    ]
    own = [
        (method, path, asking.url(path), anyone)
        for method, path in ANYBODY
        if method in WRITES and path not in UNREAD
    ]
    return [*ruled, *own]


def wrong_with(answer: httpx2.Response, path: str, *statuses: int) -> str:
    """Say what is wrong with a refusal; nothing if it is one, in words for who asked."""
    if answer.status_code not in statuses:
        return f"{path}: {answer.status_code}"
    kind = answer.headers.get("content-type", "")
    wanted = "application/problem+json" if "/v1/" in path else "text/html"
    if not kind.startswith(wanted):
        return f"{path}: refused as {kind}"
    return "" if "/v1/" in path or "<h1>" in answer.text else f"{path}: a page without words"


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "in pieces"])
async def test_a_body_over_the_limit_is_refused(asking: Asking, announced: bool) -> None:
    wrong = []
    for method, path, url, caller in writes(asking):
        content, headers = much_of(path)
        sent = content if announced else in_pieces(content)
        answer = await caller.client.request(method, url, content=sent, headers=headers)
        wrong.append(wrong_with(answer, f"{method} {path}", 413))

    assert [each for each in wrong if each] == []


NO_JSON = {
    "deep": (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, JSON),
    "a deep list": (b"[" * 100_000, JSON),
    "no JSON": (b"{", JSON),
    "no UTF-8": (b'{"question":"\xff"}', JSON),
    "no number": (b'{"question":NaN}', JSON),
    "digits": (b'{"question":' + b"9" * 5_000 + b"}", JSON),
    "a list": (b"[1]", JSON),
    "nothing": (b"", JSON),
    "a form": (b"a=1", FORM),
    "another kind": (b"<a/>", {"content-type": "application/xml"}),
}
PARTS = {"content-type": "multipart/form-data; boundary=b"}
PART = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
FILE = PART.replace(b'"a"', b'"a"; filename="a.exe"')
NO_FORM = {
    "many fields": (b"&".join(b"f%d=1" % n for n in range(5_000)), FORM),
    "no form": (b"\xff%zz=%00&&&==", FORM),
    "a file": (FILE + b"--b--\r\n", PARTS),
    "many parts": (PART * 5_000 + b"--b--\r\n", PARTS),
    "a broken part": (b"--b\r\n\r\n", PARTS),
    "no boundary": (b"--b\r\n\r\n", {"content-type": "multipart/form-data"}),
    "JSON": (b"{}", JSON),
    "no known letters": (b"a=1", {"content-type": FORM["content-type"] + "; charset=none"}),
}


async def test_a_body_without_sense_is_refused(asking: Asking) -> None:
    wrong = []
    for method, path, url, caller in writes(asking):
        for what, (content, headers) in (NO_JSON if "/v1/" in path else NO_FORM).items():
            answer = await caller.client.request(method, url, content=content, headers=headers)
            if answer.status_code >= 500 or answer.status_code == 401:
                wrong.append(f"{method} {path}: {what}: {answer.status_code}")
            elif answer.status_code >= 400:
                said = wrong_with(answer, f"{method} {path}", answer.status_code)
                wrong += [f"{said}: {what}"] if said else []

    assert wrong == []


def one_of_each() -> list[tuple[str, Route, Need]]:
    """Give one route of each service, part and method: what is before them is the same for all."""
    return list({(s, m, "/v1/" in p): (s, (m, p), need) for s, (m, p), need in needs()}.values())


ODD_HEADERS = {
    "a long cookie": {"cookie": "samenspel=" + "a" * 60_000},
    "a cookie like ours": {"cookie": "samenspel=e30.e30.e30.e30.e30"},
    "a binary cookie": {"cookie": "samenspel=\xff\xfe"},
    "many cookies": {"cookie": "; ".join(f"c{n}={n}" for n in range(2_000))},
    "a long header": {"x-anything": "a" * 60_000},
    "a long key": {"idempotency-key": "k" * 60_000},
    "a zero key": {"idempotency-key": "a\x01b"},
    "an odd trace": {"traceparent": "00-" + "z" * 32 + "-x-01"},
    "an odd language": {"accept-language": "-" * 5_000},
    "an odd length": {"content-length": "-1"},
    "no length": {"content-length": "many"},
    "an odd version": {"if-match": '"\xe9'},
    "an odd token": {"authorization": "Bearer " + "a." * 5_000},
    "an odd notice": {"cookie": "samenspel_notice=%00%0d%0a<b>"},
    "an odd host": {"host": "elsewhere.example"},
}


async def test_an_odd_header_or_address_is_no_error_of_ours(asking: Asking) -> None:
    wrong = []
    for service, (method, path), need in one_of_each():
        url, client = asking.url(path, need), who_may(asking, service, need).client
        for what, headers in ODD_HEADERS.items():
            answer = await client.request(method, url, headers=httpx2.Headers(headers, "latin-1"))
            if answer.status_code >= 500:
                wrong.append(f"{method} {path}: {what}: {answer.status_code}")
        answer = await client.request(method, f"{url}?{secrets.token_hex(30_000)}=1")
        if answer.status_code >= 500:
            wrong.append(f"{method} {path}: a long address: {answer.status_code}")

    assert wrong == []
