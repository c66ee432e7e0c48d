"""Unit: what is looked for, from what was typed."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_intake.domain.search import IdRange, Search, folded
from samenspel_kernel.errors import InvalidInput
from samenspel_kernel.ids import reference_of


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Noor", ("noor",)),
        ("  noor   BAKKER ", ("noor", "bakker")),
        ("Şahin", ("sahin",)),
        ("Zoë-Anne", ("zoe", "anne")),
        ("D'Hondt", ("d", "hondt")),
        ("100%_", ("100%_",)),
    ],
)
def test_names_are_compared_without_capitals_and_marks(typed: str, words: tuple[str, ...]) -> None:
    assert Search.read(typed).words == words


@pytest.mark.parametrize(
    "typed", ["9-4-2019", "09/04/2019", "2019-04-09", "9 4 2019", "09.04.2019"]
)
def test_a_birth_date_is_known_in_each_way_of_writing(typed: str) -> None:
    assert Search.read(typed) == Search(born_on=date(2019, 4, 9))


def test_a_date_that_is_none_is_not_looked_for_as_one() -> None:
    assert Search.read("31-2-2019").born_on is None


@given(st.uuids())
def test_the_number_that_people_say_finds_its_item(id_: UUID) -> None:
    ids = Search.read(reference_of(id_)).ids

    assert ids is not None
    assert ids.first <= id_ <= ids.last
    assert ids == Search.read(reference_of(id_).replace("-", "").lower()).ids
    assert Search.read(str(id_)).ids == IdRange(id_, id_)


def test_a_number_stands_for_few_items() -> None:
    assert Search.read("4F2A-91C0").ids == IdRange(
        UUID("4f2a91c0-0000-0000-0000-000000000000"), UUID("4f2a91c0-ffff-ffff-ffff-ffffffffffff")
    )


@pytest.mark.parametrize(("typed", "code"), [("99aa", "99AA"), ("99BB00", "99BB00"), ("99", None)])
def test_a_school_is_known_by_its_code(typed: str, code: str | None) -> None:
    assert Search.read(typed).school_code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "search.too-short"),
        (" x ", "search.too-short"),
        ("--", "search.too-short"),
        ("x" * 101, "search.too-long"),
    ],
)
def test_what_finds_nobody_or_everybody_is_refused(typed: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Search.read(typed)
    assert [(e.field, e.code) for e in refused.value.errors] == [("q", code)]


@given(st.text(max_size=100))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        search = Search.read(typed)
    except InvalidInput:
        return
    assert search.words or search.born_on
    assert all(folded(word) == word for word in search.words)
