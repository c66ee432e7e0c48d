"""Unit: BSN, onderwijsnummer and ECK iD are found in text, telephone numbers are let through."""

from collections.abc import Callable
from random import Random

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
    found_on,
)

TELEPHONE = (
    "Bel ons op {}.",
    "Bel moeder op {} na vier uur.",
    "Moeder is bereikbaar op {}.",
    "Telefoonnummer van vader: {}",
    "tel. {}",
    "Tel: {} (alleen in de ochtend)",
    "Het telefoonnummer van de school is {}.",
    "Mobiel nummer {} van opa",
    "Oma heeft een nieuw nummer, {}, en neemt altijd op.",
    "Stuur een sms naar {} als het later wordt.",
    "Je kunt appen naar {}.",
    "{} is het nummer van de intern begeleider.",
    "Fax {} staat nog in de schoolgids",
    "Het noodnummer {} hangt bij de telefoon.",
    "Sofie heeft haar oma gebeld: {}",
    "Contact: juf Anne, {}, werkt op maandag en dinsdag.",
    "We vragen nooit om een BSN. Bel moeder op {}.",
    "Het BSN is niet nodig, telefoon {} wel.",
    "Onderwijsnummer onbekend; tel. {}",
    "Vader kon zijn burgerservicenummer niet vinden. Hij is bereikbaar op {}.",
)

BSN = (
    "Zijn BSN is {}.",
    "bsn: {}",
    "{} (BSN)",
    "BSN-nummer {} staat op de brief",
    "Het burgerservicenummer van Sem is {}.",
    "Burger service nummer {}",
    "b.s.n. {}",
    "B S N {}",
    "BSN{}",
    "pgn {} volgens het leerlingsysteem",
    "Persoonsgebonden nummer: {}",
    "Sofinummer {}",
    "sofi-nummer van moeder is {}, dat van vader weten we niet",
    "Het nummer op zijn identiteitskaart is {}.",
    "In het paspoort staat bij persoonsnummer {}.",
    "Leerlingnummer bij DUO: {}",
    "Bel de gemeente voor het nummer {}, dat is zijn BSN.",
    "Moeder belt morgen over het BSN {}, tel. 072-5112233",
    "Het burgerservicenummer, dat op de brief van de gemeente staat die moeder gisteren "
    "meebracht naar het gesprek op school met de intern begeleider, is {}.",
    "Geboren 01-02-2015, BSN {} 06-12345678",
    "Bij zijn BSN's hoort ook dat van zijn zusje: {}",
    "ID-nummer {}, groep 4",
    "bsnr {}",
    "BSNummer: {}",
    "B-S-N {}",
    "burger-service-nr {}",
    "burgerserivcenummer {}",
    "Op het identiteitsbewijs staat {}",
    "Citizen service number {}",
)

WRITTEN: tuple[Callable[[str], str], ...] = (
    str,
    lambda n: f"{n[:3]} {n[3:6]} {n[6:]}",
    lambda n: f"{n[:4]}.{n[4:6]}.{n[6:]}",
    lambda n: f"{n[:3]}-{n[3:6]}-{n[6:]}",
    lambda n: f"{n[:3]} - {n[3:6]} - {n[6:]}",
    lambda n: f"{n[:2]}\u2013{n[2:5]}\u2013{n[5:]}",
    lambda n: f"{n[:3]}\u00a0{n[3:6]}\u00a0{n[6:]}",
    lambda n: f"{n[:3]}/{n[3:6]}/{n[6:]}",
    lambda n: f"{n[:5]}\n{n[5:]}",
    " ".join,
    ".".join,
    "\u200b".join,
)


def a_bsn(random: Random) -> str:
    """Make a number that passes the check of a BSN."""
    while True:
        digits = [random.randrange(10) for _ in range(8)]
        last = sum(digit * weight for digit, weight in zip(digits, range(9, 1, -1), strict=True))
        if last % 11 < 10 and any(digits):
            return "".join(map(str, [*digits, last % 11]))


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


@pytest.mark.parametrize("sentence", BSN)
def test_every_bsn_in_a_sentence_about_it_is_found(sentence: str) -> None:
    random = Random(sentence)
    numbers = [a_bsn(random) for _ in range(20)]
    missed = [
        write(number)
        for write in WRITTEN
        for number in numbers
        if CONTAINS_BSN not in found_in(sentence.format(write(number)))
    ]
    assert missed == []


@pytest.mark.parametrize("sentence", TELEPHONE)
def test_a_telephone_number_in_a_sentence_about_telephone_passes(sentence: str) -> None:
    random = Random(sentence)
    numbers = [a_bsn(random) for _ in range(100)]  # all pass the check of a BSN, by chance
    refused = [
        number
        for number in numbers
        for write in (str, lambda n: f"0{n}", lambda n: f"0{n[:2]}-{n[2:]}", lambda n: f"+31 {n}")
        if found_in(sentence.format(write(number)))
    ]
    assert refused == []


@pytest.mark.parametrize(
    "text",
    [
        "BSN niet bekend, geboren 12-03-2015, 13-03-2015, 14-03-2015 of 2015-03-12",
        "Sofie van der Berg: 123456782",
        "Het id van zaak 123456782 staat erbij",
    ],
)
def test_dates_and_names_are_no_identifiers(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "BSN 12345672",  # a zero in front was lost
        "BSN 12345672, geboren 12-03-2015",
        "Telefoon van moeder: zie BSN 123456782",
        "Tel 123456782 (BSN)",
        "telefoon niet bekend. Zijn pgn volgt hier. 123456782",
    ],
)
def test_a_telephone_word_hides_no_bsn(text: str) -> None:
    assert found_in(text) == [CONTAINS_BSN]


@pytest.mark.parametrize(
    "text", ["ab" * 64, f"ECK iD: {'0f' * 32}", f"ketenid.nl/201703/{'AB' * 64}"]
)
def test_an_eck_id_is_found_without_its_address_too(text: str) -> None:
    assert found_in(text) == [CONTAINS_ECK_ID]


def test_a_text_full_of_digits_is_read_to_its_end() -> None:
    assert found_in("0 " * 2_000 + "BSN 123456782") == [CONTAINS_BSN]


def test_the_place_of_a_number_is_its_page_and_how_it_ends() -> None:
    pages = [
        "Beste ouders",
        "Haar BSN is 111222333, en",
        "onderwijsnummer: 123456789 of 111 222 333",
    ]

    assert [(place.page, place.last_two) for place in found_on(pages)] == [(2, "33"), (3, "33")]
    assert found_on([]) == found_on(["Hallo"]) == []


@given(st.lists(st.text(alphabet="bsn 123ABCeck-id\n", max_size=60), max_size=5))
def test_the_pages_hold_what_the_whole_text_holds(pages: list[str]) -> None:
    assert sorted({place.code for place in found_on(pages)}) == found_in("\n".join(pages))
