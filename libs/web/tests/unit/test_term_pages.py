"""Unit: what pages show of terms."""

from datetime import date
from pathlib import Path

import pytest

from samenspel_kernel.counting import TermUnit
from samenspel_kernel.errors import NotFound
from samenspel_kernel.terms import KnownVersion, RuleRecord
from samenspel_web.language import speaking
from samenspel_web.term_pages import TermPages
from samenspel_web.texts import Texts

TODAY = date(2026, 3, 2)
NL = """
[rule]
b-term = "Antwoord"
"""


@pytest.fixture
def terms(tmp_path: Path) -> TermPages:
    """Those of a service that has words for one of its two terms."""
    for language, text in (("nl", NL), ("en", NL.replace("Antwoord", "Zeal"))):
        (tmp_path / f"{language}.toml").write_text(text)
    return TermPages(Texts(tmp_path), "/here/terms")


def record(key: str, version: int, valid_from: date) -> RuleRecord:
    return RuleRecord(
        key=key,
        version=version,
        value=version,
        unit=TermUnit.WEEKS,
        moves_to_working_day=False,
        source="Besluit",
        valid_from=valid_from,
    )


@pytest.fixture
def known() -> list[KnownVersion]:
    """Two terms, of which one changes tomorrow."""
    old, coming = date(2020, 1, 1), date(2026, 3, 3)
    made = (("m-term", 1, old), ("b-term", 1, old), ("b-term", 2, TODAY), ("b-term", 3, coming))
    return [KnownVersion(record(*one)) for one in made]


def test_each_term_is_shown_as_it_is_today_in_the_order_of_names_in_the_language_of_the_page(
    terms: TermPages, known: list[KnownVersion]
) -> None:
    shown = terms.listed(known, TODAY)

    def order() -> list[tuple[str, int]]:
        return [(each.key, each.version) for each in shown["terms"]()]

    assert order() == [("b-term", 2), ("m-term", 1)]
    with speaking("en"):
        assert order() == [("m-term", 1), ("b-term", 2)]
    assert [each.version for each in shown["coming"]] == [3]


def test_a_term_without_words_goes_by_its_code(terms: TermPages) -> None:
    assert [terms.name_of(each) for each in ("b-term", "m-term")] == ["Antwoord", "m-term"]
    assert [terms.start_of(each) for each in ("", "received")] == ["", "received"]


def test_the_newest_version_of_a_term_stands_first(
    terms: TermPages, known: list[KnownVersion]
) -> None:
    shown = terms.versions(known, "b-term", may_manage=True)

    versions = [each.record.version for each in shown["versions"]]
    assert versions == [3, 2, 1]
    assert shown["newest"] == known[-1].record
    assert shown["names"] == {}


def test_of_a_term_that_is_not_there_nothing_is_shown(
    terms: TermPages, known: list[KnownVersion]
) -> None:
    with pytest.raises(NotFound):
        terms.versions(known, "z-term", may_manage=True)
