"""What terms are called on pages; one that has no words yet is called by its code."""

from collections.abc import Iterable

from samenspel_intake.application.terms.ports import Brought
from samenspel_intake.web.pages import pages
from samenspel_kernel.counting import TermUnit
from samenspel_kernel.terms import RuleRecord
from samenspel_platform.table_files import TableError


def name_of(rule: str) -> str:
    """Give the name of a rule."""
    return _text(f"rule.{rule}", rule)


def start_of(code: str) -> str:
    """Say from what a term counts; nothing where the rule does not say so."""
    return _text(f"rule-start.{code}", code) if code else ""


def by_name(records: Iterable[RuleRecord]) -> list[RuleRecord]:
    """Put terms in the order of their names."""
    return sorted(records, key=lambda record: name_of(record.key).lower())


def units() -> list[tuple[str, str]]:
    """Give in what a term can be counted, as choices."""
    return [(unit.value, pages.texts.text(f"term-unit.{unit}")) for unit in TermUnit]


def kinds_of_import() -> list[tuple[str, str, str]]:
    """Give what can be brought, as choices."""
    text = pages.texts.text
    return [
        (what.value, text(f"rule-import.{what}"), text(f"rule-import.{what}-hint"))
        for what in Brought
    ]


def sentence_of(error: TableError) -> str:
    """Say what is wrong in a file."""
    return _text(f"table-error.{error.code}", pages.texts.text("table-error.invalid"))


def _text(key: str, otherwise: str) -> str:
    return pages.texts.text(key) if key in pages.texts else otherwise
