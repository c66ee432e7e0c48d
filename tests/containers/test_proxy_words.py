import json
import re
import tomllib
from collections.abc import Callable
from http import HTTPStatus

import pytest
from playwright.async_api import Page
from tests.containers.docker_cli import ROOT
from tests.containers.proxied import DOWN, Answer, Proxy

from samenspel_platform.problems import MEDIA_TYPE, Problem
from samenspel_testkit.browser import axe_violations

WEB = ROOT / "libs/web/src/samenspel_web"

Ask = Callable[[Proxy], Answer]


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda p: p.ask(f"/{DOWN}/v1/messages"), 502),
        (lambda p: p.ask(f"/{DOWN}/v1", "POST", body=b"{}"), 502),
        (lambda p: p.ask("/intake/v1/x", "POST", body=bytes(2**20 + 1)), 413),
        (lambda p: p.ask("/intake/v1/x", headers={"A": "x" * 33000}), 431),
        (lambda p: p.ask("/intake/v1/x", "TRACE"), 405),
        (lambda p: p.send(b"GET /intake/v1/x HTTP/1.1\r\n\r\n"), 400),
    ],
)
async def test_to_a_machine_it_refuses_in_the_services_form(
    front: Proxy, ask: Ask, status: int
) -> None:
    answer = ask(front)
    problem = Problem.model_validate_json(answer.body, strict=True)

    assert answer.all("content-type") == [MEDIA_TYPE]
    assert problem.status == answer.status == status
    assert problem.title == HTTPStatus(status).phrase
    assert problem.code == problem.title.lower().replace(" ", "-")
    assert problem.type == f"urn:samenspel:problem:{problem.code}"


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda p: p.ask(f"/{DOWN}/x"), "503"),
        (lambda p: p.ask("/livez"), "404"),
        (lambda p: p.ask("/intake", "POST", body=bytes(2**20 + 1)), "413"),
        (lambda p: p.send(b"what\r\n\r\n"), "400"),
    ],
)
async def test_to_a_person_it_says_what_the_services_pages_say(
    front: Proxy, ask: Ask, words: str
) -> None:
    said = tomllib.loads((WEB / "texts/nl.toml").read_text())["page"][words]

    page = ask(front).text()

    assert f"<h1>{said['title']}</h1>" in page
    assert said["text"].partition(" Wat u")[0] in page
    assert "an error occurred" not in page
    assert "<!--#" not in page


@pytest.mark.parametrize("mark", ["mark.svg", "mark-light.svg"])
def test_its_mark_is_that_of_the_services(mark: str) -> None:
    assert (ROOT / "deploy/proxy/pages" / mark).read_text() == (WEB / "static" / mark).read_text()


async def test_who_was_sending_hears_how_to_send_it_again(front: Proxy) -> None:
    sent = front.ask(f"/{DOWN}/x", "POST", body=b"a=1").text()
    asked = front.ask(f"/{DOWN}/x").text()

    assert "Het komt niet dubbel aan" in sent
    assert "Het komt niet dubbel aan" not in asked
    assert "Probeer het opnieuw</a>" in asked
    assert "Probeer het opnieuw</a>" not in sent
    assert all("is bewaard" in page and "0800" in page for page in (sent, asked))


@pytest.mark.viewport(320, 700)
@pytest.mark.parametrize("path", [f"/{DOWN}", "/livez"])
async def test_its_pages_can_be_read_by_anyone(front: Proxy, page: Page, path: str) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))

    await page.goto(front.address + path)

    assert await axe_violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
    assert await page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") == "29px"
    assert [text for text in problems if "the server responded with" not in text] == []


async def test_its_log_tells_what_happened_and_nothing_about_who(front: Proxy) -> None:
    told = {"User-Agent": "geheim", "Referer": "http://geheim", "Cookie": "geheim", "X": "geheim"}
    for path in ("/intake/log-1", f"/{DOWN}/log-2", "/intake/log-3?broken=1"):
        front.ask(path + ("&" if "?" in path else "?") + "q=geheim", "POST", told, b"geheim")
    front.send(b"GET /intake/log-4?geheim HTTP/1.1\r\nHost: /geheim\r\n\r\n")
    front.ask("/intake/log-5?geheim", "POST", told, bytes(2**20 + 1))

    out, messages = front.container.logs()
    lines = [json.loads(line) for line in out.splitlines()]
    mine = {line["path"][-5:]: line for line in lines if "/log-" in line["path"]}

    assert "geheim" not in out + messages
    assert not re.search(r"\b\d+\.\d+\.\d+\.\d+\b", out + messages)
    assert [mine[f"log-{n}"]["status"] for n in range(1, 6)] == [200, 502, 502, 400, 413]
    assert mine["log-1"] == {
        "timestamp": mine["log-1"]["timestamp"],
        "level": "info",
        "event": "request_answered",
        "service": "intake",
        "method": "POST",
        "path": "/intake/log-1",
        "status": 200,
        "seconds": pytest.approx(0, abs=5),
        "upstream_status": "200",
    }
