import asyncio
import smtplib
from email.message import EmailMessage

import pytest

from samenspel_testkit.smtp import SmtpServer


def a_mail() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "Bericht"
    mail.set_content("Beste ouder,\n")
    return mail


async def send(server: SmtpServer) -> None:
    def blocking() -> None:
        with smtplib.SMTP(server.host, server.port) as client:
            client.send_message(a_mail())

    await asyncio.to_thread(blocking)


async def test_an_accepted_mail_can_be_read(smtp_server: SmtpServer) -> None:
    await send(smtp_server)

    (received,) = smtp_server.messages
    assert received.recipients == ("b@example.org",)
    assert received.message["Subject"] == "Bericht"
    assert "Beste ouder" in received.text


async def test_it_refuses_as_often_as_asked(smtp_server: SmtpServer) -> None:
    smtp_server.refuse(1)

    with pytest.raises(smtplib.SMTPDataError, match="451"):
        await send(smtp_server)
    await send(smtp_server)
    assert len(smtp_server.messages) == 1


async def test_it_can_take_a_mail_and_break_off(smtp_server: SmtpServer) -> None:
    smtp_server.drop_after_data(1)

    with pytest.raises(smtplib.SMTPServerDisconnected):
        await send(smtp_server)
    assert len(smtp_server.messages) == 1
