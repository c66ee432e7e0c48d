"""Integration: people with an account raise signals; desks hand them over; families stay in charge."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from samenspel_intake.domain.alliance import school_id_of, unit_id_of
from samenspel_intake.persistence.watchdog import find_violations
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, new_id
from samenspel_platform.letter_secrets import LetterSecrets

from .conftest import ALLIANCE, KEY, an_actor
from .passwordless import Letters, a_pupil, send
from .test_signals import stored

NEW, OWN = "/intake/signals/new", "/intake/signals"
DESK, FAMILY = "/intake/signals", "/intake/family-desk"
WORRY = "Sem eet niet meer op school <script>alert(1)</script>"


@pytest.fixture
async def sem(intake: Any) -> UUID:
    return await a_pupil(intake)


@pytest.fixture
def parent(sem: UUID) -> Actor:
    return replace(an_actor(Role.PARENT), pupil_ids=frozenset({sem}))


@pytest.fixture
def child(sem: UUID) -> Actor:
    return replace(an_actor(Role.PUPIL), pupil_ids=frozenset({sem}), name="Sem")


@pytest.fixture
def family_desk() -> Actor:
    return an_actor(Role.FAMILY_DESK)


async def say(intake: Any, actor: Actor, **fields: str) -> UUID:
    """Say something as somebody, and give the signal."""
    async with intake.client(actor) as client:
        sent = await send(client, NEW, OWN, **{"text": WORRY, **fields})
    assert sent.status_code == 303, sent.text
    return UUID(sent.headers["location"].rpartition("/")[2])


async def do(intake: Any, actor: Actor, signal: UUID, what: str, **fields: str) -> httpx2.Response:
    """Send one of the forms of a signal's page."""
    async with intake.client(actor) as client:
        return await send(client, f"{DESK}/{signal}", f"{DESK}/{signal}/{what}", **fields)


async def status(intake: Any, actor: Actor, path: str) -> int:
    async with intake.client(actor) as client:
        answer: httpx2.Response = await client.get(path)
    return answer.status_code


async def test_what_a_teacher_says_comes_to_the_desk_of_its_unit_and_what_it_says_stays_text(
    intake: Any, sem: UUID, unit_coordinator: Actor, family_desk: Actor
) -> None:
    teacher = replace(
        an_actor(Role.TEACHER, school_id=school_id_of("99BB00")), pupil_ids=frozenset({sem})
    )
    signal = await say(intake, teacher, pupil_id=str(sem))
    async with intake.client(unit_coordinator) as desk:
        assert str(signal) in (await desk.get(DESK)).text
        page = (await desk.get(f"{DESK}/{signal}")).text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    other = an_actor(Role.UNIT_COORDINATOR, unit_id=unit_id_of("PO9901", "noord"))
    stranger = replace(an_actor(Role.ADMINISTRATOR), alliance_id=AllianceId(uuid4()))
    for who in (other, family_desk, stranger, teacher):
        assert await status(intake, who, f"{DESK}/{signal}") == 404
    assert await status(intake, teacher, f"{OWN}/own/{signal}") == 200
    assert await status(intake, other, f"{OWN}/own/{signal}") == 404
    assert (await stored(intake, "school_id"))[0][0] == school_id_of("99BB00")


async def test_a_child_says_it_with_a_face_and_its_parent_and_desk_do_not_read_it(
    intake: Any, child: Actor, parent: Actor, family_desk: Actor, unit_coordinator: Actor
) -> None:
    signal = await say(
        intake, child, mood="bad", text="", pupil_id=str(next(iter(child.pupil_ids)))
    )
    async with intake.client(family_desk) as desk:
        assert "Niet fijn" in (await desk.get(f"{DESK}/{signal}")).text
    for who in (parent, unit_coordinator, an_actor(Role.ADMINISTRATOR)):
        assert await status(intake, who, f"{DESK}/{signal}") == 404
        assert await status(intake, who, f"{OWN}/own/{signal}") == 404
    [opened] = await Letters(intake, LetterSecrets(KEY)).told("signal.opened")
    assert opened.get("pupilId") is None
    assert opened["holder"]["kind"] == "family-desk"

    words = "Wat goed dat je dit zegt. Morgen kom ik bij je."
    assert (
        await do(intake, family_desk, signal, "answers", answer=words, theme="safety")
    ).status_code == 303
    async with intake.client(child) as client:
        assert words in (await client.get(f"{OWN}/own/{signal}")).text


async def test_nobody_names_a_child_that_is_not_theirs(intake: Any, sem: UUID) -> None:
    stranger = replace(an_actor(Role.PARENT), pupil_ids=frozenset({new_id()}))
    async with intake.client(stranger) as client:
        sent = await send(client, NEW, OWN, text=WORRY, pupil_id=str(sem))
    assert sent.status_code == 422
    assert "Sem eet" in sent.text
    assert await stored(intake, "id") == []


async def test_the_family_desk_passes_nothing_on_before_the_family_agrees(
    intake: Any, parent: Actor, family_desk: Actor, unit_coordinator: Actor
) -> None:
    signal = await say(intake, parent)
    to = f"unit-desk:{unit_coordinator.unit_id}"
    refused = await do(intake, family_desk, signal, "handovers", desk=to)
    assert refused.status_code == 422
    assert "De familie moet dit eerst goedvinden" in refused.text
    assert await status(intake, unit_coordinator, f"{DESK}/{signal}") == 404

    assert (await do(intake, family_desk, signal, "agreement")).status_code == 303
    assert (await do(intake, family_desk, signal, "handovers", desk=to)).status_code == 303
    assert await status(intake, unit_coordinator, f"{DESK}/{signal}") == 200
    other = an_actor(Role.UNIT_COORDINATOR, unit_id=unit_id_of("PO9901", "noord"))
    assert await status(intake, other, f"{DESK}/{signal}") == 404
    [(holder,)] = await stored(intake, "holder_kind")
    assert holder == "family-desk", "the sender answers until the other accepts"

    taken = await do(intake, unit_coordinator, signal, "handover-answers", answer="accept")
    assert taken.headers["location"] == f"{DESK}/{signal}"
    assert await stored(intake, "holder_kind, holder_id, is_confidential") == [
        ("unit-desk", unit_coordinator.unit_id, False)
    ]
    assert await status(intake, family_desk, f"{DESK}/{signal}") == 404
    async with intake.process.job_context.transactions(intake.scope) as uow:
        assert await find_violations(uow.session, ALLIANCE, intake.clock.now()) == []


async def test_an_offer_that_is_refused_stays_with_who_made_it(
    intake: Any, coordinator: Actor, unit_coordinator: Actor, family_desk: Actor
) -> None:
    signal = await say(intake, coordinator)
    offered = await do(intake, unit_coordinator, signal, "handovers", desk="family-desk")
    assert offered.status_code == 303
    assert "U blijft verantwoordelijk" in (await _page(intake, unit_coordinator, signal))
    refused = await do(intake, family_desk, signal, "handover-answers", answer="refuse")
    assert refused.headers["location"] == FAMILY
    assert await status(intake, family_desk, f"{DESK}/{signal}") == 404
    assert await stored(intake, "holder_kind, handover_id") == [("unit-desk", None)]
    for wrong in ("unit-desk:", "unit-desk:nonsense", f"unit-desk:{uuid4()}", "person:1", ""):
        answer = await do(intake, unit_coordinator, signal, "handovers", desk=wrong)
        assert answer.status_code == 422, wrong


async def test_a_signal_becomes_a_request_with_its_words_in_it(
    intake: Any, parent: Actor, unit_coordinator: Actor, sem: UUID
) -> None:
    signal = await say(intake, parent, pupil_id=str(sem), reader="unit")
    page = await _page(intake, unit_coordinator, signal)
    assert page.count("Sem eet niet meer") == 2, "what was said is the question to begin with"
    fields = {"theme": "too-little-help", "becomes": "request", "pupil_id": str(sem)}
    without = await do(intake, unit_coordinator, signal, "answers", question=WORRY, **fields)
    assert without.status_code == 422
    assert "Schrijf een antwoord op" in without.text
    done = await do(
        intake, unit_coordinator, signal, "answers", question="Wat helpt?", answer="Wij helpen.",
        **fields,
    )  # fmt: skip
    assert done.status_code == 303
    letters = Letters(intake, LetterSecrets(KEY))
    [request] = await letters.told("support-request.submitted")
    assert request["pupilId"] == str(sem)
    assert (await letters.told("signal.closed"))[-1]["outcome"] == "request"
    again = await do(intake, unit_coordinator, signal, "answers", answer="Nog eens", theme="other")
    assert again.status_code == 422


async def test_not_reached_takes_tries_on_two_days(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    signal = await say(intake, coordinator)
    day, later = "2026-09-07", "2026-09-08"
    fields = {"reason": "Niemand neemt op.", "missed_theme": "other", "tried_first": day}
    once = await do(intake, unit_coordinator, signal, "misses", tried_again=day, **fields)
    assert once.status_code == 422
    assert "twee verschillende dagen" in once.text
    intake.clock.advance(timedelta(days=1))
    twice = await do(intake, unit_coordinator, signal, "misses", tried_again=later, **fields)
    assert twice.status_code == 303


async def test_the_family_desk_sees_a_file_by_a_parents_link_and_each_look_is_kept(
    intake: Any, parent: Actor, family_desk: Actor, sem: UUID
) -> None:
    file, mine = f"{FAMILY}/pupils/{sem}", f"/intake/pupils/{sem}/family-desk"
    assert await status(intake, family_desk, file) == 404
    async with intake.client(parent) as client:
        assert (await send(client, mine, days="3")).status_code == 422
        assert (await send(client, mine, days="7")).status_code == 303
    async with intake.client(family_desk) as desk:
        assert file in (await desk.get(FAMILY)).text
        assert "Dossier van Sem" in (await desk.get(file)).text
    async with intake.client(parent) as client:
        assert "teunpunt" in (await client.get(f"/intake/pupils/{sem}/readers")).text
        assert (await send(client, mine, f"{mine}/end")).status_code == 303
    assert await status(intake, family_desk, file) == 404
    for who in (an_actor(Role.UNIT_COORDINATOR, unit_id=uuid4()), family_desk):
        assert await status(intake, who, mine) in (403, 404)

    async with intake.client(parent) as client:
        await send(client, mine, days="7")
    intake.clock.advance(timedelta(days=7))
    assert await status(intake, family_desk, file) == 200
    intake.clock.advance(timedelta(days=1))
    assert await status(intake, family_desk, file) == 404


async def test_the_board_hears_how_many_and_never_who(
    intake: Any, parent: Actor, family_desk: Actor
) -> None:
    director = an_actor(Role.DIRECTOR)
    for number in range(9):
        signal = await say(intake, parent, text=f"{WORRY} {number}")
        theme = "waiting" if number < 5 else "no-place"
        await do(intake, family_desk, signal, "answers", answer="Wij denken mee.", theme=theme)
    intake.clock.advance(timedelta(days=40))
    page = f"{FAMILY}/bundles"
    async with intake.client(family_desk) as desk:
        assert (await send(desk, page, quarter="2026-10-01")).status_code == 422
        assert (await send(desk, page, quarter="2026-07-01")).status_code == 303
        assert (await send(desk, page, quarter="2026-07-01")).status_code == 303
    async with intake.client(director) as board:
        told = (await board.get(page)).text
        assert (await send(board, page, quarter="2026-04-01")).status_code == 403
    assert "Wachten: 5" in told
    assert "Geen plek" not in told
    assert "samen: 4" not in told
    assert WORRY not in told


async def test_the_api_gives_no_words_and_answers_once(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school, intake.client(unit_coordinator) as desk:
        body = {"text": "Wij zien haar nooit.", "schoolId": str(school_id_of("99BB00"))}
        key = {"Idempotency-Key": "once"}
        made = await school.post("/intake/v1/signals", json=body, headers=key)
        again = await school.post("/intake/v1/signals", json=body, headers=key)
        assert (made.status_code, again.json()) == (201, made.json())
        assert "nooit" not in made.text
        path = f"/intake/v1/signals/{made.json()['id']}"
        assert [s["id"] for s in (await desk.get("/intake/v1/signals")).json()["items"]] == [
            made.json()["id"]
        ]
        assert (await school.get("/intake/v1/signals")).status_code == 403
        assert (await school.get(path)).status_code == 404
        seen = await desk.get(path)
        answer = {"answer": "Wij bellen vandaag.", "theme": "information"}
        stale = await desk.post(f"{path}/answers", json=answer, headers={"If-Match": '"99"'})
        assert stale.status_code == 412
        tag = {"If-Match": seen.headers["etag"]}
        done = await desk.post(f"{path}/answers", json=answer, headers=tag)
        assert (done.status_code, done.json()["status"]) == (201, "answered")
        assert done.json()["holder"] is None


async def _page(intake: Any, actor: Actor, signal: UUID) -> str:
    async with intake.client(actor) as client:
        text: str = (await client.get(f"{DESK}/{signal}")).text
        return text
