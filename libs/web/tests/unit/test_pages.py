from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request
from starlette.responses import Response

from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_web.language import LANGUAGE_COOKIE
from samenspel_web.pages import NOTICE_COOKIE, Pages

NewRequest = Callable[..., Request]


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    templates, texts = tmp_path / "templates", tmp_path / "texts"
    templates.mkdir()
    texts.mkdir()
    (templates / "desk.html").write_text(
        '{% extends "base.html" %}{% block title %}Vragen{% endblock %}'
        "{% block main %}<h1>{{ word }}</h1>{{ ui.text_field(page, 'name', 'Naam') }}{% endblock %}"
    )
    (templates / "part.html").write_text("<p>{{ word }} van {{ page.prefix }}</p>")
    sentence = '[notice.request]\nsubmitted = "De vraag is verstuurd."'
    for language in ("nl", "en"):
        (texts / f"{language}.toml").write_text(sentence)
    return Pages(service="intake", template_dir=templates, text_dir=texts)


def html(response: Response) -> str:
    return bytes(response.body).decode()


def test_a_page_says_who_reads_and_where(pages: Pages, new_request: NewRequest) -> None:
    answer = pages.render(new_request(), "desk.html", word="Dag")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "<title>Vragen – Samenspel</title>" in html(answer)  # noqa: RUF001
    assert "Fatima Yilmaz" in html(answer)
    assert "Coördinator van het steunpunt" in html(answer)
    assert "De Brug" in html(answer)
    assert 'href="/intake/desk" aria-current="page"' in html(answer)


def test_only_a_demo_says_so(pages: Pages, new_request: NewRequest) -> None:
    assert "/intake/personas" not in html(pages.render(new_request(), "desk.html", word=""))
    assert "/intake/personas" in html(pages.render(new_request(demo=True), "desk.html", word=""))


def test_a_refusal_keeps_what_was_typed(pages: Pages, new_request: NewRequest) -> None:
    refusal = InvalidInput(FieldError("name", "input.missing"))
    typed = ImmutableMultiDict({"name": "  ?"})

    answer = pages.refuse(new_request(), "desk.html", refusal, typed=typed, word="Dag")

    assert answer.status_code == 422
    assert "<title>Fout: Vragen" in html(answer)
    assert '<a href="#name">Naam: Vul dit in.</a>' in html(answer)
    assert 'value="  ?"' in html(answer)


def test_a_notice_is_shown_on_the_next_page_and_then_gone(
    pages: Pages, new_request: NewRequest
) -> None:
    sent_on = pages.redirect(new_request(), "/intake/desk", notice="request.submitted")
    cookie = sent_on.headers["set-cookie"]
    next_page = pages.render(new_request(cookie=cookie.split(";")[0]), "desk.html", word="")

    assert sent_on.status_code == 303
    assert "HttpOnly" in cookie
    assert "Secure" in cookie
    assert "De vraag is verstuurd." in html(next_page)
    assert "Max-Age=0" in next_page.headers["set-cookie"]


def test_a_made_up_notice_shows_nothing(pages: Pages, new_request: NewRequest) -> None:
    request = new_request(cookie=f"{NOTICE_COOKIE}=<script>")

    assert "<script>" not in html(pages.render(request, "desk.html", word=""))
    with pytest.raises(KeyError):
        pages.redirect(new_request(), "/intake", notice="nowhere")


@pytest.mark.parametrize(
    "to",
    ["https://elsewhere.example", "//elsewhere.example", "/\\else", "/\t/elsewhere.example", ""],
)
def test_a_redirect_stays_here(pages: Pages, new_request: NewRequest, to: str) -> None:
    with pytest.raises(ValueError, match="our own"):
        pages.redirect(new_request(), to)


def test_a_fragment_is_bare_for_htmx_and_a_page_for_others(
    pages: Pages, new_request: NewRequest
) -> None:
    bare = pages.fragment(
        new_request(hx_request="true"), "part.html", title="nav.messages", word="Deel"
    )
    whole = pages.fragment(new_request(), "part.html", title="nav.messages", word="Deel")

    assert html(bare) == "<p>Deel van /intake</p>"
    assert "<p>Deel van /intake</p>" in html(whole)
    assert "<!doctype html>" in html(whole)
    assert "<h1>Berichten</h1>" in html(whole)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 412, 413, 418, 429, 500, 502, 503])
def test_an_error_page_says_what_to_do(pages: Pages, new_request: NewRequest, status: int) -> None:
    answer = pages.error(new_request(), status)

    assert answer.status_code == status
    assert "<h1>" in html(answer)
    assert "Naar de startpagina" in html(answer)


def test_an_error_page_tells_what_it_knows(pages: Pages, new_request: NewRequest) -> None:
    known = html(pages.error(new_request(), 412, "stale-version"))

    assert "Iemand anders heeft dit net gewijzigd." in known
    assert "no-such-code" not in html(pages.error(new_request(), 409, "no-such-code"))


def test_a_page_is_in_english_for_who_wants_that(pages: Pages, new_request: NewRequest) -> None:
    error = html(pages.error(new_request(cookie=f"{LANGUAGE_COOKIE}=en"), 404))

    assert '<html lang="en">' in error
    assert "This page is not here" in error
    assert "Skip to the content" in error
    assert "in Dutch only" not in error


def test_pages_in_one_language_say_so_to_who_wants_another(new_request: NewRequest) -> None:
    pages = Pages(service="intake", languages=("nl",))

    dutch_only = html(pages.error(new_request(cookie=f"{LANGUAGE_COOKIE}=en"), 404))

    assert '<html lang="nl">' in dutch_only
    assert "Direct naar de inhoud" in dutch_only
    assert "This page is in Dutch only." in dutch_only


def test_a_made_up_language_is_dutch(pages: Pages, new_request: NewRequest) -> None:
    assert '<html lang="nl">' in html(pages.error(new_request(cookie="samenspel_language=xx"), 404))


def test_a_reader_is_warned_only_while_logged_in(pages: Pages, new_request: NewRequest) -> None:
    request = new_request()
    request.state.session_seconds = 1200

    assert 'data-seconds="1200"' in html(pages.render(request, "desk.html", word=""))
    assert "data-renew" not in html(pages.render(new_request(), "desk.html", word=""))


def test_what_was_typed_earlier_is_filled_in(pages: Pages, new_request: NewRequest) -> None:
    typed = ImmutableMultiDict({"name": "Sem"})

    assert 'value="Sem"' in html(pages.render(new_request(), "desk.html", typed=typed, word=""))
