"""Unit: what every answer has, and what is refused before a router sees it."""

from typing import Annotated, Any

import httpx2
import pytest
from fastapi import APIRouter, Depends, FastAPI, Request
from starlette.types import ASGIApp

from samenspel_kernel.errors import FieldError, Forbidden, InvalidInput, NotFound, RuleViolation
from samenspel_platform import problems
from samenspel_platform.bodies import Body, IsoDate, UtcDateTime
from samenspel_platform.http_rules import (
    COMMON_HEADERS,
    AnswerHeaders,
    ApiRules,
    BodyLimit,
    SameOrigin,
)
from samenspel_platform.paging import PageRequest, page_request, paged

router = APIRouter(prefix="/toy/v1")


class Toy(Body):
    given_name: str
    made_on: IsoDate
    seen_at: UtcDateTime | None = None


@router.post("/toys", status_code=201)
async def make(toy: Toy) -> Toy:
    return toy


@router.get("/toys")
async def toys(page: Annotated[PageRequest, Depends(page_request)]) -> dict[str, Any]:
    found = [f"t{n}" for n in range(5)]
    start = 0 if page.after is None else found.index(page.after[0]) + 1
    items, cursor = paged(found[start : start + page.limit + 1], page, lambda t: (t,))
    return {"items": items, "nextCursor": cursor}


@router.get("/broken/{kind}")
async def broken(kind: str, request: Request) -> None:
    errors: dict[str, Exception] = {
        "rule": RuleViolation("toy.broken"),
        "missing": NotFound(),
        "forbidden": Forbidden(),
        "fields": InvalidInput(FieldError("a", "toy.a"), FieldError("b.c", "toy.c")),
        "bug": ZeroDivisionError("Sam de Wit, born 2018"),
    }
    raise errors[kind]


def an_app() -> ASGIApp:
    app = FastAPI(redirect_slashes=False, openapi_url=None)
    app.include_router(router)
    problems.install(app, problems.refuse_as_problem)
    guarded: ASGIApp = BodyLimit(ApiRules(app), max_bytes=1000)
    return AnswerHeaders(SameOrigin(guarded), headers={**COMMON_HEADERS, "api-version": "1.0.0"})


@pytest.fixture
async def http() -> Any:
    transport = httpx2.ASGITransport(an_app(), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://toy") as client:
        yield client


TOY = {"givenName": "Bal", "madeOn": "2026-09-07"}


async def test_a_good_request_is_answered_in_camel_case(http: httpx2.AsyncClient) -> None:
    answer = await http.post("/toy/v1/toys", json={**TOY, "seenAt": "2026-09-07T10:00:00+02:00"})
    assert answer.status_code == 201
    assert answer.json() == {**TOY, "seenAt": "2026-09-07T08:00:00Z"}


async def test_all_wrong_fields_are_named_at_once_without_their_values(
    http: httpx2.AsyncClient,
) -> None:
    answer = await http.post("/toy/v1/toys", json={"madeOn": 0, "colour": "secret"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert {e["field"] for e in answer.json()["errors"]} == {"givenName", "madeOn", "colour"}
    assert "secret" not in answer.text


@pytest.mark.parametrize("day", [1767225600, "1767225600", "2026-09", "vandaag", "2026-02-30"])
async def test_only_a_calendar_day_is_one(http: httpx2.AsyncClient, day: object) -> None:
    answer = await http.post("/toy/v1/toys", json={**TOY, "madeOn": day})
    assert [e["field"] for e in answer.json()["errors"]] == ["madeOn"]


async def test_malformed_json_is_a_problem_of_the_body(http: httpx2.AsyncClient) -> None:
    headers = {"content-type": "application/json"}
    answer = await http.post("/toy/v1/toys", content=b'{"givenName": ', headers=headers)
    assert answer.status_code == 400
    assert answer.json()["errors"][0] == {
        "field": "body",
        "code": "input.json-invalid",
        "detail": "Json invalid.",
    }


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("rule", 409, "toy.broken"),
        ("missing", 404, "not-found"),
        ("forbidden", 403, "forbidden"),
        ("fields", 400, "input.invalid"),
        ("bug", 500, "internal-error"),
    ],
)
async def test_each_refusal_has_its_status_and_code(
    http: httpx2.AsyncClient, kind: str, status: int, code: str
) -> None:
    answer = await http.get(f"/toy/v1/broken/{kind}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert {"title", "status", "detail"} <= answer.json().keys()
    assert "Sam" not in answer.text


@pytest.mark.parametrize("path", ["/toy/v1/toys", "/toy/v1/none", "/toy/v1/broken/bug"])
async def test_every_answer_has_the_security_headers(http: httpx2.AsyncClient, path: str) -> None:
    answer = await http.get(path)
    assert answer.headers["api-version"] == "1.0.0"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


async def test_a_path_with_a_slash_at_the_end_is_not_there(http: httpx2.AsyncClient) -> None:
    assert (await http.get("/toy/v1/toys/")).status_code == 404


async def test_an_unsupported_method_names_those_that_are(http: httpx2.AsyncClient) -> None:
    answer = await http.delete("/toy/v1/toys")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST"


async def test_head_is_get_without_a_body(http: httpx2.AsyncClient) -> None:
    answer = await http.head("/toy/v1/toys")
    assert (answer.status_code, answer.content) == (200, b"")


async def test_other_media_types_are_refused(http: httpx2.AsyncClient) -> None:
    sent = await http.post("/toy/v1/toys", content=b"<toy/>", headers={"content-type": "text/xml"})
    wanted = await http.get("/toy/v1/toys", headers={"accept": "text/html"})
    assert (sent.status_code, wanted.status_code) == (415, 406)


async def test_a_body_over_the_limit_is_refused(http: httpx2.AsyncClient) -> None:
    answer = await http.post("/toy/v1/toys", json={**TOY, "givenName": "x" * 1000})
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_body_that_hides_its_size_is_refused_too(http: httpx2.AsyncClient) -> None:
    async def stream() -> Any:
        for _ in range(20):
            yield b" " * 100

    headers = {"content-type": "application/json"}
    answer = await http.post("/toy/v1/toys", content=stream(), headers=headers)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
async def test_a_write_from_another_site_is_refused(
    http: httpx2.AsyncClient, headers: dict[str, str]
) -> None:
    assert (await http.post("/toy/v1/toys", json=TOY, headers=headers)).status_code == 403
    assert (await http.get("/toy/v1/toys", headers=headers)).status_code == 200


async def test_pages_follow_each_other_without_gap(http: httpx2.AsyncClient) -> None:
    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = {"pageSize": "2"} | ({"cursor": cursor} if cursor else {})
        page = (await http.get("/toy/v1/toys", params=query)).json()
        seen += page["items"]
        cursor = page["nextCursor"]
        if cursor is None:
            break
    assert seen == ["t0", "t1", "t2", "t3", "t4"]


async def test_a_cursor_that_is_not_ours_is_refused(http: httpx2.AsyncClient) -> None:
    answer = await http.get("/toy/v1/toys", params={"cursor": "x"})
    assert answer.json()["errors"][0]["code"] == "cursor.invalid"
