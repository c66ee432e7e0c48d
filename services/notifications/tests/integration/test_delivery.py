"""Messages go out over a real SMTP server, once each, whatever happens on the way."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import select, text, update

from samenspel_contracts.arrangements import ArrangementGrantedV1
from samenspel_contracts.intake import ContactRecordedV1, SupportRequestReceiptConfirmedV1
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_notifications.application.record_contact import record_contact
from samenspel_notifications.bootstrap import mailer_of
from samenspel_notifications.domain.contact import Contact
from samenspel_notifications.domain.message import Message, Result, State
from samenspel_notifications.jobs.deliver import Delivery
from samenspel_notifications.persistence.tables import DueRow, MessageRow
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_notifications.settings import Settings
from samenspel_platform.provisioning import ServiceUrls
from samenspel_platform.service import JobContext
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.probes import eventually
from samenspel_testkit.processes import Process
from samenspel_testkit.services import build
from samenspel_testkit.smtp import SmtpServer

Tell = Callable[..., Coroutine[Any, Any, None]]
PUPIL, SCHOOL, MOTHER, FATHER, TEACHER = (uuid4() for _ in range(5))
REQUEST = uuid4()
ADDRESSES = {
    MOTHER: "noor@voorbeeld.example",
    FATHER: "sem@voorbeeld.example",
    TEACHER: "school@voorbeeld.example",
}


def a_parent(
    id_: UUID = MOTHER, *, email: str | None = "", pupil: UUID = PUPIL
) -> ContactRecordedV1:
    return ContactRecordedV1(
        contact_id=id_,
        kind="parent",
        pupil_id=pupil,
        name="Noor de Vries",
        email=ADDRESSES.get(id_) if email == "" else email,
        language="nl",
    )


def a_teacher() -> ContactRecordedV1:
    return ContactRecordedV1(
        contact_id=TEACHER,
        kind="school",
        school_id=SCHOOL,
        name="Kees",
        email=ADDRESSES[TEACHER],
        language="en",
    )


def receipt(request: UUID = REQUEST, *, pupil: UUID = PUPIL) -> SupportRequestReceiptConfirmedV1:
    return SupportRequestReceiptConfirmedV1(
        support_request_id=request,
        pupil_id=pupil,
        school_id=SCHOOL,
        response_last_day=date(2026, 10, 19),
    )


@dataclass
class PostOffice:
    """The delivery job against a mail server, and what it left in the database."""

    transactions: Transactions[NotificationsSqlUnitOfWork]
    clock: FixedClock
    alliance: UUID
    job: Delivery

    async def deliver(self) -> int:
        return await self.job.run(JobContext(self.transactions, self.clock))

    async def messages(self) -> list[Message]:
        async with self.transactions(Scope.begin(self.alliance)) as uow:
            ids = await uow.session.scalars(select(MessageRow.id))
            return [await uow.messages.get(id_) for id_ in ids]

    async def message(self) -> Message:
        (only,) = await self.messages()
        return only

    async def queue(self) -> list[UUID]:
        async with self.transactions(Scope.begin(uuid4())) as uow:
            return list(await uow.session.scalars(select(DueRow.message_id)))


def a_job(urls: ServiceUrls, server: SmtpServer, **settings: object) -> Delivery:
    smtp = {"host": server.host, "port": server.port, "security": "none", "timeout_seconds": 5}
    _, chosen = build("notifications", urls, mailer="smtp", smtp=smtp, **settings)
    assert isinstance(chosen, Settings)
    return Delivery(open_mailer=mailer_of(chosen))


@pytest.fixture
def office(
    worker: Transactions[NotificationsSqlUnitOfWork],
    clock: FixedClock,
    alliance: UUID,
    urls: ServiceUrls,
    smtp_server: SmtpServer,
) -> PostOffice:
    return PostOffice(worker, clock, alliance, a_job(urls, smtp_server))


async def test_parents_and_school_each_get_a_mail_of_their_own(
    office: PostOffice, tell: Tell, smtp_server: SmtpServer
) -> None:
    for contact in (a_parent(MOTHER), a_parent(FATHER), a_teacher()):
        await tell(contact)
    await tell(receipt())

    assert await office.deliver() == 3

    assert sorted(m.recipients for m in smtp_server.messages) == sorted(
        (address,) for address in ADDRESSES.values()
    )
    assert {m.state for m in await office.messages()} == {State.SENT}
    assert await office.queue() == []
    assert await office.deliver() == 0


async def test_a_mail_tells_when_and_where_and_nothing_of_the_child(
    office: PostOffice, tell: Tell, smtp_server: SmtpServer
) -> None:
    await tell(a_parent())
    await tell(receipt())
    case = uuid4()
    await tell(
        ArrangementGrantedV1(
            arrangement_id=uuid4(),
            case_id=case,
            support_request_id=REQUEST,
            pupil_id=PUPIL,
            school_id=SCHOOL,
            kind="specialised-setting",
            starts_on=date(2026, 10, 5),
            planned_end_on=date(2027, 2, 1),
            evaluation_on=date(2027, 1, 4),
        )
    )
    await office.deliver()

    first, second = sorted(smtp_server.messages, key=lambda m: str(m.message["Subject"]))
    assert first.message["Subject"] == "Er is een besluit over hulp"
    assert f"http://127.0.0.1:8000/arrangements/cases/{case}" in first.text
    assert second.message["Subject"] == "Wij hebben een vraag van de school ontvangen"
    assert f"http://127.0.0.1:8000/intake/support-requests/{REQUEST}" in second.text
    assert "uiterlijk 19 oktober 2026" in second.text
    for mail in (first, second):
        assert [part.get_content_subtype() for part in mail.message.iter_parts()] == [
            "plain",
            "html",
        ]
        whole = str(mail.message)
        assert not [word for word in ("Noor", "Vries", "setting", str(PUPIL)) if word in whole]


async def test_the_same_event_twice_gives_one_mail(
    office: PostOffice, tell: Tell, smtp_server: SmtpServer
) -> None:
    await tell(a_parent())
    await tell(receipt())
    await tell(receipt())
    await office.deliver()
    assert len(smtp_server.messages) == 1


async def test_a_server_that_says_later_is_asked_again_later(
    office: PostOffice, tell: Tell, smtp_server: SmtpServer
) -> None:
    await tell(a_parent())
    await tell(receipt())
    smtp_server.refuse(1)

    await office.deliver()
    assert (await office.message()).state is State.TEMPORARY_FAILURE
    office.clock.advance(timedelta(seconds=59))
    assert await office.deliver() == 0
    office.clock.advance(timedelta(seconds=1))
    await office.deliver()

    message = await office.message()
    assert message.state is State.SENT
    outcomes = [a.outcome for a in message.attempts]
    assert [(o.result, o.smtp_code) for o in outcomes if o] == [
        (Result.TEMPORARY, 451),
        (Result.ACCEPTED, 250),
    ]


class Unknowing(SmtpServer):
    """Knows none of the recipients."""

    async def handle_RCPT(  # noqa: N802 - aiosmtpd names it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        return "550 5.1.1 no such user"


async def test_an_unknown_recipient_is_final_until_the_address_is_corrected(
    office: PostOffice, tell: Tell, urls: ServiceUrls, smtp_server: SmtpServer
) -> None:
    unknowing = await Unknowing.start()
    refused = PostOffice(office.transactions, office.clock, office.alliance, a_job(urls, unknowing))
    await tell(a_parent())
    await tell(receipt())

    await refused.deliver()
    await unknowing.close()

    message = await office.message()
    assert message.state is State.PERMANENT_FAILURE
    assert message.attempts[0].outcome is not None
    assert message.attempts[0].outcome.smtp_code == 550
    assert await office.queue() == []

    await tell(a_parent(email="noor@juist.example"))
    await office.deliver()
    assert [m.recipients for m in smtp_server.messages] == [("noor@juist.example",)]


async def test_a_connection_that_breaks_after_the_data_may_repeat_the_mail_with_the_same_id(
    office: PostOffice, tell: Tell, smtp_server: SmtpServer
) -> None:
    await tell(a_parent())
    await tell(receipt())
    smtp_server.drop_after_data(1)

    await office.deliver()
    assert (await office.message()).state is State.TEMPORARY_FAILURE
    office.clock.advance(minutes=1)
    await office.deliver()

    message = await office.message()
    assert message.state is State.SENT
    ids = [m.message["Message-ID"] for m in smtp_server.messages]
    assert ids == [f"<{message.id}@samenspel.example>"] * 2


async def test_a_server_that_can_not_be_reached_is_tried_again(
    office: PostOffice, tell: Tell, smtp_server: SmtpServer
) -> None:
    await tell(a_parent(MOTHER))
    await tell(a_parent(FATHER))
    await tell(receipt())
    await smtp_server.close()

    assert await office.deliver() == 1  # the other waits for the next run

    states = sorted(m.state for m in await office.messages())
    assert states == [State.QUEUED, State.TEMPORARY_FAILURE]


@pytest.mark.parametrize(
    "address", ["a@b.example, c@d.example", "no address", "a@b.example\r\nBcc: c@d.example"]
)
async def test_what_is_no_address_is_refused_here(
    office: PostOffice, tell: Tell, smtp_server: SmtpServer, address: str
) -> None:
    await tell(a_parent(email=address))
    await tell(receipt())
    await office.deliver()
    assert (await office.message()).state is State.PERMANENT_FAILURE
    assert smtp_server.messages == []


async def test_a_message_waits_until_the_address_arrives(
    office: PostOffice, tell: Tell, smtp_server: SmtpServer
) -> None:
    await tell(a_parent(email=None))
    await tell(receipt())
    assert await office.deliver() == 0
    assert (await office.message()).state is State.WAITING_FOR_ADDRESS

    await tell(a_parent())
    await office.deliver()

    assert [m.recipients for m in smtp_server.messages] == [(ADDRESSES[MOTHER],)]


async def test_a_mailing_without_any_contact_is_completed_by_those_who_come_later(
    office: PostOffice, tell: Tell, smtp_server: SmtpServer
) -> None:
    await tell(receipt())
    await tell(a_teacher())
    await tell(a_parent())
    await office.deliver()
    assert len(smtp_server.messages) == 2


async def test_a_contact_and_a_mailing_at_the_same_moment_do_not_miss_each_other(
    office: PostOffice, tell: Tell
) -> None:
    """Each would otherwise look before the other is there to be seen."""
    async with office.transactions(Scope.begin(office.alliance)) as first:
        await first.match_alone()
        telling = [asyncio.create_task(tell(event)) for event in (a_parent(), receipt())]
        waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")

        async def both_wait() -> bool:
            return bool(await first.session.scalar(waiting) == 2)

        await eventually(both_wait, because="both look for the other")
    await asyncio.gather(*telling)
    assert (await office.message()).state is State.QUEUED


async def test_two_senders_at_a_time_send_each_mail_once(
    office: PostOffice, tell: Tell, smtp_server: SmtpServer
) -> None:
    pupils = [uuid4() for _ in range(30)]
    for pupil in pupils:
        await tell(a_parent(uuid4(), email=f"ouder-{pupil}@voorbeeld.example", pupil=pupil))
        await tell(receipt(uuid4(), pupil=pupil))

    done = await asyncio.gather(office.deliver(), office.deliver())

    assert sum(done) == 30
    assert min(done) > 0
    assert len({m.recipients for m in smtp_server.messages}) == len(smtp_server.messages) == 30


@pytest.mark.parametrize("without", [(), ("hashjoin", "mergejoin", "hashagg", "sort", "material")])
async def test_one_message_is_claimed_at_a_time_however_the_server_plans_it(
    office: PostOffice, tell: Tell, without: tuple[str, ...]
) -> None:
    """A plan that runs the choice again for each row would claim them all."""
    for pupil in (uuid4(), uuid4(), uuid4()):
        await tell(a_parent(uuid4(), email=f"ouder-{pupil}@voorbeeld.example", pupil=pupil))
        await tell(receipt(uuid4(), pupil=pupil))
    lease = timedelta(minutes=1)
    async with office.transactions(Scope.begin(uuid4())) as uow:
        for plan in without:
            await uow.session.execute(text(f"SET LOCAL enable_{plan} = off"))
        claims = [await uow.queue.claim(now=office.clock.now(), lease=lease) for _ in range(4)]
        assert len({claim.message_id for claim in claims if claim}) == 3
        assert claims[3] is None


async def test_a_sender_killed_after_the_server_accepted_repeats_the_mail_once_with_the_same_id(
    office: PostOffice, tell: Tell, urls: ServiceUrls, smtp_server: SmtpServer
) -> None:
    await tell(a_parent())
    await tell(receipt())
    script = Path(__file__).parent / "sender_that_dies.py"
    at = office.clock.now().isoformat()
    command = (sys.executable, str(script), urls.worker_url, str(smtp_server.port), at)
    async with await Process.start(*command) as sender:
        assert await sender.ended() == -9, sender.output

    assert len(smtp_server.messages) == 1
    assert await office.deliver() == 0  # its lease still counts
    async with office.transactions(Scope.begin(office.alliance)) as uow:
        ended = {"lease_until": office.clock.now() - timedelta(days=1000)}
        await uow.session.execute(update(DueRow).values(ended))
    await office.deliver()

    message = await office.message()
    assert message.state is State.SENT
    assert [a.outcome.result for a in message.attempts if a.outcome] == [
        Result.INTERRUPTED,
        Result.ACCEPTED,
    ]
    assert len({m.message["Message-ID"] for m in smtp_server.messages}) == 1
    assert len(smtp_server.messages) == 2


async def test_without_a_mail_server_mails_are_kept_in_the_mailbox(
    office: PostOffice, tell: Tell, urls: ServiceUrls
) -> None:
    _, settings = build("notifications", urls)
    assert isinstance(settings, Settings)
    job = Delivery(open_mailer=mailer_of(settings))
    await tell(a_parent())
    await tell(receipt())

    await job.run(JobContext(office.transactions, office.clock))

    assert (await office.message()).state is State.SENT
    async with office.transactions(Scope.begin(office.alliance)) as uow:
        (mail,) = await uow.mailbox.newest(after=None, limit=10)
    assert b"To: noor@voorbeeld.example" in mail.content
    async with office.transactions(Scope.begin(uuid4())) as uow:
        assert await uow.mailbox.newest(after=None, limit=10) == []


async def test_events_of_one_batch_see_what_the_earlier_ones_wrote(
    office: PostOffice, tell: Tell
) -> None:
    await tell(a_parent(email=None))
    await tell(receipt())
    contact = Contact(
        id=MOTHER,
        alliance_id=office.alliance,
        kind="parent",
        name="Noor",
        language="nl",
        has_authority=True,
        pupil_id=PUPIL,
    )
    now = office.clock.now()
    async with office.transactions(Scope.begin(office.alliance)) as uow:
        for email in ("eerst@voorbeeld.example", "daarna@voorbeeld.example"):
            await record_contact(replace(contact, email=email), at=now, uow=uow)
            await uow.record_facts()
            known = await uow.contacts.get(MOTHER)
            assert known.email == email
    assert (await office.message()).state is State.QUEUED
