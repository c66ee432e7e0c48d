from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_kernel.errors import RuleViolation
from samenspel_notifications.domain.contact import Contact
from samenspel_notifications.domain.mailing import Audience, Mailing, Template
from samenspel_notifications.domain.message import (
    DUE,
    LADDER,
    Attempt,
    Message,
    Outcome,
    Result,
    State,
)

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
MAILING = Mailing(
    id=uuid4(),
    alliance_id=uuid4(),
    template=Template.HELP_DECIDED,
    link_id=uuid4(),
    pupil_id=uuid4(),
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
WITHOUT_ADDRESS = replace(PARENT, email=None)
LATER = Outcome(Result.TEMPORARY, 451)
NEVER = Outcome(Result.PERMANENT, 550)
YES = Outcome(Result.ACCEPTED, 250)


def a_message(contact: Contact = PARENT) -> Message:
    return Message.to(contact, MAILING, Audience.PARENT, at=MONDAY)


def attempt(message: Message, outcome: Outcome, *, at: datetime = MONDAY) -> Message:
    message.begin(at=at)
    message.record(outcome, at=at)
    return message


def follow(
    message: Message, contact: Contact, *, at: datetime = MONDAY, address_is_new: bool = True
) -> bool:
    return message.follow(contact, MAILING, at=at, address_is_new=address_is_new)


def test_a_message_to_a_known_address_is_due_at_once() -> None:
    message = a_message()
    assert (message.state, message.due_at) == (State.QUEUED, MONDAY)


def test_a_message_without_an_address_waits_for_one() -> None:
    message = a_message(WITHOUT_ADDRESS)
    assert (message.state, message.due_at) == (State.WAITING_FOR_ADDRESS, None)

    assert follow(message, PARENT)
    assert message.state is State.QUEUED


def test_the_same_mailing_to_the_same_contact_is_the_same_message() -> None:
    assert a_message().id == a_message().id


def test_an_accepted_message_is_sent() -> None:
    message = attempt(a_message(), YES, at=MONDAY + timedelta(minutes=2))
    assert message.state is State.SENT
    assert message.sent_at == MONDAY + timedelta(minutes=2)
    assert message.attempts == [Attempt(number=1, at=MONDAY + timedelta(minutes=2), outcome=YES)]


def test_each_temporary_failure_waits_longer_until_it_is_given_up() -> None:
    message = a_message()
    for pause in LADDER:
        attempt(message, LATER)
        assert message.state is State.TEMPORARY_FAILURE
        assert message.due_at == MONDAY + pause
    attempt(message, LATER)
    assert (message.state, message.due_at) == (State.PERMANENT_FAILURE, None)
    assert [a.number for a in message.attempts] == list(range(1, 8))


def test_a_refused_address_is_not_tried_again() -> None:
    assert attempt(a_message(), NEVER).state is State.PERMANENT_FAILURE


def test_a_corrected_address_releases_a_refused_message_and_starts_the_ladder_anew() -> None:
    message = attempt(a_message(), NEVER)

    assert not follow(message, PARENT, address_is_new=False)
    assert follow(message, replace(PARENT, email="noor@juist.example"))

    assert (message.state, message.failures) == (State.QUEUED, 0)


def test_an_address_that_comes_after_thirty_days_releases_nothing() -> None:
    message = a_message(WITHOUT_ADDRESS)
    follow(message, PARENT, at=MONDAY + timedelta(days=31))
    assert message.state is State.WAITING_FOR_ADDRESS


def test_who_loses_authority_gets_no_more_mail() -> None:
    message = attempt(a_message(), LATER)
    follow(message, replace(PARENT, has_authority=False), address_is_new=False)
    assert (message.state, message.due_at) == (State.STOPPED, None)


def test_who_loses_the_address_is_waited_for() -> None:
    message = a_message()
    follow(message, WITHOUT_ADDRESS)
    assert (message.state, message.due_at) == (State.WAITING_FOR_ADDRESS, None)


def test_what_was_sent_stays_sent() -> None:
    message = attempt(a_message(), YES)
    assert not follow(message, replace(PARENT, email="ander@voorbeeld.example"))
    with pytest.raises(RuleViolation, match=r"message\.not-due"):
        message.begin(at=MONDAY)


def test_a_message_that_keeps_ending_its_sender_is_given_up() -> None:
    message = a_message()
    for _ in range(len(LADDER) + 1):
        attempt(message, Outcome(Result.INTERRUPTED))
    assert message.state is State.PERMANENT_FAILURE


def test_no_outcome_without_an_attempt() -> None:
    with pytest.raises(RuleViolation, match=r"message\.not-being-sent"):
        a_message().record(YES, at=MONDAY)


CONTACTS = st.sampled_from(
    [
        PARENT,
        WITHOUT_ADDRESS,
        replace(PARENT, has_authority=False),
        replace(PARENT, email="ander@voorbeeld.example"),
    ]
)
OUTCOMES = st.builds(Outcome, st.sampled_from(Result), st.none())


@given(CONTACTS, st.lists(st.one_of(CONTACTS, OUTCOMES), max_size=30))
def test_whatever_happens_it_is_due_or_at_rest_and_is_sent_at_most_once(
    first: Contact, steps: list[Contact | Outcome]
) -> None:
    message = a_message(first)
    for step in steps:
        if isinstance(step, Contact):
            follow(message, step)
        elif message.state in DUE:
            attempt(message, step)
        assert (message.due_at is not None) == (message.state in DUE)
        assert (message.sent_at is not None) == (message.state is State.SENT)
        assert [a.number for a in message.attempts] == list(range(1, len(message.attempts) + 1))
        assert sum(a.outcome == Outcome(Result.ACCEPTED) for a in message.attempts) <= 1
