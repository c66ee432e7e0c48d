"""With our own conditions left out, the database still shows an alliance its own rows only."""

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from samenspel_contracts.intake import ContactRecordedV1, SupportRequestReceiptConfirmedV1
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_notifications.bootstrap import mailer_of
from samenspel_notifications.jobs.deliver import Delivery
from samenspel_notifications.persistence.tables import (
    AttemptRow,
    ContactRow,
    MailboxRow,
    MailingRow,
    MessageRow,
)
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_notifications.settings import Settings
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.provisioning import ServiceUrls
from samenspel_platform.service import JobContext
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.services import build

Tell = Callable[..., Coroutine[Any, Any, None]]
Uows = Transactions[NotificationsSqlUnitOfWork]
PERSONAL = (ContactRow, MailingRow, MessageRow, AttemptRow, MailboxRow)


@pytest.fixture
async def app(urls: ServiceUrls) -> AsyncIterator[Uows]:
    engine = create_engine(urls.app_url)
    yield Transactions(sessions_of(engine), NotificationsSqlUnitOfWork, Wakeup())
    await engine.dispose()


@pytest.fixture
async def one_mail(
    tell: Tell, worker: Uows, urls: ServiceUrls, clock: FixedClock, alliance: UUID
) -> None:
    pupil = uuid4()
    parent = ContactRecordedV1(
        contact_id=uuid4(),
        kind="parent",
        pupil_id=pupil,
        name="Noor",
        email="noor@voorbeeld.example",
        language="nl",
    )
    receipt = SupportRequestReceiptConfirmedV1(
        support_request_id=uuid4(), pupil_id=pupil, response_last_day=clock.now().date()
    )
    await tell(parent)
    await tell(receipt)
    _, settings = build("notifications", urls)
    assert isinstance(settings, Settings)
    await Delivery(open_mailer=mailer_of(settings)).run(JobContext(worker, clock))


async def rows_seen(transactions: Uows, alliance: UUID) -> list[int | None]:
    async with transactions(Scope.begin(alliance)) as uow:
        return [
            await uow.session.scalar(select(func.count()).select_from(table)) for table in PERSONAL
        ]


@pytest.mark.usefixtures("one_mail")
async def test_another_alliance_sees_no_row_of_any_table(
    app: Uows, worker: Uows, alliance: UUID
) -> None:
    for transactions in (app, worker):
        assert await rows_seen(transactions, alliance) == [1, 1, 1, 1, 1]
        assert await rows_seen(transactions, uuid4()) == [0, 0, 0, 0, 0]


@pytest.mark.usefixtures("one_mail")
async def test_nobody_writes_into_another_alliance(worker: Uows, alliance: UUID) -> None:
    with pytest.raises(DBAPIError, match="row-level security"):
        async with worker(Scope.begin(uuid4())) as uow:
            uow.session.add(
                MailboxRow(
                    message_id=uuid4(),
                    alliance_id=alliance,
                    received_at=func.now(),
                    content=b"",
                )
            )


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1 FROM delivery_due",
        "DELETE FROM message",
        "UPDATE contact_directory SET email = NULL",
        "INSERT INTO mailing SELECT * FROM mailing",
    ],
)
async def test_the_app_can_only_read(app: Uows, alliance: UUID, statement: str) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        async with app(Scope.begin(alliance)) as uow:
            await uow.session.execute(text(statement))
