"""Integration: worries of people without an account, and what becomes of them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx2
import pytest
from sqlalchemy import text

from samenspel_intake.domain.alliance import school_id_of
from samenspel_intake.domain.limits import (
    SIGNALS_FROM_A_NETWORK,
    SIGNALS_OVERALL,
    SIGNALS_TO_AN_ADDRESS,
    Limit,
)
from samenspel_intake.jobs.forget_signals import forget_signals
from samenspel_intake.web.signals import public
from samenspel_kernel.actor import Actor, Role
from samenspel_platform.letter_secrets import LetterSecrets, Purpose, Ticket
from samenspel_testkit.pages import Page

from .conftest import ALLIANCE, KEY, an_actor
from .passwordless import Letters, send

SIGNAL = "/intake/signaal"
WORRY = "Zij verstopt zich elke ochtend onder de kapstok."
MAIL = "anna@voorbeeld.example"
SECRETS = LetterSecrets(KEY)


@pytest.fixture
def demo() -> bool:
    return False


@pytest.fixture
def letters(intake: Any) -> Letters:
    return Letters(intake, SECRETS)


@pytest.fixture
def family_desk() -> Actor:
    return an_actor(Role.FAMILY_DESK)


@pytest.fixture
def administrator() -> Actor:
    return an_actor(Role.ADMINISTRATOR)


async def raise_it(client: httpx2.AsyncClient, who: str = "parent", **fields: str) -> Any:
    """Fill in the form of somebody without an account."""
    said = {} if who in ("other", "doctor-alone") else {"text": WORRY}
    form = f"{SIGNAL}?wie={who}"
    return await send(client, form, SIGNAL, **{"wie": who, "bij": "PO9901", **said, **fields})


async def stored(intake: Any, columns: str) -> list[Any]:
    """Read columns of all signals, the oldest first."""
    async with intake.process.job_context.transactions(intake.scope) as uow:
        rows = await uow.session.execute(text(f"SELECT {columns} FROM signal ORDER BY raised_at"))
        return [tuple(row) for row in rows]


def ticket(purpose: Purpose, id_: str) -> str:
    return str(Ticket(ALLIANCE, UUID(id_), SECRETS.secret(purpose, UUID(id_))))


async def press(client: httpx2.AsyncClient, path: str, of: str) -> httpx2.Response:
    """Open a mail's link and press its button."""
    return await send(client, f"{path}?ticket={of}", path, ticket=of)


async def test_a_worry_counts_at_once_is_confirmed_by_mail_and_answered_behind_a_link(
    intake: Any, letters: Letters, family_desk: Actor
) -> None:
    async with intake.client(None) as parent, intake.client(family_desk) as desk:
        sent = await raise_it(parent, email=MAIL)
        assert sent.headers["location"] == f"{SIGNAL}/ontvangen?langs=mail"
        [(id_, status, holder, secret)] = await stored(
            intake, "id, status, holder_kind, is_confidential"
        )
        assert (status, holder, secret) == ("heard", "family-desk", True)
        assert "Adres niet bevestigd" in (await desk.get("/intake/family-desk")).text

        raised = (await letters.told("contact.signal-raised"))[-1]
        assert raised["signalId"] == str(id_)
        link = ticket(Purpose.SIGNAL, str(id_))
        assert "Uw adres is bevestigd" in (await press(parent, f"{SIGNAL}/bevestigen", link)).text
        assert "Adres niet bevestigd" not in (await desk.get("/intake/family-desk")).text

        page = f"/intake/signals/{id_}"
        assert WORRY in (await desk.get(page)).text
        words = "Bel ons morgen, dan denken wij mee."
        answered = await send(desk, page, f"{page}/answers", answer=words, theme="not-heard")
        assert answered.headers["location"] == page

        link_id = (await letters.told("contact.signal-answered"))[-1]["answerLinkId"]
        link = ticket(Purpose.SIGNAL_ANSWER, link_id)
        assert words not in (await parent.get(f"{SIGNAL}/antwoord?ticket={link}")).text
        assert words in (await press(parent, f"{SIGNAL}/antwoord", link)).text
        twice = await press(parent, f"{SIGNAL}/antwoord", link)
        assert twice.status_code == 422
        assert words not in twice.text

        await send(parent, SIGNAL, f"{SIGNAL}/antwoord/opnieuw", ticket=link)
        newer = (await letters.told("contact.signal-answered"))[-1]["answerLinkId"]
        assert newer != link_id
        assert (
            words
            in (
                await press(parent, f"{SIGNAL}/antwoord", ticket(Purpose.SIGNAL_ANSWER, newer))
            ).text
        )
    [closed] = await letters.told("signal.closed")
    assert (closed["outcome"], closed["theme"]) == ("advised", "not-heard")
    [opened] = await letters.told("signal.opened")
    assert opened.get("pupilId") is None
    assert opened.get("schoolId") is None


async def test_no_word_and_no_address_leaves_in_an_event(intake: Any) -> None:
    async with intake.client(None) as client:
        await raise_it(client, email=MAIL, phone="06 12345678", name="Anna Jansen", reader="unit")
    query = "SELECT type, data::text FROM bus.outbox"
    async with intake.process.job_context.transactions(intake.scope) as uow:
        told = list(await uow.session.execute(text(query)))
    assert any("signal.opened" in type_ for type_, _ in told)
    for type_, data in told:
        assert WORRY not in data, type_
        assert "12345678" not in data, type_
        assert MAIL not in data or "contact.recorded" in type_, type_


@pytest.mark.parametrize("who", ["other", "doctor-alone"])
async def test_a_third_party_leaves_its_contact_and_the_school_alone(intake: Any, who: str) -> None:
    async with intake.client(None) as client:
        page = await client.get(f"{SIGNAL}?wie={who}")
        assert 'name="text"' not in page.text
        assert "Noem geen naam van een kind" in page.text
        assert (await raise_it(client, who)).status_code == 422
        told = await raise_it(client, who, phone="06 12345678", text="Het buurmeisje Lotte")
        assert told.status_code == 422
        assert "Lotte" not in str(await stored(intake, "worry"))
        sent = await raise_it(
            client, who, phone="06 12345678", school_id=str(school_id_of("99BB00"))
        )
        assert sent.status_code == 303
    [(school, holder)] = await stored(intake, "school_id, holder_kind")
    assert (school, holder) == (school_id_of("99BB00"), "unit-desk")


async def test_who_suspects_abuse_hears_at_once_whom_to_call(
    intake: Any, administrator: Actor
) -> None:
    async with intake.client(None) as client:
        sent = await raise_it(client, phone="06 12345678", suspects_abuse="true", reader="unit")
        told = await client.get(sent.headers["location"])
    for words in ("0800-2000", "112", "onderzoekt mishandeling nooit zelf"):
        assert words in told.text
    [(action,)] = await stored(intake, "next_action_kind")
    assert action == "answer"


async def test_the_same_form_twice_is_one_signal_and_a_changed_one_another(intake: Any) -> None:
    async with intake.client(None) as client:
        page = await client.get(f"{SIGNAL}?wie=school")
        form = {**Page(page.text).fields, "text": WORRY, "email": MAIL, "website": ""}
        form = {k: v for k, v in form.items() if k not in ("suspects_abuse", "school_id")}
        for said in (WORRY, WORRY, WORRY + " En weer."):
            assert (await client.post(SIGNAL, data={**form, "text": said})).status_code == 303
    assert len(await stored(intake, "id")) == 2


async def test_a_machine_that_fills_in_what_nobody_sees_is_thanked_and_forgotten(
    intake: Any,
) -> None:
    async with intake.client(None) as client:
        assert (await raise_it(client, website="https://spam.example")).status_code == 303
    assert await stored(intake, "id") == []


async def test_what_was_typed_survives_each_refusal(
    intake: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with intake.client(None) as client:
        for fields in (
            {"email": "geen adres"},
            {"phone": "bel maar"},
            {"text": f"{WORRY} BSN 123456782"},
        ):
            refused = await raise_it(client, **fields)
            assert refused.status_code == 422, fields
            assert WORRY in refused.text

        monkeypatch.setattr(public, "SIGNALS_FROM_A_NETWORK", Limit("few", 1, timedelta(hours=1)))
        assert (await raise_it(client)).status_code == 303
        refused = await raise_it(client)
        assert refused.status_code == 429
        assert WORRY in refused.text
        assert "te veel tegelijk" in refused.text
        intake.clock.advance(timedelta(hours=2))
        assert (await raise_it(client)).status_code == 303
    assert SIGNALS_OVERALL.most > SIGNALS_FROM_A_NETWORK.most


async def test_nothing_tells_whether_an_address_is_known_and_few_mails_go_to_one(
    intake: Any, letters: Letters
) -> None:
    async with intake.client(None) as client:
        shapes = set()
        for _ in range(SIGNALS_TO_AN_ADDRESS.most + 2):
            answer = await raise_it(client, email=MAIL)
            shapes.add((answer.status_code, answer.headers["location"], answer.text))
        answer = await raise_it(client, email="nooit@gezien.example")
        shapes.add((answer.status_code, answer.headers["location"], answer.text))
    assert len(shapes) == 1
    assert len(await letters.told("contact.signal-raised")) == SIGNALS_TO_AN_ADDRESS.most + 1
    assert len(await stored(intake, "id")) == SIGNALS_TO_AN_ADDRESS.most + 3


async def test_what_nobody_confirms_is_forgotten_unless_one_can_call(
    intake: Any, letters: Letters
) -> None:
    async with intake.client(None) as client:
        for phone in ("", "06 12345678", ""):
            await raise_it(client, email=MAIL, phone=phone)
            intake.clock.advance(timedelta(seconds=1))
        confirmed = (await stored(intake, "id"))[2][0]
        link = ticket(Purpose.SIGNAL, str(confirmed))
        await press(client, f"{SIGNAL}/bevestigen", link)
    intake.clock.advance(timedelta(days=14))
    assert await forget_signals(intake.process.job_context) == 0
    intake.clock.advance(timedelta(days=1))
    assert await forget_signals(intake.process.job_context) == 1
    assert await forget_signals(intake.process.job_context) == 0
    lines = await stored(intake, "status, worry::text, contact_id")
    assert [status for status, _, _ in lines] == ["answered", "heard", "heard"]
    assert WORRY not in lines[0][1]
    assert lines[0][2] is None
    assert (await letters.told("signal.closed"))[-1]["outcome"] == "not-reached"
    assert [c.get("email") for c in await letters.told("contact.recorded")].count(None) == 1


async def test_a_guessed_link_opens_nothing_and_guessing_ends(intake: Any) -> None:
    async with intake.client(None) as client:
        await raise_it(client, email=MAIL)
        [(id_,)] = await stored(intake, "id")
        wrong = str(Ticket(ALLIANCE, id_, bytes(32)))
        for path in (f"{SIGNAL}/bevestigen", f"{SIGNAL}/antwoord"):
            answer = await press(client, path, wrong)
            assert answer.status_code == 422
            assert "Deze link werkt niet meer" in answer.text
        elsewhere = str(Ticket(UUID(int=9), id_, SECRETS.secret(Purpose.SIGNAL, id_)))
        assert (await press(client, f"{SIGNAL}/bevestigen", elsewhere)).status_code == 422
        for_another = ticket(Purpose.SIGNAL_ANSWER, str(id_))
        assert (await press(client, f"{SIGNAL}/bevestigen", for_another)).status_code == 422
    [(confirmation,)] = await stored(intake, "confirmation")
    assert confirmation["confirmed_at"] is None
