from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from samenspel_notifications.domain.contact import Contact, masked
from samenspel_notifications.domain.mailing import Audience, Mailing, Template, mailing_id_of

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
MAILING = Mailing(
    id=uuid4(),
    alliance_id=uuid4(),
    template=Template.REQUEST_RECEIVED,
    link_id=uuid4(),
    pupil_id=uuid4(),
    school_id=uuid4(),
    created_at=MONDAY,
)
PARENT = Contact(
    id=uuid4(),
    alliance_id=MAILING.alliance_id,
    kind="parent",
    name="Noor",
    email="noor@voorbeeld.example",
    language="nl",
    has_authority=True,
    pupil_id=MAILING.pupil_id,
)
TEACHER = replace(PARENT, kind="school", pupil_id=None, school_id=MAILING.school_id)


def test_a_parent_with_authority_and_the_school_are_told() -> None:
    assert MAILING.audience_of(PARENT) is Audience.PARENT
    assert MAILING.audience_of(TEACHER) is Audience.SCHOOL


@pytest.mark.parametrize(
    "contact",
    [
        pytest.param(replace(PARENT, has_authority=False), id="a parent without authority"),
        pytest.param(replace(PARENT, pupil_id=uuid4()), id="another pupil's parent"),
        pytest.param(replace(PARENT, alliance_id=uuid4()), id="a parent of another alliance"),
        pytest.param(replace(TEACHER, school_id=uuid4()), id="another school"),
        pytest.param(replace(PARENT, kind="neighbour"), id="a kind that we don't know"),
    ],
)
def test_others_are_not_told(contact: Contact) -> None:
    assert MAILING.audience_of(contact) is None


def test_a_pupil_without_a_school_has_no_school_to_tell() -> None:
    at_home = replace(MAILING, school_id=None)
    assert at_home.audience_of(replace(TEACHER, school_id=None)) is None


def test_who_comes_later_than_thirty_days_is_not_told() -> None:
    assert MAILING.still_goes_to_new_contacts(MONDAY + timedelta(days=30))
    assert not MAILING.still_goes_to_new_contacts(MONDAY + timedelta(days=30, seconds=1))


def test_one_cause_gives_one_mailing_per_template() -> None:
    cause = uuid4()
    first = mailing_id_of(Template.REQUEST_RECEIVED, cause)
    assert first == mailing_id_of(Template.REQUEST_RECEIVED, cause)
    assert first != mailing_id_of(Template.HELP_DECIDED, cause)


def test_a_masked_address_shows_its_first_letter_and_its_domain() -> None:
    assert masked("noor@voorbeeld.example") == "n•••@voorbeeld.example"
    assert masked(None) is None


def test_a_letter_to_one_person_goes_to_nobody_else() -> None:
    person = replace(PARENT, id=uuid4(), kind="person", pupil_id=None)
    letter = replace(MAILING, pupil_id=None, school_id=None, contact_id=person.id)

    assert letter.audience_of(person) is Audience.PERSON
    assert letter.audience_of(PARENT) is None
    assert letter.audience_of(TEACHER) is None
    assert letter.audience_of(replace(person, alliance_id=uuid4())) is None
    assert MAILING.audience_of(person) is None


def test_a_letter_is_of_use_until_it_expires() -> None:
    letter = replace(MAILING, expires_at=MONDAY + timedelta(minutes=10))

    assert letter.is_of_use(MONDAY + timedelta(minutes=9))
    assert not letter.is_of_use(MONDAY + timedelta(minutes=10))
    assert MAILING.is_of_use(MONDAY + timedelta(days=1000))
