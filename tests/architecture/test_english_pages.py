"""Every page and every refusal, asked by who wants English, says nothing in Dutch."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx2
from tests.architecture.asking import Asking, needs
from tests.architecture.household import Caller
from tests.architecture.route_table import ANYBODY, Need, Route

from samenspel_intake.domain.policies import Deed
from samenspel_kernel.actor import Role
from samenspel_web.language import DUTCH, ENGLISH, LANGUAGE_COOKIE
from samenspel_web.texts import Texts

ROOT = Path(__file__).parents[2]
ANY = Need(action=Deed.SEE)
NO_ELEMENT_END = frozenset({"input", "img", "br", "meta", "link", "hr"})
READ_ALOUD = ("aria-label", "alt", "title", "placeholder", "data-label")
MONTHS = re.compile(r"\b(januari|februari|maart|mei|juni|juli|augustus|oktober|okt|mrt)\b")
FEWEST_PAGES = 120


class Said(HTMLParser):
    """What a page says, but for parts that say that they are in another language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.language = ""
        self.words: list[str] = []
        self._elsewhere = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        elif self._elsewhere or given.get("lang", self.language) != self.language:
            self._elsewhere += tag not in NO_ELEMENT_END
            return
        self.words += [given[name] for name in READ_ALOUD if given.get(name)]

    def handle_endtag(self, tag: str) -> None:
        self._elsewhere = max(0, self._elsewhere - 1)

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._elsewhere:
            self.words.append(" ".join(data.split()))


class Dutch:
    """Finds Dutch sentences of ours: whole, or within others if they have several words."""

    def __init__(self) -> None:
        texts = Texts.with_shared(*sorted(ROOT.glob("services/*/src/*/web/texts")))
        pairs = [(texts.template(k), texts.template(k, language=ENGLISH)) for k in texts]
        only_dutch = {dutch for dutch, _ in pairs} - {english for _, english in pairs}
        self._whole = re.compile("|".join(map(_pattern, sorted(only_dutch))))
        several = [each for each in sorted(only_dutch) if len(_bare(each).split()) > 2]
        self._within = re.compile("|".join(rf"\b{_pattern(each)}" for each in several))
        self._told: dict[str, bool] = {}

    def in_(self, words: str) -> bool:
        """Tell whether any of it is in the words; pages share most, and each is looked at once."""
        if words not in self._told:
            found = self._whole.fullmatch(words) or self._within.search(words)
            self._told[words] = bool(found or MONTHS.search(words))
        return self._told[words]


def _bare(sentence: str) -> str:
    return re.sub(r"{\w+}", "", sentence)


def _pattern(sentence: str) -> str:
    return r".+?".join(map(re.escape, re.split(r"{\w+}", sentence)))


def pages() -> Iterator[tuple[Route, Need]]:
    """Give every page, and every form as if nothing was filled in."""
    every = [*((route, need) for _, route, need in needs()), *((route, ANY) for route in ANYBODY)]
    for (method, path), need in every:
        if "/v1/" not in path and (method == "GET" or need.form):
            yield (method, path), need


async def answer_in_english(
    asking: Asking, route: Route, need: Need, caller: Caller
) -> httpx2.Response:
    caller.client.cookies.set(LANGUAGE_COOKIE, ENGLISH, domain="127.0.0.1")
    if route[0] == "GET":
        return await asking.ask(route, need, caller)
    empty = {"csrf": caller.csrf, "idempotency_key": "left-empty"}
    return await caller.client.post(asking.address(route[1], need), data=empty)


async def test_every_page_is_wholly_in_english_for_who_wants_that(asking: Asking) -> None:
    dutch, shown, wrong = Dutch(), 0, []
    for route, need in pages():
        for role in Role:
            caller = asking.caller(role, "all")
            answer = await answer_in_english(asking, route, need, caller)
            if "html" not in answer.headers.get("content-type", "") or answer.is_redirect:
                continue
            shown += 1
            said = Said(answer.text)
            whole = "<!doctype html>" in answer.text
            wrong += [(*route, words) for words in said.words if dutch.in_(words)]
            if whole and said.language != ENGLISH:
                wrong.append((*route, f"lang={said.language}"))

    assert "\n".join(sorted({" ".join(each) for each in wrong})) == ""
    assert shown >= FEWEST_PAGES


async def test_the_same_pages_are_in_dutch_for_all_others(asking: Asking) -> None:
    dutch = Dutch()
    answer = await asking.ask(("GET", "/intake"), ANY, asking.caller(Role.PARENT, "all"))
    said = Said(answer.text)

    assert said.language == DUTCH
    assert any(dutch.in_(words) for words in said.words)
