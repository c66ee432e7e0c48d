"""What pages of arrangements refuse: which sentence says which code, and what a page keeps of a form."""

import re
from dataclasses import dataclass, field

from playwright.async_api import Locator, Page

from samenspel_arrangements.web.pages import pages

SENTENCES = {
    key.removeprefix("error."): pages.texts.template(key)
    for key in pages.texts
    if key.startswith("error.")
}
"""What is said of each code; the general ones of all services among them."""

Typed = list[tuple[str, str, bool]]
"""The names and values of fields that are filled in, and whether they are long texts."""

_VALUE = re.compile(r"\\{\w+\\}")
_PATTERNS = sorted(
    (
        (code, re.compile(_VALUE.sub(".*", re.escape(sentence)) + "$"))
        for code, sentence in SENTENCES.items()
    ),
    key=lambda each: -len(SENTENCES[each[0]]),
)
_OF_PATHS = (
    (r"/opp(/|$)", "opp"),
    (r"/closures|/aftercare-checks|/reopenings", "closing"),
    (r"/money/mandates", "mandate"),
    (r"/terms/", "term"),
    (r"/voices/", "voice"),
    (r"/tlvs|/foreign-tlvs", "tlv"),
    (r"/documents/", "document"),
    (r"/perspective", "perspective"),
    (r"/arrangements$", "arrangement"),
    (r"/arrangements/[^/]+/", "help"),
    (r"/handovers", "handover"),
    (r"", "action"),
)
"""Where a sentence that several codes share is said of what; the first of these that can be."""

_SAID = """
page => [...page.querySelectorAll('.error-summary__list li')].map(item => {
  const link = item.querySelector('a[href^="#"]'), said = item.textContent.trim();
  if (link) return [said, Boolean(
    document.getElementById(link.getAttribute('href').slice(1) + '-error'))];
  const beside = [...page.querySelectorAll('.field-error')].filter(
    one => one.textContent.includes(said));
  return [said, beside.length ? true : null];
})
"""
_FORM_OF = "button => button.form ? button.form.getAttribute('action') : ''"
_TYPED = """
(page, action) => {
  const forms = [...page.querySelectorAll('form')].filter(
    form => form.getAttribute('action') === action);
  return forms.length ? forms.flatMap(form => [...form.elements])
    .filter(one => one.name && !['hidden', 'file', 'submit', 'password'].includes(one.type))
    .filter(one => !['checkbox', 'radio'].includes(one.type) || one.checked)
    .map(one => [one.name, one.value.replaceAll('\\r\\n', '\\n').trim(), one.localName === 'textarea'])
    .filter(([, value]) => value) : null;
}
"""


@dataclass(slots=True)
class Refusals:
    """The codes that somebody met; `away` are sentences that should have stood beside a field."""

    met: set[str] = field(default_factory=set)
    away: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    async def note(self, page: Page) -> None:
        """Keep what the page refuses."""
        path = re.sub(r"\?.*|https?://[^/]+", "", page.url)
        said: list[tuple[str, bool | None]] = await page.locator("body").evaluate(_SAID)
        for sentence, is_beside in said:
            self.met.add(_code_of(sentence, path))
            if is_beside is False:
                self.away.append(f"{path}: {sentence}")


def _code_of(sentence: str, path: str) -> str:
    """Give the code of a sentence as a page said it; AssertionError for one that we do not know."""
    length = next((len(SENTENCES[c]) for c, pattern in _PATTERNS if pattern.search(sentence)), 0)
    codes = [
        code
        for code, pattern in _PATTERNS
        if len(SENTENCES[code]) == length and pattern.search(sentence)
    ]
    assert codes, sentence
    for pattern, thing in _OF_PATHS:
        for code in codes:
            if re.search(pattern, path) and code.startswith(f"{thing}."):
                return code
    return min(codes, key=list(SENTENCES).index)


async def typed_in(button: Locator) -> tuple[str, Typed]:
    """Give where the form of a button goes to, and what is filled in there."""
    action: str = await button.evaluate(_FORM_OF)
    return action, await filled_in(button.page, action) or []


async def filled_in(page: Page, action: str) -> Typed | None:
    """Give what is filled in in the form that goes to an address; None where there is no such."""
    found = await page.locator("body").evaluate(_TYPED, action)
    return None if found is None else [(name, value, is_text) for name, value, is_text in found]


def lost_of(typed: Typed, kept: Typed | None) -> Typed:
    """Give what was filled in and is no more; of a form that is gone only long texts."""
    gone = [each for each in typed if each not in (kept or ())]
    return [each for each in gone if kept is not None or each[2]]
