"""Writes docs/fields.md from the gates of requests, so that it says what the form asks."""

from collections.abc import Iterator
from pathlib import Path

from samenspel_intake.domain.asking.gates import GATES, Gate

PAGE = Path(__file__).parents[2] / "docs" / "fields.md"
HEAD = """\
# What a request asks, and who demands it

Made from the code by `python -m tests.gates.fields_page`; a test fails when it is old. The same
stands on the page `/intake/fields`, for everybody. A unit may add fields; it can't drop any.
What a child's whole way asks stands in [paper-form.md](paper-form.md), beside a form on paper.
"""


def page() -> str:
    """Write the whole page."""
    return "\n".join([HEAD, *(line for gate in GATES.values() for line in _table(gate))])


def _table(gate: Gate) -> Iterator[str]:
    yield f"## {gate.kind.capitalize()}\n"
    yield f"Answered within the term `{gate.response_rule}`.\n"
    yield "| field | mandatory | told by | demanded by | source |"
    yield "|---|---|---|---|---|"
    for asked in gate.fields:
        must = "yes" if asked.is_mandatory else "no"
        cells = (asked.field, must, asked.filled_by, asked.demander, asked.source)
        yield f"| {' | '.join(cells)} |"
    left_out = ", ".join(sorted(gate.not_asked)) or "nothing"
    yield f"\nNot asked: {left_out}.\n"


if __name__ == "__main__":
    PAGE.write_text(page())
