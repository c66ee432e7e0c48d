"""No route takes a text with a forbidden number in it, and free text goes into no event or log."""

import html

import httpx2
import pytest
from sqlalchemy import text
from tests.architecture.asking import Asking
from tests.architecture.household import working
from tests.architecture.ways_in import Slot, form_slots, json_slots, pages_of, query_slots

from samenspel_messaging.scope import Scope
from samenspel_testkit.services import SERVICES
from samenspel_web.texts import SHARED, Texts

NUMBER = "123456782"
WITH_A_BSN = f"Zijn BSN is {NUMBER}."
HARMLESS = "Zijn lievelingskleur is groen."
IN_WORDS = (
    html.escape(Texts(SHARED).text("error.text.contains-bsn", language="nl")),
    html.escape(Texts(SHARED).text("error.text.contains-bsn", language="en")),
)
OF_NO_USE = {
    "/intake/sessions/end",
    "/intake/accounts/end",
    "/intake/log-in-by-mail/alliance",
    "/intake/signaal/antwoord/opnieuw",
}
"""They look for a thing of one's own by what is sent, and find none; nothing of it is kept."""
MARKER = "kwarkpuntenslijper"


async def writing_slots(asking: Asking) -> list[Slot]:
    """Give every field of every form and body that is sent to be kept or acted on."""
    slots = [*await json_slots(asking), *form_slots(asking, await pages_of(asking))]
    return [slot for slot in slots if slot.method != "GET"]


def is_refused(answer: httpx2.Response) -> bool:
    """Tell whether nothing was done."""
    return answer.status_code >= 400


async def is_open_to(slot: Slot, answer: httpx2.Response) -> bool:
    """Tell whether a text got in, or was refused without a word about the number.

    A field that takes no text at all (an id, a choice) refuses a harmless one too.
    """
    if any(words in answer.text for words in IN_WORDS):
        return not is_refused(answer)
    return not is_refused(answer) or not is_refused(await slot.send(HARMLESS))


async def test_a_text_with_a_bsn_is_refused_with_the_reason_wherever_it_is_sent(
    asking: Asking,
) -> None:
    slots = await writing_slots(asking)
    wrong, explained = [], 0
    for slot in slots:
        answer = await slot.send(WITH_A_BSN)
        explained += any(words in answer.text for words in IN_WORDS)
        if slot.url not in OF_NO_USE and await is_open_to(slot, answer):
            wrong.append(f"{slot}: {answer.status_code}")

    assert wrong == []
    assert explained > 40
    assert await rows_with(asking, NUMBER) == []


async def test_free_text_goes_into_no_event_and_no_log(
    asking: Asking, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    async with working(asking.household.processes):
        for slot in [*await writing_slots(asking), *query_slots(asking)]:
            await slot.send(f"Wij noemen het {MARKER}.")

    said = capfd.readouterr()
    assert await rows_with(asking, MARKER), "the text was taken in nowhere"
    assert await events_with(asking, MARKER) <= PERSONAL
    assert MARKER not in caplog.text + said.out + said.err


PERSONAL = {"intake pupil", "intake contact"}
"""Whose events hold names and addresses."""
TABLES = """
    SELECT c.relname FROM pg_class AS c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
      AND has_table_privilege(c.oid, 'SELECT')
    ORDER BY 1
"""
EVENTS = """
    SELECT agg_type FROM bus.event_log WHERE data::text LIKE :words
    UNION SELECT agg_type FROM bus.outbox WHERE data::text LIKE :words
"""


async def rows_with(asking: Asking, words: str) -> list[str]:
    """Name every table of every service in which words stand somewhere."""
    found, scope = [], Scope.begin(asking.household.alliance_id)
    for name in SERVICES:
        async with asking.household.processes[name].transactions(scope) as uow:
            for table in (await uow.session.scalars(text(TABLES))).all():
                query = text(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE :words')
                if await uow.session.scalar(query, {"words": f"%{words}%"}):
                    found.append(f"{name}.{table}")
    return found


async def events_with(asking: Asking, words: str) -> set[str]:
    """Name the kinds of aggregates of which an event holds words."""
    found, scope = set(), Scope.begin(asking.household.alliance_id)
    for name in SERVICES:
        worker = asking.household.processes[name].job_context
        async with worker.transactions(scope) as uow:
            kinds = await uow.session.scalars(text(EVENTS), {"words": f"%{words}%"})
            found |= {f"{name} {kind}" for kind in kinds}
    return found
