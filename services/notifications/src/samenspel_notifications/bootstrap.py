"""Puts notifications together; the only module that knows all of it."""

from contextlib import nullcontext
from datetime import timedelta
from functools import cache

from samenspel_messaging.consumers import Consumer
from samenspel_notifications.api import messages as messages_api
from samenspel_notifications.api import work_items as work_items_api
from samenspel_notifications.consumers import (
    arrangements,
    asking,
    deaths,
    intake,
    meetings,
    registrations,
    sharing,
    signals,
    spells,
)
from samenspel_notifications.consumers.work import WORK
from samenspel_notifications.gateways.letters import LetterWriter, Sender
from samenspel_notifications.gateways.mailbox import MailboxMailer
from samenspel_notifications.gateways.smtp import SmtpMailer
from samenspel_notifications.jobs.deliver import Delivery, OpenMailer
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_notifications.settings import Settings
from samenspel_notifications.web import mailbox, messages, post, readers, work
from samenspel_notifications.web.pages import pages
from samenspel_platform.access import AccessProjection
from samenspel_platform.forgetting import FORGET_LOOKS
from samenspel_platform.letter_secrets import LetterSecrets
from samenspel_platform.service import Job, Service
from samenspel_web.assets import mount_static

ACCESS = AccessProjection()
CONSUMERS = (
    Consumer(name="directory", handlers=intake.DIRECTORY_HANDLERS),
    Consumer(
        name="mails",
        handlers={
            **intake.MAIL_HANDLERS,
            **asking.MAIL_HANDLERS,
            **signals.MAIL_HANDLERS,
            **spells.MAIL_HANDLERS,
            **sharing.MAIL_HANDLERS,
            **registrations.MAIL_HANDLERS,
            **arrangements.MAIL_HANDLERS,
            **meetings.MAIL_HANDLERS,
        },
        ordered=False,
        outward=True,
    ),
    Consumer(name="deaths", handlers=deaths.DEATH_HANDLERS),
    ACCESS.consumer(),
    WORK,
)
LOOK_EVERY = timedelta(seconds=1)


def build(settings: Settings) -> Service[NotificationsSqlUnitOfWork]:
    """Give the service."""
    delivery = Delivery(open_mailer=mailer_of(settings))
    return Service(
        name="notifications",
        title="Samenspel notifications",
        description="Who was told what, and whether it arrived.",
        make_uow=NotificationsSqlUnitOfWork,
        find_actor=ACCESS.find_actor,
        error_page=pages.error,
        consumers=CONSUMERS,
        jobs=(Job(name="deliver", every=LOOK_EVERY, run=delivery.run), FORGET_LOOKS),
        api=(messages_api.router, work_items_api.router),
        pages=(messages.router, post.router, mailbox.router, readers.router, work.router),
        prepare_pages=mount_static,
        worker_needs=(settings.letter_secret,),
    )


def mailer_of(settings: Settings) -> OpenMailer:
    """Give what opens the way out for mails: a mail server, or the mailbox."""

    @cache
    def writer() -> LetterWriter:
        sender = Sender(settings.from_address, settings.from_name, settings.public_url)
        return LetterWriter(sender, LetterSecrets(settings.letter_secret()))

    smtp = settings.smtp
    if settings.mailer == "mailbox" or smtp is None:
        return lambda context: nullcontext(MailboxMailer(context.transactions, writer()))
    return lambda _: SmtpMailer(smtp, writer(), sender=settings.from_address)
