"""Unit: a dossier of a school is read whole or refused by path; nothing in it can do harm."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_intake.application.swv_dossier import DossierAddress, DossierName, ParentsView
from samenspel_intake.gateways.oso.documents import (
    LARGEST_DOCUMENT,
    Field,
    WrongDossier,
    open_document,
)
from samenspel_intake.gateways.oso.dossiers import read_dossier
from samenspel_intake.gateways.oso.field_list import LEFT_OUT, TAKEN

XML = (Path(__file__).parents[1] / "data" / "swv-dossier.xml").read_text()
PAGE = Path(__file__).parents[4] / "docs" / "school-dossier.md"
PUPIL = "dossier/huidigeschool/leerling"
END = "</leerling>"


def errors_of(document: str | bytes) -> list[tuple[str, str]]:
    with pytest.raises(WrongDossier) as refused:
        read_dossier(document.encode() if isinstance(document, str) else document)
    return list(refused.value.errors)


def as_json(field: Field) -> object:
    """Write a tree of fields as the JSON that has the same fields."""
    if not field.fields:
        return field.text
    names = dict.fromkeys(child.name for child in field.fields)
    return {
        name: each[0] if len(each := [as_json(child) for child in field.all(name)]) == 1 else each
        for name in names
    }


def the_json() -> str:
    return json.dumps({"dossier": as_json(open_document(XML.encode()))})


def test_what_a_request_needs_is_read() -> None:
    dossier = read_dossier(XML.encode())
    assert dossier.made_on == date(2026, 11, 9)
    assert dossier.school_code == "99AA00"
    assert dossier.name == DossierName(
        given_names=("Jip", "Maria"), called="Jip", prefix="van", family_name="Zuiden"
    )
    assert dossier.birth_date == date(2018, 2, 28)
    assert dossier.number_at_school == "LN094837"
    assert dossier.address == DossierAddress(
        street="Dijk",
        house_number="7 b",
        postcode="1234 AB",
        place="Waterdorp",
        municipality="Waterland",
    )
    assert dossier.parents_view == ParentsView(
        saw_it=True,
        saw_it_on=date(2026, 11, 6),
        agree=False,
        why_not="Wij zien thuis een ander kind dan op school.",
    )
    assert [(p.group, p.school_year, p.school_code) for p in dossier.periods] == [
        ("5", "2026-2027", "99AA00")
    ]


def test_a_secret_address_and_who_has_died_are_not_reached() -> None:
    (parent,) = read_dossier(XML.encode()).parents
    assert (parent.email, parent.phone, parent.address) == (None, "06-12345678", None)
    assert parent.represents is True


def test_what_is_left_out_is_named() -> None:
    dossier = read_dossier(XML.encode())
    assert f"{PUPIL}/toetslijst" in dossier.left_out
    assert f"{PUPIL}/verzorger/iban" in dossier.left_out
    assert set(dossier.left_out) <= LEFT_OUT


def test_json_and_xml_are_the_same_dossier() -> None:
    assert read_dossier(the_json().encode()) == read_dossier(XML.encode())
    assert read_dossier(b"\xef\xbb\xbf" + XML.encode()) == read_dossier(XML.encode())


@pytest.mark.parametrize(
    ("extra", "path"),
    [
        ("<hobby>judo</hobby>", f"{PUPIL}/hobby"),
        ("<verzorger><beroep>bakker</beroep></verzorger>", f"{PUPIL}/verzorger[3]/beroep"),
        ('<verzorger><achternaam taal="nl">A</achternaam></verzorger>',
         f"{PUPIL}/verzorger[3]/achternaam/@taal"),
        ("<verzorger><achternaam><x/></achternaam></verzorger>",
         f"{PUPIL}/verzorger[3]/achternaam/x"),
    ],
)  # fmt: skip
def test_a_field_that_is_not_on_the_list_is_refused_by_its_path(extra: str, path: str) -> None:
    assert errors_of(XML.replace(END, extra + END)) == [(path, "dossier.field-unknown")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bsn", "111222333"),
        ("BSN", ""),
        ("onderwijsnummer", "101222331"),
        ("pgn", "x"),
        ("eckid", "x"),
        ("eck-id", "x"),
        ("ketenID", "x"),
        ("burgerservicenummer", "x"),
    ],
)
def test_a_field_for_a_forbidden_number_is_refused_wherever_it_stands(
    name: str, value: str
) -> None:
    field = f"<{name}>{value}</{name}>"
    hidden = XML.replace("<toets>", f"<toets><a><b>{field}</b></a>")
    forbidden = "dossier.field-forbidden"
    assert errors_of(XML.replace(END, field + END)) == [(f"{PUPIL}/{name}", forbidden)]
    assert errors_of(hidden) == [(f"{PUPIL}/toetslijst", forbidden)]
    with_attribute = XML.replace("<leerling>", f'<leerling {name}="1">')
    assert errors_of(with_attribute) == [(f"{PUPIL}/@{name}", forbidden)]
    content = json.loads(the_json())
    content["dossier"]["huidigeschool"]["leerling"][name] = value
    assert errors_of(json.dumps(content)) == [(f"{PUPIL}/{name}", forbidden)]


@pytest.mark.parametrize(
    ("was", "becomes", "path", "code"),
    [
        ("LN094837", "111222333", f"{PUPIL}/leerlingid", "text.contains-bsn"),
        ("LN094837", "101222331", f"{PUPIL}/leerlingid", "text.contains-education-number"),
        ("een ander kind", "BSN 111222333", "dossier/inzage/redennietakkoord", "text.contains-bsn"),
        (">Zuiden<", ">Zuiden pgn 111222333<", f"{PUPIL}/achternaam", "text.contains-bsn"),
        ("2018-02-28", "2018-W09-3", f"{PUPIL}/geboortedatum", "dossier.value-wrong"),
        ("2018-02-28", "2018-02-30", f"{PUPIL}/geboortedatum", "dossier.value-wrong"),
        ("1234 ab", "0234 ab", f"{PUPIL}/adreslijst/adres[2]/postcode", "dossier.value-wrong"),
        ("99AA", "9AA", "dossier/huidigeschool/brincode", "dossier.value-wrong"),
        (">Nee<", ">Misschien<", "dossier/inzage/akkoord", "dossier.value-wrong"),
        ("swv-dossier", "overstapdossier", "dossier/overdrachtsoort",
         "dossier.not-for-an-alliance"),
        ("POSWV", "POVO", "dossier/metadata/overstap", "dossier.not-for-an-alliance"),
        ("<adresgeheim>false", "<adresgeheim>true", f"{PUPIL}/adreslijst",
         "dossier.address-is-secret"),
        ("<roepnaam>Jip", "<roepnaam>" + "J" * 101, f"{PUPIL}/roepnaam", "text.too-long"),
        ("<roepnaam>", "<roepnaam>A</roepnaam><roepnaam>", f"{PUPIL}/roepnaam",
         "dossier.field-twice"),
        ("<inzage>true</inzage>", "los<inzage>true</inzage>", "dossier/inzage",
         "dossier.text-not-expected"),
        ("06-12345678", "bel maar", f"{PUPIL}/verzorger[1]/communicatielijst/communicatie[2]/nummer",
         "dossier.value-wrong"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_by_its_path(was: str, becomes: str, path: str, code: str) -> None:
    assert was in XML
    assert (path, code) in errors_of(XML.replace(was, becomes))


def test_every_wrong_place_is_named_at_once() -> None:
    found = errors_of(XML.replace("2018-02-28", "gisteren").replace(">Nee<", ">?<"))
    assert [path for path, _ in found] == [f"{PUPIL}/geboortedatum", "dossier/inzage/akkoord"]


def test_a_dossier_with_almost_nothing_is_read() -> None:
    least = {"dossier": {"overdrachtsoort": "swv-dossier", "metadata": {"overstap": "POSWV"}}}
    dossier = read_dossier(json.dumps(least).encode())
    assert (dossier.school_code, dossier.birth_date, dossier.parents) == ("", None, ())


BOMB = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><dossier>&c;</dossier>'
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><dossier>&x;</dossier>'
REMOTE = '<!DOCTYPE dossier SYSTEM "http://127.0.0.1:9/x.dtd"><dossier/>'


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (BOMB, "dossier.document-type"),
        (OUTSIDE, "dossier.document-type"),
        (REMOTE, "dossier.document-type"),
        (BOMB.encode("utf-16"), "dossier.not-utf-8"),
        ("<dossier>&x;</dossier>", "dossier.not-readable"),
        ("<dossier>", "dossier.not-readable"),
        ("<dossier/><dossier/>", "dossier.not-readable"),
        ("<dossier>\x00</dossier>", "dossier.not-readable"),
        ("<a/>", "dossier.not-a-dossier"),
        ('<dossier xmlns="urn:other"/>', "dossier.namespace-unknown"),
        ('<dossier><a xmlns="urn:other"/></dossier>', "dossier.namespace-unknown"),
        ("<a>" * 200_000 + "</a>" * 200_000, "dossier.too-large"),
        ("<a>" * 100_000 + "</a>" * 100_000, "dossier.not-readable"),
        ("<dossier>" + "<a>" * 1_500 + "</a>" * 1_500 + "</dossier>", "dossier.not-readable"),
        (b" " * (LARGEST_DOCUMENT + 1), "dossier.too-large"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><dossier/>', "dossier.not-utf-8"),
        ('<?xml version="1.0" encoding="UTF-7"?><dossier/>', "dossier.not-utf-8"),
        ("<dossier><naam>Ren\u00e9</naam></dossier>".encode("cp1252"), "dossier.not-utf-8"),
        ("{", "dossier.not-readable"),
        ("{}", "dossier.not-a-dossier"),
        ('{"dossier": {}, "more": {}}', "dossier.not-a-dossier"),
        ('{"dossier": {"inzage": {}, "inzage": {}}}', "dossier.field-twice"),
        ('{"dossier": {"inzage": NaN}}', "dossier.not-readable"),
        ('{"dossier": {"inzage": [[1]]}}', "dossier.not-readable"),
        ('{"dossier": ' + '{"a": ' * 60_000 + "1" + "}" * 60_001, "dossier.too-deep"),
        ('{"dossier": [' + "1," * 400_000 + "1]}", "dossier.too-large"),
        ('{"dossier": ' + "9" * 100_000 + "}", "dossier.text-not-expected"),
        (b"", "dossier.not-readable"),
        (b"BSN;naam", "dossier.not-readable"),
    ],
)  # fmt: skip
def test_what_is_no_dossier_or_means_harm_is_refused(document: str | bytes, code: str) -> None:
    assert code in [found for _, found in errors_of(document)]


def test_an_error_holds_no_value_and_no_number_as_a_name() -> None:
    content = json.loads(the_json())
    content["dossier"]["111222333"] = "x"
    content["dossier"]["Sem de Vries"] = "x"
    assert errors_of(json.dumps(content)) == [("dossier/?", "dossier.field-unknown")] * 2
    (error,) = errors_of(XML.replace("2018-02-28", "Sem de Vries"))
    assert "Sem" not in "".join(error)


@given(
    st.recursive(
        st.text(max_size=8) | st.booleans() | st.none() | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    sorted({part for path in TAKEN | LEFT_OUT for part in path.split("/")})
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_refused_in_words(content: object) -> None:
    with pytest.raises(WrongDossier) as refused:
        read_dossier(json.dumps({"dossier": content}).encode())
    assert refused.value.errors  # none of these says what kind of dossier it is


def test_the_page_names_every_field() -> None:
    page = PAGE.read_text()
    missing = [path for path in TAKEN | LEFT_OUT if f"`{path.rpartition('/')[2]}`" not in page]
    assert missing == []
