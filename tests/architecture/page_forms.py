"""What a page holds, as a browser would read it: its forms with their fields, and what could run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from tests.architecture.household import BASE

MARKER = "x-bad"
"""An element that no page has; where it is one, a text became markup."""
ADDED_BY_PAGES = frozenset({"csrf", "idempotency_key"})
IN_URLS = frozenset({"href", "src", "action", "formaction", "poster", "data", "srcdoc", "srcset"})
Attributes = list[tuple[str, str | None]]


@dataclass(slots=True)
class PageForm:
    """A form as it is first shown; `typed` are the fields in which people write freely."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)

    def open_fields(self) -> list[str]:
        """Give the names that a sender can fill with anything: all but those that pages add."""
        return sorted(set(self.fields) - ADDED_BY_PAGES)


class Page(HTMLParser):
    """Reads a page. `dangers` names all that could run, or load from elsewhere, or style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.dangers: list[str] = []
        self.links: list[str] = []
        self._form: PageForm | None = None
        self._inside: str = ""
        self._select = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Note what an element brings."""
        given = {name: value or "" for name, value in attrs}
        self.dangers += _dangers(tag, given)
        if tag == "script" and "src" not in given:
            self._inside = tag
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "form":
            self._form = PageForm(given.get("action", ""), given.get("method", "get").upper())
            self.forms.append(self._form)
        elif self._form is not None:
            self._note_field(self._form, tag, given)

    def handle_endtag(self, tag: str) -> None:
        """Leave a form."""
        self._inside = ""
        if tag == "form":
            self._form = None

    def handle_data(self, data: str) -> None:
        """Refuse scripts that stand in the page itself."""
        if self._inside == "script" and data.strip():
            self.dangers.append("a script within the page")

    def _note_field(self, form: PageForm, tag: str, given: Mapping[str, str]) -> None:
        name = given.get("name", "")
        match tag, given.get("type", "text"):
            case "input", "checkbox" | "radio":
                if "checked" in given or name not in form.fields:
                    form.fields[name] = given.get("value", "on")
            case "input", kind:
                form.fields[name] = given.get("value", "")
                if kind not in ("hidden", "date"):
                    form.typed.add(name)
            case "textarea", _:
                form.fields[name] = ""
                form.typed.add(name)
            case "select", _:
                self._select = name
            case "option", _:
                if not form.fields.get(self._select) or "selected" in given:
                    form.fields[self._select] = given.get("value", "")
            case "button", _ if "formaction" in given:
                elsewhere = PageForm(given["formaction"], form.method, form.fields, form.typed)
                self.forms.append(elsewhere)
            case _:
                pass
        form.fields.pop("", None)


def _dangers(tag: str, given: Mapping[str, str]) -> Iterator[str]:
    if tag in (MARKER, "iframe", "object", "embed", "base", "style"):
        yield f"<{tag}>"
    for name, value in given.items():
        if name.startswith("on") or name in ("style", MARKER):
            yield f"<{tag} {name}>"
        if name in IN_URLS and _leads_away(value):
            yield f"<{tag} {name}={value[:40]}>"


def _leads_away(url: str) -> bool:
    """Tell whether an address is not one of ours; browsers read it without white space."""
    bare = "".join(url.split())
    parts = urlsplit(bare.removeprefix(BASE))
    return bool(parts.netloc) or parts.scheme not in ("", "tel", "mailto")
