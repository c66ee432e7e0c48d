"""Invitations and log-in codes: to one person, with a secret that only the letter holds."""

from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from samenspel_contracts.accountability import TermRef
from samenspel_contracts.intake import (
    ContactInvitedV1,
    ContactLogInCodeAskedV1,
    ContactRecordedV1,
)
from samenspel_contracts.signals import ContactSignalAnsweredV1, ContactSignalRaisedV1
from samenspel_contracts.spells import SpellEscalatedV1
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_notifications.bootstrap import mailer_of
from samenspel_notifications.jobs.deliver import Delivery
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_notifications.settings import Settings
from samenspel_platform.letter_secrets import LetterSecrets, Purpose, Ticket
from samenspel_platform.provisioning import ServiceUrls
from samenspel_platform.service import JobContext
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.services import build
from samenspel_testkit.smtp import SmtpServer

Tell = Callable[..., Coroutine[Any, Any, None]]
Worker = Transactions[NotificationsSqlUnitOfWork]
KEY = "a key of the tests, long enough to be one"
PERSON = uuid4()


def a_person(language: str = "nl") -> ContactRecordedV1:
    return ContactRecordedV1(
        contact_id=PERSON,
        kind="person",
        name="Noor de Vries",
        email="noor@voorbeeld.example",
        language=language,
    )


@pytest.fixture
def deliver(
    worker: Worker, clock: FixedClock, urls: ServiceUrls, smtp_server: SmtpServer
) -> Callable[[], Awaitable[int]]:
    smtp = {"host": smtp_server.host, "port": smtp_server.port, "security": "none"}
    _, settings = build("notifications", urls, mailer="smtp", smtp=smtp, letter_key=KEY)
    assert isinstance(settings, Settings)
    job = Delivery(open_mailer=mailer_of(settings))
    return lambda: job.run(JobContext(worker, clock))


def ticket_in(text_: str) -> Ticket:
    link = next(word for word in text_.split() if "ticket=" in word)
    ticket = Ticket.parse(parse_qs(urlsplit(link).query)["ticket"][0])
    assert ticket is not None
    return ticket


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_an_invitation_carries_the_secret_that_intake_will_ask(
    tell: Tell,
    deliver: Callable[[], Awaitable[int]],
    smtp_server: SmtpServer,
    clock: FixedClock,
    alliance: UUID,
    language: str,
) -> None:
    invitation = uuid4()
    await tell(a_person(language))
    await tell(
        ContactInvitedV1(
            contact_id=PERSON,
            invitation_id=invitation,
            expires_at=clock.now() + timedelta(days=14),
        )
    )
    await deliver()

    (mail,) = smtp_server.messages
    assert mail.recipients == ("noor@voorbeeld.example",)
    assert mail.message["Content-Language"] == language
    assert "21 september 2026" in mail.text.lower()
    expected = LetterSecrets(KEY).secret(Purpose.INVITATION, invitation)
    assert ticket_in(mail.text) == Ticket(alliance, invitation, expected)
    assert "Noor" not in str(mail.message)


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_who_raised_a_signal_is_asked_to_confirm_and_led_to_the_answer_alone(
    tell: Tell,
    deliver: Callable[[], Awaitable[int]],
    smtp_server: SmtpServer,
    clock: FixedClock,
    alliance: UUID,
    language: str,
) -> None:
    signal, link = uuid4(), uuid4()
    over = clock.now() + timedelta(days=14)
    raised = ContactSignalRaisedV1(contact_id=PERSON, signal_id=signal, expires_at=over)
    answered = ContactSignalAnsweredV1(contact_id=PERSON, answer_link_id=link, expires_at=over)
    await tell(a_person(language))
    await tell(raised)
    await deliver()
    await tell(answered)
    await deliver()

    confirm, read = smtp_server.messages
    for mail, id_, purpose in (
        (confirm, signal, Purpose.SIGNAL),
        (read, link, Purpose.SIGNAL_ANSWER),
    ):
        assert ticket_in(mail.text) == Ticket(
            alliance, id_, LetterSecrets(KEY).secret(purpose, id_)
        )
        assert "Noor" not in str(mail.message)
    assert "0800-2000" in confirm.text


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_decider_is_asked_once_for_each_time_by_a_mail_without_a_child_in_it(
    tell: Tell,
    deliver: Callable[[], Awaitable[int]],
    smtp_server: SmtpServer,
    clock: FixedClock,
    language: str,
) -> None:
    spell, pupil, today = uuid4(), uuid4(), clock.now().date()
    term = TermRef(rule="place-decision", rule_version=1, starts_on=today, last_day=today)
    asked = SpellEscalatedV1(
        spell_id=spell, pupil_id=pupil, decider_id=PERSON, rung=1, ladder_version=1, answer=term
    )
    await tell(asked)  # no order is promised between aggregates
    await tell(a_person(language))
    await tell(asked)
    await tell(asked.model_copy(update={"decider_id": uuid4(), "rung": 2}))
    await deliver()
    (mail,) = smtp_server.messages
    assert mail.recipients == ("noor@voorbeeld.example",)
    assert f"/intake/out-of-education/{spell}/decision" in mail.text
    assert "ticket" not in mail.text
    for personal in ("Noor", str(pupil)):
        assert personal not in str(mail.message)

    await tell(asked.model_copy(update={"rung": 3}))
    await deliver()
    assert len(smtp_server.messages) == 2


async def test_a_code_is_in_the_letter_and_nowhere_in_the_database(
    tell: Tell,
    deliver: Callable[[], Awaitable[int]],
    smtp_server: SmtpServer,
    clock: FixedClock,
    urls: ServiceUrls,
    alliance: UUID,
    worker: Worker,
) -> None:
    asked = uuid4()
    await tell(
        ContactLogInCodeAskedV1(
            contact_id=PERSON, log_in_code_id=asked, expires_at=clock.now() + timedelta(minutes=10)
        )
    )
    await tell(a_person())  # no order is promised between aggregates
    await deliver()

    (mail,) = smtp_server.messages
    code = LetterSecrets(KEY).code(asked)
    secret = LetterSecrets(KEY).secret(Purpose.LOG_IN_CODE, asked)
    assert code in mail.text.split()
    assert ticket_in(mail.text).secret == secret
    async with worker(Scope.begin(alliance)) as uow:
        tables = ("mailing", "message", "attempt", "delivery_due", "contact_directory")
        for table in tables:
            rows = await uow.session.scalars(text(f"SELECT t::text FROM {table} t"))
            whole = " ".join(rows)
            assert secret.hex() not in whole
            assert str(ticket_in(mail.text)) not in whole


async def test_a_code_that_is_over_is_not_sent_any_more(
    tell: Tell,
    deliver: Callable[[], Awaitable[int]],
    smtp_server: SmtpServer,
    clock: FixedClock,
) -> None:
    await tell(a_person())
    await tell(
        ContactLogInCodeAskedV1(
            contact_id=PERSON,
            log_in_code_id=uuid4(),
            expires_at=clock.now() + timedelta(minutes=10),
        )
    )
    clock.advance(timedelta(minutes=10))
    await deliver()

    assert smtp_server.messages == []


async def test_another_person_gets_nothing_of_it(
    tell: Tell,
    deliver: Callable[[], Awaitable[int]],
    smtp_server: SmtpServer,
    clock: FixedClock,
) -> None:
    await tell(a_person())
    await tell(
        ContactInvitedV1(
            contact_id=uuid4(),
            invitation_id=uuid4(),
            expires_at=clock.now() + timedelta(days=14),
        )
    )
    await deliver()

    assert smtp_server.messages == []
