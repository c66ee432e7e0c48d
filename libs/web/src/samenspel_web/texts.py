"""Sentences by key, in Dutch and in English."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from samenspel_web.language import DUTCH, LANGUAGES, spoken

SHARED = Path(__file__).parent / "texts"


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


def _read(folder: Path) -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for topic in sorted({file.parent for file in folder.rglob("*.toml")}):
        for language, table in _read_topic(topic).items():
            if twice := tables[language].keys() & table.keys():
                raise ValueError(f"{topic}: already elsewhere: {', '.join(sorted(twice))}")
            tables[language] |= table
    return tables


def _read_topic(folder: Path) -> dict[str, dict[str, str]]:
    tables = {
        language: dict(_flat(tomllib.loads((folder / f"{language}.toml").read_text("utf-8"))))
        for language in LANGUAGES
    }
    unmatched = tables["nl"].keys() ^ tables["en"].keys()
    if unmatched:
        raise ValueError(f"{folder}: only in one language: {', '.join(sorted(unmatched))}")
    return tables


class Texts:
    """The sentences of some folders; a later folder wins.

    A folder has `nl.toml` and `en.toml`, itself or in a folder for each topic. ValueError when a
    key is in one language only, or in two topics of a folder.
    """

    def __init__(self, *folders: Path) -> None:
        self._sentences: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
        for folder in folders:
            for language, table in _read(folder).items():
                self._sentences[language] |= table

    @classmethod
    def with_shared(cls, *folders: Path) -> "Texts":
        """Read the shared sentences, then those of the folders."""
        return cls(SHARED, *folders)

    def __contains__(self, key: object) -> bool:
        return key in self._sentences["nl"]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences["nl"])

    def template(self, key: str, *, language: str = DUTCH) -> str:
        """Give the sentence of a key as it was written, with its `{values}`."""
        return self._sentences[language][key]

    def text(self, key: str, *, language: str = "", **values: object) -> str:
        """Give the sentence of a key with its `{values}` filled in; KeyError if there is none.

        Without a language it is in that of the page that is being made.

        An unknown `error.` key gives the general refusal: a new code must not break a page.
        """
        sentences = self._sentences[language or spoken()]
        if key not in sentences and key.startswith("error."):
            key = "error.input.invalid"
        return sentences[key].format(**values)
