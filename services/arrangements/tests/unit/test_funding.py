"""Unit: a list of funded places beside our TLVs, and what is done about each difference."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.funding.check import (
    CheckClosed,
    DifferencesFound,
    FundingCheck,
    FundingCheckId,
    Settled,
    TakenBack,
)
from samenspel_arrangements.domain.funding.compared import (
    Comparison,
    DifferenceKind,
    FundedLine,
    KnownTlv,
    Outcome,
    Settlement,
    Terms,
    compare,
)
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.gateways.funding_lists import (
    WrongFundingList,
    read_funding_list,
    text_of,
)
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import HandoverId, new_id
from samenspel_kernel.open_item import TAKE_UP, HandoverAnswer, ItemHandoverAnswered, TermBreached

from .tlv_world import ALLIANCE, ANNA, BRAM, MONDAY, begin, noon

TERMS = Terms(TlvKind.SBO, date(2026, 8, 1), date(2028, 7, 31))
HEADER = "nummer;soort;van;tot;school"


def known(number: str, *, ours: bool = True, terms: Terms | None = TERMS) -> KnownTlv:
    last_day = terms.ends_on if terms else None
    return KnownTlv(TlvId(new_id()), number, ours, terms, last_day)


def line(number: str, terms: Terms = TERMS) -> FundedLine:
    return FundedLine(number, terms, "12AB00")


def test_each_way_to_differ_is_told_once_and_what_agrees_is_not() -> None:
    other_kind = Terms(TlvKind.SO_HIGH, TERMS.starts_on, date(2027, 7, 31))
    over = Terms(TlvKind.SBO, date(2024, 8, 1), date(2026, 7, 31))
    found = compare(
        [line("1"), line("2", other_kind), line("3"), line("4"), line("5"), line("6", over)],
        [
            *(known("1"), known("2"), known("5", ours=False), known("6", terms=over)),
            *(known("7"), known("8", terms=None), known("9", ours=False)),
        ],
        on=MONDAY,
    )

    kinds = [(each.number, each.kind.value) for each in found.differences]
    assert kinds == [
        ("3", "unknown"),
        ("4", "unknown"),
        ("5", "other-alliances"),
        ("6", "not-counting"),
        ("7", "not-funded"),
        ("2", "differs"),
    ]
    assert found.differences[-1].fields == ("kind", "ends_on")
    assert (found.lines, found.agreeing) == (6, 1)


def test_a_child_that_went_on_needs_no_place_but_a_place_for_it_is_told() -> None:
    gone = KnownTlv(TlvId(new_id()), "1", True, TERMS, MONDAY - timedelta(days=1))

    assert compare([], [gone], on=MONDAY).differences == ()
    (told,) = compare([line("1")], [gone], on=MONDAY).differences
    assert told.kind is DifferenceKind.NOT_COUNTING


NUMBERS = st.sampled_from([str(number) for number in range(8)])
ALL_TERMS = st.sampled_from([TERMS, Terms(TlvKind.SO_LOW, date(2020, 8, 1), date(2021, 7, 31))])


@given(
    st.dictionaries(NUMBERS, ALL_TERMS),
    st.dictionaries(NUMBERS, st.tuples(st.booleans(), st.none() | ALL_TERMS)),
)
def test_nothing_is_lost_in_a_comparison(
    listed: dict[str, Terms], ours: dict[str, tuple[bool, Terms | None]]
) -> None:
    tlvs = [known(number, ours=is_ours, terms=terms) for number, (is_ours, terms) in ours.items()]

    found = compare([line(number, terms) for number, terms in listed.items()], tlvs, on=MONDAY)

    numbers = [each.number for each in found.differences]
    assert len(numbers) == len(set(numbers))
    assert found.lines == found.agreeing + len(set(numbers) & set(listed))
    assert {t.number for t in tlvs if t.is_expected_on(MONDAY)} - set(listed) <= set(numbers)


def a_check(*numbers: str) -> FundingCheck:
    comparison = compare([line(number) for number in numbers], [], on=MONDAY)
    return kept(comparison)


def kept(comparison: Comparison, as_of: date = MONDAY) -> FundingCheck:
    return FundingCheck.of(
        FundingCheckId(new_id()),
        comparison,
        alliance_id=ALLIANCE,
        as_of=as_of,
        settle=begin("funding-check", MONDAY),
        by=ANNA,
        at=noon(MONDAY),
    )


def done(outcome: Outcome = Outcome.CORRECTED_THERE, note: str = "") -> Settlement:
    return Settlement(outcome=outcome, note=note, by=BRAM, on=MONDAY)


def test_who_compares_holds_what_differs_until_each_was_seen_to() -> None:
    check = a_check("1", "2")
    held = check.responsibility
    assert held is not None
    assert (held.holder.kind, held.holder.id) == (HolderKind.PERSON, ANNA)
    assert (held.next_action.kind, held.next_action.due_on) == (
        "settle-differences",
        date(2026, 10, 5),
    )

    check.settle("1", done(), at=noon(MONDAY))
    assert len(check.unsettled) == len(check.running()) == 1
    check.settle("2", done(Outcome.IS_RIGHT, "De school is later begonnen."), at=noon(MONDAY))

    assert check.standing == Settled(MONDAY)
    assert check.responsibility is None
    assert [type(event) for event in check.take_events()] == [DifferencesFound, CheckClosed]


@pytest.mark.parametrize("closes", [True, False])
def test_who_sees_to_it_has_taken_up_what_came_back_and_an_open_offer_ends(closes: bool) -> None:
    check, offer = a_check("1", "2", "3"), HandoverId(new_id())
    to, term = Holder(HolderKind.PERSON, BRAM), begin("handover-answer", MONDAY)
    check.offer_handover(offer, to, answer_term=term, at=noon(MONDAY))
    check.refuse_handover(offer, take_up_by=MONDAY, at=noon(MONDAY))
    assert check.responsibility
    assert check.responsibility.has(TAKE_UP)
    check.settle("1", replace(done(), by=ANNA), at=noon(MONDAY))
    assert not check.responsibility.has(TAKE_UP)
    assert check.responsibility.has("settle-differences")

    check.offer_handover(HandoverId(new_id()), to, answer_term=term, at=noon(MONDAY))
    check.take_events()
    if closes:
        check.settle("2", done(), at=noon(MONDAY))
        check.settle("3", done(), at=noon(MONDAY))
    else:
        check.take_back(by=ANNA, at=noon(MONDAY))

    answers = [e.answer for e in check.take_events() if isinstance(e, ItemHandoverAnswered)]
    assert answers == [HandoverAnswer.EXPIRED]
    assert isinstance(check.standing, Settled | TakenBack)


def test_a_list_that_agrees_is_kept_and_is_nobodys_work() -> None:
    check = kept(compare([line("1")], [known("1")], on=MONDAY))

    assert check.standing == Settled(MONDAY)
    assert check.take_events() == ()


def test_late_is_told_and_never_refused() -> None:
    check = a_check("1")
    late = noon(date(2026, 10, 6))

    check.settle("1", done(), at=late)

    kinds = [type(event) for event in check.take_events()]
    assert kinds == [DifferencesFound, TermBreached, CheckClosed]


def test_what_may_not_be_said_of_a_difference() -> None:
    check = a_check("1", "2")
    check.settle("1", done(), at=noon(MONDAY))

    with pytest.raises(RuleViolation, match=r"funding-check\.settled-before"):
        check.settle("1", done(), at=noon(MONDAY))
    with pytest.raises(InvalidInput, match=r"funding-check\.no-difference"):
        check.settle("3", done(), at=noon(MONDAY))
    with pytest.raises(InvalidInput, match=r"text\.missing"):
        check.settle("2", done(Outcome.IS_RIGHT), at=noon(MONDAY))
    with pytest.raises(InvalidInput, match=r"text\.contains-bsn"):
        check.settle("2", done(note="BSN 123456782"), at=noon(MONDAY))
    check.take_back(by=BRAM, at=noon(MONDAY))
    assert check.standing == TakenBack(BRAM, MONDAY)
    with pytest.raises(RuleViolation, match=r"funding-check\.not-now"):
        check.settle("2", done(), at=noon(MONDAY))
    with pytest.raises(RuleViolation, match=r"funding-check\.not-now"):
        check.take_back(by=BRAM, at=noon(MONDAY))
    with pytest.raises(InvalidInput, match=r"date\.in-future"):
        kept(Comparison(0, 0, ()), as_of=MONDAY + timedelta(days=1))


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_lists_are_read_as_spreadsheets_write_them(sign: str) -> None:
    text = "\r\n".join(
        [
            HEADER.replace(";", sign).title(),
            sign.join(["2026000001", "SBO", "2026-08-01", "31-07-2028", "12ab00"]),
            "",
            sign.join(["AB-12", "SO categorie 3", "1-8-2026", "31/07/2028", "12AB"]),
        ]
    )

    found = read_funding_list(text_of(b"\xef\xbb\xbf" + text.encode()))

    assert found.errors == []
    assert list(found.lines) == [
        line("2026000001"),
        FundedLine("AB-12", Terms(TlvKind.SO_HIGH, TERMS.starts_on, TERMS.ends_on), "12AB"),
    ]


def test_each_wrong_line_is_told_with_its_column() -> None:
    good = "2026000001;sbo;2026-08-01;2028-07-31;12AB00"
    wrong = "!;vo;gisteren;;12"
    before = "AB-3;sbo;2026-08-01;2026-07-31;12AB"
    beyond = "AB-4;sbo;2026-08-01;2028-07-31;12AB;Noor"

    found = read_funding_list("\n".join([HEADER, good, wrong, good, before, "2026000004", beyond]))

    assert [(each.number, each.column, each.code) for each in found.errors] == [
        (3, "nummer", "tlv.number"),
        (3, "soort", "funding-list.kind"),
        (3, "van", "funding-list.day"),
        (3, "tot", "input.missing"),
        (3, "school", "funding-list.school"),
        (4, "nummer", "funding-list.twice"),
        (5, "tot", "tlv.ends-before-it-starts"),
        *((6, column, "input.missing") for column in ("soort", "van", "tot", "school")),
        (7, "school", "funding-list.cell-too-many"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  ", "missing"),
        ("nummer;soort;van;tot", "column-missing"),
        (f"{HEADER};achternaam", "column-too-many"),
        (f"{HEADER};bsn", "column-too-many"),
        (f"{HEADER};school", "column-too-many"),
        (f"{HEADER}\n{'x' * 150_000}", "unreadable"),
        ("\n".join([HEADER, *["x"] * 5000]), "too-large"),
        ("x" * 600_000, "too-large"),
    ],
)
def test_what_is_no_such_list_is_refused_whole(text: str, code: str) -> None:
    with pytest.raises(WrongFundingList, match=f"funding-list.{code}"):
        read_funding_list(text)


def test_a_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(WrongFundingList, match=r"funding-list\.unreadable"):
        text_of(b"\xff\xfe\x00")
    with pytest.raises(WrongFundingList, match=r"funding-list\.too-large"):
        text_of(b"x" * 600_000)
