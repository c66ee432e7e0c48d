"""What people read is plain Dutch (B1): short sentences, on every page and in every mail."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from samenspel_web.texts import Texts

ROOT = Path(__file__).parents[2]
MOST_WORDS = 12
"""On average, as the national advice on plain language has it."""
LONGEST = 25
PAGES = sorted(
    path
    for pattern in ("libs/web/src/*/templates", "services/*/src/*/web/templates")
    for folder in ROOT.glob(pattern)
    for path in folder.rglob("*.html")
    if not {"design", "en"} & set(path.relative_to(folder).parts)
)
MAILS = sorted(ROOT.glob("services/*/src/*/gateways/letter_texts/nl/*.txt"))
TEXT_FOLDERS = sorted(ROOT.glob("services/*/src/*/web/texts"))
_CODE = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
_QUOTED = re.compile(r'(t\()?"([^"]*)"')
_BLOCK_TAG = re.compile(r"</?(?:p|h\d|li|ul|ol|div|section|main|dt|dd|aside|br)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_END = re.compile(r"(?<=[.!?])\s+|\n+")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def sentences(text: str) -> Iterator[str]:
    for part in _END.split(text):
        if part.strip().endswith((".", "!", "?")) and len(part.split()) > 1:
            yield part.strip()


def written_on(page: Path) -> list[str]:
    """Give the sentences of a template: its own words, and the texts that it names."""
    source = page.read_text("utf-8")
    texts = Texts.with_shared(*(f for f in TEXT_FOLDERS if f.parent == page.parent.parent))
    found: list[str] = []
    for code in _CODE.findall(source):
        for by_key, words in _QUOTED.findall(code):
            found += sentences(_raw(texts, words) if by_key else words)
    bare = _TAG.sub("", _BLOCK_TAG.sub("\n", _CODE.sub("\N{HORIZONTAL ELLIPSIS}", source)))
    return found + list(sentences(bare))


def _raw(texts: Texts, key: str) -> str:
    return texts.template(key) if key in texts else ""


def average(found: list[str]) -> float:
    return sum(len(each.split()) for each in found) / len(found) if found else 0


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_has_short_sentences(page: Path) -> None:
    found = written_on(page)

    assert average(found) <= MOST_WORDS, found
    assert [each for each in found if len(each.split()) > LONGEST] == []


@pytest.mark.parametrize("mail", MAILS, ids=name)
def test_a_mail_has_short_sentences(mail: Path) -> None:
    found = list(sentences(_CODE.sub("\n", mail.read_text("utf-8"))))

    assert average(found) <= MOST_WORDS, found


@pytest.mark.parametrize("folder", TEXT_FOLDERS, ids=name)
def test_notices_errors_and_words_are_short_sentences(folder: Path) -> None:
    texts = Texts(folder)
    found = [each for key in texts for each in sentences(texts.template(key))]

    assert average(found) <= MOST_WORDS, found


def test_pages_and_mails_are_found() -> None:
    assert len(PAGES) > 25
    assert MAILS
