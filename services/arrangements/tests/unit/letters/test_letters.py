"""Unit: what letters say, and that no text in them becomes anything but text."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from samenspel_arrangements.domain.letters.contents import (
    DECISIONS,
    TEMPLATES,
    HelpGranted,
    LetterContent,
    LetterKind,
    MeetingInvitation,
    TlvGranted,
    check,
    from_values,
    to_values,
)
from samenspel_arrangements.gateways.letters import making
from samenspel_arrangements.gateways.letters.making import make_letter
from samenspel_kernel.errors import InvalidInput

from .samples import letters

HOSTILE = '#read("/etc/passwd") *vet* $x$ ] #panic("x") \\u{41} <a> @b // c /* " #import "x"'


def made(content: LetterContent) -> PdfReader:
    pdf = make_letter(
        content,
        template=TEMPLATES[content.kind],
        dated=date(2026, 9, 7),
        reference="AB12-CD34",
        sender="Steunpunt Noord",
    )
    return PdfReader(BytesIO(pdf))


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


@pytest.mark.parametrize("content", letters(), ids=lambda each: each.kind)
def test_each_letter_is_dutch_tagged_and_titled_and_names_the_child(content: LetterContent) -> None:
    reader = made(content)
    root: Any = reader.trailer["/Root"].get_object()
    words = words_of(reader)

    assert root["/Lang"].startswith("nl")
    assert root["/MarkInfo"].get_object()["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title
    for said in ("Noor de Vries", "Steunpunt Noord", "7 september 2026", "AB12-CD34"):
        assert said in words


def test_t16_a_decision_says_how_and_until_when_to_object_and_no_other_letter_does() -> None:
    for content in letters():
        words = words_of(made(content))
        assert ("U kunt bezwaar maken. Doe dat uiterlijk op 20 oktober 2026" in words) is (
            content.kind in DECISIONS
        )
        assert ("Kade 1, Waterdam" in words) is (content.kind in DECISIONS)


def test_k11_a_place_is_named_with_the_way_there() -> None:
    words = words_of(made(letters()[0]))

    assert "De Vuurtoren, Dijk 2, Waterdam. Uw kind reist daar ongeveer 15 minuten" in words


def test_n27_a_decision_says_where_help_is_and_what_is_known_of_the_way() -> None:
    help_, tlv = letters()[0], letters()[4]
    assert isinstance(help_, HelpGranted)
    assert isinstance(tlv, TlvGranted)
    at_school = words_of(made(replace(help_, place=None, where="op de eigen school")))
    away = words_of(made(replace(help_, place=None, where="in de eigen regio", travels=True)))
    allowed = words_of(made(replace(tlv, asked_school="SBO De Wissel")))

    assert "Uw kind krijgt deze hulp op de eigen school. Uw kind hoeft er niet verder" in at_school
    assert "in de eigen regio. Hoe ver dat van huis is, weten wij nog niet." in away
    assert "De school sprak al met SBO De Wissel. Hoe komt uw kind daar? Hoe ver" in allowed


def test_k11_a_decision_says_how_far_from_home_a_place_is_where_that_is_known() -> None:
    help_, tlv = letters()[0], letters()[4]
    assert isinstance(help_, HelpGranted)
    assert isinstance(tlv, TlvGranted)
    away = replace(help_, place=None, where="in de eigen regio", travels=True)
    near = words_of(made(replace(away, at_school="SBO De Wissel", km=4)))
    named = words_of(made(replace(away, at_school="SBO De Wissel")))
    kept = words_of(made(replace(tlv, at_school="SBO De Wissel", km=12)))

    admitted = words_of(made(replace(tlv, at_school="SBO De Wissel", admitted=True, km=12)))

    assert "Dat is bij SBO De Wissel. Van huis is dat ongeveer 4 kilometer" in near
    assert "Dat is bij SBO De Wissel. Hoe ver dat van huis is, weten wij nog niet." in named
    assert "Er is wel een plaats vrijgehouden bij SBO De Wissel. Een school beslist" in kept
    assert "Van huis is dat ongeveer 12 kilometer, in een rechte lijn." in kept
    assert "Ja. Uw kind heeft een plek bij SBO De Wissel. Hoe komt" in admitted
    assert "beslist zelf" not in admitted


def test_a_letter_that_was_ordered_before_is_made_as_it_was() -> None:
    for content in (letters()[0], letters()[4]):
        kept = to_values(content)
        for name in ("where", "travels", "asked_school", "at_school", "admitted", "km"):
            kept.pop(name, None)
        before = from_values(content.kind, kept)
        pdf = make_letter(
            before, template=1, dated=date(2026, 9, 7), reference="A", sender="Steunpunt Noord"
        )
        assert "Hoe ver dat van huis is" not in words_of(PdfReader(BytesIO(pdf)))


@pytest.mark.parametrize("content", letters(HOSTILE, HOSTILE), ids=lambda each: each.kind)
def test_hostile_text_stays_text(content: LetterContent) -> None:
    words = words_of(made(content))

    assert '#read("/etc/passwd") *vet*' in words
    assert "root:" not in words


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=80))
def test_any_text_makes_a_letter(text: str) -> None:
    assert made(letters(text)[0]).pages


@pytest.mark.parametrize("content", letters(), ids=lambda each: each.kind)
def test_what_a_letter_says_comes_back_from_where_it_is_kept(content: LetterContent) -> None:
    kept = json.loads(json.dumps(to_values(content)))

    assert from_values(content.kind, kept) == content


def test_the_same_letter_is_made_the_same() -> None:
    content = letters()[4]
    given_ = {"template": 1, "dated": date(2026, 9, 7), "reference": "A", "sender": "B"}

    assert make_letter(content, **given_) == make_letter(content, **given_)  # type: ignore[arg-type]


def test_each_kind_has_its_template_and_the_newest_is_used() -> None:
    files = {file.name for file in making.TEMPLATES.iterdir()}

    for kind in LetterKind:
        assert f"{kind}.{TEMPLATES[kind]}.typ" in files
        assert f"{kind}.{TEMPLATES[kind] + 1}.typ" not in files


def test_no_letter_holds_a_number_that_may_not_be_there() -> None:
    for content in letters("Het BSN is 111222333."):
        if isinstance(content, MeetingInvitation):
            with pytest.raises(InvalidInput, match=r"text\.contains-bsn"):
                check(content)
