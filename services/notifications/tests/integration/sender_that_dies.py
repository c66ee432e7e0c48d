"""A worker that is killed between the mail server's 250 and the note of it."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_notifications.application.ports import Letter, Mailer
from samenspel_notifications.domain.message import Outcome
from samenspel_notifications.gateways.letters import LetterWriter, Sender
from samenspel_notifications.gateways.smtp import SmtpMailer
from samenspel_notifications.jobs.deliver import Context, Delivery
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_notifications.settings import SmtpSettings
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.letter_secrets import LetterSecrets
from samenspel_platform.service import JobContext
from samenspel_testkit.clocks import FixedClock

URL, PORT, AT = sys.argv[1:]
ADDRESS = "samenspel@samenspel.example"


class Dying:
    """Hands the letter over, and is killed."""

    def __init__(self, mailer: Mailer) -> None:
        self._mailer = mailer

    async def send(self, letter: Letter) -> Outcome:
        outcome = await self._mailer.send(letter)
        os.kill(os.getpid(), signal.SIGKILL)
        return outcome


@asynccontextmanager
async def open_mailer(_: Context) -> AsyncIterator[Mailer]:
    sender = Sender(ADDRESS, "Samenspel", "http://127.0.0.1:8000")
    writer = LetterWriter(sender, LetterSecrets("only for tests, only for tests, only"))
    settings = SmtpSettings(host="127.0.0.1", port=int(PORT), security="none")
    async with SmtpMailer(settings, writer, sender=ADDRESS) as mailer:
        yield Dying(mailer)


async def main() -> None:
    sessions = sessions_of(create_engine(URL))
    transactions = Transactions(sessions, NotificationsSqlUnitOfWork, Wakeup())
    clock = FixedClock(datetime.fromisoformat(AT))
    await Delivery(open_mailer=open_mailer).run(JobContext(transactions, clock))


asyncio.run(main())
