"""What a service uses to answer with a page, a fragment, a refusal or a redirect."""

from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from samenspel_web.forms import NOTHING_TYPED, FormErrors, Refusal, TypedForm
from samenspel_web.language import DUTCH, LANGUAGES, speaking, wanted
from samenspel_web.templating import make_environment
from samenspel_web.texts import Texts
from samenspel_web.view import page_view

NOTICE_COOKIE = "samenspel_notice"
_NOTICE_SECONDS = 60
_ERROR_PAGES = frozenset({400, 401, 403, 404, 405, 409, 412, 413, 422, 429, 500, 503})
_HEADERS = {"Cache-Control": "no-store"}


class Pages:
    """Renders the pages of one service inside the shared look.

    `text_dir` holds the service's own `nl.toml` and `en.toml`; templates take all their words from
    there. `languages` are those that the pages are written in; who wants another reads Dutch.
    """

    def __init__(
        self,
        *,
        service: str,
        template_dir: Path | None = None,
        text_dir: Path | None = None,
        languages: Collection[str] = LANGUAGES,
    ) -> None:
        self.texts = Texts.with_shared(*([text_dir] if text_dir else []))
        self._prefix = f"/{service}"
        self._languages = languages
        self._template_dir = template_dir

    @cached_property
    def _templates(self) -> Environment:
        """The templates, compiled when the first page is made: a worker makes none."""
        return make_environment(self.texts, self._template_dir)

    def render(
        self,
        request: Request,
        template: str,
        status: int = 200,
        *,
        typed: TypedForm = NOTHING_TYPED,
        **context: object,
    ) -> HTMLResponse:
        """Answer with a whole page; it also shows the notice of the page before, once.

        `typed` is what a reader typed earlier in the form of this page.
        """
        key = f"notice.{request.cookies.get(NOTICE_COOKIE, '')}"
        with speaking(self._language(request)):
            notice = self.texts.text(key) if key in self.texts else ""
            page = page_view(request, self._prefix, notice=notice, typed=typed)
            response = self._answer(template, status, context | {"page": page})
        if NOTICE_COOKIE in request.cookies:
            response.delete_cookie(NOTICE_COOKIE, httponly=True, samesite="lax")
        return response

    def fragment(
        self, request: Request, template: str, *, title: str, **context: object
    ) -> HTMLResponse:
        """Answer with a part of a page; without htmx with a whole page, under a title's text."""
        with speaking(self._language(request)):
            page = page_view(request, self._prefix)
            if request.headers.get("hx-request") == "true":
                return self._answer(template, 200, context | {"page": page})
            whole = {"page": page, "title": self.texts.text(title), "fragment": template}
            return self._answer("fragment.html", 200, context | whole)

    def refuse(
        self,
        request: Request,
        template: str,
        refusal: Refusal,
        *,
        typed: TypedForm = NOTHING_TYPED,
        **context: object,
    ) -> HTMLResponse:
        """Answer 422 with the same page, what was typed kept, and a sentence at each wrong field."""
        with speaking(self._language(request)):
            errors = FormErrors.of(refusal, self.texts)
            page = page_view(request, self._prefix, typed=typed, errors=errors)
            return self._answer(template, 422, context | {"page": page})

    def redirect(self, request: Request, to: str, *, notice: str = "") -> RedirectResponse:
        """Send the browser on (303) to a path of ours; the next page shows the notice.

        `notice` is a text key below `notice.`. ValueError for an address elsewhere, KeyError for a
        notice without a text.
        """
        if not is_own_path(to):
            raise ValueError("only to a path of our own")
        response = RedirectResponse(to, status_code=303, headers=_HEADERS)
        if notice:
            self.texts.text(f"notice.{notice}")
            response.set_cookie(
                NOTICE_COOKIE,
                notice,
                max_age=_NOTICE_SECONDS,
                httponly=True,
                samesite="lax",
                secure=request.app.state.secure_cookies,
            )
        return response

    def error(self, request: Request, status: int, code: str = "") -> HTMLResponse:
        """Answer with the page that says what went wrong and what to do next."""
        fallback = 500 if status >= 500 else 400
        shown = status if status in _ERROR_PAGES else fallback
        known = f"error.{code}"
        with speaking(self._language(request)):
            context: dict[str, object] = {
                "page": page_view(request, self._prefix),
                "shown": shown,
                "sentence": self.texts.text(known) if known in self.texts else "",
            }
            return self._answer("error.html", status, context)

    def _language(self, request: Request) -> str:
        language = wanted(request)
        return language if language in self._languages else DUTCH

    def _answer(self, template: str, status: int, context: dict[str, object]) -> HTMLResponse:
        html = self._templates.get_template(template).render(context)
        return HTMLResponse(html, status_code=status, headers=_HEADERS)


def is_own_path(to: str) -> bool:
    """Tell whether an address is a path of this site, and leads nowhere else."""
    return to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable()
