"""Letters on paper: who gets one, who prints it, and that none is lost or doubled."""

from collections.abc import Callable, Coroutine
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx2

from samenspel_contracts.intake import (
    ContactRecordedV1,
    PupilMergedV1,
    PupilMergeUndoneV1,
    SupportRequestReceiptConfirmedV1,
)
from samenspel_kernel.actor import Role
from samenspel_testkit.pages import Page

Tell = Callable[..., Coroutine[Any, Any, None]]
LogIn = Callable[..., httpx2.AsyncClient]
POST = "/notifications/post"
PARENT, PUPIL, SCHOOL = uuid4(), uuid4(), uuid4()


def a_parent(**known: Any) -> ContactRecordedV1:
    address = {"street": "Dorpsstraat 12", "postcode": "1234 AB", "place": "Waterdorp"}
    given = {"name": "Noor de Vries", "prefers": "post", **address, **known}
    return ContactRecordedV1(
        contact_id=PARENT, kind="parent", pupil_id=PUPIL, language="nl", **given
    )


def receipt(pupil: UUID = PUPIL) -> SupportRequestReceiptConfirmedV1:
    return SupportRequestReceiptConfirmedV1(
        support_request_id=uuid4(),
        pupil_id=pupil,
        school_id=SCHOOL,
        response_last_day=date(2026, 10, 19),
    )


async def letters(client: httpx2.AsyncClient) -> list[str]:
    answer = await client.get(POST)
    assert answer.status_code == 200, answer.text
    return [link for link in Page(answer.text).links if link.startswith(f"{POST}/")]


async def test_who_prefers_post_gets_a_letter_that_the_school_prints(
    tell: Tell, log_in: LogIn
) -> None:
    await tell(a_parent(email="noor@voorbeeld.example", organisation="Jeugdbescherming"))
    await tell(receipt())
    async with log_in(Role.SCHOOL_COORDINATOR, school=SCHOOL) as school:
        (link,) = await letters(school)
        page = Page((await school.get(link)).text)
        for said in ("Jeugdbescherming", "Noor de Vries", "Dorpsstraat 12", "1234 AB Waterdorp"):
            assert said in page.words
        secret = {"csrf": page.fields["csrf"]}
        assert (await school.post(f"{link}/sent", data=secret)).status_code == 303
        assert await letters(school) == []
        assert (await school.post(f"{link}/sent", data=secret)).status_code == 303  # once more
        assert (await school.get(link)).status_code == 404
    async with log_in(Role.ADMINISTRATOR) as administrator:
        assert "Verstuurd" in (await administrator.get("/notifications/messages?group=sent")).text


async def test_without_e_mail_an_address_is_enough_and_without_both_it_waits_in_sight(
    tell: Tell, log_in: LogIn
) -> None:
    nowhere = {"street": None, "postcode": None, "place": None, "prefers": "email"}
    await tell(a_parent(**nowhere))
    await tell(receipt())
    async with log_in(Role.ADMINISTRATOR) as administrator:
        assert await letters(administrator) == []
        waiting = await administrator.get("/notifications/messages?group=waiting")
        assert "Noor de Vries" in waiting.text
        await tell(a_parent(prefers="email"))
        assert len(await letters(administrator)) == 1
        await tell(a_parent(email="noor@voorbeeld.example", prefers="email"))
        assert await letters(administrator) == []


async def test_another_school_and_another_alliance_find_no_letter(
    tell: Tell, log_in: LogIn
) -> None:
    await tell(a_parent())
    await tell(receipt())
    async with log_in(Role.ADMINISTRATOR) as administrator:
        (link,) = await letters(administrator)
    async with log_in(Role.SCHOOL_COORDINATOR, school=uuid4()) as other:
        assert await letters(other) == []
        assert (await other.get(link)).status_code == 404
    async with log_in(Role.ADMINISTRATOR, of=uuid4()) as elsewhere:
        assert await letters(elsewhere) == []
        assert (await elsewhere.get(link)).status_code == 404
    async with log_in(Role.PARENT) as parent:
        assert (await parent.get(POST)).status_code == 403


async def test_what_is_told_of_a_merged_entry_goes_to_the_contacts_of_the_used_one(
    tell: Tell, log_in: LogIn
) -> None:
    other = uuid4()
    await tell(a_parent())
    await tell(PupilMergedV1(pupil_id=other, into_id=PUPIL))
    await tell(receipt(other))
    async with log_in(Role.ADMINISTRATOR) as administrator:
        assert len(await letters(administrator)) == 1
        await tell(PupilMergeUndoneV1(pupil_id=other))
        await tell(receipt(other))
        assert len(await letters(administrator)) == 1
