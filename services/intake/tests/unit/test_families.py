"""Families: what parents see, authority over time, the same child twice, corrections."""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_intake.domain.contact import (
    Channel,
    Contact,
    ContactDetails,
    ContactId,
    Relationship,
)
from samenspel_intake.domain.family.address import PostAddress
from samenspel_intake.domain.family.authority import AuthorityChange, AuthoritySource, authority_on
from samenspel_intake.domain.family.correction import (
    ANSWER_CORRECTION,
    CORRECTION_ANSWER,
    Correction,
    CorrectionId,
    CorrectionKind,
)
from samenspel_intake.domain.family.likeness import LIKELY, Child, likeness, plain_name
from samenspel_intake.domain.family.merge import MergeId, merge, undo_merge
from samenspel_intake.domain.family.parent_at_hand import KnownAs, parent_at_hand
from samenspel_intake.domain.family.view import shown_to_parent
from samenspel_intake.domain.pupil import Place, Pupil
from samenspel_intake.gateways.default_rules import default_terms
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId, PupilId, SchoolId, new_id
from samenspel_kernel.term import Term
from samenspel_kernel.terms import rule_in_force
from samenspel_platform.calendar import DutchWorkingDays

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
ALLIANCE = AllianceId(new_id())
SOMEBODY = PersonId(new_id())
TERM = Term("data-completion", 1, TODAY, TODAY + timedelta(days=14))
HOME = PostAddress(street="Dorpsstraat 12 a", postcode="1234 AB", place="Waterdorp")
BORN = date(2019, 4, 9)


def a_pupil(
    given_name: str = "Sem", family_name: str = "Jansen", born: date | None = BORN
) -> Pupil:
    return Pupil.register(
        PupilId(new_id()),
        alliance_id=ALLIANCE,
        given_name=given_name,
        family_name=family_name,
        birth_date=born,
        place=Place(SchoolId(new_id())),
        has_reachable_parent=False,
        term=TERM,
        at=NOW,
    )


def a_contact(pupil: Pupil, details: ContactDetails | None = None) -> Contact:
    return Contact.of_parent(
        ContactId(new_id()),
        details or ContactDetails(name="Anna"),
        pupil_id=pupil.id,
        alliance_id=ALLIANCE,
        unit_id=None,
        at=NOW,
    )


def an_authority(has: bool, day: date, *, hour: int = 0) -> AuthorityChange:
    return AuthorityChange(
        has_authority=has,
        from_day=day,
        source=AuthoritySource.COURT_DECISION,
        recorded_at=NOW + timedelta(hours=hour),
        recorded_by=SOMEBODY,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("van der Berg", "Berg"),
        ("Şahin", "Sahin"),
        ("van Dijk", "Dyk"),
        ("El Amrani", "Amrani"),
        ("d'Hondt", "Hondt"),
        ("de Vries-Bakker", "Vries Bakker"),
    ],
)
def test_tussenvoegsels_and_marks_make_no_other_name(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)


NAMES = st.text(st.characters(categories=("Lu", "Ll")), min_size=1, max_size=12)
CHILDREN = st.builds(
    Child,
    given_name=NAMES,
    family_name=NAMES | st.just(""),
    birth_date=st.none() | st.dates(date(2014, 1, 1), date(2024, 1, 1)),
    postcodes=st.frozensets(st.sampled_from(["1234 AB", "1234 CD", "9999 ZZ"]), max_size=2),
)


@given(CHILDREN, CHILDREN)
def test_likeness_is_the_same_from_both_sides(one: Child, other: Child) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 100


@given(CHILDREN)
def test_a_child_that_is_known_by_its_birth_date_looks_like_itself(child: Child) -> None:
    known = replace(child, birth_date=BORN)
    assert likeness(known, known) >= LIKELY


def test_another_birth_date_is_another_child_unless_one_digit_was_mistyped() -> None:
    child = Child(given_name="Sem", family_name="Jansen", birth_date=BORN)
    for day in (date(2019, 9, 4), date(2018, 4, 9)):
        assert likeness(child, replace(child, birth_date=day)) >= LIKELY
    assert likeness(child, replace(child, birth_date=date(2016, 11, 23))) == 0


DETAILS = st.builds(
    ContactDetails,
    name=st.just("Anna"),
    email=st.sampled_from([None, "anna@example.org"]),
    address=st.sampled_from([None, HOME]),
)


def state(pupil: Pupil) -> tuple[object, ...]:
    return (
        pupil.given_name,
        pupil.family_name,
        pupil.birth_date,
        pupil.place,
        pupil.has_reachable_parent,
        pupil.completion,
        pupil.merged_into,
    )


@given(
    st.sampled_from(["", "Jansen"]),
    st.sampled_from([None, BORN]),
    st.sampled_from(["", "van Jansen"]),
    st.sampled_from([None, BORN]),
    st.lists(DETAILS, max_size=3),
    st.lists(DETAILS, max_size=3),
)
def test_a_merge_that_is_undone_leaves_all_as_it_was(
    name: str,
    born: date | None,
    other_name: str,
    other_born: date | None,
    own: list[ContactDetails],
    others: list[ContactDetails],
) -> None:
    pupil, into = a_pupil(family_name=name, born=born), a_pupil("Sam", other_name, other_born)
    contacts = {
        entry.id: [a_contact(entry, d) for d in known]
        for entry, known in ((pupil, own), (into, others))
    }
    for entry in (pupil, into):
        if any(contact.details.way for contact in contacts[entry.id]):
            entry.parent_is_reachable(NOW)
    before = deepcopy((state(pupil), state(into)))

    done = merge(
        pupil, into, contacts[pupil.id], id_=MergeId(new_id()), by=SOMEBODY, term=TERM, at=NOW
    )

    every = [*contacts[pupil.id], *contacts[into.id]]
    assert pupil.completion is None
    assert all(contact.pupil_id == into.id for contact in every)
    assert into.family_name == (other_name or name)
    with pytest.raises(RuleViolation):
        merge(pupil, into, [], id_=MergeId(new_id()), by=SOMEBODY, term=TERM, at=NOW)

    undone = undo_merge(done, pupil, into, every, by=SOMEBODY, at=NOW)

    assert (state(pupil), state(into)) == before
    assert all(contact.pupil_id == pupil.id for contact in contacts[pupil.id])
    assert all(contact.pupil_id == into.id for contact in contacts[into.id])
    with pytest.raises(RuleViolation):
        undo_merge(undone, pupil, into, every, by=SOMEBODY, at=NOW)


def test_what_was_put_right_after_a_merge_stays_when_it_is_undone() -> None:
    pupil, into = a_pupil(family_name="Jansen"), a_pupil(family_name="")
    done = merge(pupil, into, [], id_=MergeId(new_id()), by=SOMEBODY, term=TERM, at=NOW)
    into.correct(given_name="Sem", family_name="Janssen", birth_date=BORN, term=TERM, at=NOW)
    undo_merge(done, pupil, into, [], by=SOMEBODY, at=NOW)
    assert (pupil.family_name, into.family_name) == ("Jansen", "Janssen")


def test_an_entry_that_is_not_used_is_not_changed() -> None:
    pupil, into = a_pupil(), a_pupil()
    merge(pupil, into, [], id_=MergeId(new_id()), by=SOMEBODY, term=TERM, at=NOW)
    with pytest.raises(RuleViolation):
        pupil.move(Place(SchoolId(new_id())), term=TERM, at=NOW)
    with pytest.raises(RuleViolation):
        pupil.complete(family_name="Jansen", at=NOW)


@given(st.lists(st.tuples(st.booleans(), st.integers(-30, 30)), max_size=6), st.booleans())
def test_authority_on_a_day_is_what_was_last_written_down_for_it(
    given_changes: list[tuple[bool, int]], otherwise: bool
) -> None:
    changes = [
        an_authority(has, TODAY + timedelta(days=days), hour=hour)
        for hour, (has, days) in enumerate(given_changes)
    ]
    days = [TODAY + timedelta(days=days) for days in range(-31, 32)]
    held = [authority_on(day, changes, otherwise=otherwise) for day in days]
    assert held[0] is otherwise
    starts = {change.from_day for change in changes}
    for (day, now), (_, before) in pairwise(zip(days[::-1], held[::-1], strict=True)):
        assert now == before or day in starts


def test_authority_that_is_to_come_holds_from_its_day() -> None:
    contact = a_contact(a_pupil())
    contact.change_authority(an_authority(False, TODAY + timedelta(days=2)), at=NOW)
    assert contact.details.has_authority
    contact.follow_authority(at=NOW + timedelta(days=1))
    assert contact.details.has_authority
    contact.follow_authority(at=NOW + timedelta(days=2))
    assert not contact.details.has_authority


def test_a_caregiver_never_has_authority() -> None:
    with pytest.raises(InvalidInput):
        a_contact(a_pupil(), ContactDetails(name="Bo", relationship=Relationship.CAREGIVER))
    contact = a_contact(a_pupil())
    contact.change(ContactDetails(name="Bo", relationship=Relationship.CAREGIVER), at=NOW)
    assert not contact.details.has_authority
    with pytest.raises(InvalidInput):
        contact.change_authority(an_authority(True, TODAY), at=NOW)


@pytest.mark.parametrize(
    ("details", "way"),
    [
        (ContactDetails(name="A"), None),
        (ContactDetails(name="A", email="a@b.nl"), Channel.EMAIL),
        (ContactDetails(name="A", address=HOME), Channel.POST),
        (ContactDetails(name="A", email="a@b.nl", address=HOME), Channel.EMAIL),
        (
            ContactDetails(name="A", email="a@b.nl", address=HOME, prefers=Channel.POST),
            Channel.POST,
        ),
    ],
)
def test_a_letter_goes_as_one_likes_and_else_the_other_way(
    details: ContactDetails, way: Channel | None
) -> None:
    assert details.way is way


def test_a_parent_without_authority_sees_itself_and_who_shares_an_address_sees_nobody() -> None:
    pupil = a_pupil()
    anna = a_contact(pupil, ContactDetails(name="Anna", email="anna@b.nl"))
    bram = a_contact(
        pupil, ContactDetails(name="Bram", email="bram@b.nl", has_authority=False, address=HOME)
    )
    family = [anna, bram]
    seen = shown_to_parent(parent_at_hand(family, known_as("ANNA@b.nl")))
    assert [(each.contact, each.is_whole) for each in seen] == [(anna, True), (bram, False)]
    seen = shown_to_parent(parent_at_hand(family, known_as("bram@b.nl")))
    assert [each.contact for each in seen] == [bram]
    assert shown_to_parent(parent_at_hand(family, known_as())) == []
    twice = [*family, a_contact(pupil, anna.details)]
    assert shown_to_parent(parent_at_hand(twice, known_as("anna@b.nl"))) == []


def known_as(*emails: str, name: str = "") -> KnownAs:
    return KnownAs(name, frozenset(emails))


def test_parents_who_share_an_address_are_told_apart_by_name() -> None:
    pupil = a_pupil()
    anna = a_contact(pupil, ContactDetails(name="Anna", email="thuis@b.nl"))
    bram = a_contact(pupil, ContactDetails(name="Bram", email="Thuis@b.nl", has_authority=False))
    one = parent_at_hand([anna, bram], known_as("thuis@b.nl", name="anna"))
    assert (one.own, one.has_authority) == (anna, True)
    other = parent_at_hand([anna, bram], known_as("thuis@b.nl", name="Bram"))
    assert (other.own, other.has_authority) == (bram, False)
    unknown = parent_at_hand([anna, bram], known_as("thuis@b.nl", name="Chris"))
    assert (unknown.own, unknown.has_authority) == (None, False)


def test_a_parent_is_recognised_by_each_address_at_which_it_was_invited() -> None:
    anna = a_contact(a_pupil(), ContactDetails(name="Anna", email="anna@b.nl"))
    assert parent_at_hand([anna], known_as("werk@b.nl", "Anna@B.nl")).own is anna


def test_who_is_not_recognised_is_believed_unless_one_of_the_family_has_no_authority() -> None:
    pupil = a_pupil()
    anna = a_contact(pupil, ContactDetails(name="Anna", email="anna@b.nl"))
    bram = a_contact(pupil, ContactDetails(name="Bram", has_authority=False))
    assert parent_at_hand([], known_as("x@b.nl")).has_authority
    assert parent_at_hand([anna], known_as("x@b.nl")).has_authority
    assert not parent_at_hand([anna, bram], known_as("x@b.nl")).has_authority


@pytest.mark.parametrize(
    ("street", "postcode", "field"),
    [("", "1234 AB", "street"), ("Dorpsstraat 1", "", "postcode")],
)
def test_half_an_address_is_none(street: str, postcode: str, field: str) -> None:
    address = PostAddress.of(street, postcode, "Waterdorp")
    assert address is not None
    assert [error.field for error in address.wrong()] == [field]


def test_one_door_is_one_household_however_it_is_written() -> None:
    written = PostAddress.of("Dorpsstr. 12A", "1234ab", "Waterdorp")
    assert written is not None
    assert written.household == HOME.household
    assert PostAddress.of(" ", "", "") is None


def a_correction(asked_on: date = TODAY) -> Correction:
    rule = rule_in_force(default_terms(), CORRECTION_ANSWER, asked_on)
    pupil = a_pupil()
    return Correction.ask(
        CorrectionId(new_id()),
        alliance_id=ALLIANCE,
        unit_id=None,
        pupil_id=pupil.id,
        school_id=pupil.school_id,
        kind=CorrectionKind.ERASE,
        words="Wis het verslag.",
        by=SOMEBODY,
        holder=Holder(HolderKind.SCHOOL, new_id()),
        term=Term.by(rule, asked_on, DutchWorkingDays()),
        at=NOW,
    )


@pytest.mark.parametrize(
    ("asked_on", "last_day"),
    [
        (date(2026, 9, 7), date(2026, 10, 7)),
        (date(2027, 1, 31), date(2027, 3, 1)),
        (date(2026, 11, 25), date(2026, 12, 28)),
    ],
    ids=["a month", "february, and a sunday", "christmas"],
)
def test_a_correction_is_answered_within_a_month(asked_on: date, last_day: date) -> None:
    correction = a_correction(asked_on)
    held = correction.responsibility
    assert held is not None
    assert (held.next_action.kind, held.next_action.due_on) == (ANSWER_CORRECTION, last_day)


def test_a_correction_is_refused_with_a_reason_only_and_answered_once() -> None:
    correction = a_correction()
    with pytest.raises(InvalidInput):
        correction.refuse(" ", by=SOMEBODY, at=NOW)
    correction.grant("", by=SOMEBODY, at=NOW)
    assert correction.responsibility is None
    with pytest.raises(RuleViolation):
        correction.refuse("Toch niet.", by=SOMEBODY, at=NOW)


def test_a_number_that_is_forbidden_comes_in_no_correction() -> None:
    correction = a_correction()
    with pytest.raises(InvalidInput):
        correction.refuse("Het BSN is 111222333.", by=SOMEBODY, at=NOW)
