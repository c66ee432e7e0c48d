"""What terms are called on pages, and what of them a file can bring."""

from samenspel_intake.application.terms.ports import Brought
from samenspel_intake.web.pages import pages
from samenspel_platform.table_files import TableError
from samenspel_web.term_pages import TermPages

HERE = "/intake/terms"
TERMS = TermPages(pages.texts, HERE)


def kinds_of_import() -> list[tuple[str, str, str]]:
    """Give what can be brought, as choices."""
    text = pages.texts.text
    return [
        (what.value, text(f"rule-import.{what}"), text(f"rule-import.{what}-hint"))
        for what in Brought
    ]


def sentence_of(error: TableError) -> str:
    """Say what is wrong in a file."""
    key = f"table-error.{error.code}"
    return pages.texts.text(key if key in pages.texts else "table-error.invalid")
