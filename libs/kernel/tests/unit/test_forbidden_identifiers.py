"""Unit: BSN, onderwijsnummer and ECK iD are found in text, telephone numbers are let through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn, onderwijsnummer

from samenspel_kernel.forbidden_identifiers import (
    CONTAINS_BSN,
    CONTAINS_ECK_ID,
    CONTAINS_EDUCATION_NUMBER,
    field_errors,
    found_in,
)


@pytest.mark.parametrize(
    "text",
    [
        "Zijn BSN is 111222333.",
        "bsn: 111 222 333",
        "burgerservicenummer 1112.22.333",
        "111222333 (BSN)",
        "BSN ١١١٢٢٢٣٣٣",  # digits of another script
    ],
)
def test_a_bsn_that_is_called_one_is_found(text: str) -> None:
    assert found_in(text) == [CONTAINS_BSN]


@pytest.mark.parametrize(
    "text",
    [
        "Bel ons op 111222333.",  # passes the check, but nothing says that it is a BSN
        "BSN onbekend",
        "BSN 111252333 klopt niet",
        "Groep 5, 28 leerlingen, sinds 2024",
        "",
    ],
)
def test_other_numbers_are_let_through(text: str) -> None:
    assert found_in(text) == []


def test_an_education_number_is_found() -> None:
    assert found_in("onderwijsnummer 101222331") == [CONTAINS_EDUCATION_NUMBER]


def test_an_eck_id_is_found() -> None:
    assert found_in(f"https://ketenid.nl/201703/{'ab' * 64}") == [CONTAINS_ECK_ID]


def test_each_wrong_field_is_named() -> None:
    errors = field_errors(question="BSN 111222333", tried="niets", note=None)
    assert [(e.field, e.code) for e in errors] == [("question", CONTAINS_BSN)]


@given(st.integers(1, 999_999_999).map(lambda n: f"{n:09d}"))
def test_the_check_is_that_of_the_library(number: str) -> None:
    found = found_in(f"pgn {number}")
    assert (CONTAINS_BSN in found) is bsn.is_valid(number)
    assert (CONTAINS_EDUCATION_NUMBER in found) is onderwijsnummer.is_valid(number)
