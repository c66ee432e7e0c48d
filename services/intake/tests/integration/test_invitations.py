"""Integration: parents and outside professionals are invited and take part; nobody else does."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from samenspel_intake.application.add_contact import AddContact, add_contact
from samenspel_intake.domain.contact import ContactDetails
from samenspel_intake.domain.limits import INVITATIONS_BY_A_PERSON
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import PupilId
from samenspel_platform.letter_secrets import LetterSecrets, Ticket
from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.pages import Page

from .passwordless import ANNA, INVITATION, Letters, a_pupil, accept, invite, is_in, send

KEY = "a key of the tests, long enough to seal with"


@pytest.fixture
def demo() -> bool:
    return False


@pytest.fixture
def letters(intake: Any) -> Letters:
    return Letters(intake, LetterSecrets(KEY))


@pytest.fixture
async def pupil(intake: Any) -> UUID:
    return await a_pupil(intake)


async def test_an_invitation_says_who_asks_and_for_whom_and_lets_in_once(
    intake: Any, letters: Letters, coordinator: Actor, pupil: UUID
) -> None:
    assert (await invite(intake, coordinator, pupil)).status_code == 303
    ticket = await letters.invitation()
    async with intake.client(None) as client, intake.client(None) as other:
        page = Page((await client.get(f"{INVITATION}?ticket={ticket}")).text)
        assert "Fatima El Amrani vraagt u om mee te doen voor Sem." in page.words
        assert not await is_in(client)

        answer = await accept(client, ticket)
        assert (answer.status_code, answer.headers["location"]) == (303, "/intake")
        assert await is_in(client)

        again = await other.get(f"{INVITATION}?ticket={ticket}")
        assert again.status_code == 409
        assert "al gebruikt" in again.text
        refused = await other.post(INVITATION, data={"ticket": str(ticket)})
        assert refused.status_code == 409
        assert not await is_in(other)
    (told,) = await letters.told("person.access-changed")
    (grant,) = told["grants"]
    assert (grant["role"], grant["pupilIds"]) == ("parent", [str(pupil)])


async def test_the_secret_is_in_no_table_and_in_no_event(
    intake: Any, letters: Letters, coordinator: Actor, pupil: UUID, urls: ServiceUrls
) -> None:
    await invite(intake, coordinator, pupil)
    ticket = await letters.invitation()
    connection = await asyncpg.connect(urls.owner_url)
    tables = await connection.fetch(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
        " WHERE schemaname IN ('public', 'bus')"
    )
    for (table,) in tables:
        rows = await connection.fetch(f"SELECT t::text FROM {table} t")
        whole = " ".join(row[0] for row in rows)
        assert ticket.secret.hex() not in whole
        assert str(ticket) not in whole
    await connection.close()


async def test_of_two_who_accept_at_the_same_moment_one_gets_in(
    intake: Any, letters: Letters, coordinator: Actor, pupil: UUID
) -> None:
    await invite(intake, coordinator, pupil)
    ticket = await letters.invitation()
    async with intake.client(None) as one, intake.client(None) as two:
        await asyncio.gather(accept(one, ticket), accept(two, ticket), return_exceptions=True)
        assert [await is_in(one), await is_in(two)].count(True) == 1


async def test_an_invitation_is_over_after_fourteen_days(
    intake: Any, letters: Letters, coordinator: Actor, pupil: UUID
) -> None:
    await invite(intake, coordinator, pupil)
    ticket = await letters.invitation()
    intake.clock.advance(timedelta(days=14))
    async with intake.client(None) as client:
        assert "verlopen" in (await client.get(f"{INVITATION}?ticket={ticket}")).text
        answer = await client.post(INVITATION, data={"ticket": str(ticket)})
        assert answer.status_code == 409
        assert not await is_in(client)


async def test_an_invitation_that_was_withdrawn_lets_nobody_in(
    intake: Any, letters: Letters, coordinator: Actor, stranger: Actor, pupil: UUID
) -> None:
    await invite(intake, coordinator, pupil)
    ticket = await letters.invitation()
    path = f"/intake/pupils/{pupil}/invitations"
    async with intake.client(coordinator) as client, intake.client(stranger) as else_where:
        page = Page((await client.get(path)).text)
        withdrawal = f"{path}/{ticket.id}/withdrawal"
        assert withdrawal in page.links
        token = {"csrf": Page((await else_where.get("/intake/sessions")).text).fields["csrf"]}
        assert (await else_where.post(withdrawal, data=token)).status_code == 404
        fields = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
        assert (await client.post(withdrawal, data=fields)).status_code == 303
        assert "Ingetrokken" in (await client.get(path)).text
    async with intake.client(None) as client:
        assert (await client.post(INVITATION, data={"ticket": str(ticket)})).status_code == 409
        assert not await is_in(client)


async def test_an_invitation_that_is_sent_again_has_a_new_link_and_the_old_one_is_over(
    intake: Any, letters: Letters, coordinator: Actor, stranger: Actor, pupil: UUID
) -> None:
    await invite(intake, coordinator, pupil)
    old = await letters.invitation()
    path = f"/intake/pupils/{pupil}/invitations"
    intake.clock.advance(timedelta(days=20))
    async with intake.client(coordinator) as client, intake.client(stranger) as else_where:
        token = {"csrf": Page((await else_where.get("/intake/sessions")).text).fields["csrf"]}
        renewal = f"{path}/{old.id}/renewal"
        assert (await else_where.post(renewal, data=token)).status_code == 404
        assert renewal in Page((await client.get(path)).text).links
        assert (await send(client, path, renewal)).status_code == 303
        assert (await send(client, path, renewal)).status_code == 422
    new = await letters.invitation()
    assert new.id != old.id
    async with intake.client(None) as client:
        assert (await client.get(f"{INVITATION}?ticket={old}")).status_code == 409
        assert (await accept(client, new)).status_code == 303
        assert await is_in(client)
    async with intake.client(coordinator) as client:
        assert (await send(client, path, f"{path}/{new.id}/renewal")).status_code == 422


async def test_sending_again_counts_as_one_more_invitation(
    intake: Any, letters: Letters, coordinator: Actor, pupil: UUID
) -> None:
    await invite(intake, coordinator, pupil)
    path = f"/intake/pupils/{pupil}/invitations"
    async with intake.client(coordinator) as client:
        statuses = []
        for _ in range(INVITATIONS_BY_A_PERSON.most):
            newest = (await letters.told("contact.invited"))[-1]["invitationId"]
            statuses.append((await send(client, path, f"{path}/{newest}/renewal")).status_code)
    assert statuses == [303] * (INVITATIONS_BY_A_PERSON.most - 1) + [422]


async def test_a_parent_is_invited_for_the_children_of_one_household_at_once(
    intake: Any, letters: Letters, coordinator: Actor, pupil: UUID
) -> None:
    sister, stranger = await a_pupil(intake, "Noor"), await a_pupil(intake, "Ravi")
    for child, address in (
        (pupil, ANNA),
        (sister, ANNA.title()),
        (stranger, "x@voorbeeld.example"),
    ):
        await a_parent(intake, coordinator, child, address)
    async with intake.client(coordinator) as client:
        page = Page((await client.get(f"/intake/pupils/{pupil}/invitations")).text)
    assert "Noor" in page.words
    assert "Ravi" not in page.words
    for other in (str(stranger), str(uuid4()), "x"):
        answer = await invite(intake, coordinator, pupil, also=other)
        assert answer.status_code in (404, 422)
    assert await letters.told("contact.invited") == []

    assert (await invite(intake, coordinator, pupil, also=str(sister))).status_code == 303
    async with intake.client(None) as client:
        ticket = await letters.invitation()
        page = Page((await client.get(f"{INVITATION}?ticket={ticket}")).text)
        assert "voor Noor en Sem." in page.words
        await accept(client, ticket)
    (grant,) = (await letters.told("person.access-changed"))[-1]["grants"]
    assert sorted(grant["pupilIds"]) == sorted([str(pupil), str(sister)])


async def a_parent(intake: Any, by: Actor, pupil: UUID, email: str) -> None:
    command = AddContact(
        pupil_id=PupilId(pupil), details=ContactDetails(name="Een ouder", email=email)
    )
    async with intake.process.job_context.transactions(intake.scope) as uow:
        await add_contact(command, actor=by, uow=uow, clock=intake.clock)


async def test_two_parents_have_each_an_access_of_their_own(
    intake: Any, letters: Letters, coordinator: Actor, pupil: UUID
) -> None:
    async with intake.client(None) as mother, intake.client(None) as father:
        await invite(intake, coordinator, pupil)
        await accept(mother, await letters.invitation())
        await invite(intake, coordinator, pupil, name="Bram", email="bram@voorbeeld.example")
        await accept(father, await letters.invitation())
        assert await is_in(mother)
        assert await is_in(father)
    told = await letters.told("person.access-changed")
    assert len({each["personId"] for each in told}) == 2


async def test_who_is_known_by_the_address_gets_one_more_role(
    intake: Any, letters: Letters, coordinator: Actor, pupil: UUID
) -> None:
    sister = await a_pupil(intake, "Noor")
    async with intake.client(None) as client:
        await invite(intake, coordinator, pupil)
        await accept(client, await letters.invitation())
    async with intake.client(None) as client:
        await invite(intake, coordinator, sister, email=ANNA.upper(), role="expert")
        await accept(client, await letters.invitation())
        assert await is_in(client)
    told = await letters.told("person.access-changed")
    assert len({each["personId"] for each in told}) == 1
    assert [grant["role"] for grant in told[-1]["grants"]] == ["parent", "expert"]


@pytest.mark.parametrize("role", [Role.PARENT, Role.TEACHER, Role.DIRECTOR, Role.EXPERT])
async def test_who_may_not_invite_does_not(
    intake: Any, letters: Letters, coordinator: Actor, pupil: UUID, role: Role
) -> None:
    actor = replace(coordinator, role=role, pupil_ids=frozenset({pupil}))
    async with intake.client(actor) as client:
        path = f"/intake/pupils/{pupil}/invitations"
        assert (await client.get(path)).status_code == 403
    assert await letters.told("contact.invited") == []


async def test_another_school_may_not_even_know(intake: Any, stranger: Actor, pupil: UUID) -> None:
    async with intake.client(stranger) as client:
        assert (await client.get(f"/intake/pupils/{pupil}/invitations")).status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"role": "director"}, "Kies wat deze persoon voor het kind is."),
        ({"email": ""}, "Vul een e-mailadres in."),
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
        ({"name": ""}, "Vul een naam in."),
    ],
)
async def test_a_wrong_invitation_is_told_at_the_field(
    intake: Any,
    letters: Letters,
    coordinator: Actor,
    pupil: UUID,
    fields: dict[str, str],
    sentence: str,
) -> None:
    answer = await invite(intake, coordinator, pupil, **fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert await letters.told("contact.invited") == []


async def test_guessing_a_link_is_refused_and_then_not_answered_any_more(
    intake: Any, letters: Letters, coordinator: Actor, pupil: UUID
) -> None:
    await invite(intake, coordinator, pupil)
    ticket = await letters.invitation()
    wrong = Ticket(ticket.alliance_id, ticket.id, bytes(32))
    unknown = Ticket(ticket.alliance_id, uuid4(), ticket.secret)
    async with intake.client(None) as client:
        statuses = []
        for _ in range(15):
            for guess in (wrong, unknown):
                answer = await client.get(f"{INVITATION}?ticket={guess}")
                statuses.append(answer.status_code)
        assert set(statuses) == {404}
        assert (await client.get(f"{INVITATION}?ticket={wrong}")).status_code == 429
        assert (await client.get(f"{INVITATION}?ticket={ticket}")).status_code == 429
        intake.clock.advance(timedelta(minutes=15))
        assert (await client.get(f"{INVITATION}?ticket={ticket}")).status_code == 200


@pytest.mark.parametrize("text_", ["", "x", "A" * 86, "../../etc/passwd", "%00" * 30])
async def test_what_is_no_link_says_so(intake: Any, text_: str) -> None:
    async with intake.client(None) as client:
        answer = await client.get(f"{INVITATION}?ticket={text_}")
        assert answer.status_code == 404
        assert "Deze link klopt niet" in answer.text
