"""Every word of a page is a text, in Dutch and in English; no template has words of its own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

from samenspel_web.texts import Texts

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(
    folder
    for pattern in ("libs/web/src/*/templates", "services/*/src/*/web/templates")
    for folder in ROOT.glob(pattern)
)
TEMPLATES = [
    path
    for folder in FOLDERS
    for path in sorted(folder.rglob("*.html"))
    if not {"design", "nl", "en"} & set(path.relative_to(folder).parts)
]
TEXT_FOLDERS = sorted(ROOT.glob("*/*/src/*/web/texts"))
SAME_IN_BOTH = frozenset({"Samenspel", "Demo", "Language", "Nederlands", "English", "Veilig Thuis"})
"""Names, and what is said in the language that it is about."""
ENGLISH_ON_PURPOSE = ("This page is in Dutch only.", "Show everything in Dutch")
_READ = re.compile(r'(?:aria-label|alt|title|placeholder|content)="([^"]*)"')
_TAG = re.compile(r"<(?:[^<>\"]|\"[^\"]*\")*>?|\b[\w-]+=\"[^\"]*\"|&\w+;")
_SENTENCE = re.compile(r"(?<![\w-])[^\W\d_]+ [^\W\d_]+(?![\w-])|^\W?[A-Z][a-z]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ASKED = re.compile(r'\bt\("([^"]+)"[,)]')
_META = re.compile(r"<meta[^>]*>")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def words_of_its_own(source: str) -> Iterator[str]:
    """Give what is written in a template for people to read, outside the texts."""
    markup: list[str] = []
    for _, kind, value in Environment(autoescape=True).lex(source):
        if kind == "data":
            markup.append(value)
        elif kind == "string" and _SENTENCE.search(value[1:-1]):
            yield value[1:-1]
    page = _META.sub("", "\N{HORIZONTAL ELLIPSIS}".join(markup))
    yield from _READ.findall(page)
    yield from re.split(r"\N{HORIZONTAL ELLIPSIS}|\n", _TAG.sub("\n", page))


def unexplained(words: str) -> bool:
    for known in (*ENGLISH_ON_PURPOSE, *SAME_IN_BOTH):
        words = words.replace(known, "")
    return _WORD.search(words) is not None


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_a_template_has_no_words_of_its_own(template: Path) -> None:
    found = words_of_its_own(template.read_text("utf-8"))

    assert [words.strip() for words in found if unexplained(words)] == []


@pytest.mark.parametrize(
    "source",
    [
        "<h1>Vragen</h1>",
        '{{ ui.button("Opslaan") }}',
        '{{ ui.empty("er is niets") }}',
        '<p aria-label="Zoeken in {{ name }}"></p>',
        "<p>{{ name }} van {{ page.prefix }}</p>",
    ],
)
def test_words_in_a_template_are_found(source: str) -> None:
    assert any(unexplained(words) for words in words_of_its_own(source))


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_a_template_asks_for_texts_that_there_are(template: Path) -> None:
    own = [folder for folder in TEXT_FOLDERS if folder.parent in template.parents]
    texts = Texts.with_shared(*own)

    assert set(_ASKED.findall(template.read_text("utf-8"))) <= set(texts)


@pytest.mark.parametrize("folder", TEXT_FOLDERS, ids=name)
def test_a_sentence_has_the_same_values_in_both_languages(folder: Path) -> None:
    texts = Texts(folder)
    differing = [
        key
        for key in texts
        if _values(texts.template(key)) != _values(texts.template(key, language="en"))
    ]

    assert differing == []


def _values(sentence: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", sentence))
