"""Writes docs/gates.md from the gate table of cases, so that it says what a case asks."""

from collections.abc import Iterator
from pathlib import Path

from samenspel_arrangements.domain.gates.gates import CASE_GATES, WHY, CasePart, RequestKind

PAGE = Path(__file__).parents[2] / "docs" / "gates.md"
HEAD = """\
# What a case asks, by kind of request

Made from the code by `python -m tests.gates.case_gates_page`; a test fails when it is old. What a
request itself asks stands in [fields.md](fields.md). What is not asked can't be filled in either.
"""


def page() -> str:
    """Write the whole page."""
    return "\n".join([HEAD, *_table(), ""])


def _table() -> Iterator[str]:
    yield f"| part | {' | '.join(RequestKind)} | because |"
    yield f"|---|{'---|' * len(RequestKind)}---|"
    for part in CasePart:
        cells = ("yes" if CASE_GATES[kind].asks(part) else "no" for kind in RequestKind)
        yield f"| {part} | {' | '.join(cells)} | {WHY[part]} |"


if __name__ == "__main__":
    PAGE.write_text(page())
