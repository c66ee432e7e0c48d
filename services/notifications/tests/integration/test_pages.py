"""The pages: what they show to whom, and that everyone can use them."""

from collections.abc import Callable, Coroutine
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
from playwright.async_api import Browser
from sqlalchemy import select

from samenspel_contracts.intake import SupportRequestReceiptConfirmedV1
from samenspel_kernel.actor import Role
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_notifications.bootstrap import mailer_of
from samenspel_notifications.jobs.deliver import Delivery
from samenspel_notifications.persistence.tables import MailboxRow, MessageRow
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_notifications.settings import Settings
from samenspel_platform.process import ServiceProcess
from samenspel_platform.service import JobContext
from samenspel_testkit.browser import axe_violations
from samenspel_testkit.clocks import FixedClock

Tell = Callable[..., Coroutine[Any, Any, None]]
LogIn = Callable[..., httpx2.AsyncClient]
Uows = Transactions[NotificationsSqlUnitOfWork]
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
async def sent(
    three_messages: None, worker: Uows, clock: FixedClock, process: ServiceProcess
) -> None:
    """What could be sent, is in the mailbox."""
    assert isinstance(process.settings, Settings)
    job = Delivery(open_mailer=mailer_of(process.settings))
    assert await job.run(JobContext(worker, clock)) == 2


async def ids_of(worker: Uows, alliance: UUID, table: type[Any]) -> list[UUID]:
    key = MailboxRow.message_id if table is MailboxRow else MessageRow.id
    async with worker(Scope.begin(alliance)) as uow:
        return list(await uow.session.scalars(select(key)))


@pytest.mark.usefixtures("three_messages")
async def test_an_administrator_sees_what_waits_and_what_is_under_way(
    log_in: LogIn, tell: Tell, clock: FixedClock
) -> None:
    request = uuid4()
    await tell(
        SupportRequestReceiptConfirmedV1(
            support_request_id=request,
            pupil_id=uuid4(),
            school_id=uuid4(),
            response_last_day=clock.now().date(),
        )
    )
    answer = await log_in(Role.ADMINISTRATOR).get("/notifications/messages")

    assert answer.status_code == 200
    for sentence in (
        "Nog geen ouder bekend",
        "Nog geen contactpersoon van de school bekend",
        "Wacht op adres",
        "In de rij",
        f"/intake/support-requests/{request}",
    ):
        assert sentence in answer.text
    assert "noor@voorbeeld.example" not in answer.text


@pytest.mark.usefixtures("three_messages")
async def test_a_group_shows_its_messages_only(log_in: LogIn) -> None:
    client = log_in(Role.ADMINISTRATOR)
    waiting = await client.get("/notifications/messages", params={"group": "waiting"})
    failed = await client.get("/notifications/messages", params={"group": "failed"})
    unknown = await client.get("/notifications/messages", params={"group": "nonsense"})

    assert "Wacht op adres" in waiting.text
    assert "In de rij" not in waiting.text
    assert "Hier staan geen berichten" in failed.text
    assert "Alle berichten" in unknown.text


@pytest.mark.usefixtures("sent")
async def test_a_message_shows_its_attempts(log_in: LogIn, worker: Uows, alliance: UUID) -> None:
    client = log_in(Role.ADMINISTRATOR)
    (first, *_) = await ids_of(worker, alliance, MailboxRow)
    answer = await client.get(f"/notifications/messages/{first}")

    assert answer.status_code == 200
    assert "Aangenomen door de mailserver" in answer.text
    assert "•••@" in answer.text
    assert (await client.get(f"/notifications/messages/{uuid4()}")).status_code == 404


@pytest.mark.parametrize("role", [Role.PARENT, Role.SCHOOL_COORDINATOR, Role.DIRECTOR])
async def test_messages_are_not_for_others(log_in: LogIn, role: Role) -> None:
    answer = await log_in(role).get("/notifications/messages")
    assert answer.status_code == 403
    assert "Deze pagina is niet voor u" in answer.text


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("role", list(Role))
async def test_in_the_demonstration_everyone_reads_the_mailbox(
    log_in: LogIn, worker: Uows, alliance: UUID, role: Role
) -> None:
    client = log_in(role)
    listed = await client.get("/notifications/mailbox")
    assert "noor@voorbeeld.example" in listed.text
    assert '<span lang="nl">' in listed.text

    (first, *_) = await ids_of(worker, alliance, MailboxRow)
    shown = await client.get(f"/notifications/mailbox/{first}")
    assert '<a href="http://127.0.0.1:8000/intake/support-requests/' in shown.text
    assert "Beste ouder of verzorger" in shown.text


@pytest.mark.usefixtures("sent")
async def test_another_alliance_has_an_empty_mailbox(
    log_in: LogIn, worker: Uows, alliance: UUID
) -> None:
    client = log_in(Role.ADMINISTRATOR, of=uuid4())
    (first, *_) = await ids_of(worker, alliance, MailboxRow)

    assert "Er is nog geen mail verstuurd" in (await client.get("/notifications/mailbox")).text
    assert (await client.get(f"/notifications/mailbox/{first}")).status_code == 404


@pytest.mark.parametrize("demo", [False])
async def test_outside_the_demonstration_there_is_no_mailbox(log_in: LogIn) -> None:
    for path in ("/notifications/mailbox", f"/notifications/mailbox/{uuid4()}"):
        assert (await log_in(Role.ADMINISTRATOR).get(path)).status_code == 404


@pytest.mark.usefixtures("sent")
async def test_pages_are_accessible_and_fit_on_a_phone(
    browser: Browser,
    address: str,
    cookie_of: Callable[..., dict[str, str]],
    worker: Uows,
    alliance: UUID,
) -> None:
    (first, *_) = await ids_of(worker, alliance, MailboxRow)
    cookies = cookie_of(Role.ADMINISTRATOR).items()
    logged_in = {"cookie": "; ".join(f"{name}={value}" for name, value in cookies)}
    found: list[str] = []
    for width in (1280, 320):
        page = await browser.new_page(
            viewport={"width": width, "height": 800}, extra_http_headers=logged_in
        )
        for path in ("messages", f"messages/{first}", "mailbox", f"mailbox/{first}"):
            await page.goto(f"{address}/notifications/{path}")
            found += [f"{width} {path} {each}" for each in await axe_violations(page)]
            if await page.evaluate(OVERFLOW) > 0:
                found.append(f"{width} {path} scrolls sideways")
        await page.close()
    assert found == []
