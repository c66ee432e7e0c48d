"""Unit: tables as files that people take away."""

import pytest

from samenspel_platform.table_files import write_table


def test_a_table_is_written_for_spreadsheets_without_a_mark_in_front() -> None:
    written = write_table(["eenheid", "bedrag"], [["Noord; Zuid", "1250,50"]])

    assert written == b'eenheid;bedrag\r\n"Noord; Zuid";1250,50\r\n'


@pytest.mark.parametrize("field", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_what_a_spreadsheet_would_compute_becomes_text(field: str) -> None:
    written = write_table(["a"], [[field]]).decode().removeprefix("a\r\n")

    assert written.lstrip('"').startswith("'")
