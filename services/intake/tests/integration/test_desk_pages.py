"""Integration: the pages of a desk: queue, decisions, units that hand over, deputies, leavers."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from samenspel_intake.domain.alliance import unit_id_of
from samenspel_intake.domain.desks import decision as drawing
from samenspel_intake.domain.standing import (
    Answered,
    AnswerOutcome,
    Destination,
    HandoverOffered,
    Route,
    Submitted,
)
from samenspel_intake.jobs.expire_handovers import expire_handovers
from samenspel_intake.persistence.sharing.share_grants import SqlShareGrants
from samenspel_kernel.accountability import HolderKind
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import new_id

from .conftest import an_actor
from .desks import a_request, holder_of, offered, read, works_here
from .test_pages import get, post
from .test_storage import outbox

SEARCH = "/intake/search"
NORTH = unit_id_of("PO9901", "noord")
ADVICE = "Begin de dag met een vast plan. Wij bellen volgende week."


def path(id_: Any, page: str = "decision") -> str:
    return f"/intake/support-requests/{id_}/{page}"


async def test_the_queue_is_in_the_order_of_facts_and_says_why(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    for name in ("Aap", "Noot", "Mies", "Wim"):
        await a_request(intake, coordinator, name)
        intake.clock.advance(timedelta(minutes=1))
    async with intake.process.job_context.transactions(intake.scope) as uow:
        await uow.session.execute(
            text(
                "UPDATE support_request SET is_about_safety = true WHERE pupil_id ="
                " (SELECT id FROM pupil WHERE given_name = 'Mies')"
            )
        )
        await uow.session.execute(
            text(
                "UPDATE support_request SET response_last_day = response_last_day - 3"
                " WHERE pupil_id = (SELECT id FROM pupil WHERE given_name = 'Noot')"
            )
        )
        await uow.session.execute(
            text(
                "INSERT INTO out_of_education_spell (id, alliance_id, part, row_version,"
                " event_seq, status, holder_kind, holder_id, next_action_kind,"
                " next_action_due_on, breached, standing, pupil_id, opened_at, first_day,"
                " report, told, classes, missed)"
                " SELECT :id, alliance_id, 0, 1, 0, 'out', 'alliance-desk', alliance_id,"
                " 'act', date '2026-09-09', '[]', '{}', id, now(), date '2026-08-31', '{}',"
                " '{}', '[]', '[]' FROM pupil WHERE given_name = 'Wim'"
            ),
            {"id": new_id()},
        )

    async with intake.client(unit_coordinator) as client:
        page = await get(client, "/intake/desk")
        first = (await client.get("/intake/desk?pageSize=3")).text
        link = first.split('href="/intake/desk?cursor=')[1].split('"')[0]
        rest = await get(client, f"/intake/desk?cursor={link}")

    order = sorted(("Aap", "Noot", "Mies", "Wim"), key=page.words.index)
    assert order == ["Wim", "Mies", "Noot", "Aap"]
    for reason in ("8 dagen zonder onderwijs", "zorg over veiligheid", "Antwoord uiterlijk"):
        assert reason in page.words
    assert "Aap" in rest.words
    assert "Noot" not in rest.words


async def test_somebody_takes_a_request_and_gives_it_back(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    id_ = await a_request(intake, coordinator)
    person = await works_here(intake, unit_coordinator)
    async with intake.client(unit_coordinator) as client:
        page = await get(client, path(id_))
        assert "Ik neem deze vraag" in page.words
        taken = await post(client, page, path(id_, "assignment"), {"person_id": str(person.id)})
        assert taken.status_code == 303
        assert (await holder_of(intake, id_)).id == person.id
        assert person.name in (await get(client, f"/intake/desk?holder={person.id}")).words
        assert "Sem" not in (await get(client, "/intake/desk?show=desk")).words
        for wrong in (str(new_id()), "iemand"):
            page = await get(client, path(id_))
            refused = await post(client, page, path(id_, "assignment"), {"person_id": wrong})
            assert refused.status_code == 422
        page = await get(client, path(id_))
        await post(client, page, path(id_, "assignment"), {"person_id": ""})
    assert (await holder_of(intake, id_)).kind is HolderKind.UNIT_DESK
    async with intake.client(coordinator) as client:
        assert (await client.get(path(id_))).status_code == 403


async def test_an_answer_closes_the_request_and_cites_its_criteria(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    id_ = await a_request(intake, coordinator)
    async with intake.client(unit_coordinator) as client:
        for fields, sentence in (
            ({}, "Kies"),
            ({"decision": "advice"}, "Schrijf het antwoord"),
            ({"decision": "advice", "text": "BSN 111222333"}, "burgerservicenummer"),
            ({"decision": "advice", "text": ADVICE, "points-advice": "9"}, "bestaat niet"),
            ({"decision": "partner"}, "Kies de partner"),
            ({"decision": "unit"}, "Kies de eenheid"),
        ):
            page = await get(client, path(id_))
            refused = await post(client, page, path(id_), fields)
            assert refused.status_code == 422, fields
            assert sentence in refused.text, fields
        page = await get(client, path(id_))
        typed = {"decision": "advice", "text": ADVICE, "points-advice": "1"}
        assert (await post(client, page, path(id_), typed)).status_code == 303
        again = await post(client, page, path(id_), {**typed, "text": "Anders."})
        assert again.status_code in (409, 422)
        assert "versie 1 (1)" in (await get(client, path(id_))).words

    standing = (await read(intake, id_)).standing
    assert isinstance(standing, Answered)
    assert standing.answer.outcome is AnswerOutcome.ADVICE
    assert (await outbox(intake)).count("support-request.answered.v1") == 1
    assert "Begin de dag" not in repr(standing)
    async with intake.client(coordinator) as client:
        assert ADVICE.split(".", maxsplit=1)[0] in (await get(client, path(id_, "")[:-1])).words


async def test_another_unit_takes_a_request_over(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    id_ = await a_request(intake, coordinator)
    north = an_actor(Role.UNIT_COORDINATOR, unit_id=NORTH)
    async with intake.client(unit_coordinator) as client, intake.client(north) as other:
        page = await get(client, path(id_))
        own = {"decision": "unit", "unit_id": str(unit_coordinator.unit_id)}
        assert (await post(client, page, path(id_), own)).status_code == 422
        page = await get(client, path(id_))
        typed = {"decision": "unit", "unit_id": str(NORTH)}
        assert (await post(client, page, path(id_), typed)).status_code == 303
        standing = (await read(intake, id_)).standing
        assert isinstance(standing, HandoverOffered)
        assert standing.holder.id == unit_coordinator.unit_id

        transfer = f"/intake/transfers/{standing.handover.id}"
        assert (await client.get(transfer)).status_code == 404
        assert (await other.get(path(id_))).status_code == 404
        page = await get(other, transfer)
        assert "Sem loopt vast." in page.words
        assert (await post(other, page, transfer, {})).status_code == 422
        taken = await post(other, await get(other, transfer), transfer, {"answer": "accept"})
        assert taken.headers["location"].endswith("/decision")
        assert "Sem" in (await get(other, "/intake/desk")).words
        assert (await client.get(path(id_))).status_code == 404
    request = await read(intake, id_)
    assert request.unit_id == NORTH
    assert (await holder_of(intake, id_)).id == NORTH
    assert "support-request.transfer-answered.v1" in await outbox(intake)


@pytest.mark.parametrize("late", [False, True])
async def test_a_refused_or_forgotten_transfer_is_the_senders(
    intake: Any, coordinator: Actor, unit_coordinator: Actor, late: bool
) -> None:
    id_ = await a_request(intake, coordinator)
    to = Destination(Route.UNIT, NORTH)
    standing = (await offered(intake, id_, unit_coordinator, to)).standing
    assert isinstance(standing, HandoverOffered)
    transfer = f"/intake/transfers/{standing.handover.id}"
    if late:
        intake.clock.advance(timedelta(days=8))
        assert await expire_handovers(intake.process.job_context) == 1
    async with intake.client(an_actor(Role.UNIT_COORDINATOR, unit_id=NORTH)) as other:
        page = await get(other, "/intake/desk/stand-ins" if late else transfer)
        answer = {"answer": "accept" if late else "refuse"}
        answered = await post(other, page, transfer, answer)
    assert answered.status_code == (404 if late else 303)
    back = await read(intake, id_)
    assert isinstance(back.standing, Submitted)
    assert back.standing.next_action.kind == "reassess"
    assert back.unit_id == unit_coordinator.unit_id


async def test_who_decided_does_not_read_again_and_the_second_reader_is_blind(
    intake: Any,
    coordinator: Actor,
    unit_coordinator: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "is_read_twice", lambda *_: True)
    id_ = await a_request(intake, coordinator)
    await offered(intake, id_, unit_coordinator)
    colleague = an_actor(Role.UNIT_COORDINATOR, unit_id=unit_coordinator.unit_id)
    reading = "/intake/desk/second-readings"
    async with intake.client(unit_coordinator) as first, intake.client(colleague) as second:
        assert "niets om nog eens te lezen" in (await get(first, reading)).words
        page = await get(second, reading)
        (link,) = [one for one in page.links if one.startswith(f"{reading}/")]
        assert (await first.get(link)).status_code in (403, 409, 422)
        form = await get(second, link)
        assert "Overdracht aangeboden" not in form.words
        assert (await post(second, form, link, {"decision": "advice"})).status_code == 303
        page = await get(first, "/intake/desk/agreement")
        assert "Hulp voor langere tijd" in page.words
        assert "0%" in page.words.replace(" ", "")
    assert isinstance((await read(intake, id_)).standing, HandoverOffered)


async def test_a_deputy_is_named_and_taken_back(intake: Any, unit_coordinator: Actor) -> None:
    away = await works_here(intake, unit_coordinator)
    colleague = an_actor(Role.UNIT_COORDINATOR, unit_id=unit_coordinator.unit_id)
    deputy = await works_here(intake, colleague)
    here = "/intake/desk/stand-ins"
    typed = {
        "away": str(away.id),
        "deputy": str(deputy.id),
        "first_day": "2026-09-10",
        "last_day": "2026-09-20",
    }
    async with intake.client(unit_coordinator) as client:
        for wrong in ({"deputy": str(away.id)}, {"last_day": "2026-09-01"}, {"away": str(NORTH)}):
            page = await get(client, here)
            assert (await post(client, page, here, {**typed, **wrong})).status_code == 422
        assert (await post(client, await get(client, here), here, typed)).status_code == 303
        page = await get(client, here)
        assert "20 september 2026" in page.words
        (end,) = [one for one in page.links if one.endswith("/end")]
        assert (await post(client, page, end, {})).status_code == 303
    assert (await outbox(intake)).count("person.deputies-changed.v1") == 2


async def test_all_that_a_leaver_held_goes_on_in_one_go(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    leaver = await works_here(intake, unit_coordinator)
    colleague = an_actor(Role.UNIT_COORDINATOR, unit_id=unit_coordinator.unit_id)
    stays = await works_here(intake, colleague)
    ids = [await a_request(intake, coordinator, name) for name in ("Aap", "Noot")]
    async with intake.client(colleague) as client:
        for id_ in ids:
            page = await get(client, path(id_))
            await post(client, page, path(id_, "assignment"), {"person_id": str(leaver.id)})
        assert "2" in (await get(client, "/intake/desk/leavers")).words
        here = f"/intake/desk/leavers/{leaver.id}"
        page = await get(client, here)
        assert "Vragen van scholen: 2" in page.words
        wrong = await post(client, page, here, {"to.support-request": str(new_id())})
        assert wrong.status_code == 422
        page = await get(client, here)
        done = await post(client, page, here, {"to.support-request": str(stays.id)})
        assert done.status_code == 303
    assert [(await holder_of(intake, id_)).id for id_ in ids] == [stays.id, stays.id]


async def test_everybody_reads_the_criteria_and_an_administrator_publishes_them(
    intake: Any, coordinator: Actor
) -> None:
    here = "/intake/criteria"
    async with intake.client(None) as visitor:
        page = await get(visitor, here)
        assert "Versie 1" in page.words
    typed = {
        "kind": "advice",
        "points": "Een eerste punt.\n\nEen tweede punt.",
        "source": "Ondersteuningsplan 2026",
        "valid_from": "2026-09-07",
    }
    async with intake.client(coordinator) as client:
        page = await get(client, SEARCH)
        assert (await post(client, page, here, typed)).status_code == 403
    async with intake.client(an_actor(Role.ADMINISTRATOR)) as client:
        for wrong in ({"points": ""}, {"source": ""}, {"valid_from": "2026-09-01"}):
            page = await get(client, here)
            assert (await post(client, page, here, {**typed, **wrong})).status_code == 422
        assert (await post(client, await get(client, here), here, typed)).status_code == 303
        page = await get(client, here)
        assert "Een tweede punt." in page.words
        assert "Versie 2" in page.words


async def test_the_watchdogs_page_says_nought_when_all_is_well(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    await a_request(intake, coordinator)
    async with intake.client(unit_coordinator) as client:
        assert "Alles heeft iemand" in (await get(client, "/intake/desk/watchdog")).words


async def test_a_partners_system_does_at_the_desk_what_people_do(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    one, two = [await a_request(intake, coordinator, name) for name in ("Aap", "Noot")]
    person = await works_here(intake, unit_coordinator)
    north = an_actor(Role.UNIT_COORDINATOR, unit_id=NORTH)
    api = "/intake/v1/support-requests"
    async with intake.client(unit_coordinator) as client, intake.client(north) as other:
        criteria = (await client.get("/intake/v1/criteria")).json()["items"]
        assert {each["kind"] for each in criteria} >= {"advice", "refused", "unit"}
        held = await client.post(f"{api}/{one}/assignments", json={"personId": str(person.id)})
        assert held.json()["holder"] == {"kind": "person", "id": str(person.id)}
        stale = await client.post(f"{api}/{one}/assignments", json={}, headers={"If-Match": '"1"'})
        assert stale.status_code == 412
        body = {"outcome": "refused", "text": ADVICE, "criteria": [2]}
        done = await client.post(f"{api}/{one}/answers", json=body)
        assert (done.status_code, done.json()["status"]) == (201, "answered")
        assert done.json()["answerOutcome"] == "refused"
        assert ADVICE not in done.text
        wrong = await client.post(f"{api}/{two}/handovers", json={"route": "unit"})
        assert wrong.status_code in (400, 422)
        to = {"route": "unit", "unitId": str(NORTH)}
        handover = (await client.post(f"{api}/{two}/handovers", json=to)).json()["handover"]
        answers = f"/intake/v1/transfers/{handover['id']}/answers"
        assert (await client.post(answers, json={"answer": "accepted"})).status_code == 404
        taken = await other.post(answers, json={"answer": "accepted"})
        assert taken.status_code == 201, taken.text
        assert (await other.post(answers, json={"answer": "refused"})).status_code == 404
    assert (await read(intake, two)).unit_id == NORTH


async def test_a_partner_helps_only_with_leave_to_share(
    intake: Any,
    coordinator: Actor,
    unit_coordinator: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    id_ = await a_request(intake, coordinator)
    typed = {"decision": "partner", "partner_id": str(new_id())}
    async with intake.client(unit_coordinator) as client:
        refused = await post(client, await get(client, path(id_)), path(id_), typed)
        assert "geen toestemming" in refused.text
        leave = {typed["partner_id"]}

        async def may_share(_: Any, pupil_id: Any, partner_id: Any, *, on: Any) -> bool:
            return str(partner_id) in leave

        monkeypatch.setattr(SqlShareGrants, "may_share", may_share)
        done = await post(client, await get(client, path(id_)), path(id_), typed)
    assert done.status_code == 303
    standing = (await read(intake, id_)).standing
    assert isinstance(standing, Submitted)
    assert standing.next_action.kind == "await-partner"
    assert standing.holder.id == unit_coordinator.unit_id
