"""Reads the forms of a page as a person meets them: what is asked, what may stay empty, what is there.

A page is made from its own template, with nothing known but what is given: what is not given is
empty, so that a field has a value only where the page itself proposes one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from html.parser import HTMLParser

from jinja2 import ChainableUndefined, ChoiceLoader, DictLoader, Environment

from samenspel_arrangements.web import pages as arrangements
from samenspel_intake.web import pages as intake
from samenspel_web.forms import NO_ERRORS, NOTHING_TYPED
from samenspel_web.templating import make_environment
from samenspel_web.view import PageView

WEB = {"intake": intake, "arrangements": arrangements}
BARE = "{% block head %}{% endblock %}{% block main %}{% endblock %}"
AS_THEY_ARE = ("day", "moment", "number", "age")
TODAY = date(2026, 11, 23)
"""Any day: only whether a date is proposed is counted."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One question of a form; `is_proposed` when the page fills it in beforehand."""

    name: str
    kind: str
    is_mandatory: bool
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class FormOnPage:
    """A form by the address that it is sent to."""

    action: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The forms of a page, and which earlier answer can be put in which field by a press."""

    forms: tuple[FormOnPage, ...]
    taken_over: Mapping[str, str]

    def form(self, action: str) -> FormOnPage:
        """Give the form that is sent to an address; LookupError when the page has none."""
        for form in self.forms:
            if form.action == action:
                return form
        raise LookupError(f"no form to {action}")


class Nothing(ChainableUndefined):
    """What a template asks for and nobody gave: empty, whatever is done with it."""

    def __call__(self, *_: object, **__: object) -> "Nothing":  # type: ignore[override]
        return self


def read(service: str, template: str, **known: object) -> ReadPage:
    """Make a page of which only so much is known, and read it."""
    found = _environment(service).get_template(template).render(known | {"page": _page()})
    reader = _Reader()
    reader.feed(found)
    return ReadPage(tuple(FormOnPage(a, tuple(f)) for a, f in reader.forms), reader.taken_over)


@cache
def _environment(service: str) -> Environment:
    web = WEB[service]
    made = make_environment(web.pages.texts, web.HERE / "templates")
    made.loader = ChoiceLoader([DictLoader({"base.html": BARE}), made.loader or DictLoader({})])
    made.undefined = Nothing
    made.globals["t"] = lambda key, **_: key
    made.filters |= dict.fromkeys(AS_THEY_ARE, lambda value, *_: value)
    return made


def _page() -> PageView:
    return PageView(
        actor=None,
        address="",
        alliance="",
        csrf_token="",
        idempotency_key="",
        demo=False,
        language="nl",
        wanted_language="nl",
        navigation=(),
        readers_menu=(),
        notice="",
        path="",
        prefix="",
        session_seconds=0,
        today=TODAY,
        typed=NOTHING_TYPED,
        errors=NO_ERRORS,
    )


class _Reader(HTMLParser):
    """Reads forms; a field is optional where its label or legend says so."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, list[FormField]]] = []
        self.taken_over: dict[str, str] = {}
        self._is_mandatory = True
        self._text: str | None = None
        self._options: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if "data-take-over" in given:
            pairs: dict[str, str] = json.loads(given["data-take-over"])
            self.taken_over = {field: part for part, field in pairs.items()}
        if "field__label" in classes:
            self._is_mandatory = True
        if "field__optional" in classes:
            self._is_mandatory = False
        self._read(tag, given)

    def _read(self, tag: str, given: Mapping[str, str]) -> None:
        match tag, given.get("type", ""):
            case "form", _:
                self.forms.append((given["action"], []))
            case "input", "hidden":
                pass
            case "input", "radio" | "checkbox":
                self._add(given, given["type"], "checked" in given)
            case "input", kind:
                self._add(given, kind, bool(given.get("value")))
            case "textarea", _:
                self._add(given, tag, False)
                self._text = ""
            case "select", _:
                self._add(given, tag, False)
                self._options = []
            case "option", _:
                self._options.append(given["value"])
                if given["value"] and ("selected" in given or self._options[0]):
                    self._propose()

    def handle_data(self, data: str) -> None:
        if self._text is not None and data.strip():
            self._propose()

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = None

    def _add(self, given: Mapping[str, str], kind: str, is_proposed: bool) -> None:
        fields = self.forms[-1][1]
        if any(field.name == given["name"] for field in fields):
            if is_proposed:
                self._propose()
            return
        fields.append(FormField(given["name"], kind, self._is_mandatory, is_proposed))

    def _propose(self) -> None:
        fields = self.forms[-1][1]
        last = fields.pop()
        fields.append(FormField(last.name, last.kind, last.is_mandatory, True))
